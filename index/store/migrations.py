"""Brings the tables of a SQLite file up to date. What the tables are is each schema.py's."""

import sqlite3
from collections.abc import Sequence


def migrate(connection: sqlite3.Connection, scripts: Sequence[str], newer: Exception) -> int:
    """Run the numbered scripts that the file has not seen, all of them or none; returns how many
    it had seen. Of two processes that start at once, one does it.

    The connection is in autocommit mode. Raises `newer` for a file with more than these.
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > len(scripts):
            raise newer
        for number, script in enumerate(scripts[version:], start=version + 1):
            for statement in script.split(";"):
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    return version
