"""The tables of the bot's own file, as numbered migrations. Never change one that was released."""

# An asker is a hash: see person.py; only additions.py has the id. Times are seconds since 1970.
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
    # `chosen` is a JSON object: see settings.py
    "CREATE TABLE settings (guild_id INTEGER PRIMARY KEY, chosen TEXT NOT NULL)",
    # `articles` is a JSON list of titles; `left_at` is NULL while the bot is in the guild
    """
    CREATE TABLE question_log (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        guild_id INTEGER NOT NULL,
        asker BLOB NOT NULL,
        text TEXT NOT NULL,
        covered INTEGER NOT NULL,
        articles TEXT NOT NULL,
        asked_at REAL NOT NULL
    );
    CREATE INDEX question_log_by_guild ON question_log (guild_id, asked_at);
    CREATE INDEX question_log_by_asker ON question_log (asker);
    CREATE TABLE guilds (guild_id INTEGER PRIMARY KEY, left_at REAL);
    """,
    """
    -- What an answer quoted, as JSON: see questions.py.
    ALTER TABLE questions ADD COLUMN shown TEXT NOT NULL DEFAULT '[]';
    ALTER TABLE questions ADD COLUMN since TEXT;
    CREATE TABLE feedback (
        token TEXT NOT NULL,
        voter BLOB NOT NULL,
        guild_id INTEGER,
        is_helpful INTEGER NOT NULL,
        reason TEXT,
        given_at REAL NOT NULL,
        PRIMARY KEY (token, voter)
    );
    CREATE INDEX feedback_by_guild ON feedback (guild_id, given_at);
    CREATE INDEX feedback_by_time ON feedback (given_at);
    CREATE INDEX feedback_by_voter ON feedback (voter);
    """,
    """
    CREATE TABLE additions (
        guild_id INTEGER NOT NULL,
        source TEXT NOT NULL,
        user_id INTEGER NOT NULL,
        name TEXT NOT NULL,
        added_at REAL NOT NULL,
        PRIMARY KEY (guild_id, source)
    );
    CREATE INDEX additions_by_user ON additions (user_id);
    """,
    """
    CREATE TABLE job_messages (
        message_id INTEGER PRIMARY KEY,
        guild_id INTEGER NOT NULL,
        channel_id INTEGER NOT NULL,
        locale TEXT NOT NULL
    );
    CREATE INDEX job_messages_by_guild ON job_messages (guild_id);
    """,
    # `state` and what else there is of a feed: see feeds.py
    """
    CREATE TABLE feeds (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        guild_id INTEGER NOT NULL,
        channel_id INTEGER NOT NULL,
        url TEXT NOT NULL,
        title TEXT NOT NULL,
        state TEXT NOT NULL,
        etag TEXT,
        modified TEXT,
        failures INTEGER NOT NULL DEFAULT 0,
        reason TEXT,
        checked_at REAL,
        next_at REAL
    );
    CREATE INDEX feeds_by_guild ON feeds (guild_id);
    CREATE TABLE feed_entries (
        feed_id INTEGER NOT NULL,
        entry TEXT NOT NULL,
        source TEXT,
        tries INTEGER NOT NULL,
        seen_at REAL NOT NULL,
        PRIMARY KEY (feed_id, entry)
    ) WITHOUT ROWID;
    CREATE INDEX feed_entries_by_source ON feed_entries (source) WHERE source IS NOT NULL;
    """,
)
