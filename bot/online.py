"""While the bot is on Discord, it touches the file that health.py looks at."""

import logging
from pathlib import Path

from discord.ext import commands, tasks

from bot import health

log = logging.getLogger(__name__)


class Online(commands.Cog):
    """From the first connection on. The file grows old when the event loop is stuck, too."""

    def __init__(self, bot: commands.Bot, data_dir: Path) -> None:
        self.bot = bot
        self.file = data_dir / health.FILE

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Begin; on_ready comes again after a loss of connection."""
        if not self.beat.is_running():
            self.beat.start()

    def cog_unload(self) -> None:
        """The bot ends."""
        self.beat.cancel()

    @tasks.loop(seconds=health.INTERVAL)
    async def beat(self) -> None:
        """Touch the file, unless the connection is lost."""
        if self.bot.ws.open:
            try:
                self.file.touch()
            except OSError as error:
                log.warning("the health file cannot be touched: %s", error)
