"""/status: how the bot is doing, for the admins of a guild."""

import asyncio
import time
from dataclasses import dataclass
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot import VERSION, explain, render_status
from bot.i18n import said
from bot.jobs import Progress
from bot.librarian import Librarian
from bot.permissions import missing_in, require_admin
from bot.shelves import own, readable
from index import DocumentSummary, IndexConfig, LibraryError

STATM = Path("/proc/self/statm")  # Linux: pages of memory, the second number those in use
PAGE = 4096


@dataclass(frozen=True, slots=True)
class Status:
    """What is shown. Bytes, and seconds; None where it is not known."""

    articles: list[DocumentSummary]
    disk: int
    model: str
    memory: int | None
    jobs: list[Progress]  # of the guild, the first at work
    gateway: float
    question: float | str  # how long one took, or why there is no answer
    missing: list[str]
    incident: explain.Incident | None
    version: str = VERSION


class StatusCommand(commands.Cog):
    """One command; it asks a question to see how long that takes."""

    def __init__(self, librarian: Librarian, config: IndexConfig) -> None:
        self.librarian = librarian
        self.config = config

    @app_commands.command()
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def status(self, interaction: discord.Interaction) -> None:
        """See how I am doing: index, memory, speed, missing permissions, the last error."""
        require_admin(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await self._gather(interaction)
        await interaction.followup.send(**render_status.status(found, own(interaction.guild_id)))

    async def _gather(self, interaction: discord.Interaction) -> Status:
        return Status(
            articles=await self.librarian.articles(readable(interaction.guild_id)),
            disk=await asyncio.to_thread(_size, self.config.data_dir),
            model=self.config.encoder,
            memory=_memory(),
            jobs=interaction.client.jobs.of_guild(interaction.guild_id),
            gateway=interaction.client.latency,
            question=await self._question(interaction.guild_id),
            missing=missing_in(interaction.app_permissions),
            incident=explain.recent[-1] if explain.recent else None,
        )

    async def _question(self, guild_id: int) -> float | str:
        start = time.perf_counter()
        try:
            await self.librarian.ask("What is new?", guild_id)
        except LibraryError as error:
            return said(error)
        return time.perf_counter() - start


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _memory() -> int | None:
    """Bytes of memory that this process holds."""
    try:
        return int(STATM.read_text(encoding="ascii").split()[1]) * PAGE
    except OSError:
        return None
