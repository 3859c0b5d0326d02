"""Brought along: where a person installed the bot for themselves, it reads `shared` and no guild's
articles, whoever they are there."""

import pytest
from simcord import interactions

from bot.shelves import own
from index import Document
from tests.bot.conftest import REFUSED, make_place, words

FISH = "What has returned to the river Alder?"
CLOCK = "What stands still since June?"
FOR_ALL = {"ask", "quotes", "people", "help", "about", "privacy", "Ask about this message"}


@pytest.fixture
def clock(library) -> None:
    library.add(Document("clock.txt", "The clock", "The town clock stands still since June."))


@pytest.fixture
def brought(monkeypatch):
    """From here on, whoever acts (or `owner`, under whose answer they press) has installed the bot
    for themselves; the guild, unless it is named here as well, has not."""
    made = interactions.base_payload

    def bring(
        guild_id: int | None = None, context: int | None = None, owner: int | None = None
    ) -> None:
        def payload_of(*args, **kwargs):
            record, payload = made(*args, **kwargs)
            owners = {"1": str(owner or kwargs["user_id"])}
            owners |= {"0": str(guild_id)} if guild_id else {}
            chosen = {} if context is None else {"context": context}
            return record, payload | {"authorizing_integration_owners": owners} | chosen

        monkeypatch.setattr(interactions, "base_payload", payload_of)

    return bring


@pytest.fixture
async def elsewhere(env, library):
    """A guild with articles that the bot has left: they are kept through the days of grace.

    SimCord would delete a guild that the bot leaves, so it is taken from what the bot knows.
    """
    place = make_place(env, "elsewhere")
    library.add(
        Document("alder.txt", "Alder", "Eels have returned to the river Alder."),
        own(place.guild.id),
    )
    await env.settle()
    env.bot._connection._remove_guild(env.bot.get_guild(place.guild.id))
    return place


def installs(env) -> dict[str, str]:
    """Of each command, in which installations and contexts Discord offers it."""
    return {
        c["name"]: f"{sorted(c['integration_types'])} {sorted(c['contexts'])}"
        for c in [command.to_dict(env.bot.tree) for command in env.bot.tree.get_commands()]
    }


async def test_what_needs_no_guild_is_offered_everywhere_and_the_admins_commands_are_not(env):
    offered = installs(env)

    assert {name for name, where in offered.items() if where == "[0, 1] [0, 1, 2]"} == FOR_ALL
    assert {where for name, where in offered.items() if name not in FOR_ALL} == {"[0] [0]"}


@pytest.mark.parametrize("who", ["member", "admin"])
async def test_in_a_guild_without_the_bot_only_shared_is_read(env, elsewhere, clock, brought, who):
    brought()
    person = getattr(elsewhere, who)

    fish = await person.slash(elsewhere.channel, "ask", question=FISH)
    clocks = await person.slash(elsewhere.channel, "ask", question=CLOCK)
    about = await person.slash(elsewhere.channel, "about")
    offered = await person.autocomplete(elsewhere.channel, "ask", "article", "")

    assert "Eels" not in words(fish.response)
    assert "stands still since June" in words(clocks.response).replace("*", "")
    assert "0 of this place alone, 1 shared" in words(about.response)
    assert [choice["value"] for choice in offered] == ["clock.txt"]


async def test_where_only_the_person_installed_it_a_guild_with_the_bot_is_closed(
    env, here, clock, brought
):
    brought()

    fish = await here.member.slash(here.channel, "ask", question=FISH)
    people = await here.member.slash(here.channel, "people")
    quotes = await here.member.slash(here.channel, "quotes", person="Mara Lind")
    offered = await here.member.autocomplete(here.channel, "quotes", "person", "")

    assert "Salmon" not in words(fish.response)
    assert words(people.response) == "Nobody is quoted in the articles here."
    assert words(quotes.response).startswith("Nobody called 'Mara Lind' is quoted here.")
    assert offered == []
    assert [type(error.original).__name__ for error in env.errors] == ["UnknownPerson"]


