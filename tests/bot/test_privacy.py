"""/privacy: everybody sees, exports and erases their own, privately, everywhere."""

import json

import pytest

from index import Document
from tests.bot.conftest import words

FISH = "What has returned to the river Alder?"
UNKNOWN = "Who is the king of Sweden?"
NOTHING = "I keep nothing of you."


@pytest.fixture
def clock(library) -> None:
    """An article that direct messages are answered from too."""
    library.add(Document("clock.txt", "The clock", "The clock of the town hall stands still."))


async def ask_everywhere(here, there) -> None:
    """A question of each kind of place that keeps it."""
    await here.member.slash(here.channel, "ask", question=UNKNOWN)
    await here.member.send_dm(UNKNOWN)
    await there.member.slash(there.channel, "ask", question=UNKNOWN)


async def test_who_asked_nothing_is_told_that_nothing_is_kept(env, here, there):
    await there.member.slash(there.channel, "ask", question=UNKNOWN)

    shown = await here.member.slash(here.channel, "privacy show")

    assert shown.ephemeral
    assert words(shown.response) == NOTHING


async def test_show_lists_what_is_kept_and_for_what(env, here, there, clock):
    env.bot.settings.change(here.guild.id, log_questions=True)
    await ask_everywhere(here, there)

    shown = await here.member.slash(here.channel, "privacy show")

    assert shown.ephemeral
    title, *lines = words(shown.response).split("\n")
    assert title == "What I keep of you: 3"
    assert lines.count(UNKNOWN) == 3
    assert [line.split(", ", 1)[1] for line in lines if line.startswith("-# ")] == [
        "kept for the buttons under an answer",
        "kept for the buttons under an answer",
        "kept in the question log of a server",
    ]


async def test_an_export_is_a_file_with_everything_for_that_person_alone(env, here, there, clock):
    env.bot.settings.change(here.guild.id, log_questions=True)
    await ask_everywhere(here, there)

    exported = await here.member.slash(here.channel, "privacy export")

    assert exported.ephemeral
    (file,) = exported.response.attachments
    kept = json.loads(await file.read())
    assert [(item["server"], item["text"]) for item in kept] == [
        (None, UNKNOWN),
        (str(here.guild.id), UNKNOWN),
        (str(here.guild.id), UNKNOWN),
    ]


async def test_erasing_is_confirmed_and_leaves_what_is_others(env, here, there, clock, make_bot):
    await ask_everywhere(here, there)
    asked = await here.member.slash(here.channel, "privacy erase")
    before = len(env.bot.memory.of_person(here.member.id))

    await env.restart_bot(make_bot())
    await here.member.click(asked.response, label="Erase")

    assert asked.ephemeral
    assert before == 2
    assert words(asked.response) == "Erased 2 things. I keep nothing of you."
    assert env.bot.memory.of_person(here.member.id) == []
    assert len(env.bot.memory.of_person(there.member.id)) == 1
    data = env.bot.config.index.data_dir / "bot.sqlite3"
    assert data.read_bytes().count(UNKNOWN.encode()) == 1


async def test_who_thinks_again_keeps_everything(env, here, clock):
    await here.member.send_dm(UNKNOWN)
    asked = await here.member.slash(here.channel, "privacy erase")

    await here.member.click(asked.response, label="Keep")

    assert words(asked.response) == "Nothing was erased."
    assert len(env.bot.memory.of_person(here.member.id)) == 1


async def test_questions_are_logged_from_when_it_is_turned_on_in_that_server_only(env, here, there):
    await here.member.slash(here.channel, "ask", question=FISH)
    env.bot.settings.change(here.guild.id, log_questions=True)
    await here.member.slash(here.channel, "ask", question=FISH)
    await here.member.send(here.channel, f"<@{env.bot.user.id}> {UNKNOWN}")
    await here.member.send_dm(FISH)
    await there.member.slash(there.channel, "ask", question=FISH)

    logged = env.bot.memory.log.of_guild(here.guild.id)

    assert [(q.text, q.covered, q.articles) for q in logged] == [
        (UNKNOWN, False, ()),
        (FISH, True, ("Salmon return to the Alder",)),
    ]
    assert env.bot.memory.log.of_guild(there.guild.id) == []


async def test_turning_the_log_off_on_the_panel_erases_it(env, here):
    env.bot.settings.change(here.guild.id, log_questions=True)
    await here.member.slash(here.channel, "ask", question=FISH)
    panel = (await here.admin.slash(here.channel, "settings")).response
    await here.admin.select(panel, ["log_questions"], custom_id="settings:field")

    await here.admin.select(panel, ["1"], custom_id="settings:set:log_questions")

    assert "**Question log**: No" in words(panel)
    assert env.bot.memory.log.of_guild(here.guild.id) == []


async def test_a_question_is_answered_where_the_log_fails(env, here, caplog):
    env.bot.settings.change(here.guild.id, log_questions=True)
    env.bot.memory.close()

    result = await here.member.slash(here.channel, "ask", question=FISH)

    assert "Salmon have returned" in words(result.response)
    assert "a question was not logged" in caplog.text
