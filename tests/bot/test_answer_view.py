"""The buttons under an answer: for everybody who sees it, also after a restart; they never show
more than may be read where they are pressed."""

import sqlite3
from contextlib import closing
from itertools import chain

import pytest

from bot.shelves import own
from bot.store.questions import DAY
from index import Document
from tests.bot.conftest import words

UNKNOWN = "Who is the king of Sweden?"
LABEL = "Show the closest passages"
NO_ANSWER = "**Not an answer.** Nothing here states it; these passages come closest."
FISH = "What has returned to the river Alder?"
BOATS = Document(
    "boats.txt",
    "Boats on the Alder",
    "Boats have returned to the river Alder as well.",
    url="https://news.example.com/boats",
)
CLOCK = Document("clock.txt", "The town clock", "The clock of the town hall is repaired by Ida.")


def buttons(message) -> list[str]:
    return [button["label"] for row in message.components for button in row["components"]]


def labels_by_row(message) -> list[list[str]]:
    return [[button["label"] for button in row["components"]] for row in message.components]


def quotes(message) -> list[str]:
    return [line for line in words(message).split("\n") if line.startswith("> ")]


async def test_an_answer_that_is_not_covered_offers_what_comes_closest(env, here):
    result = await here.member.slash(here.channel, "ask", question=UNKNOWN)

    assert words(result.response) == f"{UNKNOWN}\nSweden is not mentioned in these articles."
    assert labels_by_row(result.response) == [[LABEL, "Helpful", "Not helpful", "Delete"]]


@pytest.mark.parametrize("who", ["member", "admin", "stranger"])
async def test_whoever_sees_it_is_shown_the_passages_privately_and_marked(env, here, who):
    asked = await here.member.slash(here.channel, "ask", question=UNKNOWN)
    stranger = here.guild.add_member(env.create_user("stranger"))
    person = {"member": here.member, "admin": here.admin, "stranger": stranger}[who]

    pressed = await person.click(asked.response, label=LABEL)

    assert pressed.ephemeral
    title, mark, quote = words(pressed.response).split("\n")[:3]
    assert (title, mark) == (UNKNOWN, NO_ANSWER)
    assert quote.startswith("> ")
    assert "Salmon return to the Alder" in words(pressed.response)
    assert words(asked.response) == f"{UNKNOWN}\nSweden is not mentioned in these articles."


async def test_each_quote_of_an_answer_has_its_buttons_and_the_page_its_link(env, here, library):
    library.add(BOATS, own(here.guild.id))

    result = await here.member.slash(here.channel, "ask", question=FISH)

    assert labels_by_row(result.response) == [
        ["Show 1 in context", "Show 2 in context"],
        ["Open 1", "Open 2"],
        ["Helpful", "Not helpful", "Delete"],
    ]
    assert [button["url"] for button in result.response.components[1]["components"]] == [
        "https://news.example.com/boats#:~:text="
        "Boats%20have%20returned%20to%20the%20river%20Alder%20as%20well.",
        "https://news.example.com/alder#:~:text="
        "Salmon%20have%20returned%20to%20the%20river%20Alder%20after%20forty%20years.",
    ]


async def test_a_quote_without_an_address_has_no_link(env, there):
    result = await there.member.slash(
        there.channel, "ask", question="Why is the iron bridge closed to lorries?"
    )

    assert labels_by_row(result.response)[0][0].startswith("Show")
    assert not [label for label in buttons(result.response) if label.startswith("Open")]


async def test_more_shows_privately_what_answers_too_page_by_page(env, here, library, make_bot):
    library.remove("rivers.txt", own(here.guild.id))
    for n in range(9):
        document = Document(f"{n}.txt", f"Report {n}", f"Eels have returned to pond {n} in spring.")
        library.add(document, own(here.guild.id))
    asked = await here.member.slash(here.channel, "ask", question="Where have eels returned?")
    await env.restart_bot(make_bot())

    first = await here.admin.click(asked.response, label="More passages")
    second = await here.admin.click(first.response, label="More passages")

    shown = [quotes(message) for message in (asked.response, first.response, second.response)]
    assert [first.ephemeral, second.ephemeral] == [True, True]
    assert [len(found) for found in shown] == [3, 4, 2]
    assert sorted(chain(*shown)) == [
        f"> Eels have returned to pond {n} in spring." for n in range(9)
    ]
    assert "**8** · " in words(second.response)
    assert buttons(second.response) == []


async def test_more_never_shows_what_another_guild_has(env, here, there, library):
    for place, where in ((here, "pond"), (there, "lake")):
        for n in range(5):
            document = Document(f"{n}.txt", f"Report {n}", f"Eels have returned to {where} {n}.")
            library.add(document, own(place.guild.id))
    asked = await here.member.slash(here.channel, "ask", question="Where have eels returned?")

    pressed = await here.member.click(asked.response, label="More passages")

    assert "> Eels have returned to pond" in words(pressed.response)
    assert "lake" not in words(pressed.response)


async def test_more_says_when_nothing_is_left(env, here, library):
    for n in range(5):
        document = Document(f"{n}.txt", f"Report {n}", f"Eels have returned to pond {n}.")
        library.add(document, own(here.guild.id))
    asked = await here.member.slash(here.channel, "ask", question="Where have eels returned?")
    for n in range(4):
        library.remove(f"{n}.txt", own(here.guild.id))

    pressed = await here.member.click(asked.response, label="More passages")

    assert words(pressed.response) == "There are no further passages now."


