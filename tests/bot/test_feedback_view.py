"""Judging and deleting an answer: by whom, how often, and after a restart."""

import discord
import pytest

from bot.store.feedback import Vote
from tests.bot.conftest import submit, words
from tests.bot.test_answer_view import age

FISH = "What has returned to the river Alder?"
THANKS = "Thank you. Only the admins see it, without your name; you can change it here any time."


@pytest.fixture
async def asked(env, here):
    return await here.member.slash(here.channel, "ask", question=FISH)


def token(message) -> str:
    return message.components[0]["components"][0]["custom_id"].split(":")[2]


def votes(env, place) -> list[Vote]:
    return env.bot.memory.feedback.votes(place.guild.id)


async def test_anybody_can_say_that_an_answer_helped_after_a_restart(env, here, asked, make_bot):
    await env.restart_bot(make_bot())

    pressed = await here.admin.click(asked.response, label="Helpful")

    assert pressed.ephemeral
    assert words(pressed.response) == THANKS
    assert votes(env, here) == [Vote(token(asked.response), True)]


async def test_who_was_not_helped_may_say_why_privately(env, here, there, asked):
    form = await here.member.click(asked.response, label="Not helpful")
    sent = await submit(here.member, form, "  Wrong person  ")

    assert sent.ephemeral
    assert words(sent.response) == THANKS
    assert votes(env, here) == [Vote(token(asked.response), False, "Wrong person")]
    assert votes(env, there) == []


async def test_without_a_reason_the_vote_counts_as_well(env, here, asked):
    await here.member.click(asked.response, label="Not helpful")  # and the form is closed

    assert votes(env, here) == [Vote(token(asked.response), False)]


async def test_a_person_has_one_vote_and_the_last_one_counts(env, here, asked):
    form = await here.member.click(asked.response, label="Not helpful")
    await submit(here.member, form, "Wrong person")
    await here.member.click(asked.response, label="Helpful")

    assert votes(env, here) == [Vote(token(asked.response), True)]


async def test_an_answer_too_old_cannot_be_judged(env, here, asked):
    age(env, days=8)

    pressed = await here.member.click(asked.response, label="Helpful")

    assert words(pressed.response) == "This button has expired. Please ask the question again."
    assert votes(env, here) == []
    env.errors.clear()


async def test_whoever_asked_can_delete_the_answer_and_the_question_with_it(
    env, here, asked, make_bot
):
    await env.restart_bot(make_bot())

    await here.member.click(asked.response, label="Delete")

    assert here.channel.history() == []
    assert env.bot.questions.forget_guild(here.guild.id) == 0


async def test_an_answer_to_a_mention_can_be_deleted_too(env, here):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> {FISH}")
    answer = here.channel.last_message

    await here.member.click(answer, label="Delete")

    assert here.channel.last_message.author.id == here.member.id


async def test_somebody_else_cannot_delete_it(env, here, asked):
    stranger = here.guild.add_member(env.create_user("stranger"))

    pressed = await stranger.click(asked.response, label="Delete")

    assert pressed.ephemeral
    assert words(pressed.response).startswith("Only the person who asked, or somebody with")
    assert here.channel.last_message.id == asked.response.id
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


@pytest.mark.parametrize("days", [0, 8])
async def test_a_moderator_can_delete_it_also_when_it_is_old(env, here, asked, days):
    role = here.guild.create_role("Mods", permissions=discord.Permissions(manage_messages=True))
    moderator = here.guild.add_member(env.create_user("moderator"), roles=[role])
    age(env, days=days)

    await moderator.click(asked.response, label="Delete")

    assert here.channel.history() == []


async def test_in_a_direct_message_it_can_be_deleted(env, here):
    await here.member.send_dm(FISH)
    channel = here.member.user.dm_channel
    answer = channel.last_message

    await here.member.user.click(answer, label="Delete")

    assert answer.id not in [message.id for message in channel.history()]
