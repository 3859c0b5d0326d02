"""`python -m bot health`: is the bot on Discord? For the health check of a host, which is another
process and cannot see into the bot's. It looks at a file that the bot touches (online.py)."""

import time
from pathlib import Path

import click

from bot.config import Config
from index.errors import ConfigError

FILE = "online"  # in the data folder
INTERVAL = 15.0  # seconds from one touch to the next
PATIENCE = 60.0  # seconds without one until the bot counts as gone


def run(path: Path, data: Path | None) -> None:
    """`python -m bot health`. Ends the program with exit code 1 unless the bot is on Discord."""
    try:
        folder = Config.load(path, data).index.data_dir
    except ConfigError as error:
        raise click.ClickException(str(error)) from error
    if trouble := what_is_wrong(folder):
        raise click.ClickException(trouble)
    click.echo("The bot is on Discord.")


def what_is_wrong(data_dir: Path) -> str | None:
    """A sentence, or None if the bot on this data folder was on Discord within a minute."""
    try:
        age = time.time() - (data_dir / FILE).stat().st_mtime
    except OSError:
        return f"No bot has been on Discord with the data folder {data_dir}."
    if age > PATIENCE:
        return f"The bot on the data folder {data_dir} was last on Discord {age:.0f} s ago."
    return None
