"""The message of a job: how far it is, who may cancel it, and what is left of it by a restart."""

import asyncio
from collections.abc import Callable

import discord
import pytest

from bot import jobs
from bot.client import Bot
from bot.jobs import Failure, Progress
from bot.render_job import added, further_failures, progress
from index import ArticleTooLarge
from tests.bot.conftest import EVERY, REFUSED, Held, add, press_add, sources, words

FILES = {
    "file": ("a.txt", b"The mill is closed for good."),
    "file2": ("b.txt", b"The dam is open again."),
}
INTERRUPTED = (
    "I was restarted, which interrupted this. What was done until then stays. Please start it "
    "again, with the same articles: what is done already is passed over."
)


pytestmark = pytest.mark.usefixtures("every")


def buttons(message) -> list[str]:
    return [b["label"] for row in message.components for b in row["components"]]


async def test_a_job_shows_what_it_is_at_and_in_the_end_what_became_of_it(env, library, here, held):
    job = await add(here.admin, here.channel, **FILES)
    before = words(job), buttons(job)
    await held.release()

    assert before == ("Adding articles\n0 of 2 articles are done.\nNow: **a**", ["Cancel"])
    assert words(job) == "Added **a**, 1 sentence.\nAdded **b**, 1 sentence."
    assert buttons(job) == []
    assert sources(library, here) == ["b.txt", "a.txt", "rivers.txt"]


async def test_it_is_edited_when_something_changed_and_long_after_the_interactions_end(
    env, library, here, monkeypatch
):
    async def slowly(document, guild_id):
        await asyncio.sleep(600)
        return await adds(document, guild_id)

    adds = env.bot.librarian.changes.add
    monkeypatch.setattr(env.bot.librarian.changes, "add", slowly)
    job = await add(here.admin, here.channel, **FILES)

    await env.advance_time(690)
    halfway = words(job)
    await env.advance_time(600)

    assert halfway == "Adding articles\n1 of 2 articles are done.\nNow: **b**"
    assert words(job).startswith("Added **a**")
    edits = [r.path for r in env.http_requests if r.method == "PATCH"]
    assert edits == [f"/channels/{here.channel.id}/messages/{job.id}"] * 2


async def test_a_job_tells_its_place_and_the_other_guild_does_not_wait(
    env, library, here, there, held
):
    first = await add(here.admin, here.channel, file=("a.txt", b"The mill is closed for good."))
    second = await add(here.admin, here.channel, file=("b.txt", b"The dam is open again."))
    other = await add(there.admin, there.channel, file=("c.txt", b"The bridge is open again."))

    assert words(second) == "Adding articles\nWaiting: 1 job of this server comes first."
    assert words(other) == "Adding articles\n0 of 1 articles are done.\nNow: **c**"
    await held.release()
    assert words(first) == "Added **a**, 1 sentence."
    assert words(second) == "Added **b**, 1 sentence."


async def test_where_too_many_jobs_wait_a_preview_can_be_added_later(
    env, library, here, held, monkeypatch
):
    monkeypatch.setattr(jobs, "MOST", 1)
    await add(here.admin, here.channel, **FILES)
    shown = await here.admin.slash(
        here.channel, "articles add", file=("c.txt", b"The dam is closed.")
    )

    refused = await here.admin.click(shown.response, label="Add")
    again = await here.admin.slash(here.channel, "articles reindex")
    await held.release()
    job = await press_add(here.admin, shown)

    told = "Too many jobs of this server are waiting. Try again when some are done."
    assert [words(refused.response), words(again.response)] == [told] * 2
    assert words(job) == "Added **c**, 1 sentence."
    env.errors.clear()


async def test_who_asked_cancels_a_waiting_job_even_when_no_longer_an_admin(
    env, library, here, held
):
    await add(here.admin, here.channel, file=("a.txt", b"The mill is closed for good."))
    second = await add(here.admin, here.channel, file=("b.txt", b"The dam is open again."))
    here.guild._guild.members[here.admin.id].role_ids.clear()

    await here.admin.click(second, label="Cancel")

    assert words(second) == "Cancelled after 0 of 1 articles."
    await held.release()
    assert sources(library, here) == ["a.txt", "rivers.txt"]


async def test_another_admin_cancels_a_running_job_and_what_is_at_work_is_finished(
    env, library, here, held
):
    admins = here.guild.create_role("More", permissions=discord.Permissions(manage_guild=True))
    other = here.guild.add_member(env.create_user("other"), roles=[admins])
    job = await add(here.admin, here.channel, **FILES)

    await other.click(job, label="Cancel")
    await env.advance_time(EVERY)
    meanwhile = words(job), buttons(job)
    await held.release()

    assert meanwhile == (
        "Adding articles\nBeing cancelled: the article at work is still finished.",
        [],
    )
    assert words(job) == "Cancelled after 1 of 2 articles.\nAdded **a**, 1 sentence."
    assert sources(library, here) == ["a.txt", "rivers.txt"]


