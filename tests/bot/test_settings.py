"""/settings: who may see and change them, that they take effect at once, and survive a restart."""

import pytest

from bot.shelves import own
from index import Document
from tests.bot.conftest import REFUSED, words

FISH = "What has returned to the river Alder?"
UNSURE = "What happened to the paper mill?"
NOT_HERE = "Questions are not answered in this channel. Please ask in another one."


async def choose(person, place, field: str, *values, message=None):
    """Open the panel, choose a setting, and then its values; returns the last result."""
    shown = message or (await person.slash(place.channel, "settings")).response
    await person.select(shown, [field], custom_id="settings:field")
    return await person.select(shown, list(values), custom_id=f"settings:set:{field}")


def kinds(env) -> list[str]:
    return [type(getattr(error, "original", error)).__name__ for error in env.errors]


async def test_the_panel_shows_every_setting_privately(env, here):
    shown = await here.admin.slash(here.channel, "settings")

    assert shown.ephemeral
    assert words(shown.response) == (
        "Settings\n"
        "**Channels**: everywhere\n"
        "**New channels**: Yes\n"
        "**Admin role**: nobody else\n"
        "**Excerpts**: As this bot's host has set it\n"
        "**Certainty**: As this bot's host has set it\n"
        "**Private answers**: No\n"
        "**Question log**: No\n"
        "**Log kept**: 30 days\n"
        "**Questions**: 60 a minute\n"
        "**Audit channel**: none\n\n"
        "They hold for this server, from the next question on."
    )


async def test_a_member_cannot_see_them(env, here):
    await allow(env, here, "settings")

    refused = await here.member.slash(here.channel, "settings")

    assert words(refused.response) == REFUSED
    assert kinds(env) == ["NotAllowed"]


async def test_the_permission_is_checked_again_when_a_setting_is_changed(env, here):
    shown = await here.admin.slash(here.channel, "settings")
    await here.admin.select(shown.response, ["private"], custom_id="settings:field")
    here.guild._guild.members[here.admin.id].role_ids.clear()

    for custom_id, value in (("settings:field", "channels"), ("settings:set:private", "0")):
        refused = await here.admin.select(shown.response, [value], custom_id=custom_id)
        assert words(refused.response) == REFUSED

    assert env.bot.settings.of(here.guild.id).private is False
    assert kinds(env) == ["NotAllowed", "NotAllowed"]


async def test_answers_are_private_where_it_is_set_and_only_there(env, here, there):
    await choose(here.admin, here, "private", "0")

    mine = await here.member.slash(here.channel, "ask", question=FISH)
    other = await there.member.slash(there.channel, "ask", question=FISH)

    assert (mine.ephemeral, other.ephemeral) == (True, False)


async def test_an_answer_has_as_many_excerpts_as_set(env, here, library):
    later = Document("later.txt", "More fish", "More salmon have returned to the river Alder.")
    library.add(later, own(here.guild.id))
    before = await here.member.slash(here.channel, "ask", question=FISH)

    await choose(here.admin, here, "excerpts", "1")
    after = await here.member.slash(here.channel, "ask", question=FISH)

    assert [words(x.response).count("**2** ·") for x in (before, after)] == [1, 0]


async def test_an_answer_must_be_as_sure_as_set(env, here):
    before = await here.member.slash(here.channel, "ask", question=UNSURE)

    await choose(here.admin, here, "threshold", "5")  # 80 % sure
    after = await here.member.slash(here.channel, "ask", question=UNSURE)

    assert "> " in words(before.response)
    assert "> " not in words(after.response)


async def test_a_whole_server_has_a_share_of_questions(env, here, there):
    await choose(here.admin, here, "per_minute", "0")  # 5 a minute
    for person in (here.admin, here.admin, here.member, here.member, here.member):
        await person.slash(here.channel, "ask", question=FISH)

    refused = await here.admin.slash(here.channel, "ask", question=FISH)
    other = await there.member.slash(there.channel, "ask", question=FISH)

    assert words(refused.response).startswith("Many questions are asked here just now.")
    assert "Many questions" not in words(other.response)
    assert kinds(env) == ["TooManyQuestions"]


async def test_questions_are_answered_in_the_chosen_channels_only(env, here):
    other = here.guild.create_text_channel("books")
    await env.settle()
    await choose(here.admin, here, "channels", other)

    refused = await here.member.slash(here.channel, "ask", question=FISH)
    mention = f"<@{env.bot.user.id}> {FISH}"
    await here.member.send(here.channel, mention)
    await here.member.send(other, mention)

    assert refused.ephemeral
    assert words(refused.response) == NOT_HERE
    assert here.channel.last_message.content == mention
    assert "Salmon have returned" in words(other.last_message)
    assert kinds(env) == ["NotHere"]


