"""The tables of the SQLite store, as numbered migrations. Never change one that was released."""

# Ids are AUTOINCREMENT: a reused id would let a stale vector cite the wrong sentence.
MIGRATIONS = (
    """
    CREATE TABLE collections (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL UNIQUE,
        generation INTEGER NOT NULL
    );
    CREATE TABLE documents (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        source TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        url TEXT,
        author TEXT,
        published TEXT,
        language TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        added TEXT NOT NULL,
        UNIQUE (collection_id, source)
    );
    CREATE TABLE sentences (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        digest TEXT NOT NULL,
        vector BLOB NOT NULL
    );
    CREATE INDEX sentences_by_document ON sentences (document_id, start);
    CREATE INDEX sentences_by_digest ON sentences (digest);
    CREATE TABLE quotations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        speaker TEXT,
        cue_start INTEGER,
        cue_end INTEGER
    );
    CREATE INDEX quotations_by_document ON quotations (document_id, start);
    CREATE VIRTUAL TABLE words USING fts5 (
        terms, context, tokenize = "unicode61 remove_diacritics 0 tokenchars '.'", detail = column
    );
    CREATE VIRTUAL TABLE vocabulary USING fts5vocab (words, row);
    """,
)
