"""/report: of one's own guild only, for admins only, and only of what its log may keep."""

import io
from datetime import UTC, date, datetime

import pytest
from PIL import Image

from bot.chart import Day
from bot.render_report import described
from bot.report import by_day
from bot.store.feedback import Vote
from bot.store.question_log import Logged
from bot.store.questions import DAY, Asker
from tests.bot.conftest import REFUSED, words

FISH = "What has returned to the river Alder?"


@pytest.fixture
async def asked(env, here, there):
    """Questions in two guilds, the logs of both turned on."""
    for place in (here, there):
        env.bot.settings.change(place.guild.id, log_questions=True)
    for question in ("Who is the king of Sweden?", "who's the king of sweden", FISH, "Open when?"):
        await here.member.slash(here.channel, "ask", question=question)
    await there.member.slash(there.channel, "ask", question="Which secret bird sings?")


async def test_an_admin_sees_what_to_add_next_and_what_is_quoted(env, here, asked):
    result = await here.admin.slash(here.channel, "report")

    assert result.ephemeral
    assert words(result.response) == (
        "Report\n"
        "4 questions in 30 days, 3 of them not covered by the articles.\n\n"
        "**Not covered, most asked first: what to add next**\n"
        "- 2 × who's the king of sweden\n"
        "- 1 × Open when?\n\n"
        "**Quoted most**\n"
        "- 1 × Salmon return to the Alder\n\n"
        "**Votes**: 0 helpful, 0 not helpful."
    )


async def test_the_chart_is_an_image_with_its_words(env, here, asked):
    result = await here.admin.slash(here.channel, "report")

    (file,) = result.response.attachments
    assert Image.open(io.BytesIO(await file.read())).format == "PNG"
    assert file.description.startswith("Questions a day, covered and not covered. ")
    assert file.description.endswith(": 1 and 3")


async def test_votes_are_counted_and_reasons_shown_of_this_guild_alone(env, here, there, asked):
    give = env.bot.memory.feedback.give
    give(Vote("t1", True), Asker(1, here.guild.id))
    give(Vote("t1", False, "It is @everyone's old news"), Asker(2, here.guild.id))
    give(Vote("t2", False, "A secret reason"), Asker(3, there.guild.id))

    result = await here.admin.slash(here.channel, "report")

    assert words(result.response).endswith(
        "**Votes**: 1 helpful, 1 not helpful.\n- It is \\@everyone's old news"
    )


async def test_where_the_log_is_off_it_says_how_to_turn_it_on(env, here):
    await here.member.slash(here.channel, "ask", question=FISH)

    result = await here.admin.slash(here.channel, "report")

    assert words(result.response).startswith("Report\nThe question log is off")
    assert words(result.response).endswith("**Votes**: 0 helpful, 0 not helpful.")
    assert result.response.attachments == []


async def test_a_member_does_not_see_it(env, here, asked):
    known = {c.name: c for c in await env.bot.tree.fetch_commands()}
    here.guild.set_command_permissions(known["report"].id, {here.guild.default_role: True})

    refused = await here.member.slash(here.channel, "report")

    assert words(refused.response) == REFUSED
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


def test_days_are_counted_up_to_today():
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()
    logged = [
        Logged("a", True, (), noon),
        Logged("b", False, (), noon),
        Logged("c", False, (), noon - DAY),
        Logged("d", True, (), noon - 14 * DAY),
    ]

    days = by_day(logged, date(2026, 11, 25))

    assert len(days) == 14
    assert days[-2:] == [Day(date(2026, 11, 24), 0, 1), Day(date(2026, 11, 25), 1, 1)]
    assert sum(day.asked for day in days) == 3
    assert described(days).endswith("24 Nov: 0 and 1; 25 Nov: 1 and 1")
