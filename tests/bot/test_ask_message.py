"""The menu of a message: a question is answered, other words are looked up; privately."""

import pytest

from tests.bot.conftest import words

MENU = "Ask about this message"


@pytest.mark.parametrize(
    "text",
    ["What has returned to the river Alder?", "I hear that salmon returned to the Alder. Nice!"],
)
async def test_a_message_is_asked_or_looked_up_and_only_the_asker_sees_it(env, here, text):
    message = await here.admin.send(here.channel, f"<@{here.member.id}> {text}")

    result = await here.member.context_menu(here.channel, MENU, message)

    assert result.ephemeral
    assert words(result.response).startswith(f"{text}\n> Salmon have returned")


async def test_the_other_guild_is_not_quoted(env, here, there):
    message = await there.admin.send(there.channel, "What has returned to the river Alder?")

    result = await there.member.context_menu(there.channel, MENU, message)

    assert "Salmon" not in words(result.response)


async def test_of_an_answer_its_first_card_is_looked_up(env, here):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> Who is Mara Lind?")
    answer = here.channel.last_message

    result = await here.member.context_menu(here.channel, MENU, answer)

    assert "Mara Lind" in words(result.response)


async def test_a_message_without_text_is_told_so(env, here):
    message = await here.admin.send(here.channel, f"<@{here.member.id}>")

    result = await here.member.context_menu(here.channel, MENU, message)

    assert words(result.response) == "There is no text in this message to look up."


async def test_it_counts_as_asking(env, here):
    message = await here.admin.send(here.channel, "What has returned to the river Alder?")
    for _ in range(10):
        await here.member.context_menu(here.channel, MENU, message)

    refused = await here.member.context_menu(here.channel, MENU, message)

    assert words(refused.response).startswith("You have asked a lot just now.")
    env.errors.clear()