async def test_a_button_under_an_older_answer_does_not_answer_there_either(env, here):
    other = here.guild.create_text_channel("books")
    await env.settle()
    asked = await here.member.slash(here.channel, "ask", question="Who is the king of Sweden?")
    await choose(here.admin, here, "channels", other)

    pressed = await here.member.click(asked.response, label="Show the closest passages")

    assert words(pressed.response) == NOT_HERE
    assert kinds(env) == ["NotHere"]


@pytest.mark.parametrize(("value", "answered"), [("0", True), ("1", False)])
async def test_new_channels_are_on_or_off(env, here, value, answered):
    await choose(here.admin, here, "new_channels", value)
    new = here.guild.create_text_channel("new")
    await env.settle()

    old = await here.member.slash(here.channel, "ask", question=FISH)
    result = await here.member.slash(new, "ask", question=FISH)

    assert "Salmon have returned" in words(old.response)
    assert ("Salmon have returned" in words(result.response)) is answered
    assert kinds(env) == ([] if answered else ["NotHere"])


async def test_all_channels_again_once_none_is_chosen(env, here):
    other = here.guild.create_text_channel("books")
    await env.settle()
    await choose(here.admin, here, "channels", other)
    await choose(here.admin, here, "channels")

    result = await here.member.slash(here.channel, "ask", question=FISH)

    assert "Salmon have returned" in words(result.response)


async def test_the_admin_role_may_do_what_admins_may(env, here):
    role = here.guild.create_role("Librarians")
    helper = here.guild.add_member(env.create_user("helper"), roles=[role])
    await allow(env, here, "articles")
    before = await helper.slash(here.channel, "articles list")
    changed = await choose(here.admin, here, "admin_role", role)

    after = await helper.slash(here.channel, "articles list")
    member = await here.member.slash(here.channel, "articles list")

    assert words(before.response) == REFUSED
    assert f"**Admin role**: <@&{role.id}>" in words(changed.response)
    assert "Server Settings, Integrations" in words(changed.response)
    assert words(after.response).startswith("Articles\n")
    assert words(member.response) == (
        "Only people with the permission Manage Server or the admin role can do this."
    )
    assert kinds(env) == ["NotAllowed", "NotAllowed"]


async def test_whom_the_role_makes_an_admin_cannot_choose_another_role(env, here):
    role, friends = here.guild.create_role("Librarians"), here.guild.create_role("Friends")
    helper = here.guild.add_member(env.create_user("helper"), roles=[role])
    await allow(env, here, "settings")
    await choose(here.admin, here, "admin_role", role)

    refused = await choose(helper, here, "admin_role", friends)
    await choose(helper, here, "private", "0")

    assert words(refused.response) == REFUSED
    assert env.bot.settings.of(here.guild.id).admin_role == role.id
    assert env.bot.settings.of(here.guild.id).private is True
    assert kinds(env) == ["NotAllowed"]


async def test_the_role_of_one_server_is_nothing_in_another(env, here, there):
    role = there.guild.create_role("Librarians")
    there.guild._guild.members[there.member.id].role_ids.append(role.id)
    env.bot.settings.change(here.guild.id, admin_role=role.id)
    await allow(env, there, "articles")

    refused = await there.member.slash(there.channel, "articles list")

    assert words(refused.response) == REFUSED
    assert kinds(env) == ["NotAllowed"]


async def test_settings_and_their_panel_survive_a_restart(env, here, make_bot):
    shown = (await here.admin.slash(here.channel, "settings")).response
    await choose(here.admin, here, "private", "0", message=shown)

    await env.restart_bot(make_bot())
    asked = await here.member.slash(here.channel, "ask", question=FISH)
    await choose(here.admin, here, "private", "1", message=shown)

    assert asked.ephemeral
    assert "**Private answers**: No" in words(shown)
    assert env.bot.settings.of(here.guild.id).private is False


async def test_what_could_not_be_written_is_said(env, here):
    shown = (await here.admin.slash(here.channel, "settings")).response
    env.bot.memory.close()

    failed = await choose(here.admin, here, "private", "0", message=shown)

    assert "bot\\.sqlite3 cannot be read" in words(failed.followups[0])
    assert env.bot.settings.of(here.guild.id).private is False
    assert kinds(env) == ["LibraryError"]


async def allow(env, place, command: str) -> None:
    """As Server Settings, Integrations does: show a command to everybody."""
    known = {c.name: c for c in await env.bot.tree.fetch_commands()}
    place.guild.set_command_permissions(known[command].id, {place.guild.default_role: True})
