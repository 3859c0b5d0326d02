"""What people see: the quote first, within every limit of Discord, word for word."""

from dataclasses import replace

import discord
import pytest
from hypothesis import given
from hypothesis import strategies as st
from simcord.preview._markdown import markdown_tokens

from bot import render, render_articles, render_drafts, render_job
from bot.catalogue import Listed, Listing
from bot.drafts import Draft
from bot.errors import NotVerbatim
from bot.escape import one_line
from bot.jobs import Failure, Progress
from bot.reply import fit, length
from index import SHARED, Addition, Answer, Citation, Copy, Document, DocumentSummary, Person, Query
from tests.bot.conftest import words
from tests.bot.test_escape import ATTACKS, hostile

ADDED = "2026-11-22T10:00:00+00:00"
EXCERPT = 'Salmon have returned. "The water is clean," said Mara Lind. Nobody knows why.'


def citation(excerpt: str = EXCERPT, marked: str | None = None, **others) -> Citation:
    """An excerpt from offset 100 on, with `marked`, or all of it, highlighted."""
    at = 100 + (excerpt.index(marked) if marked else 0)
    values = {"number": 1, "source": "a.txt", "collection": SHARED, "title": "Rivers"}
    values |= {"url": None, "published": None, "speaker": None}
    return Citation(
        **(values | others),
        excerpt=excerpt,
        start=100,
        end=100 + len(excerpt),
        highlight=(at, at + len(marked or excerpt)),
        score=1.0,
    )


def answered(*citations: Citation, question: str = "Are there fish?") -> Answer:
    return Answer(Query(question), covered=True, citations=citations)


def summary(**others) -> DocumentSummary:
    values = {"source": "a.txt", "collection": "guild:1", "title": "Rivers", "url": None}
    values |= {"author": None, "published": None, "characters": 90, "sentences": 3}
    return DocumentSummary(**(values | dict.fromkeys(("added", "refreshed"), ADDED) | others))


def cards(reply) -> list[str]:
    return [embed.description for embed in reply["embeds"]]


def text_of(tokens) -> str:
    """The words in rendered tokens, a blank for a break."""
    parts = []
    for token in tokens:
        parts.append(" " if token["type"] == "break" else token.get("content", ""))
        parts.append(text_of(token.get("children", ())))
    return "".join(parts)


def quoted(card: str) -> str:
    """The words in the block quote of a card, as the renderer of the preview shows them."""
    blocks = markdown_tokens(card, "embed_description")
    return "".join(text_of(x["children"]) for x in blocks if x["type"] in ("quote", "blockquote"))


def test_the_quote_comes_first_and_one_line_says_where_it_is_from():
    cited = citation(
        marked='"The water is clean," said Mara Lind.',
        speaker="Mara Lind",
        url="https://www.news.example/a",
        published="2026-03-04",
    )

    reply = render.answer(answered(cited))

    assert cards(reply) == [
        '> Salmon have returned. **"The water is clean," said Mara Lind.** Nobody knows why.\n\n'
        "**1** · Mara Lind · [Rivers](https://www.news.example/a"
        "#:~:text=%22The%20water%20is%20clean%2C%22%20said%20Mara%20Lind.)"
        " · news\\.example · 4 Mar 2026 · paragraph 1"
    ]
    assert reply["embeds"][0].title == "Are there fish?"


def test_what_is_not_known_of_a_source_is_left_out():
    assert cards(render.answer(answered(citation("Fish swim.")))) == [
        "> Fish swim.\n\n**1** · Rivers · paragraph 1"
    ]


def test_nothing_is_bold_where_all_of_the_excerpt_matched():
    assert "**Fish" not in cards(render.answer(answered(citation("Fish swim."))))[0]


def test_each_citation_has_its_card_in_order():
    reply = render.answer(answered(citation("Fish swim."), citation("Otters hunt.", number=2)))

    assert cards(reply) == [
        "> Fish swim.\n\n**1** · Rivers · paragraph 1",
        "> Otters hunt.\n\n**2** · Rivers · paragraph 1",
    ]
    assert [embed.title for embed in reply["embeds"]] == ["Are there fish?", None]


