"""Intents, mentions, the registration of commands, and what becomes of an error."""

import re

import discord
import pytest

from bot import i18n
from bot.client import INTENTS
from tests.bot.conftest import submit, words
from tests.bot.tour import tour

WRONG = re.compile(
    r"Something went wrong\. If it happens again, tell whoever runs this bot: ([0-9a-f]{8})\."
)


class FaultyError(Exception):
    """Something that nobody expected, with a detail that nobody should see."""


@pytest.fixture
def broken(env, monkeypatch) -> None:
    """A librarian that fails in an unexpected way."""

    async def fail(*_):
        raise FaultyError("a secret detail")

    for name in ("ask", "articles"):
        monkeypatch.setattr(env.bot.librarian, name, fail)


def registrations(env) -> list[str]:
    return [r.method for r in env.http_requests if r.path.endswith("/commands")]


def test_no_intent_is_privileged():
    assert [name for name, on in INTENTS if on] == ["guilds", "guild_messages", "dm_messages"]


async def test_nobody_is_pinged_by_anything_that_is_sent(env, here, library):
    await tour(env, here, library)

    bodies = [r.json for r in env.http_requests if isinstance(r.json, dict)]
    bodies = [body.get("data", body) if "type" in body else body for body in bodies]
    sent = [body for body in bodies if "embeds" in body or "content" in body]
    assert len(sent) > 20
    for body in sent:
        assert body["allowed_mentions"]["parse"] == []
        assert not body["allowed_mentions"].get("replied_user")
        assert not body.get("content")  # where text could ping, there is none


async def test_the_client_itself_allows_no_mention(env, here):
    await env.bot.get_channel(here.channel.id).send("@everyone")
    assert env.http_requests[-1].json["allowed_mentions"] == {"parse": []}


async def test_the_first_start_registers_the_commands(env):
    assert registrations(env) == ["PUT"]


async def test_a_restart_registers_nothing(env, make_bot):
    await env.restart_bot(make_bot())
    assert registrations(env) == ["PUT", "GET"]


async def test_changed_commands_are_registered_again(env, config, make_bot):
    (config.data_dir / "commands.sha256").write_text("another definition")
    await env.restart_bot(make_bot())
    assert registrations(env) == ["PUT", "PUT"]


async def test_other_catalogues_register_the_commands_again(env, make_bot, monkeypatch):
    monkeypatch.setattr(i18n, "languages", lambda: ())
    await env.restart_bot(make_bot())
    assert registrations(env) == ["PUT", "PUT"]


async def test_commands_that_discord_has_lost_are_registered_again(env, make_bot):
    await env.bot.http.bulk_upsert_global_commands(env.bot.application_id, payload=[])
    await env.restart_bot(make_bot())
    assert registrations(env) == ["PUT", "PUT", "GET", "PUT"]


async def test_an_unexpected_error_is_told_by_an_id_that_the_log_has_too(env, here, broken, caplog):
    result = await here.member.slash(here.channel, "ask", question="Why?")

    incident = WRONG.fullmatch(words(result.response))[1]
    assert f"incident {incident}" in caplog.text
    assert "a secret detail" in caplog.text
    assert [type(error.original) for error in env.errors] == [FaultyError]


async def test_an_unexpected_error_after_a_message_is_told_there(env, here, broken):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> Why?")
    assert WRONG.fullmatch(words(here.channel.last_message))


async def test_an_unexpected_error_behind_a_button_is_told_to_who_pressed_it(
    env, here, monkeypatch
):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")

    async def fail(*_):
        raise FaultyError("a secret detail")

    monkeypatch.setattr(env.bot.librarian.changes, "remove", fail)
    pressed = await here.admin.click(asked.response, label="Remove")

    assert WRONG.fullmatch(words(pressed.followups[0]))
    assert pressed.followups[0].ephemeral
    assert [type(error) for error in env.errors] == [FaultyError]


async def test_an_unexpected_error_behind_a_form_is_told(env, here, broken):
    shown = await here.admin.slash(here.channel, "articles add")

    result = await submit(here.admin, shown, "A", "", "", "The mill is closed for good.")

    assert WRONG.fullmatch(words(result.response))
    assert {type(error) for error in env.errors} == {FaultyError}


async def test_an_autocompletion_that_fails_offers_nothing(env, here, broken):
    assert await here.member.autocomplete(here.channel, "ask", "article", "x") == []


async def test_an_error_that_cannot_be_told_is_logged(env, here, caplog):
    env.inject_error("POST", "/interactions/*/callback", status=404, code=10062, times=2)

    await here.member.slash(here.channel, "ask", question="Why?")

    assert "an error could not be told: 404" in caplog.text
    assert [type(error.original) for error in env.errors] == [discord.NotFound]


async def test_an_answer_that_may_not_be_sent_is_an_incident_and_the_bot_goes_on(env, here, caplog):
    env.inject_error("POST", "/channels/*/messages", status=403, code=50013)

    await here.member.send(here.channel, f"<@{env.bot.user.id}> Who counts the fish?")
    await here.member.send(here.channel, f"<@{env.bot.user.id}> Who counts the fish?")

    assert "incident" in caplog.text
    assert "Mara Lind" in words(here.channel.last_message)
    assert [type(error) for error in env.errors] == [discord.Forbidden]
