"""Who somebody is, as the bot remembers it: a hash by which one's own traces are found again.

Keyed, as the ids of Discord can be tried one by one; the key lies in the same file.
"""

import hashlib

from bot.store.database import Database


class PersonHash:
    """The hash of this bot: another one's is different."""

    def __init__(self, database: Database) -> None:
        (row,) = database.rows("SELECT value FROM secrets WHERE name = 'askers'")
        self._key = row["value"]

    def of(self, user_id: int) -> bytes:
        """16 bytes."""
        return hashlib.blake2b(str(user_id).encode(), key=self._key, digest_size=16).digest()
