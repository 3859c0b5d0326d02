"""/status: for admins only, about their guild, and about this channel."""

import tomllib
from pathlib import Path

import discord

from bot import VERSION, explain
from tests.bot.conftest import REFUSED, add, words

MILL = b"The mill is closed for good."


def facts(result) -> dict[str, str]:
    lines = words(result.response).split("\n")[1:]
    return dict(line.removeprefix("**").split("**: ", 1) for line in lines)


async def test_an_admin_sees_how_the_bot_is_doing(env, here, there, monkeypatch):
    monkeypatch.setattr(explain, "recent", [explain.Incident("abcd1234", 1_790_000_000.5)])

    result = await here.admin.slash(here.channel, "status")

    found = facts(result)
    assert result.ephemeral
    assert (found["Articles"], found["Sentences"]) == ("1 here, 0 shared", "3")
    assert found["Last added"].endswith("UTC")
    assert found["Model"] == "all-MiniLM-L6-v2"
    assert float(found["Disk"].split(" MB")[0]) > 0
    assert float(found["Memory"].split(" MB")[0].replace(",", "")) > 50
    assert found["A question takes"].endswith(" ms")
    assert found["Permissions missing here"] == "none"
    assert found["Last error"] == "abcd1234, <t:1790000000:R>"
    assert found["Version"] == VERSION


async def test_what_the_bot_lacks_in_this_channel_is_named(env, here):
    bare = here.guild.create_text_channel(
        "bare", overwrites={here.guild.me: discord.PermissionOverwrite(embed_links=False)}
    )
    await env.settle()

    result = await here.admin.slash(bare, "status")

    assert facts(result)["Permissions missing here"] == "embed links"


async def test_an_admin_sees_the_jobs_of_the_own_guild_alone(env, here, there, held):
    first = {"file": ("a.txt", MILL), "file2": ("b.txt", MILL)}
    for files in (first, {"file": ("c.txt", MILL)}, {"file": ("d.txt", MILL)}):
        await add(here.admin, here.channel, **files)

    mine = await here.admin.slash(here.channel, "status")
    other = await there.admin.slash(there.channel, "status")
    await held.release()
    after = await here.admin.slash(here.channel, "status")

    assert facts(mine)["Jobs"] == "1 running (0 of 2 articles done), 2 waiting"
    assert facts(other)["Jobs"] == facts(after)["Jobs"] == "none"


async def test_the_jobs_are_told_in_german(env, here, held, german):
    shown = await here.admin.slash(here.channel, "articles add", file=("a.txt", MILL))
    await here.admin.click(shown.response, label="Hinzufügen")

    result = await here.admin.slash(here.channel, "status")
    await held.release()

    assert facts(result)["Aufträge"] == "1 läuft (0 von 1 Artikeln fertig), 0 warten"


async def test_why_a_question_has_no_answer_is_said(env, here, monkeypatch):
    def refuse(*_):
        raise explain.LibraryError("The model is gone.")

    monkeypatch.setattr(env.bot.librarian._library, "ask", refuse)

    result = await here.admin.slash(here.channel, "status")

    assert facts(result)["A question takes"] == "The model is gone."


async def test_a_member_does_not_see_it(env, here):
    known = {c.name: c for c in await env.bot.tree.fetch_commands()}
    here.guild.set_command_permissions(known["status"].id, {here.guild.default_role: True})

    refused = await here.member.slash(here.channel, "status")

    assert words(refused.response) == REFUSED
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


def test_the_version_is_the_projects():
    project = tomllib.loads(Path("pyproject.toml").read_text())["project"]

    assert project["version"] == VERSION
