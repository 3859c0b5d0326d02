"""Documents <-> JSON lines: what goes out comes back, and nothing hostile comes in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Document
from index.errors import ArticleUnreadable
from index.json_lines import from_lines, to_line
from index.reading.clean import clean, clean_line

FULL = Document(
    source="https://news.example/a?b=1",
    title="“Rivers” # and *stars*",
    text='First line.\nSecond\\n line.\n\n"Said", \u2026 café 😀',
    url="https://news.example/a?b=1",
    author="A. Writer",
    published="2026-03-04",
    language="fr",
)


def test_a_document_comes_back_as_it_was():
    bare = Document("a.txt", "A", "Fish swim.")
    data = to_line(FULL, "2026-11-22T10:00:00+00:00", "Ada") + to_line(bare, "2026-11-22", None)

    assert from_lines(data, "x.jsonl") == [FULL, bare]


@given(text=st.text(max_size=200), title=st.text(max_size=80))
def test_any_clean_text_comes_back_letter_by_letter(text, title):
    text, title = clean(text), clean_line(title)
    document = Document("s", title or "t", text or "t", language="en")

    assert from_lines(to_line(document, "", None), "x") == [document]


def test_a_line_says_when_and_by_whom_it_was_added():
    found = json.loads(to_line(FULL, "2026-11-22T10:00:00+00:00", "Ada"))

    assert found["added"] == "2026-11-22T10:00:00+00:00"
    assert found["added_by"] == "Ada"
    assert list(found)[:3] == ["source", "title", "text"]


def test_what_a_hand_wrote_is_cleaned_like_any_article():
    line = {"source": "a\u202eb\n", "title": "T\x00\nt", "text": "Fish\r\nswim.\u200b"}
    odd = {"url": "file:///etc/passwd", "published": "soon", "language": "??", "author": 3}

    (found,) = from_lines(json.dumps(line | odd).encode(), "x.jsonl")

    assert found == Document("ab", "T t", "Fish\nswim.")


@pytest.mark.parametrize(
    "bad",
    [
        b"{",
        b"[1]",
        b'"text"',
        b'{"source": "a", "title": "b"}',
        b'{"text": 5}',
        b"\xff",
        b"[" * 9999,
    ],
    ids=lambda bad: str(bad[:12]),
)
def test_a_line_that_is_no_article_is_named_and_nothing_is_taken(bad):
    data = b"\xef\xbb\xbf" + to_line(FULL, "", None) + b"\n" + bad

    with pytest.raises(ArticleUnreadable, match=r"^Line 3 of x\.jsonl is not an article"):
        from_lines(data, "x.jsonl")
