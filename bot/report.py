"""/report: what was asked in a guild and how it went, for its admins."""

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime

import discord
from discord import app_commands
from discord.ext import commands

from bot import render_report
from bot.chart import Day, draw
from bot.grouping import Group, grouped
from bot.permissions import require_admin
from bot.reply import Reply
from bot.store.feedback import Vote
from bot.store.memory import Memory
from bot.store.question_log import Logged

MOST = 500  # newest questions without an answer that are grouped
DAYS = 14  # of the chart


@dataclass(frozen=True, slots=True)
class Report:
    """`missing` are the questions that no article covers, `busiest` titles and how often each was
    quoted, most first; both empty where the log is off. The votes are newest first."""

    log_is_on: bool
    questions: int
    days: int
    missing: list[Group]
    busiest: list[tuple[str, int]]
    votes: list[Vote]


class ReportCommand(commands.Cog):
    """One command."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def report(self, interaction: discord.Interaction) -> None:
        """See what was asked and not covered, what was not helpful, and what is quoted most."""
        require_admin(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        message, chart = await asyncio.to_thread(self._make, interaction.guild_id)
        files = [chart] if chart else []
        await interaction.followup.send(**message, files=files)

    def _make(self, guild_id: int) -> tuple[Reply, discord.File | None]:
        logged = self.memory.log.of_guild(guild_id)
        settings = self.memory.settings.of(guild_id)
        report = Report(
            settings.log_questions,
            len(logged),
            settings.log_days,
            grouped([q.text for q in logged if not q.covered][:MOST]),
            Counter(title for q in logged for title in q.articles).most_common(),
            self.memory.feedback.votes(guild_id),
        )
        days = by_day(logged, datetime.now(UTC).date())
        chart = discord.File(draw(days), "questions.png", description=render_report.described(days))
        return render_report.report(report), chart if logged else None


def by_day(logged: list[Logged], today: date) -> list[Day]:
    """The last DAYS days, the oldest first."""
    counts = Counter((datetime.fromtimestamp(q.at, UTC).date(), q.covered) for q in logged)
    days = [date.fromordinal(today.toordinal() - n) for n in reversed(range(DAYS))]
    return [Day(day, counts[day, True], counts[day, False]) for day in days]
