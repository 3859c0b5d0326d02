"""The bot as Discord sees it: intents, mentions, commands, and the one handler of errors."""

import hashlib
import json
import logging
import sys
from pathlib import Path

import discord
from discord import app_commands
from discord.ext import commands

from bot import (
    answer_view,
    articles_view,
    catalogue_view,
    drafts_view,
    feeds_view,
    i18n,
    job_message,
    privacy_view,
    quotes_view,
    render,
    settings_view,
    starters_view,
)
from bot.articles import Articles
from bot.ask import Ask
from bot.ask_message import AskMessage
from bot.command_names import CommandNames
from bot.config import Config
from bot.cooldown import Cooldown
from bot.drafts import Drafts
from bot.explain import explain
from bot.feed_checks import FeedChecks
from bot.feed_watch import FeedWatch
from bot.feeds import Feeds
from bot.help import Help
from bot.index_message import IndexMessage
from bot.interrupted import Interrupted
from bot.jobs import Jobs
from bot.librarian import Librarian
from bot.online import Online
from bot.privacy import Privacy
from bot.quotes import Quotes
from bot.report import ReportCommand
from bot.settings import SettingsCommand
from bot.status import StatusCommand
from bot.store.memory import Memory
from bot.upkeep import Upkeep
from index import Library
from index.articles import ArticleReader

# None is privileged: Discord sends the text of messages that mention us, or that are direct.
INTENTS = discord.Intents(guilds=True, guild_messages=True, dm_messages=True)

# Their buttons are found again by their ids after a restart.
VIEWS = (
    articles_view,
    catalogue_view,
    drafts_view,
    feeds_view,
    job_message,
    answer_view,
    quotes_view,
    starters_view,
    settings_view,
    privacy_view,
)

log = logging.getLogger(__name__)


class Tree(app_commands.CommandTree["Bot"]):
    """The commands, and what becomes of an error in one of them."""

    async def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Before every command and autocomplete: from here on we speak the person's language."""
        i18n.speak(interaction.locale)
        return True

    async def on_error(self, interaction: discord.Interaction, error: Exception) -> None:
        """Tell the person, privately where that is still possible; never a traceback.

        Buttons and forms bring their errors here too.
        """
        reply = render.sentence(explain(error))
        try:
            if interaction.response.is_done():
                await interaction.followup.send(**reply, ephemeral=True)
            else:
                await interaction.response.send_message(**reply, ephemeral=True)
        except discord.HTTPException as failure:
            log.warning("an error could not be told: %s", failure)

    async def sync_if_changed(self, stamp: Path) -> None:
        """Register the commands unless Discord has them: it limits how many a day are created.

        `stamp` is a file that remembers what was registered last.
        """
        names = {command.name for command in self.get_commands()}
        digest = self._digest()
        if _read(stamp) == digest and {x.name for x in await self.fetch_commands()} == names:
            return
        await self.sync()
        _write(stamp, digest)
        log.info("registered the commands %s", ", ".join(sorted(names)))

    def _digest(self) -> str:
        definitions = [command.to_dict(self) for command in self.get_commands()]
        known = [self.client.application_id, definitions, i18n.digest()]
        text = json.dumps(known, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()


class Bot(commands.Bot):
    """Answers with quotes, in guilds and in direct messages."""

    def __init__(self, config: Config, librarian: Librarian, memory: Memory) -> None:
        super().__init__(
            commands.when_mentioned,
            intents=INTENTS,
            tree_cls=Tree,
            help_command=None,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
        )
        self.config = config
        self.librarian = librarian
        self.memory = memory
        self.jobs = Jobs()
        self.drafts = Drafts()
        self.feed_checks = FeedChecks(librarian, memory, config)
        self.questions, self.settings = memory.questions, memory.settings
        self.cooldown = Cooldown(
            config.questions_per_minute, lambda guild_id: memory.settings.of(guild_id).per_minute
        )

    async def setup_hook(self) -> None:
        """Before the first event."""
        await self.load()
        await self.tree.sync_if_changed(self.config.index.data_dir / "commands.sha256")

    async def load(self) -> None:
        """The commands, their names in other languages, and the buttons of older messages."""
        await self.add_cog(Ask(self, self.librarian))
        await self.add_cog(AskMessage(self))
        await self.add_cog(IndexMessage(self))
        await self.add_cog(Articles(self.librarian, self.config.index.max_article_bytes))
        await self.add_cog(Feeds(self.feed_checks))
        await self.add_cog(FeedWatch(self, self.feed_checks))
        await self.add_cog(Quotes(self.librarian))
        await self.add_cog(SettingsCommand())
        await self.add_cog(ReportCommand(self.memory))
        await self.add_cog(StatusCommand(self.librarian, self.config.index))
        await self.add_cog(Privacy(self.memory))
        await self.add_cog(Help(self.librarian))
        await self.add_cog(Interrupted(self, self.memory))
        await self.add_cog(Upkeep(self, self.librarian, self.memory, self.config.purge_days))
        await self.add_cog(Online(self, self.config.index.data_dir))
        for view in VIEWS:
            self.add_dynamic_items(*view.BUTTONS)
        await self.tree.set_translator(CommandNames())

    async def on_ready(self) -> None:
        """Connected, or connected again."""
        log.info("ready as %s in %d servers", self.user, len(self.guilds))

    async def on_message(self, message: discord.Message) -> None:
        """No prefix commands: ask.py listens to messages."""

    async def on_error(self, event_method: str, /, *args: object, **kwargs: object) -> None:
        """An event that failed: nobody to tell, so it is only logged."""
        error = sys.exc_info()[1]
        if isinstance(error, Exception):
            explain(error)

    async def close(self) -> None:
        """Leave Discord and stop the threads; the library stays open."""
        self.jobs.close()
        await super().close()
        self.librarian.close()
        self.memory.close()


def create_bot(config: Config, library: Library, reader: ArticleReader) -> Bot:
    """The bot, its librarian and its own file; it is not connected yet. Raises LibraryError."""
    memory = Memory.open(config.index.data_dir / "bot.sqlite3", config)
    return Bot(config, Librarian(library, reader, config, memory.settings.of), memory)


def _read(stamp: Path) -> str:
    return stamp.read_text() if stamp.exists() else ""


def _write(stamp: Path, digest: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest)
