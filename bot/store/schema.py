"""The tables of the bot's own file, as numbered migrations. Never change one that was released."""

# An asker is a hash: see questions.py. Times are seconds since 1970.
MIGRATIONS = (
    """
    CREATE TABLE secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL);
    INSERT INTO secrets (name, value) VALUES ('askers', randomblob(32));
    CREATE TABLE questions (
        token TEXT PRIMARY KEY,
        guild_id INTEGER,
        asker BLOB NOT NULL,
        text TEXT NOT NULL,
        article TEXT,
        asked_at REAL NOT NULL
    );
    CREATE INDEX questions_by_time ON questions (asked_at);
    CREATE INDEX questions_by_guild ON questions (guild_id);
    CREATE INDEX questions_by_asker ON questions (asker);
    """,
)
