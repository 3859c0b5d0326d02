"""Hostile files, and the child process that meets them."""

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.articles import ArticleReader
from index.config import IndexConfig
from index.errors import ArticleError, ArticleUnreadable
from index.reading import sandbox as sandbox_module
from index.reading.extract import Extract, Raw
from index.reading.sandbox import Sandbox
from index.reading.sniff import Kind
from tests.index.reading.pdf_files import assembled, page_tree, pdf

CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1 1] >>"
SLOW = b"[" * 1_000_000  # takes the Markdown parser quadratic time
SLOW_IMPORT = """
import sys, time

class Busy:
    def find_spec(self, name, path=None, target=None):
        if name == {module!r}:
            time.sleep({seconds})

sys.meta_path.insert(0, Busy())
"""
FINE = b"# Salmon\n\nSalmon spawn in gravel beds."


@pytest.fixture
def sandbox(tmp_path):
    sandbox = Sandbox(IndexConfig(data_dir=tmp_path, parse_timeout=2.0))
    yield sandbox
    sandbox.close()


def run_python(*arguments, program=None):
    return subprocess.run(
        [sys.executable, *arguments],
        input=program,
        capture_output=True,
        text=True,
        timeout=20,
        check=False,
    )


def markdown(data):
    return Raw("salmon.md", data, Kind.MARKDOWN)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("loop.pdf", assembled([CATALOGUE, page_tree([3], 1), page_tree([2], 1)])),
        ("self.pdf", assembled([CATALOGUE, page_tree([2], 1)])),
        ("count.pdf", assembled([CATALOGUE, page_tree([3], 10**9), PAGE])),
        ("pages.pdf", assembled([CATALOGUE, page_tree([3] * 50_000, 50_000), PAGE])),
        ("nested.pdf", assembled([CATALOGUE, "[" * 200_000])),
        ("nested.html", b"<html><body>" + b"<div>" * 100_000 + b"Salmon spawn in gravel."),
        ("comment.html", b"<html>" + b"<!--" * 200_000),
        ("slow.md", SLOW),
    ],
)
def test_a_hostile_file_is_refused_in_time(tmp_path, name, data):
    started = time.monotonic()

    config = IndexConfig(data_dir=tmp_path, parse_timeout=2.0)
    with ArticleReader(config) as reader, pytest.raises(ArticleError, match=name):
        reader.read_bytes(data, name)

    assert time.monotonic() - started < 8


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_a_megabyte_without_a_break_is_read_in_time(tmp_path, name):
    data = b"a" * 1_000_000

    with ArticleReader(IndexConfig(data_dir=tmp_path, parse_timeout=5.0)) as reader:
        page = b"<html><body><p>" + data if name == "a.html" else data
        assert len(reader.read_bytes(page, name).text) == 1_000_000


def test_after_a_time_out_the_next_document_is_read(sandbox):
    started = time.monotonic()
    with pytest.raises(ArticleUnreadable, match=r"salmon\.md could not be read within 2 s"):
        sandbox.extract(markdown(SLOW))

    assert time.monotonic() - started < 6  # before the child's own alarm
    assert sandbox.extract(markdown(FINE)).title == "Salmon"


def slow_import(monkeypatch, folder, module, seconds):
    """Makes the real child slow, as on a busy host, when it imports a module."""
    program = SLOW_IMPORT.format(module=module, seconds=seconds)
    (folder / "sitecustomize.py").write_text(program)
    monkeypatch.syspath_prepend(str(folder))


@pytest.mark.parametrize("module", ["index.reading.child", "markdown_it"])
def test_a_slow_start_takes_nothing_of_the_time_for_reading(sandbox, monkeypatch, tmp_path, module):
    slow_import(monkeypatch, tmp_path, module, seconds=2.5)
    started = time.monotonic()

    assert sandbox.extract(markdown(FINE)).title == "Salmon"
    assert time.monotonic() - started > 2.5  # more than the time for reading


