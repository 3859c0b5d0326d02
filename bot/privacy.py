"""/privacy: what is kept of the person who asks, as text and as a file, and its end."""

import asyncio

import discord
from discord import app_commands
from discord.ext import commands

from bot import render_privacy
from bot.place import everywhere
from bot.privacy_view import confirm_erasure
from bot.store.memory import Memory


@everywhere
class Privacy(
    commands.GroupCog, group_name="privacy", group_description="What I keep of you, and its end"
):
    """Everybody sees and erases their own only; all of it privately."""

    def __init__(self, memory: Memory) -> None:
        self.memory = memory

    @app_commands.command()
    async def show(self, interaction: discord.Interaction) -> None:
        """See what I keep of you, in all servers."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await asyncio.to_thread(self.memory.of_person, interaction.user.id)
        await interaction.followup.send(**render_privacy.kept(kept))

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Get what I keep of you as a JSON file."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        kept = await asyncio.to_thread(self.memory.of_person, interaction.user.id)
        file = discord.File(render_privacy.as_json(kept), "ask-the-article.json")
        await interaction.followup.send(**render_privacy.exported(kept), file=file)

    @app_commands.command()
    async def erase(self, interaction: discord.Interaction) -> None:
        """Erase what I keep of you, in all servers."""
        await interaction.response.send_message(**confirm_erasure(), ephemeral=True)