async def test_where_the_guild_installed_it_too_its_articles_are_read(env, here, brought):
    brought(here.guild.id)

    fish = await here.member.slash(here.channel, "ask", question=FISH)

    assert "Salmon have returned" in words(fish.response).replace("*", "")
    assert not fish.ephemeral


@pytest.mark.parametrize("context", [1, 2], ids=["the bot", "other people"])
async def test_in_a_conversation_with_whomever_only_shared_is_read(
    env, here, clock, brought, context
):
    brought(context=context)

    fish = await here.member.user.slash("ask", question=FISH)
    clocks = await here.member.user.slash("ask", question=CLOCK)

    assert "Salmon" not in words(fish.response)
    assert "stands still since June" in words(clocks.response).replace("*", "")


async def test_an_answer_in_a_guild_that_did_not_invite_the_bot_is_private_unless_asked_otherwise(
    env, elsewhere, clock, brought
):
    brought()

    private = await elsewhere.member.slash(elsewhere.channel, "ask", question=CLOCK)
    public = await elsewhere.member.slash(elsewhere.channel, "ask", question=CLOCK, private=False)

    assert private.ephemeral
    assert not public.ephemeral


async def test_the_buttons_of_such_an_answer_read_shared_only_too(
    env, elsewhere, clock, brought, library
):
    brought()
    answer = await elsewhere.member.slash(elsewhere.channel, "ask", question=CLOCK)
    unknown = await elsewhere.member.slash(elsewhere.channel, "ask", question="Which eels return?")

    shown = await elsewhere.member.click(answer.response, label="Show in context")
    closest = await elsewhere.member.click(unknown.response, label="Show the closest passages")
    await elsewhere.member.click(answer.response, label="Helpful")

    assert "town clock" in words(shown.response).replace("*", "")
    assert "Eels" not in words(closest.response)
    assert env.bot.memory.feedback.votes(elsewhere.guild.id) == []


async def test_somebody_elses_press_under_such_an_answer_reads_shared_only_too(
    env, elsewhere, clock, brought
):
    brought()
    asked = await elsewhere.member.slash(
        elsewhere.channel, "ask", question="Which eels return?", private=False
    )
    brought(owner=elsewhere.member.id)

    closest = await elsewhere.admin.click(asked.response, label="Show the closest passages")

    assert "stands still since June" in words(closest.response).replace("*", "")
    assert "Eels" not in words(closest.response)


async def test_a_question_to_begin_with_is_asked_of_shared_only_too(env, here, brought):
    shown = await here.member.slash(here.channel, "help")
    brought()

    answer = await here.member.click(shown.response, label="What did Mara Lind say?")

    assert "The water is clean" not in words(answer.response)


async def test_an_answer_of_a_guild_is_not_reached_by_its_button_from_outside(env, here, brought):
    """The guild's admins may have kept the command from the person: its articles stay closed."""
    answer = await here.member.slash(here.channel, "ask", question=FISH)
    brought()

    pressed = await here.member.click(answer.response, label="Show in context")

    assert "Salmon" not in words(pressed.followups[0] if pressed.followups else pressed.response)
    assert [type(error).__name__ for error in env.errors] == ["ButtonExpired"]


@pytest.mark.parametrize("command", ["articles list", "articles export", "settings", "status"])
async def test_an_admin_who_brought_the_bot_along_is_no_admin(env, here, brought, command):
    brought()

    result = await here.admin.slash(here.channel, command)

    assert words(result.response) == REFUSED
    (error,) = env.errors
    assert type(getattr(error, "original", error)).__name__ == "NotAllowed"


async def test_what_was_asked_while_brought_along_is_not_in_the_guilds_log(env, here, brought):
    env.bot.settings.change(here.guild.id, log_questions=True)
    brought()

    await here.member.slash(here.channel, "ask", question=FISH)

    assert env.bot.memory.log.of_guild(here.guild.id) == []
