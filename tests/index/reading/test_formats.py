"""HTML, Markdown and PDF as people bring them: what comes out is what a reader would see."""

from pathlib import Path

import pytest

from index.articles import ArticleReader
from index.config import IndexConfig
from index.errors import ArticleEmpty, ArticleTooLarge, ArticleUnreadable
from tests.index.reading.pdf_files import encrypted, pdf, with_metadata

DATA = Path(__file__).parent / "data"
BRIDGE = [
    "The bridge at Elmstead is safe",
    "",
    "The bridge at Elmstead will open again on 3 June, said engineer Dora",
    "Quill after the load test, which used twelve lorries and a fire en-",
    "gine. The repair took fourteen months and cost 880,000 pounds, a",
    "tenth more than was planned.",
    "The council thanked the crew of Dora Quill, which had worked",
    "1",
]


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    config = IndexConfig(data_dir=tmp_path_factory.mktemp("data"), max_pdf_pages=20)
    with ArticleReader(config) as reader:
        yield reader


def test_a_page_gives_its_article_in_paragraphs_without_what_surrounds_it(reader):
    document = reader.read_file(DATA / "news-page.html")

    assert document.text.split("\n\n") == [
        "A passenger ferry will cross the Sarn estuary again from 1 May, eleven years after the"
        " last boat was sold for scrap. The crossing to Skellmouth takes 18 minutes.",
        "Tickets cost four pounds.",
        "“People stopped visiting their own cousins,” said harbour master Tom Rusk. “It is forty"
        " miles by road and one by water.”",
        "A boat from Norway",
        "The Solveig, built in Bergen in 2011, carries 94 passengers and 20 bicycles. She was"
        " bought for 1.3 million pounds, a third of it raised by the Estuary Friends.",
        "She handles like a well-behaved cow.",
        "That was the verdict of captain Elin Moe after the first trial on Tuesday.",
        "“We are ready.”",
        "Boats leave Tidewick at ten past the hour, between 7.10 and 19.10. There is no service on"
        " Christmas Day.",
        "- Adults: 4 pounds",
        "- Children under 14: 2 pounds",
        "“We are ready.”",
        "So the harbour master repeated when he was asked about the autumn storms.",
    ]


def test_a_page_gives_its_title_author_date_and_language(reader):
    document = reader.read_file(DATA / "news-page.html")

    assert document.title == "Ferry to Skellmouth returns after eleven years"
    assert document.author == "Wilma Ashdown"
    assert document.published == "2026-04-03"
    assert document.language == "en"


def test_an_old_page_without_paragraph_tags_is_read_in_its_own_encoding(reader):
    document = reader.read_file(DATA / "old-page.html")

    assert document.title == "Tidewick Parish Newsletter: The well is open again"
    assert document.published is None
    assert document.text.split("\n\n")[1:5] == [
        "The well on Market Square gave water on Sunday for the first time since 1954. About forty"
        " neighbours came to drink from it, although the council advises against that.",
        '"It tastes of pennies," said Ruth Lindqvist, who is 91 and remembers the pump.',
        "The repair cost 2,300 pounds and took nine weekends.",
        "Stonemason Per Aldous said that the next task was the sundial at the café.",
    ]


def test_a_page_in_another_language_says_so(reader):
    page = (
        b'<html lang="de-AT"><body><p>Der Fluss stieg am Montag auf vier Meter.</p></body></html>'
    )

    assert reader.read_bytes(page, "fluss.html").language == "de"


def test_a_page_without_an_article_is_empty(reader):
    page = b'<html><body><nav><a href="/">Home</a></nav></body></html>'

    with pytest.raises(ArticleEmpty, match=r"shop\.html"):
        reader.read_bytes(page, "shop.html")


def test_markdown_becomes_plain_paragraphs(reader):
    assert reader.read_file(DATA / "news.md").text.split("\n\n") == [
        "In the belfry",
        "Forty-one swifts nest in the tower of St Anne's this year, 17 more than in 2025 & the"
        " most since counts began.",
        '"They were late," said ringer Osric Bell.',
        "Count them at dusk.",
        "Do not ring the bells.",
        "Year | Nests",
        "2025 | 24",
        "Photographs by the author.",
    ]


