"""What stands around a quote: whole paragraphs, word for word, marked in the right place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import render_context
from bot.context import PIECE, find_context, pieces
from bot.errors import ArticleChanged
from bot.reply import DESCRIPTION, MESSAGE, length
from bot.store.questions import Shown
from index import SHARED, Citation, Document, Quotation, Sentence
from index.speakers import find_quotations
from tests.bot.test_escape import ATTACKS

TEXT = """The Alder was dead for forty years. Nobody fished in it.

Now it is clear. "The water is clean again," said Mara Lind, who counts the fish.

The paper mill closed in 2019.

Otters came next."""
QUOTE = '"The water is clean again,"'


def document(text: str = TEXT, **facts: str) -> Document:
    return Document("rivers.txt", facts.pop("title", "The Alder"), text, **facts)


def shown(words: str, text: str = TEXT) -> Shown:
    start = text.index(words)
    end = start + len(words)
    facts = {"title": "", "url": None, "published": None, "speaker": None, "score": 1.0}
    return Shown.of(
        Citation(1, "rivers.txt", SHARED, excerpt=words, start=start, end=end,
                 highlight=(start, end), **facts)
    )  # fmt: skip


def around(words: str, text: str = TEXT, middle: int | None = None):
    return find_context(shown(words, text), document(text), find_quotations(text), middle)


def test_the_paragraph_is_shown_with_its_neighbours_the_quote_bold_its_cue_underlined():
    reply = render_context.context(around(QUOTE))

    (embed,) = reply["embeds"]
    assert embed.title == "The Alder"
    assert embed.description == (
        "> The Alder was dead for forty years. Nobody fished in it.\n\n"
        '> Now it is clear. **"The water is clean again,"** '
        "__said Mara Lind__, who counts the fish.\n\n"
        "> The paper mill closed in 2019.\n\n"
        "**Bold**: the words that were quoted.\n"
        "__Underlined__: who says it, here Mara Lind."
    )
    assert embed.footer.text == "Parts 1 to 3 of 4"


def test_a_cue_within_the_quoted_words_is_underlined_too():
    sentence = '"The water is clean again," said Mara Lind, who counts the fish.'
    description = render_context.context(around(sentence))["embeds"][0].description
    assert '**"The water is clean again," __said Mara Lind__, who counts the fish.**' in description


def test_at_the_end_there_is_no_next_paragraph():
    found = around("Otters came next.")
    assert (found.first, found.last, len(found.spans)) == (2, 3, 4)


def test_elsewhere_in_the_article_nothing_is_explained_that_is_not_there():
    description = render_context.context(around(QUOTE, middle=3))["embeds"][0].description
    assert description == "> The paper mill closed in 2019.\n\n> Otters came next."


@pytest.mark.parametrize(("asked", "middle"), [(99, 3), (-1, 0)])
def test_a_place_that_is_not_there_becomes_the_nearest(asked, middle):
    assert around(QUOTE, middle=asked).middle == middle


@pytest.mark.parametrize("text", [TEXT.replace("clean", "green"), "x" + TEXT, "", TEXT[:80]])
def test_an_article_that_has_changed_there_is_not_shown(text):
    with pytest.raises(ArticleChanged, match="has changed since it was quoted"):
        find_context(shown(QUOTE), document(text), [])


def test_a_change_behind_the_quote_does_not_matter():
    found = find_context(shown(QUOTE), document(TEXT + "\n\nMore."), [])
    assert found.document.text[found.marked.start : found.marked.end] == QUOTE


@given(st.text(alphabet="ab .\n", max_size=3000))
def test_pieces_hold_every_word_in_order_and_none_is_too_long(text):
    found = [text[span.start : span.end] for span in pieces(text)]

    assert "".join("".join(found).split()) == "".join(text.split())
    assert all(0 < len(piece) <= PIECE and piece.strip() for piece in found)


def test_a_long_paragraph_is_cut_behind_a_sentence():
    text = "This is one of many sentences. " * 60
    first = next(pieces(text))
    assert text[first.start : first.end].endswith("sentences. ")


@pytest.mark.parametrize("unit", ["*", "*. ", "🐟", "[a](https://evil.example) ", *ATTACKS])
def test_whatever_stands_in_an_article_fits_into_a_message(unit):
    text = (unit or "x") * (4 * PIECE)
    cue = Sentence(PIECE + 10, PIECE + 60)
    said = Quotation(PIECE, 2 * PIECE, unit * 50, cue)
    mark = shown(text[PIECE : 2 * PIECE], text)
    found = find_context(mark, document(text, title=unit * 300), [said], middle=1)

    (embed,) = render_context.context(found)["embeds"]

    assert length(embed.description) <= DESCRIPTION
    assert length(embed.title) + length(embed.description) + length(embed.footer.text) <= MESSAGE
