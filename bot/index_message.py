"""The menu "Index this message": what a message links to, and its files, become articles."""

import re
from collections.abc import Iterator

import discord
from discord import app_commands
from discord.ext import commands

from bot import render
from bot.drafts_view import offer
from bot.i18n import N_, _
from bot.intake import Brought, Intake
from bot.permissions import require_admin

MOST = 10  # links and files of a message that are read
LINK = re.compile(r"https?://[^\s<>|]+")
NOTHING = N_("There is neither a link nor a file in this message.")
NOT_ALL = N_("The message has more than {most} links and files; the others are not read.")


class IndexMessage(commands.Cog):
    """For admins; only whoever chose it sees the preview."""

    def __init__(self, bot: commands.Bot) -> None:
        self.bot = bot
        self.menu = app_commands.ContextMenu(
            name="Index this message",
            callback=self.index,
            allowed_contexts=app_commands.AppCommandContext(guild=True),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
        )
        app_commands.default_permissions(manage_guild=True)(self.menu)

    async def cog_load(self) -> None:
        """A menu is no command of a cog, so it is added by hand."""
        self.bot.tree.add_command(self.menu)

    async def index(self, interaction: discord.Interaction, message: discord.Message) -> None:
        """Offer to add what the message brings."""
        require_admin(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        brought, complete = brought_by(message)
        if not (brought.urls or brought.files):
            await interaction.followup.send(**render.sentence(_(NOTHING)))
            return
        entries = await Intake.of(interaction).entries(brought)
        await offer(interaction, entries if complete else [*entries, _(NOT_ALL, most=MOST)])


def brought_by(message: discord.Message) -> tuple[Brought, bool]:
    """Its files and links, and those of what it forwards; and whether that is all of them."""
    parts = (message, *message.message_snapshots)
    files = [file for part in parts for file in part.attachments]
    urls = list(dict.fromkeys(url for part in parts for url in links_in(part.content)))
    brought = Brought(urls[: max(0, MOST - len(files))], files[:MOST])
    return brought, len(files) + len(urls) <= MOST


def links_in(text: str) -> Iterator[str]:
    """Addresses without the punctuation that follows them in a sentence."""
    for link in LINK.findall(text):
        url = link.rstrip(".,;:!?*_~`'\"]")
        while url.endswith(")") and url.count(")") > url.count("("):
            url = url[:-1].rstrip(".,;:!?")
        yield url