def test_front_matter_describes_a_markdown_article(reader):
    document = reader.read_file(DATA / "news.md")

    assert document.source == "news.md"
    assert document.title == "The swifts: back in the tower"
    assert document.author == "Hedda Marsh"
    assert document.published == "2026-05-09"
    assert document.url == "https://post.test/swifts"


def test_without_front_matter_the_first_heading_is_the_title_and_leaves_the_text(reader):
    document = reader.read_bytes(b"# The *swifts*\n\nThey are back in the tower.\n", "birds.md")

    assert (document.title, document.text) == ("The swifts", "They are back in the tower.")
    assert document.published is None


@pytest.mark.parametrize(
    "fields",
    ["published: soon", "url: javascript:alert(1)", "url: http://[x", "url: http://u:p@x.test/"],
)
def test_front_matter_that_makes_no_sense_does_no_harm(reader, fields):
    source = f"---\n{fields}\n---\n# Swifts\n\nThey are back in the tower."

    document = reader.read_bytes(source.encode(), "birds.md")

    assert (document.published, document.url) == (None, None)


def test_a_pdf_becomes_paragraphs_across_lines_hyphens_and_pages(reader):
    data = pdf(BRIDGE, ["through two winters to finish it.", "Page 2 of 2"])

    assert reader.read_bytes(data, "bridge.pdf").text.split("\n\n") == [
        "The bridge at Elmstead is safe",
        "The bridge at Elmstead will open again on 3 June, said engineer Dora Quill after the load"
        " test, which used twelve lorries and a fire engine. The repair took fourteen months and"
        " cost 880,000 pounds, a tenth more than was planned.",
        "The council thanked the crew of Dora Quill, which had worked through two winters to"
        " finish it.",
    ]


def test_a_pdf_is_described_by_its_metadata(reader):
    fields = {"Title": "Safe again", "Author": "Dora Quill", "CreationDate": "D:20260301120000Z"}

    document = reader.read_bytes(with_metadata(pdf(BRIDGE), **fields), "bridge.pdf")

    assert document.title == "Safe again"
    assert document.author == "Dora Quill"
    assert document.published == "2026-03-01"


@pytest.mark.parametrize(
    "title", ["Microsoft Word - bridge.docx", "Untitled", "report_v2.indd", ""]
)
def test_a_title_that_a_program_made_up_gives_way_to_the_headline(reader, title):
    document = reader.read_bytes(with_metadata(pdf(BRIDGE), Title=title), "bridge.pdf")

    assert document.title == "The bridge at Elmstead is safe"


def test_a_pdf_that_only_forbids_printing_is_read(reader):
    assert "Dora Quill" in reader.read_bytes(encrypted(pdf(BRIDGE), ""), "bridge.pdf").text


@pytest.mark.parametrize(
    ("data", "error", "sentence"),
    [
        (encrypted(pdf(BRIDGE), "secret"), ArticleUnreadable, "bridge.pdf is encrypted"),
        (pdf([], []), ArticleEmpty, "bridge.pdf has no text in it; it seems to be scanned"),
        (pdf(BRIDGE)[:300], ArticleUnreadable, "bridge.pdf is damaged"),
        (b"%PDF-1.7\n" + bytes(5000), ArticleUnreadable, "bridge.pdf is damaged"),
        (b"This is not a PDF file.", ArticleUnreadable, "bridge.pdf is not a PDF file"),
        (pdf(*[BRIDGE] * 21), ArticleTooLarge, "has 21 pages; the limit is 20"),
    ],
    ids=["locked", "scanned", "cut short", "garbage", "text", "long"],
)
def test_a_pdf_that_cannot_be_read_says_why(reader, data, error, sentence):
    with pytest.raises(error, match=sentence):
        reader.read_bytes(data, "bridge.pdf")
