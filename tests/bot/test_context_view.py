"""A quote in its context, by its button: privately, for everybody, after a restart."""

import pytest

from bot.shelves import own
from index import Document
from tests.bot.conftest import words
from tests.bot.test_answer_view import age, buttons, swap_questions

TITLE = "The long way of the eels"
TEXT = "\n\n".join(
    [f"This is paragraph {n}, about weather." for n in range(1, 5)]
    + ["Eels swim to the sea of Sargasso.", '"They never come back," said Ida Moss.']
    + [f"This is paragraph {n}, about money." for n in range(7, 10)]
)
QUESTION = "Where do eels swim?"
EELS = Document("eels.txt", TITLE, TEXT)


@pytest.fixture
async def asked(env, here, library):
    library.add(EELS, own(here.guild.id))
    return await here.member.slash(here.channel, "ask", question=QUESTION, article="eels.txt")


@pytest.mark.parametrize("who", ["member", "admin", "stranger"])
async def test_whoever_sees_an_answer_sees_the_quote_in_its_context(env, here, asked, who):
    stranger = here.guild.add_member(env.create_user("stranger"))
    person = {"member": here.member, "admin": here.admin, "stranger": stranger}[who]

    pressed = await person.click(asked.response, label="Show in context")

    assert pressed.ephemeral
    assert words(pressed.response) == (
        f"{TITLE}\n> This is paragraph 4, about weather.\n\n"
        "> **Eels swim to the sea of Sargasso.**\n\n"
        '> "They never come back," said Ida Moss.\n\n'
        "**Bold**: the words that were quoted.\n"
        "Parts 4 to 6 of 9"
    )


async def test_next_and_previous_move_through_the_article_after_a_restart(
    env, here, asked, make_bot
):
    pressed = await here.member.click(asked.response, label="Show in context")
    await env.restart_bot(make_bot())

    await here.member.click(pressed.response, label="Next")
    later = words(pressed.response)
    for _ in range(2):
        await here.member.click(pressed.response, label="Previous")
    earlier = words(pressed.response)

    assert later.startswith(f"{TITLE}\n> This is paragraph 7, about money.")
    assert later.endswith("\nParts 7 to 9 of 9")
    assert earlier.startswith(f"{TITLE}\n> This is paragraph 1, about weather.")


async def test_at_the_ends_of_the_article_a_button_is_off(env, here, asked):
    pressed = await here.member.click(asked.response, label="Show in context")
    await here.member.click(pressed.response, label="Next")

    row = pressed.response.components[0]["components"]
    assert [(b["label"], b["disabled"]) for b in row] == [("Previous", False), ("Next", True)]


async def test_a_short_article_is_shown_whole_and_needs_no_turning(env, here):
    asked = await here.member.slash(
        here.channel, "ask", question="What has returned to the river Alder?"
    )
    pressed = await here.member.click(asked.response, label="Show in context")

    assert "__said Mara Lind__" not in words(pressed.response)
    assert words(pressed.response).endswith("Part 1 of 1")
    assert buttons(pressed.response) == []


async def test_an_article_that_was_changed_is_not_shown_as_it_was(env, here, asked, library):
    changed = TEXT.replace("Eels swim", "Eels crawl")
    library.add(Document("eels.txt", TITLE, changed), own(here.guild.id))

    pressed = await here.member.click(asked.response, label="Show in context")

    assert pressed.ephemeral
    assert words(pressed.response) == (
        "The article has changed since it was quoted. Please ask again."
    )
    assert [type(error).__name__ for error in env.errors] == ["ArticleChanged"]


async def test_an_article_that_was_removed_is_gone(env, here, asked, library):
    library.remove("eels.txt", own(here.guild.id))

    pressed = await here.member.click(asked.response, label="Show in context")

    assert words(pressed.response) == "The article is no longer here. Please ask again."
    assert [type(error).__name__ for error in env.errors] == ["ArticleChanged"]


async def test_a_button_of_another_guild_shows_nothing(env, here, there, asked):
    theirs = await there.member.slash(there.channel, "ask", question="Who crosses the bridge?")
    swap_questions(env, asked.response, theirs.response)

    pressed = await there.member.click(theirs.response, label="Show in context")

    assert words(pressed.response) == "This button has expired. Please ask the question again."
    assert [type(error).__name__ for error in env.errors] == ["ButtonExpired"]


async def test_an_expired_button_says_what_to_do(env, here, asked):
    age(env, days=8)

    pressed = await here.member.click(asked.response, label="Show in context")

    assert words(pressed.response) == "This button has expired. Please ask the question again."
    assert [type(error).__name__ for error in env.errors] == ["ButtonExpired"]
