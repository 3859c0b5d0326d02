"""Questions to begin with: made from the articles, answered by them, asked by a button."""

import pytest

from bot.shelves import own
from bot.starters import about_titles, for_people
from index import Document, Person
from tests.bot.conftest import add, press_add, submit, words
from tests.bot.test_answer_view import buttons

TEXT = '"The gate is late," said Ida Moss. The gate of Norham opens in May. Police said no.'


def test_people_are_asked_for_by_name_and_nobody_who_is_only_described():
    names = ["Ida Moss", "The council", "Its director", "Police", "police officials", "A" * 90]
    assert for_people([Person(name, 1) for name in names]) == ["What did Ida Moss say?"]


@pytest.mark.parametrize(
    ("title", "names"),
    [
        ("Putin offers Kyiv direct talks as the Easter truce runs out", ["Kyiv", "Easter"]),
        ("New bridge at Norham Quay, says Moss", ["Norham Quay", "Moss"]),
        ("New Bridge Opens At Norham Quay", []),
        ("Bridge closes", []),
        ("", []),
    ],
)
def test_names_come_from_titles_that_are_sentences(title, names):
    assert about_titles([title, title]) == [f"What about {n}?" for n in names]


async def test_help_offers_questions_and_a_press_answers_privately(env, here, there, make_bot):
    shown = await here.member.slash(here.channel, "help")
    await env.restart_bot(make_bot())

    pressed = await here.member.click(shown.response, label="What did Mara Lind say?")

    assert pressed.ephemeral
    assert words(pressed.response).startswith('What did Mara Lind say?\n> **"The water is clean')
    other = await there.member.slash(there.channel, "help")
    assert "What did Mara Lind say?" not in buttons(other.response)


async def test_every_question_that_is_offered_has_an_answer(env, here, library):
    library.add(Document("gate.txt", "Gate at Norham is late for Oslo", TEXT), own(here.guild.id))

    shown = await here.member.slash(here.channel, "help")
    offered = buttons(shown.response)

    assert offered == [
        "What did Ida Moss say?",
        "What did Mara Lind say?",
        "What about Norham?",
    ]
    for label in offered:
        pressed = await here.member.click(shown.response, label=label)
        assert "> " in words(pressed.response)


async def test_after_an_article_was_added_it_can_be_asked_at_once(env, here):
    added = await add(here.admin, here.channel, file=("gate.txt", TEXT.encode()))
    form = await here.admin.slash(here.channel, "articles add")
    shown = await submit(here.admin, form, "Oslo", "", "", '"It is cold," said Tom Reed.')
    pasted = await press_add(here.admin, shown)

    pressed = await here.member.click(added, label="What did Ida Moss say?")

    assert not pressed.ephemeral
    assert "The gate is late" in words(pressed.response)
    assert buttons(pasted) == ["What did Tom Reed say?"]


async def test_where_there_are_no_articles_nothing_is_offered(env, there, library):
    library.remove("bridges.txt", own(there.guild.id))
    shown = await there.member.slash(there.channel, "help")
    assert buttons(shown.response) == []
