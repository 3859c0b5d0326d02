"""Who asked, as a hash: the ids of people are nowhere in the bot's file."""

import hashlib

from bot.store.database import Database


class People:
    """Hashes ids with a key, as the ids of Discord can be tried one by one; the key lies in the
    same file."""

    def __init__(self, database: Database) -> None:
        (row,) = database.rows("SELECT value FROM secrets WHERE name = 'askers'")
        self._key = row["value"]

    def hash(self, user_id: int) -> bytes:
        """16 bytes, always the same for a person in this file."""
        return hashlib.blake2b(str(user_id).encode(), key=self._key, digest_size=16).digest()
