"""Files, uploads, addresses and pasted text -> Document, or a sentence that says why not."""

from pathlib import Path

import pytest

from index.articles import ArticleReader
from index.config import IndexConfig
from index.datatypes import Document
from index.errors import (
    ArticleEmpty,
    ArticleRefused,
    ArticleTooLarge,
    ArticleUnreachable,
    ArticleUnreadable,
)
from index.finding import find
from index.json_lines import to_line
from tests.conftest import SCRAPED
from tests.index.web_server import web_server

ROOT = Path(__file__).parents[2]
SALMON = "Salmon spawn in gravel beds of the river Sarn."


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    config = IndexConfig(
        data_dir=tmp_path_factory.mktemp("data"),
        allow_hosts=("127.0.0.1",),
        max_article_bytes=50_000,
        max_article_chars=10_000,
    )
    with ArticleReader(config) as reader:
        yield reader


def test_a_text_file_keeps_its_lines_and_gives_its_name(reader, tmp_path):
    path = tmp_path / "river_report-2026.txt"
    path.write_bytes(b"Salmon spawn in gravel.\r\nOtters eat fish.\r\n")

    assert reader.read_file(path) == Document(
        source="river_report-2026.txt",
        title="river report 2026",
        text="Salmon spawn in gravel.\nOtters eat fish.",
    )


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Salmon are back\n\n{SALMON}", "Salmon are back"),
        (f"Are salmon back?\n{SALMON}", "Are salmon back?"),
        (f"{SALMON}\n\nOtters eat fish.", "news"),
        (f"Our Online Desk :\n{SALMON}", "news"),
        (f"* * *\n\n{SALMON}", "news"),
        (
            "Salmon spawn in the gravel beds of the river Sarn\nand Otters eat what they leave.",
            "news",
        ),
        (f"Salmon {'and otters ' * 20}\n\n{SALMON}", "news"),
    ],
)
def test_the_first_line_is_the_title_where_it_looks_like_a_headline(reader, text, title):
    assert reader.read_bytes(text.encode(), "news.txt").title == title


def test_pasted_text_goes_by_its_title(reader):
    assert reader.read_text(f" {SALMON}\n", "Salmon\n are back ", "2026-11-22") == Document(
        source="Salmon are back", title="Salmon are back", text=SALMON, published="2026-11-22"
    )


def test_pasted_text_is_named_by_the_address_or_the_name_that_it_is_from(reader):
    page = reader.read_text(SALMON, "Salmon", origin=" HTTPS://News.Example/a?utm_source=x#top ")
    paper = reader.read_text(SALMON, "Salmon", origin="Morning\nPost")

    assert (page.source, page.url) == ("https://news.example/a", "https://news.example/a")
    assert (paper.source, paper.url) == ("Morning Post: Salmon", None)


def test_short_pasted_text_is_welcome(reader):
    assert reader.read_text("Salmon spawn in gravel.", "Salmon").text == "Salmon spawn in gravel."


@pytest.mark.parametrize(
    ("text", "title", "date", "error", "sentence"),
    [
        (SALMON, " \u200b", None, ArticleRefused, "needs a title"),
        (SALMON, "Salmon", "next week", ArticleRefused, "'next week' is not a date"),
        (SALMON, "Salmon", "2026-02-30", ArticleRefused, "'2026-02-30' is not a date"),
        (" \u200b ", "Salmon", None, ArticleEmpty, "Salmon has too little text"),
        ("a" * 10_001, "Salmon", None, ArticleTooLarge, "Salmon has 10,001 characters of text"),
    ],
)
def test_pasted_text_that_cannot_be_kept_says_why(reader, text, title, date, error, sentence):
    with pytest.raises(error, match=sentence):
        reader.read_text(text, title, date)


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("salmon.txt", "salmon.txt"),
        ("../../etc/salmon.txt", "salmon.txt"),
        ("C:\\news\\salmon.txt", "salmon.txt"),
        ("sal\u202emon\n.txt", "salmon .txt"),
        ("", "unnamed file"),
    ],
)
def test_an_upload_goes_by_its_bare_name(reader, name, source):
    assert reader.read_bytes(SALMON.encode(), name).source == source