def test_line_breaks_of_the_article_do_not_leave_the_quote():
    reply = render.answer(answered(citation("Fish\nswim\n\n# here.\n> There.")))
    assert cards(reply) == ["> Fish swim \\# here. \\> There.\n\n**1** · Rivers · paragraph 1"]


def test_an_ellipsis_stands_outside_of_a_quote_that_is_cut():
    long = "Up they swim. " * 60 + "Here they spawn. " + "Down they drift. " * 60

    (card,) = cards(render.answer(answered(citation(long.strip(), "Here they spawn."))))

    lines = card.split("\n")
    assert lines[0] == "…"
    assert lines[1].startswith("> ")
    assert lines[2:] == ["", "…", "**1** · Rivers · paragraph 1"]
    assert "…" not in lines[1]
    assert quoted(card) in long


def test_a_citation_that_is_not_its_slice_is_not_shown():
    with pytest.raises(NotVerbatim):
        render.answer(answered(replace(citation(), end=400)))


def test_a_highlight_outside_of_the_excerpt_is_not_shown():
    with pytest.raises(NotVerbatim):
        render.answer(answered(replace(citation(), highlight=(0, 110))))


@given(hostile.filter(lambda text: one_line(text).strip()), st.data())
def test_what_is_shown_in_a_quote_is_the_excerpt_word_for_word(excerpt, data):
    first = data.draw(st.integers(0, len(excerpt) - 1))
    last = data.draw(st.integers(first + 1, len(excerpt)))
    cited = replace(citation(excerpt), highlight=(100 + first, 100 + last))

    (card,) = cards(render.answer(answered(cited)))

    assert " ".join(quoted(card).split()) == one_line(excerpt).strip()


@pytest.mark.parametrize("before", ["ended.", "ended. ", ""])
@pytest.mark.parametrize("marked", ["“Stop,” he said.", "Meanwhile,", '"', "_"])
@pytest.mark.parametrize("after", ["Then", " Then", "€5", ""])
def test_marked_words_are_bold_whatever_stands_beside_them(before, marked, after):
    (card,) = cards(render.answer(answered(citation(f"{before}{marked}{after}", marked))))

    assert quoted(card) == f"{before}{marked}{after}"


def test_an_answer_that_is_not_covered_says_why():
    reply = render.answer(Answer(Query("Is it *late*?"), covered=False, reason="Nobody says so."))

    assert cards(reply) == ["Nobody says so."]
    assert reply["embeds"][0].title == "Is it \\*late\\*?"


@pytest.mark.parametrize("cited", [(), (citation(), citation(number=2))])
def test_a_note_stands_below_the_answer(cited):
    note = "Articles since 1 March 2026. 1 article without a date was left out."
    answer = Answer(Query("Why?"), covered=bool(cited), citations=cited, note=note)

    assert [embed.footer.text for embed in render.answer(answer)["embeds"]][-1] == note


@pytest.mark.parametrize(
    "filler", ["a ", "* ", "[x](https://e.example/", "😀 ", "&<@1>", "aaaaaaaaa"]
)
def test_the_longest_answer_stays_within_the_limits(filler):
    long = (filler * 900)[:900]
    url = "https://news.example/" + "a" * 679
    name = (filler * 300)[:300]
    cited = [
        citation(long, long[400:800], number=n, title=name, speaker=name, url=url, published=name)
        for n in range(1, 6)
    ]

    answer = answered(*cited, question=(filler * 4000)[:4000])
    reply = render.answer(replace(answer, note="Articles of 22 November 2026. " * 6))

    check_limits(reply)
    assert [quoted(card) in one_line(long) for card in cards(reply)] == [True] * 5


