"""A SQLite file: connections for every thread, transactions, migrations, foreign errors."""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from index.datatypes import Period
from index.errors import IndexDamaged, LibraryError
from index.store.migrations import migrate
from index.store.schema import MIGRATIONS
from index.store.sql_functions import add_functions

# A document without a date lies in no period. ISO dates are ordered like their letters.
IN_PERIOD = """
    (:start IS NULL OR d.published >= :start) AND (:end IS NULL OR d.published <= :end)
"""
# Every read of articles starts here: a document counts only if its collection was named.
SCOPED = f"""
    FROM json_each(:collections) AS wanted JOIN collections c ON c.name = wanted.value
    JOIN documents d ON d.collection_id = c.id AND {IN_PERIOD}
"""
OF_SOURCE = "AND d.source = :source"  # left out where all are meant: only then an index finds one
SENTENCES = "JOIN sentences s ON s.document_id = d.id"
QUOTATIONS = "JOIN quotations q ON q.document_id = d.id"
PAGE = 8192  # bytes: holds five vectors of 384 numbers; in SQLite's 4096 two leave a quarter unused
BUSY_TIMEOUT = 30.0  # seconds that a writer waits for another process's writer


@dataclass(frozen=True, slots=True)
class _Line:
    """A thread's connection. Who uses it holds the lock: SQLite ends the process where another
    thread closes a connection in the middle of a statement."""

    connection: sqlite3.Connection
    lock: threading.RLock = field(default_factory=threading.RLock)


class Database:
    """Opens `path` once for each thread. Raises LibraryError where SQLite cannot go on, and where
    it has been closed."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._local = threading.local()
        self._lines: list[_Line] = []
        self._opening = threading.Lock()
        self.is_closed = False
        with self._translated():  # a damaged file is found now, not at the first question
            path.parent.mkdir(parents=True, exist_ok=True)
            _migrate(self._line.connection, path)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One snapshot for every read inside; may be nested."""
        with self._translated():
            is_inside = self._line.connection.in_transaction
        if is_inside:
            yield
        else:
            with self._transaction("BEGIN"):
                yield

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all that is written inside, or nothing. One writer at a time."""
        with self._transaction("BEGIN IMMEDIATE"):
            yield

    def rows(self, sql: str, **parameters: Any) -> list[sqlite3.Row]:
        """Every row that a statement returns."""
        with self._translated(), self._line.lock:
            return self._line.connection.execute(sql, parameters).fetchall()

    def scoped(
        self,
        select: str,
        rest: str,
        collections: Sequence[str],
        source: str | None = None,
        period: Period | None = None,
        **parameters: str | int,
    ) -> list[sqlite3.Row]:
        """Rows about the documents of some collections, or the one of them called `source`; only
        those published in a period, if one is given."""
        return self.rows(
            f"{select} {SCOPED} {OF_SOURCE if source is not None else ''} {rest}",
            collections=json.dumps(list(collections)),
            source=source,
            **bounds(period),
            **parameters,
        )

    def execute(self, sql: str, **parameters: Any) -> sqlite3.Cursor:
        """Run a statement for its effect; the cursor has `lastrowid` and `rowcount`."""
        with self._translated(), self._line.lock:
            return self._line.connection.execute(sql, parameters)

    def execute_many(self, sql: str, rows: Sequence[dict[str, Any]]) -> None:
        """Run a statement once for each row of parameters."""
        with self._translated(), self._line.lock:
            self._line.connection.executemany(sql, rows)

    def close(self) -> None:
        """Close the connections of every thread, each when the transaction is over that it is in.
        No other one begins."""
        with self._opening:
            self.is_closed = True
        for line in self._lines:
            with line.lock:
                line.connection.close()

    @property
    def _line(self) -> _Line:
        if not hasattr(self._local, "line"):
            with self._opening:
                self._refuse_if_closed()
                self._local.line = _Line(_connect(self._path))
                self._lines.append(self._local.line)
        return self._local.line

    @contextmanager
    def _transaction(self, begin: str) -> Iterator[None]:
        with self._line.lock:
            self._refuse_if_closed()
            self.execute(begin)
            try:
                yield
                self.execute("COMMIT")
            except BaseException:
                if self._line.connection.in_transaction:
                    self._line.connection.execute("ROLLBACK")
                raise

    def _refuse_if_closed(self) -> None:
        if self.is_closed:
            raise LibraryError(f"The index {self._path} is closed")

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:  # of a connection that was closed meanwhile, or a bug
            self._refuse_if_closed()
            raise
        except sqlite3.OperationalError as error:
            raise LibraryError(
                f"The index {self._path} cannot be used now ({error}); check the disk and its "
                "permissions, and that no other program holds it"
            ) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(
                f"The index {self._path} cannot be read ({error}); restore it from a backup, or "
                "move it away and add the articles again"
            ) from error
        except OSError as error:
            raise LibraryError(
                f"The data folder {self._path.parent} cannot be used: {error.strerror}"
            ) from error


def bounds(period: Period | None) -> dict[str, str | None]:
    """The parameters of IN_PERIOD."""
    start, end = (period.start, period.end) if period else (None, None)
    return {"start": start and start.isoformat(), "end": end and end.isoformat()}


def _connect(path: Path) -> sqlite3.Connection:
    """Autocommit mode; Database begins and ends every transaction itself."""
    connection = sqlite3.connect(
        path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False
    )
    connection.row_factory = sqlite3.Row
    add_functions(connection)
    connection.execute(f"PRAGMA page_size = {PAGE}")  # of a file that is new; others keep theirs
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    return connection


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    """Bring the schema up to date."""
    newer = IndexDamaged(f"The index {path} was written by a newer version; update this one")
    version = migrate(connection, MIGRATIONS, newer)
    if 0 < version < len(MIGRATIONS):
        with suppress(sqlite3.OperationalError):  # no room for it, or another process reads
            connection.execute("VACUUM")  # tables were rewritten: give their old pages back
