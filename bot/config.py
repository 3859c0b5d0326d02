"""config.yaml -> Config, the section `bot`. Secrets are no settings: the token is DISCORD_TOKEN."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Self

from index.config import IndexConfig, parse, read_section, refuse_unknown, require

LOG_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR")


@dataclass(frozen=True, slots=True)
class Config:
    """The settings of the bot; config.yaml explains each. Times in seconds."""

    index: IndexConfig
    workers: int = 2
    waiting: int = 20
    ask_timeout: float = 30.0
    questions_per_minute: int = 10
    buttons_days: int = 7
    purge_days: int = 7
    feedback_days: int = 90
    feed_minutes: int = 60
    feeds_per_server: int = 20
    log_level: str = "INFO"

    def __post_init__(self) -> None:
        """Raises ConfigError for a value out of range."""
        for name in ("workers", "questions_per_minute", "buttons_days", "feedback_days"):
            require(getattr(self, name) >= 1, f"{name} must be 1 or more")
        for name in ("waiting", "purge_days", "feeds_per_server"):
            require(getattr(self, name) >= 0, f"{name} must be 0 or more")
        require(self.feed_minutes >= 10, "feed_minutes must be 10 or more")
        require(self.ask_timeout > 0, "ask_timeout must be more than 0")
        require(self.log_level in LOG_LEVELS, f"log_level must be one of {', '.join(LOG_LEVELS)}")

    @classmethod
    def load(cls, path: Path, data_dir: Path | None = None) -> Self:
        """Read a YAML file, the index's section included; `data_dir` overrides the file's.

        Raises ConfigError.
        """
        index = IndexConfig.load(path, data_dir)
        values = read_section(path, "bot")
        refuse_unknown(values, [field.name for field in fields(cls) if field.name != "index"], path)
        return parse(cls, values | {"index": index}, path)
