"""What SQL is taught: the words of a name and of a cue. Where they go is sqlite_names.py's."""

import json
import sqlite3

from index.speakers import name_words
from index.words import terms


def add_functions(connection: sqlite3.Connection) -> None:
    """name_words(speaker) and cue_words(cue): JSON lists of distinct words; NULL for NULL."""
    connection.create_function("name_words", 1, _name_words, deterministic=True)
    connection.create_function("cue_words", 1, _cue_words, deterministic=True)


def _name_words(speaker: str | None) -> str | None:
    return None if speaker is None else json.dumps(name_words(speaker))


def _cue_words(cue: str | None) -> str | None:
    return None if cue is None else json.dumps(sorted(set(terms(cue))))
