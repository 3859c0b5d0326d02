"""What is shown of a citation is a slice of it, and the link finds it on the page."""

from dataclasses import replace
from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import NotVerbatim
from bot.quote import deep_link, shorten, text_fragment, verify
from index import Citation

TEXT = "Before it. Salmon have returned, she said. Nobody knows why. After it."


def citation(
    text: str = TEXT, words: str = "Salmon have returned, she said.", **others
) -> Citation:
    """All of `text` but its first and last sentence, `words` highlighted."""
    start, end = text.index("Salmon"), text.index(" After it.")
    at = text.index(words)
    values = {"number": 1, "source": "a.txt", "collection": "shared", "title": "Rivers"}
    values |= {"url": "https://news.example/a", "published": "2026-03-14", "speaker": None}
    return Citation(
        **(values | others),
        excerpt=text[start:end],
        start=start,
        end=end,
        highlight=(at, at + len(words)),
        score=1.0,
    )


def test_a_true_excerpt_passes():
    verify(citation(), TEXT)
    verify(citation())


@pytest.mark.parametrize(
    "change",
    [
        {"excerpt": "Salmon have returned, he said. Nobody knows why."},
        {"excerpt": "Salmon have returned"},
        {"start": 10},
        {"highlight": (0, 20)},
        {"highlight": (20, 500)},
        {"highlight": (20, 20)},
        {"highlight": (30, 20)},
    ],
)
def test_an_excerpt_that_is_not_its_slice_is_refused(change):
    with pytest.raises(NotVerbatim):
        verify(replace(citation(), **change), TEXT)


def test_an_excerpt_of_another_text_is_refused():
    with pytest.raises(NotVerbatim):
        verify(citation(), TEXT.replace("Salmon", "Salmin"))


def test_a_short_excerpt_is_shown_whole():
    quote = shorten(citation(words="Nobody knows why."), 900)

    assert quote.before == "Salmon have returned, she said. "
    assert quote.marked == "Nobody knows why."
    assert quote.after == ""
    assert (quote.cut_before, quote.cut_after) == (False, False)


def test_a_long_excerpt_is_cut_between_words_around_what_matched():
    text = "Before it. Salmon " + "one two three " * 20 + "the very words " + "four five " * 30
    quote = shorten(citation(text + "After it.", "the very words"), 60)

    assert quote.marked == "the very words"
    assert quote.before == "three one two three "
    assert quote.before + quote.marked + quote.after in text
    assert (quote.cut_before, quote.cut_after) == (True, True)
    assert quote.after.split()[-1] in ("four", "five")


def test_a_highlight_that_is_too_long_is_cut_at_its_end():
    text = "Before it. Salmon " + "swim up " * 100 + "to spawn. After it."
    quote = shorten(citation(text, text[11 : text.index(" After")]), 50)

    assert quote.marked == "Salmon swim up swim up swim up swim up swim up"
    assert (quote.before, quote.after) == ("", "")
    assert (quote.cut_before, quote.cut_after) == (False, True)


@given(st.text("ab \n", min_size=1, max_size=80), st.data())
def test_whatever_is_shown_is_a_slice_within_the_limit_that_begins_what_matched(text, data):
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    limit = data.draw(st.integers(1, 100))
    cited = replace(
        citation(), excerpt=text, start=7, end=7 + len(text), highlight=(first + 7, last + 7)
    )

    quote = shorten(cited, limit)

    shown = quote.before + quote.marked + quote.after
    low = first - len(quote.before)
    assert shown == text[low : low + len(shown)]
    assert len(shown) <= limit
    assert quote.marked
    assert quote.marked == text[first : first + len(quote.marked)]
    assert quote.cut_before == (low > 0)
    assert quote.cut_after == (low + len(shown) < len(text))


def test_a_link_opens_the_page_at_the_sentence():
    assert deep_link(citation()) == (
        "https://news.example/a#:~:text=Salmon%20have%20returned%2C%20she%20said."
    )


def test_dash_comma_and_ampersand_are_escaped_in_a_text_fragment():
    assert text_fragment("well-known, R&D") == "well%2Dknown%2C%20R%26D"


def test_a_long_passage_is_found_by_its_first_and_last_words():
    words = " ".join(f"word{n}" for n in range(1, 31))

    start, end = text_fragment(words).split(",")

    assert unquote(start) == "word1 word2 word3 word4 word5 word6"
    assert unquote(end) == "word25 word26 word27 word28 word29 word30"


def test_a_passage_over_two_paragraphs_is_found_by_the_ends_of_both():
    assert text_fragment("One here.\n\nTwo there.") == "One%20here.,Two%20there."


def test_an_anchor_stays_and_an_older_text_fragment_goes():
    cited = citation(words="Nobody", url="https://news.example/a#part:~:text=other")
    assert deep_link(cited) == "https://news.example/a#part:~:text=Nobody"


def test_a_fragment_that_would_fill_the_message_is_left_out():
    text = "Before it. Salmon. " + "鮭" * 60 + " After it."
    assert deep_link(citation(text, "鮭" * 60)) == "https://news.example/a"


def test_an_address_that_is_not_of_the_web_gets_no_link():
    assert deep_link(citation(url="javascript:alert(1)")) is None
    assert deep_link(citation(url=None)) is None


def test_the_query_of_an_address_stays():
    link = deep_link(citation(words="Nobody", url="https://news.example/a?id=1&b=2"))
    assert urlsplit(link).query == "id=1&b=2"