def test_the_content_decides_the_kind_before_the_name(reader):
    page = f"<!-- saved --><!DOCTYPE html>\n<html><body><p>{SALMON}</p></body></html>"

    assert reader.read_bytes(page.encode(), "salmon.txt").text == SALMON
    assert reader.read_bytes(page.encode("utf-8-sig"), "salmon.md").text == SALMON
    assert reader.read_bytes(b"Is a < b and **c**, he asked?", "salmon.txt").text == (
        "Is a < b and **c**, he asked?"
    )


@pytest.mark.parametrize(
    ("name", "data", "error", "sentence"),
    [
        ("a.txt", b"", ArticleEmpty, r"a\.txt is empty"),
        ("a.txt", b" \n\t", ArticleEmpty, r"a\.txt is empty"),
        ("a.txt", b"12345 67890 -- !!!! 2026", ArticleEmpty, r"a\.txt has too little text"),
        ("a.txt", b"x" * 50_001, ArticleTooLarge, r"a\.txt has more than 50,000 bytes"),
        ("a.txt", b"x" * 10_001, ArticleTooLarge, "has 10,001 characters of text; the limit"),
        ("a.md", b"x" * 10_001, ArticleTooLarge, "has 10,001 characters of text; the limit"),
        ("photo.png", b"\x89PNG\r\n\x1a\n\0\0", ArticleUnreadable, r"photo\.png is an image, not"),
        ("photo.txt", b"\xff\xd8\xff\xe0\0\x10JFIF", ArticleUnreadable, "is an image, not"),
        ("song.mp3", b"ID3\x03\0\0", ArticleUnreadable, "is a sound file"),
        ("film.mp4", b"\0\0\0\x18ftypmp42", ArticleUnreadable, "is a video"),
        ("a.docx", b"PK\x03\x04\x14\0", ArticleUnreadable, "is an office document or archive"),
        ("a.rtf", b"{\\rtf1 Salmon spawn in gravel}", ArticleUnreadable, "is an office document"),
        ("feed.xml", b"<?xml version='1.0'?><rss/>", ArticleUnreadable, "is an XML file"),
        ("a.bin", b"Salmon\0spawn in gravel", ArticleUnreadable, r"a\.bin is a binary file"),
    ],
)
def test_what_is_no_article_is_refused_by_name(reader, name, data, error, sentence):
    with pytest.raises(error, match=sentence):
        reader.read_bytes(data, name)


def test_text_in_utf_16_is_not_taken_for_a_binary_file(reader):
    assert reader.read_bytes(SALMON.encode("utf-16"), "salmon.txt").text == SALMON


def test_a_path_that_is_no_readable_file_says_why(reader, tmp_path):
    with pytest.raises(ArticleUnreachable, match=r"There is no file .*missing\.txt"):
        reader.read_file(tmp_path / "missing.txt")
    with pytest.raises(ArticleRefused, match="is a directory"):
        reader.read_file(tmp_path)
    with pytest.raises(ArticleRefused, match="is not a file"):
        reader.read_file(Path("/dev/null"))
    with pytest.raises(ArticleUnreachable, match="cannot be read: file name too long"):
        reader.read_file(tmp_path / f"{'x' * 300}.txt")


def test_a_file_over_the_limit_is_refused_not_cut(reader, tmp_path):
    path = tmp_path / "long.txt"
    path.write_bytes(b"x" * 50_001)

    with pytest.raises(ArticleTooLarge, match=r"long\.txt has more than 50,000 bytes"):
        reader.read_file(path)


def test_a_file_without_permission_says_so(reader, tmp_path):
    path = tmp_path / "secret.txt"
    path.write_text(SALMON)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        with pytest.raises(ArticleUnreachable, match=r"secret\.txt cannot be read: permission"):
            reader.read_file(path)
    else:
        pytest.skip("this user, root, may read any file")


