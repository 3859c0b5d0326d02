"""What is left of a guild that the bot has left: kept for the days of grace, then purged."""

import pytest

from bot.store.additions import Adder
from bot.store.questions import DAY
from tests.bot.conftest import sources, until, words

UNKNOWN = "Who is the king of Sweden?"


@pytest.fixture
async def left(env, here, there):
    """Both guilds have articles, settings and questions; the bot has left `here`."""
    for place in (here, there):
        env.bot.settings.change(place.guild.id, private=True)
        await place.member.slash(place.channel, "ask", question=UNKNOWN)
    await env.bot.get_guild(here.guild.id).leave()
    await env.settle()
    return here


def questions(env, place) -> int:
    return len(env.bot.memory.of_person(place.member.id))


async def test_a_guild_is_kept_through_the_days_of_grace(env, left, library, make_bot):
    await env.restart_bot(make_bot())
    await env.advance_time(2 * DAY)

    assert sources(library, left) == ["rivers.txt"]
    assert env.bot.settings.of(left.guild.id).private
    assert questions(env, left) == 1


async def test_then_its_articles_and_rows_are_purged_and_no_others(env, left, there, library):
    age(env, 8)

    await env.advance_time(1.1 * DAY)

    assert sources(library, left) == []
    assert not env.bot.settings.of(left.guild.id).private
    assert questions(env, left) == 0
    assert sources(library, there) == ["bridges.txt"]
    assert env.bot.settings.of(there.guild.id).private
    assert questions(env, there) == 1


async def test_a_start_purges_too(env, left, library, make_bot):
    age(env, 8)

    await env.restart_bot(make_bot())

    await until(lambda: sources(library, left) == [])


async def test_who_invites_the_bot_again_in_time_finds_everything(env, left, library):
    env.bot.memory.guilds.joined(left.guild.id)  # as on_guild_join does
    age(env, 8)

    await env.advance_time(1.1 * DAY)

    assert sources(library, left) == ["rivers.txt"]


async def test_joining_is_noted(env, here):
    env.bot.memory.guilds.left(here.guild.id)

    env.bot.dispatch("guild_join", env.bot.get_guild(here.guild.id))

    await until(lambda: env.bot.memory.guilds.gone_for(0) == [])


async def test_a_guild_that_put_the_bot_out_while_it_was_off_is_noticed(env, here, make_bot):
    env.bot.memory.guilds.joined(77)

    await env.restart_bot(make_bot())

    await until(lambda: env.bot.memory.guilds.gone_for(0) == [77])


async def test_a_round_that_fails_is_logged_and_the_next_one_comes(env, left, library, caplog):
    age(env, 8)
    works, env.bot.librarian.changes.forget_guild = env.bot.librarian.changes.forget_guild, None

    await env.advance_time(1.1 * DAY)
    assert "incident" in caplog.text
    assert sources(library, left) == ["rivers.txt"]
    env.bot.librarian.changes.forget_guild = works
    await env.advance_time(1.1 * DAY)

    assert sources(library, left) == []


async def test_who_added_what_was_removed_elsewhere_is_forgotten(env, here, library):
    additions = env.bot.memory.additions
    for source in ("rivers.txt", "removed.txt"):
        additions.note(here.guild.id, source, Adder(1, "Ann"), anew=True)

    await env.advance_time(1.1 * DAY)

    await until(lambda: additions.of_guild(here.guild.id) == {"rivers.txt": "Ann"})


async def test_the_commands_answer_while_the_upkeep_waits_for_its_next_day(env, here):
    result = await here.member.slash(here.channel, "help")

    assert words(result.response).startswith("How to ask")


def age(env, days: int) -> None:
    """Let the bot have left that much earlier."""
    env.bot.memory.database.execute("UPDATE guilds SET left_at = left_at - :s", s=days * DAY)
