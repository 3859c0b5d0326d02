"""What the arguments of a command stand for."""

from pathlib import Path

from index.finding import Found, find


def test_find_expands_directories_and_leaves_addresses_alone(tmp_path):
    for name in (
        "b.md",
        "a.TXT",
        "sub/c.pdf",
        "sub/d.htm",
        "e.png",
        ".git/f.txt",
        "g.txt~",
        "h.jsonl",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Salmon.")

    found = find(["https://news.test/a", tmp_path, tmp_path / "b.md", "missing.odt"])

    assert found == [
        Found("https://news.test/a", "https://news.test/a"),
        Found(tmp_path / "a.TXT", "a.TXT"),
        Found(tmp_path / "b.md", "b.md"),
        Found(tmp_path / "h.jsonl", "h.jsonl"),
        Found(tmp_path / "sub/c.pdf", "sub/c.pdf"),
        Found(tmp_path / "sub/d.htm", "sub/d.htm"),
        Found(Path("missing.odt"), "missing.odt"),
    ]