async def test_where_there_are_no_articles_nothing_can_be_looked_up(env, here, there, library):
    library.remove("bridges.txt", own(there.guild.id))

    result = await there.member.slash(there.channel, "ask", question=UNKNOWN)

    assert words(result.response) == f"{UNKNOWN}\nThere are no articles here yet."
    assert labels_by_row(result.response) == [["Helpful", "Not helpful", "Delete"]]


async def test_it_works_after_a_restart_under_a_message_that_mentioned_the_bot(env, here, make_bot):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> {UNKNOWN}")
    answer = here.channel.last_message

    await env.restart_bot(make_bot())
    pressed = await here.member.click(answer, label=LABEL)

    assert words(pressed.response).startswith(f"{UNKNOWN}\n{NO_ANSWER}\n> ")


async def test_in_a_direct_message_it_shows_only_what_is_shared(env, here, library, make_bot):
    library.add(CLOCK)
    await here.member.send_dm(UNKNOWN)
    answer = here.member.user.dm_channel.last_message

    await env.restart_bot(make_bot())
    pressed = await here.member.user.click(answer, label=LABEL)

    assert "repaired by Ida" in words(pressed.response)
    assert "Salmon" not in words(pressed.response)


async def test_one_article_stays_the_one_that_is_asked(env, here, library):
    library.add(CLOCK)
    asked = await here.member.slash(here.channel, "ask", question=UNKNOWN, article="The town clock")

    pressed = await here.member.click(asked.response, label=LABEL)

    assert "repaired by Ida" in words(pressed.response)
    assert "Salmon" not in words(pressed.response)


async def test_articles_of_the_other_guild_are_never_among_the_closest(env, here, there):
    for place, foreign in ((here, "bridge"), (there, "Salmon")):
        asked = await place.member.slash(place.channel, "ask", question=UNKNOWN)
        pressed = await place.member.click(asked.response, label=LABEL)

        assert NO_ANSWER in words(pressed.response)
        assert foreign not in words(pressed.response)


async def test_a_button_copied_from_another_guild_has_expired(env, here, there):
    """Ids come back from clients: a token of another guild's question finds nothing here."""
    theirs = await there.member.slash(there.channel, "ask", question=UNKNOWN)
    mine = await here.member.slash(here.channel, "ask", question=UNKNOWN)
    swap_questions(env, theirs.response, mine.response)

    pressed = await here.member.click(mine.response, label=LABEL)

    assert words(pressed.response) == "This button has expired. Please ask the question again."
    assert [type(error).__name__ for error in env.errors] == ["ButtonExpired"]


async def test_what_is_covered_meanwhile_is_answered(env, here, library):
    asked = await here.member.slash(here.channel, "ask", question=UNKNOWN)
    king = Document("king.txt", "The king", "The king of Sweden is Carl Gustaf.")
    library.add(king, own(here.guild.id))

    pressed = await here.member.click(asked.response, label=LABEL)

    assert pressed.ephemeral
    assert "> The king of Sweden is Carl Gustaf" in words(pressed.response)
    assert NO_ANSWER not in words(pressed.response)


async def test_an_expired_button_says_what_to_do(env, here):
    asked = await here.member.slash(here.channel, "ask", question=UNKNOWN)
    age(env, days=8)

    pressed = await here.member.click(asked.response, label=LABEL)

    assert pressed.ephemeral
    assert words(pressed.response) == "This button has expired. Please ask the question again."
    assert [type(error).__name__ for error in env.errors] == ["ButtonExpired"]


async def test_pressing_counts_as_asking(env, here):
    asked = await here.member.slash(here.channel, "ask", question=UNKNOWN)
    for _ in range(9):
        await here.member.click(asked.response, label=LABEL)

    refused = await here.member.click(asked.response, label=LABEL)

    assert words(refused.response).startswith("You have asked a lot just now.")
    assert [type(error).__name__ for error in env.errors] == ["TooManyQuestions"]


async def test_an_answer_comes_without_its_button_where_the_file_fails(env, here, caplog):
    env.bot.memory.close()

    result = await here.member.slash(here.channel, "ask", question=UNKNOWN)

    assert words(result.response) == f"{UNKNOWN}\nSweden is not mentioned in these articles."
    assert buttons(result.response) == []
    assert "an answer has no buttons" in caplog.text


def path(env):
    return env.bot.config.index.data_dir / "bot.sqlite3"


def age(env, days: int) -> None:
    """Let every question be older than it is."""
    with closing(sqlite3.connect(path(env))) as file, file:
        file.execute("UPDATE questions SET asked_at = asked_at - ?", (days * DAY,))


def swap_questions(env, one, other) -> None:
    """Give each button the question of the other, as a forged id would."""
    tokens = [m.components[0]["components"][0]["custom_id"].split(":")[2] for m in (one, other)]
    with closing(sqlite3.connect(path(env))) as file, file:
        for old, new in ((tokens[0], "x"), (tokens[1], tokens[0]), ("x", tokens[1])):
            file.execute("UPDATE questions SET token = ? WHERE token = ?", (new, old))