def check_limits(reply) -> None:
    parts = []
    for embed in reply["embeds"]:
        assert length(embed.title or "") <= 256
        assert 0 < length(embed.description) <= 4096
        assert len(embed.fields) <= 25
        assert all(0 < length(f.name) <= 256 and 0 < length(f.value) <= 1024 for f in embed.fields)
        parts += [embed.title or "", embed.description, embed.footer.text or ""]
        parts += [part for field in embed.fields for part in (field.name, field.value)]
    assert sum(map(length, parts)) <= 6000
    assert len(reply["embeds"]) <= 10


@pytest.mark.parametrize("attack", [*ATTACKS, "x" * 5000, "😀" * 3000, "\\*" * 3000])
def test_every_reply_takes_any_text_within_the_limits(attack):
    of = summary(title=attack, source=attack, author=attack, published=attack, url=attack)
    document = Document(source=attack, title=attack, text=attack)
    listed, failure = Listed(of, attack), Failure(attack, attack)
    draft = Draft(replace(document, published=attack, author=attack), 3, True)
    replies = [
        render.answer(Answer(Query(attack), covered=False, reason=attack)),
        render.sentence(attack),
        render_articles.catalogue([listed] * 25, Listing(search=attack, page=1)),
        render_articles.catalogue([], Listing(search=attack)),
        render_articles.article(listed, document, [Person(attack, 3)] * 20),
        render_job.progress(Progress(0, 1, 9, attack, (failure,) * 8, False), "Adding"),
        render_job.added([Addition(of, "added", 3), failure], 2),
        render_drafts.preview([draft, draft, attack, attack, draft]),
        render_drafts.preview([draft]),
        render_drafts.unreadable([attack] * 12),
        render.removal(of),
        render.removed(of),
    ]

    for reply in replies:
        check_limits(reply)
        live = [t for x in cards(reply) for t in markdown_tokens(x, "message") if is_live(t)]
        assert live == []


def is_live(token) -> bool:
    kinds = ("inline", "paragraph", "blockquote", "quote", "text", "break", "strong_open")
    inside = any(is_live(child) for child in token.get("children", []))
    return inside or token["type"] not in (*kinds, "strong_close")


def test_nobody_is_mentioned_by_any_reply():
    replies = [render.sentence("@everyone"), render.how_to_ask(), render_job.interrupted()]
    assert [reply["allowed_mentions"].to_dict() for reply in replies] == [{"parse": []}] * 3


def test_what_a_job_added_is_named_each_with_what_failed():
    outcomes = [
        Addition(summary(), "added", 3),
        Addition(summary(title="Otters", sentences=1), "replaced", 1),
        Addition(summary(), "unchanged", 0),
        Failure("x.pdf", "It is *not* an article."),
    ]
    assert cards(render_job.added(outcomes, 4)) == [
        "Added **Rivers**, 3 sentences.\nReplaced **Otters**, 1 sentence.\n"
        "Already there: **Rivers**, 3 sentences.\n**x\\.pdf**: It is \\*not\\* an article."
    ]


def test_a_text_that_is_cut_ends_with_an_ellipsis_within_the_limit():
    assert fit("abcdef", 6) == "abcdef"
    assert fit("abcdef", 5) == "abcd…"
    assert fit("****", 7) == "\\*\\*\\*…"
    assert fit("😀😀😀", 5) == "😀😀…"


def words_of(reply) -> str:
    message = type("Message", (), {"embeds": reply["embeds"]})
    return words(message)


def test_an_embed_has_no_colour():
    assert render.sentence("x")["embeds"][0].colour is None
    assert isinstance(render.sentence("x")["embeds"][0], discord.Embed)


def test_a_citation_tells_where_else_it_stands_and_nothing_in_it_is_live():
    copies = [
        Copy("b", SHARED, f"{n} [free](https://evil.example)", None, day)
        for n, day in enumerate(["2026-03-13", None, "2026-03-14"])
    ]

    (card,) = cards(render.answer(answered(citation(also=tuple(copies)))))

    assert card.endswith(
        "paragraph 1\nalso in: 0 \\[free\\](https\\://evil\\.example) (13 Mar 2026), "
        "1 \\[free\\](https\\://evil\\.example) (undated) and 1 more"
    )