def test_a_web_page_goes_by_the_address_that_it_came_from_in_the_end(reader):
    with web_server() as server:
        site = f"http://127.0.0.1:{server.server_port}"
        document = reader.read_url(f"{site}/?to=/page%3Futm_source=mail%26id=1%23top")

    assert document.source == document.url == f"{site}/page?id=1"
    assert document.text == SALMON


def test_a_text_on_the_web_is_read_in_the_encoding_that_its_server_declares(reader):
    with web_server() as server:
        document = reader.read_url(f"http://127.0.0.1:{server.server_port}/latin")

    assert document.text == "Der Bürgermeister sagte, die Brücke sei sicher."
    assert document.title == "latin"


def test_an_export_that_is_too_large_is_refused_as_such(tmp_path):
    (tmp_path / "mine.jsonl").write_bytes(b"{" * 60)
    config = IndexConfig(tmp_path / "data", max_article_bytes=50)

    with ArticleReader(config) as small, pytest.raises(ArticleTooLarge, match="more than 50 bytes"):
        small.read(*find([tmp_path / "mine.jsonl"]))


def test_an_export_in_a_folder_gives_the_articles_that_it_holds(reader, tmp_path):
    (tmp_path / "salmon.txt").write_text(SALMON)
    line = to_line(Document("https://news.test/eels", "Eels", "Eels sleep."), "2026-05-01", None)
    (tmp_path / "mine.jsonl").write_bytes(line)

    documents = [article for found in find([tmp_path]) for article in reader.read(found)]

    assert [d.source for d in documents] == ["https://news.test/eels", "salmon.txt"]


def test_files_of_one_name_in_two_folders_are_two_articles(reader, tmp_path):
    for year in ("2025", "2026"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "may.txt").write_text(f"{SALMON} That was {year}.")

    documents = [article for found in find([tmp_path]) for article in reader.read(found)]

    assert [(d.source, d.text[-5:]) for d in documents] == [
        ("2025/may.txt", "2025."),
        ("2026/may.txt", "2026."),
    ]


def test_the_sample_articles_are_read_with_title_author_and_date(reader):
    samples = [article for found in find([ROOT / "articles"]) for article in reader.read(found)]

    assert [(sample.source, sample.published) for sample in samples] == [
        ("kremlin-talks-offer.md", "2025-04-22"),
        ("tidewick-flood-barrier.md", "2026-03-12"),
        ("tidewick-rovers-ground.md", "2026-05-28"),
    ]
    assert all(sample.author.startswith("Ask the Article samples") for sample in samples)
    assert samples[0].title == "Putin offers Kyiv direct talks as the Easter truce runs out"
    assert "said Peskov" in samples[0].text
    assert "---" not in samples[0].text


def test_a_scraped_article_keeps_every_line(reader, scraped):
    document = reader.read_file(SCRAPED)

    assert document.text == scraped.strip()
    assert document.title == "000 720bb00d345108af"


GERMAN = "Der Rat der Stadt hat am Montag für die neue Brücke gestimmt, und das ist nicht alles."
PAGE = f"<html{{}}><body><article><p>{GERMAN}</p></article></body></html>"


def test_an_article_that_states_no_language_is_looked_at(reader):
    assert reader.read_bytes(GERMAN.encode(), "rat.txt").language == "de"
    assert reader.read_bytes(PAGE.format("").encode(), "rat.html").language == "de"
    assert reader.read_text(GERMAN, "Rat").language == "de"
    assert reader.read_text(SALMON, "Salmon").language == "en"


def test_an_article_that_states_its_language_is_believed(reader):
    markdown = f"---\nlanguage: fr-CA\n---\n{GERMAN}\n"

    assert reader.read_bytes(markdown.encode(), "rat.md").language == "fr"
    assert reader.read_bytes(PAGE.format(" lang='nl-BE'").encode(), "r.html").language == "nl"
