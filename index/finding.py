"""The arguments of a command -> what there is to read: addresses, files, the articles of folders.
Does not read them (articles.py), but for the bytes of a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.errors import ArticleRefused, ArticleUnreachable
from index.json_lines import is_json_lines
from index.network.urls import is_web_address
from index.reading.sniff import SUFFIXES


@dataclass(frozen=True, slots=True)
class Found:
    """Something to read: a web address or a path, and the source that it will have."""

    place: str | Path
    source: str


def find(paths: Iterable[Path | str]) -> list[Found]:
    """What to read for the arguments of a command, in order and each once.

    A directory stands for the articles and exports (.jsonl) in it, at any depth, sorted by path,
    known by their suffix; their source is the path below it, so that 2025/may.md does not replace
    2026/may.md. Hidden files and folders are passed over. http(s) addresses stay as they are.
    """
    found: list[Found] = []
    for path in paths:
        if is_web_address(str(path)):
            found.append(Found(str(path), str(path)))
        elif Path(path).is_dir():
            found += _articles_in(Path(path))
        else:
            found.append(Found(Path(path), Path(path).name))
    return list(dict.fromkeys(found))


def load(path: Path, limit: int) -> bytes:
    """The bytes of a file, one more than `limit` at most. Raises ArticleError."""
    try:
        if not path.exists():
            raise ArticleUnreachable("There is no file {path}.", path=path)
        if not path.is_file():
            if path.is_dir():
                raise ArticleRefused("{path} is a directory.", path=path)
            raise ArticleRefused("{path} is not a file.", path=path)
        with path.open("rb") as file:
            return file.read(limit + 1)
    except OSError as error:
        reason = (error.strerror or "the system refuses it").lower()
        raise ArticleUnreachable(
            "{path} cannot be read: {reason}.", path=path, reason=reason
        ) from error


def _articles_in(directory: Path) -> list[Found]:
    """The files below `directory` that look like articles."""
    return [
        Found(path, path.relative_to(directory).as_posix())
        for path in sorted(directory.rglob("*"))
        if (path.suffix.lower() in SUFFIXES or is_json_lines(path.name))
        and path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(directory).parts)
    ]