@pytest.mark.parametrize("who", ["member", "stranger"])
async def test_nobody_else_cancels_the_job_of_an_admin(env, library, here, held, who):
    stranger = here.guild.add_member(env.create_user("stranger"))
    job = await add(here.admin, here.channel, **FILES)

    refused = await {"member": here.member, "stranger": stranger}[who].click(job, label="Cancel")
    await held.release()

    assert words(refused.response) == REFUSED
    assert sources(library, here) == ["b.txt", "a.txt", "rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_a_job_of_another_guild_is_not_found(env, library, here, there, held):
    """Ids come back from clients: one that names another guild's job finds nothing."""
    mine = await add(here.admin, here.channel, **FILES)
    theirs = await add(there.admin, there.channel, file=("c.txt", b"The bridge is open again."))
    (job,) = env.bot.jobs._queues[here.guild.id]
    (other,) = env.bot.jobs._queues[there.guild.id]
    job.id, other.id = other.id, job.id

    refused = await there.admin.click(theirs, label="Cancel")
    await held.release()

    assert words(refused.response) == "This is over already."
    assert words(mine).startswith("Added **a**")
    env.errors.clear()


async def test_a_failure_is_named_with_its_reason_while_the_job_goes_on(
    env, library, here, monkeypatch
):
    held = Held(env)
    let = held.add

    async def refuse(document, guild_id):
        if document.source == "a.txt":
            raise ArticleTooLarge("It is *far* too large.")
        return await let(document, guild_id)

    monkeypatch.setattr(env.bot.librarian.changes, "add", refuse)
    job = await add(here.admin, here.channel, **FILES)
    await env.advance_time(EVERY)

    failure = "**a**: It is \\*far\\* too large."
    assert words(job) == f"Adding articles\n1 of 2 articles are done.\nNow: **b**\n{failure}"
    await held.release()
    assert words(job) == f"Added **b**, 1 sentence.\n{failure}"


def test_failures_that_do_not_fit_are_counted():
    failures = [Failure(f"{n} " + "😀" * 200, "It is *far* too large. " * 40) for n in range(40)]

    shown = progress(Progress(0, 40, 80, "x" * 500, tuple(failures), cancelled=False), "Adding")
    ended = added(failures, 80)

    for reply in (shown, ended):
        text = reply["embeds"][0].description
        assert len(text.encode("utf-16-le")) // 2 <= 4096
        assert "**0 😀" in text
        assert text.endswith(" more failed.")


def test_those_are_named_in_further_messages_each_once():
    failures = [Failure(f"{n} " + "😀" * 200, "It is *far* too large. " * 40) for n in range(40)]

    first = added(failures, 40)["embeds"][0].description.split("\n")[:-1]
    others = [reply["embeds"][0].description for reply in further_failures(failures)]

    lines = first + [line for text in others for line in text.split("\n")]
    assert [line.split(" ")[0] for line in lines] == [f"**{n}" for n in range(40)]
    assert all(len(text.encode("utf-16-le")) // 2 <= 4096 for text in others)
    assert further_failures(failures[:2]) == []


async def test_what_has_no_room_in_the_message_of_the_end_stands_below_it(env, here, monkeypatch):
    async def refuse(document, guild_id):
        raise ArticleTooLarge("It is far too large.")

    monkeypatch.setattr(env.bot.librarian.changes, "add", refuse)
    monkeypatch.setattr("bot.render_job.ROOM", 40)
    job = await add(here.admin, here.channel, **FILES)
    await env.settle()

    assert words(job) == "**a**: It is far too large.\nAnd 1 more failed."
    assert words(here.channel.last_message) == "What failed too\n**b**: It is far too large."


@pytest.fixture
async def left_over(env, here, there, held, make_bot: Callable[[], Bot]):
    """The message of a job that a restart ended."""
    job = await add(here.admin, here.channel, **FILES)
    await env.restart_bot(make_bot())
    return job


async def test_what_a_restart_interrupts_is_told_what_to_do(env, library, here, left_over):
    assert words(left_over) == INTERRUPTED
    assert buttons(left_over) == []
    assert env.bot.memory.job_messages.all() == []


async def test_while_the_bot_ends_its_message_is_left_as_it_is_and_remembered(env, here, held):
    job = await add(here.admin, here.channel, **FILES)

    env.bot.jobs.close()
    await env.settle()

    assert words(job).startswith("Adding articles\n0 of 2")
    assert [m.message_id for m in env.bot.memory.job_messages.all()] == [job.id]


async def test_it_is_told_in_the_language_of_who_asked(env, here, held, make_bot, german):
    shown = await here.admin.slash(here.channel, "articles add", **FILES)
    pressed = await here.admin.click(shown.response, label="Hinzufügen")
    (job,) = pressed.followups
    before = words(job)

    await env.restart_bot(make_bot())

    assert before == "Artikel werden hinzugefügt\n0 von 2 Artikeln sind fertig.\nJetzt: **a**"
    assert words(job).startswith("Ich wurde neu gestartet, und das hat dies unterbrochen.")


async def test_it_is_told_once_and_a_job_that_has_ended_keeps_its_end(
    env, here, left_over, make_bot
):
    done = await add(here.admin, here.channel, file=("c.txt", b"The bridge is open again."))
    before = len(env.http_requests)

    await env.restart_bot(make_bot())

    assert words(done) == "Added **c**, 1 sentence."
    assert [r for r in env.http_requests[before:] if r.method == "PATCH"] == []


async def test_a_message_that_is_gone_is_forgotten(env, here, held, make_bot, caplog):
    await add(here.admin, here.channel, **FILES)
    env.inject_error("PATCH", "/channels/*/messages/*", status=404, code=10008)

    await env.restart_bot(make_bot())

    assert "a report could not be shown" in caplog.text
    assert env.bot.memory.job_messages.all() == []


async def test_a_guild_that_is_forgotten_leaves_no_message_behind(env, here, there, held):
    await add(here.admin, here.channel, **FILES)
    await add(there.admin, there.channel, file=("c.txt", b"The bridge is open again."))

    env.bot.memory.forget_guild(here.guild.id)

    (message,) = env.bot.memory.job_messages.all()
    assert message.guild_id == there.guild.id
    await held.release()
