"""`python -m bot`: the command line. Each command imports what it needs when it runs, so that
--help and a wrong option answer at once."""

import signal
import sys
from collections.abc import Callable
from pathlib import Path

import click

from bot.exits import ExitCode

CODES = "\n".join(f"  {code:>2}  {code.meaning}" for code in ExitCode)


class RunByDefault(click.Group):
    """A group of commands in which no command means `run`."""

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        """`python -m bot --data DIR` is `python -m bot run --data DIR`."""
        asks_help = args and args[0] in context.help_option_names
        if not asks_help and (not args or args[0].startswith("-")):
            args = ["run", *args]
        return super().parse_args(context, args)


def with_settings(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --config and --data."""
    folder = click.Path(path_type=Path, file_okay=False)
    file = click.Path(path_type=Path, dir_okay=False)
    data = click.option("--data", type=folder, help="Data folder, in place of the config's.")
    config = click.option(
        "--config", type=file, default="config.yaml", show_default=True, help="Settings."
    )
    return config(data(command))


@click.group(cls=RunByDefault, epilog=f"\b\nExit codes:\n{CODES}")
def cli() -> None:
    """Answer questions about articles, only by quoting them.

    Without a command: run.
    """


@cli.command()
@with_settings
def run(config: Path, data: Path | None) -> None:
    """Be on Discord, with the token in DISCORD_TOKEN."""
    from bot import launch

    launch.run(config, data)


@cli.command()
@with_settings
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
@click.option("--browser/--no-browser", default=None, help="Default: where there is a display.")
def preview(config: Path, data: Path | None, port: int, browser: bool | None) -> None:
    """Try the real bot on a local page, without a token."""
    from bot import preview as page

    page.run(config, data, port, browser)


@cli.command()
@with_settings
def chat(config: Path, data: Path | None) -> None:
    """Ask in this terminal."""
    from bot import terminal

    terminal.run(config, data)


@cli.command()
@with_settings
def doctor(config: Path, data: Path | None) -> int:
    """Check settings, model, index, host and, with a token, Discord; say what to do."""
    from bot import doctor as examination

    return examination.run(config, data)


@cli.command()
@with_settings
def health(config: Path, data: Path | None) -> None:
    """Say whether the bot on the data folder is on Discord, for a host's health check."""
    from bot import health as check

    check.run(config, data)


def main() -> int:
    """Run the command line; returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a host's way to press Ctrl-C
    try:
        return cli.main(prog_name="python -m bot", standalone_mode=False) or ExitCode.OK
    except (click.Abort, KeyboardInterrupt):
        return ExitCode.OK
    except click.ClickException as error:
        error.show()
        return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