def test_a_reader_that_does_not_start_is_not_laid_to_the_article(sandbox, monkeypatch, tmp_path):
    monkeypatch.setattr(sandbox_module, "LOAD_TIMEOUT", 0.5)
    slow_import(monkeypatch, tmp_path, "index.reading.child", seconds=20)

    with pytest.raises(ArticleUnreadable) as told:
        sandbox.extract(markdown(FINE))

    assert str(told.value) == (
        "salmon.md could not be read: the host is busy, and no reader started within 0.5 s. "
        "Please try again later."
    )
    monkeypatch.setattr(sandbox_module, "LOAD_TIMEOUT", 60)
    (tmp_path / "sitecustomize.py").unlink()
    assert sandbox.extract(markdown(FINE)).title == "Salmon"


def test_what_the_child_refuses_can_be_told_in_another_language(sandbox):
    scanned = Raw("salmon {name}.pdf", pdf([]), Kind.PDF)

    with pytest.raises(ArticleError) as told:
        sandbox.extract(scanned)

    made = told.value.sentence.made
    assert made.template == "{name} has no text in it; it seems to be scanned. Use OCR first."
    assert dict(made.values) == {"name": "salmon {name}.pdf"}


def test_after_a_crash_the_next_document_is_read(sandbox):
    sandbox.extract(markdown(FINE))
    sandbox._child.kill()
    sandbox._child.wait()

    assert sandbox.extract(markdown(FINE)).title == "Salmon"


def test_a_reader_that_dies_over_a_document_is_reported(tmp_path):
    sandbox = Sandbox(IndexConfig(data_dir=tmp_path, parse_memory=10_000_000))
    with pytest.raises(ArticleUnreadable, match=r"salmon\.md needs more memory|crashed the reader"):
        sandbox.extract(markdown(b"*a* " * 200_000))
    sandbox.close()


def test_one_child_reads_one_document_after_the_other(sandbox):
    sandbox.extract(markdown(FINE))
    first = sandbox._child.pid
    sandbox.extract(markdown(FINE))

    assert sandbox._child.pid == first


def test_documents_of_several_threads_do_not_mix(sandbox):
    numbers = range(20)
    with ThreadPoolExecutor(max_workers=8) as threads:
        found = threads.map(lambda n: sandbox.extract(markdown(b"Salmon %d." % n)), numbers)

    assert list(found) == [Extract(text=f"Salmon {number}.") for number in numbers]


def test_closing_ends_the_child_and_reading_starts_a_new_one(sandbox):
    sandbox.extract(markdown(FINE))
    child = sandbox._child

    sandbox.close()

    assert child.poll() is not None
    assert sandbox.extract(markdown(FINE)).title == "Salmon"


def test_text_never_needs_the_child(tmp_path):
    with ArticleReader(IndexConfig(data_dir=tmp_path)) as reader:
        reader.read_bytes(b"Salmon spawn in gravel beds.", "salmon.txt")

        assert reader._sandbox._child is None


def test_the_child_sees_no_secret_of_our_environment(sandbox, monkeypatch):
    monkeypatch.setenv("DISCORD_TOKEN", "marked-token")
    sandbox.extract(markdown(FINE))
    environment = Path(f"/proc/{sandbox._child.pid}/environ")
    if not environment.exists():
        pytest.skip("only Linux shows the environment of another process")

    assert b"marked-token" not in environment.read_bytes()


def test_the_child_loads_no_model_and_no_index():
    program = (
        "import sys, index.reading.child;"
        "from index.reading import html, markdown, pdf;"
        "print({'torch', 'faiss', 'numpy', 'transformers', 'sqlite3'} & set(sys.modules))"
    )

    done = run_python("-c", program)

    assert (done.stdout, done.stderr) == ("set()\n", "")


def test_a_program_without_a_main_guard_can_read_and_forget_to_close(tmp_path):
    program = (
        "from index.articles import ArticleReader; from index.config import IndexConfig;"
        f"reader = ArticleReader(IndexConfig({str(tmp_path)!r}));"
        "print(reader.read_bytes(b'# Salmon\\n\\nSalmon spawn in gravel.', 'a.md').title)"
    )

    done = run_python("-", program=program)

    assert (done.stdout, done.stderr, done.returncode) == ("Salmon\n", "", 0)


def test_a_large_document_comes_through_whole(sandbox):
    lines = [f"Salmon number {number} spawns in gravel." for number in range(5_000)]

    data = pdf(*[lines[start : start + 50] for start in range(0, 5_000, 50)])
    found = sandbox.extract(Raw("salmon.pdf", data, Kind.PDF))

    assert found.text.replace("\n\n", " ") == " ".join(lines)
