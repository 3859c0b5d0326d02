"""The bot's SQLite file: one connection for all threads, migrations, foreign errors. Holds no
articles: those are the index's."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Self

from bot.store.schema import MIGRATIONS
from index.errors import LibraryError
from index.store.migrations import migrate


class Database:
    """One statement at a time, each a transaction. Raises LibraryError where SQLite cannot."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection
        self._lock = Lock()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open the file, or make it, and bring its tables up to date."""
        newer = LibraryError(f"The bot's file {path} was written by a newer version; update this")
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
            migrate(connection, MIGRATIONS, newer)
        return cls(path, connection)

    def rows(self, sql: str, **parameters: Any) -> list[sqlite3.Row]:
        """Every row that a statement returns."""
        with self._lock, _translated(self._path):
            return self._connection.execute(sql, parameters).fetchall()

    def execute(self, sql: str, **parameters: Any) -> int:
        """Run a statement for its effect; returns how many rows it changed."""
        with self._lock, _translated(self._path), closing(self._connection.cursor()) as cursor:
            return cursor.execute(sql, parameters).rowcount

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            self._connection.close()


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise LibraryError(
            f"The bot's file {path} cannot be used now ({error}); check the disk and permissions"
        ) from error
    except sqlite3.DatabaseError as error:
        raise LibraryError(
            f"The bot's file {path} cannot be read ({error}); move it away: the bot makes a new one"
        ) from error
    except OSError as error:
        raise LibraryError(f"The folder {path.parent} cannot be used: {error.strerror}") from error
