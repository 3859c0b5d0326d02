"""A line in the chosen channel for each thing that an admin changes; and none elsewhere."""

import discord
import pytest

from tests.bot.conftest import add, press_add, submit, words


@pytest.fixture
async def desk(env, here):
    """The channel of the audit lines."""
    made = here.guild.create_text_channel("desk")
    await env.settle()
    env.bot.settings.change(here.guild.id, audit_channel=made.id)
    return made


def lines(channel) -> list[str]:
    return [words(message) for message in channel.history()]


async def test_each_admin_action_is_a_line_with_who_and_what(env, here, desk):
    admin, channel = here.admin, here.channel
    form = await admin.slash(channel, "articles add")
    shown = await submit(
        admin, form, "The @everyone bakery", "", "", "The bakery will close in June."
    )
    await press_add(admin, shown)
    await add(admin, channel, file=("mill.txt", b"The mill is closed."))
    asked = await admin.slash(channel, "articles remove", article="mill.txt")
    await admin.click(asked.response, label="Remove")
    await admin.slash(channel, "articles reindex")
    panel = (await admin.slash(channel, "settings")).response
    await admin.select(panel, ["private"], custom_id="settings:field")
    await admin.select(panel, ["0"], custom_id="settings:set:private")

    who = f"<@{admin.id}>: "
    assert sorted(lines(desk)) == sorted(
        [
            f"{who}Added **The \\@everyone bakery**, 1 sentence.",
            f"{who}Added **mill**, 1 sentence.",
            f"{who}Removed **mill**.",
            f"{who}Done: 2 articles are up to date.",
            f"{who}**Private answers**: Yes",
        ]
    )


async def test_what_only_reads_is_no_line(env, here, desk):
    await here.admin.slash(here.channel, "articles list")
    await here.admin.slash(here.channel, "status")
    await here.member.slash(here.channel, "ask", question="Who counts the fish?")

    assert lines(desk) == []


async def test_a_channel_of_another_server_gets_nothing(env, here, there, desk):
    env.bot.settings.change(there.guild.id, audit_channel=desk.id)

    await add(there.admin, there.channel, file=("mill.txt", b"The mill closed."))

    assert lines(desk) == []


async def test_an_action_is_done_where_its_line_may_not_be_sent(env, here, library, caplog):
    shut = here.guild.create_text_channel(
        "shut", overwrites={here.guild.me: discord.PermissionOverwrite(send_messages=False)}
    )
    await env.settle()
    env.bot.settings.change(here.guild.id, audit_channel=shut.id)

    result = await add(here.admin, here.channel, file=("m.txt", b"The mill is closed for good."))

    assert words(result).startswith("Added **m**")
    assert "an audit line could not be sent" in caplog.text


async def test_the_channel_is_chosen_on_the_panel(env, here):
    panel = (await here.admin.slash(here.channel, "settings")).response
    await here.admin.select(panel, ["audit_channel"], custom_id="settings:field")

    await here.admin.select(panel, [here.channel], custom_id="settings:set:audit_channel")

    assert f"**Audit channel**: <#{here.channel.id}>" in words(panel)
    assert lines(here.channel) == [
        f"<@{here.admin.id}>: **Audit channel**: <#{here.channel.id}>",
    ]
