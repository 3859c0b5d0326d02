"""config.yaml -> IndexConfig. Strict: a misspelt key stops the start and names itself."""

from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self, TypeVar

import dacite
import yaml

from index.errors import ConfigError

SECTIONS = ("index", "bot")
READER = ("on", "off", "auto")
Settings = TypeVar("Settings")


@dataclass(frozen=True, slots=True)
class IndexConfig:
    """The settings of the index; config.yaml explains each. Sizes in bytes, times in seconds."""

    data_dir: Path
    encoder: str = "all-MiniLM-L6-v2"
    batch_size: int = 8
    reader: str = "auto"
    reader_depth: int = 8
    threshold: float = 0.32
    max_citations: int = 3
    max_question_chars: int = 4_000
    max_article_bytes: int = 10_000_000
    max_article_chars: int = 1_000_000
    max_pdf_pages: int = 500
    fetch_timeout: float = 20.0
    parse_timeout: float = 30.0
    parse_memory: int = 1_000_000_000
    allow_hosts: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Raises ConfigError for a value out of range."""
        require(0.0 <= self.threshold <= 1.0, "threshold must lie between 0 and 1")
        require(self.reader in READER, f"reader must be one of {', '.join(READER)}")
        require(1 <= self.reader_depth <= 50, "reader_depth must lie between 1 and 50")
        require(1 <= self.max_citations <= 5, "max_citations must lie between 1 and 5")
        for name in ("batch_size", "max_article_bytes", "max_article_chars", "max_pdf_pages"):
            require(getattr(self, name) >= 1, f"{name} must be 1 or more")
        for name in ("fetch_timeout", "parse_timeout", "max_question_chars", "parse_memory"):
            require(getattr(self, name) > 0, f"{name} must be more than 0")

    @classmethod
    def load(cls, path: Path, data_dir: Path | None = None) -> Self:
        """Read the section `index` of a YAML file; `data_dir` overrides the file's.

        A relative data_dir in the file counts from the file's folder. Raises ConfigError.
        """
        values = read_section(path, "index")
        folder = data_dir or path.parent / str(values.get("data_dir", "data"))
        return parse(cls, values | {"data_dir": folder}, path)

    def limited(self, threshold: float | None, max_citations: int | None) -> Self:
        """These settings with other limits of an answer, where given. Raises ConfigError."""
        limits = {"threshold": threshold, "max_citations": max_citations}
        given = {name: value for name, value in limits.items() if value is not None}
        return replace(self, **given) if given else self


def require(condition: bool, sentence: str) -> None:
    """Raise ConfigError(sentence) unless the condition holds."""
    if not condition:
        raise ConfigError(f"config: {sentence}")


def read_section(path: Path, section: str) -> dict[str, Any]:
    """One top-level section of a YAML file; an absent section is empty. Raises ConfigError."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid YAML: {' '.join(str(error).split())}") from error
    if not isinstance(content, dict):
        raise ConfigError(f"{path} must hold the sections {' and '.join(SECTIONS)}")
    refuse_unknown(content, SECTIONS, path)
    values = content.get(section) or {}
    if not isinstance(values, dict):
        raise ConfigError(f"{path}: the section '{section}' must hold settings, one on a line")
    return values


def parse(settings: type[Settings], values: dict[str, Any], path: Path) -> Settings:
    """Build a settings dataclass from one section's values. Raises ConfigError naming the key."""
    refuse_unknown(values, [field.name for field in fields(settings)], path)
    hooks = {float: _as_float, int: _no_bool, str: _on_off, tuple[str, ...]: _as_tuple}
    checks = dacite.Config(cast=[Path], type_hooks=hooks)
    try:
        return dacite.from_dict(settings, values, checks)
    except dacite.DaciteError as error:
        raise ConfigError(f"{path}: {error}") from error


def refuse_unknown(values: dict[str, Any], known: list[str] | tuple[str, ...], path: Path) -> None:
    """Raise ConfigError naming the first key that is not known, and the likeliest meant."""
    for key in values:
        if key not in known:
            guess = get_close_matches(str(key), known, n=1)
            hint = f"did you mean '{guess[0]}'?" if guess else f"known: {', '.join(known)}"
            raise ConfigError(f"{path}: unknown setting '{key}'; {hint}")


def _as_float(value: Any) -> Any:
    """YAML reads `20` as an integer, where 20.0 is meant."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _no_bool(value: Any) -> Any:
    """YAML reads `yes` as a truth value, which Python would take for the number 1."""
    return str(value).lower() if isinstance(value, bool) else value


def _on_off(value: Any) -> Any:
    """YAML reads `on` and `off` as truth values."""
    return {True: "on", False: "off"}[value] if isinstance(value, bool) else value


def _as_tuple(value: Any) -> Any:
    """One host may be written without brackets."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value
