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
    """
    -- What a question reads is kept apart from what is large, so that it lies close together.
    CREATE TABLE texts (
        document_id INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
        text TEXT NOT NULL
    );
    INSERT INTO texts SELECT id, text FROM documents;
    CREATE TABLE vectors (
        sentence_id INTEGER PRIMARY KEY REFERENCES sentences (id) ON DELETE CASCADE,
        vector BLOB NOT NULL
    );
    INSERT INTO vectors SELECT id, vector FROM sentences;
    ALTER TABLE sentences DROP COLUMN vector;
    ALTER TABLE sentences ADD COLUMN text TEXT NOT NULL DEFAULT '';
    ALTER TABLE sentences ADD COLUMN speaker TEXT;
    UPDATE sentences SET
        text = (SELECT substr(t.text, start + 1, end - start) FROM texts t
            WHERE t.document_id = sentences.document_id),
        speaker = (SELECT q.speaker FROM quotations q WHERE q.document_id = sentences.document_id
            AND 2 * (min(q.end, sentences.end) - max(q.start, sentences.start))
                > sentences.end - sentences.start ORDER BY q.start LIMIT 1);
    ALTER TABLE quotations ADD COLUMN text TEXT NOT NULL DEFAULT '';
    ALTER TABLE quotations ADD COLUMN cue TEXT;
    UPDATE quotations SET
        text = (SELECT substr(t.text, start + 1, end - start) FROM texts t
            WHERE t.document_id = quotations.document_id),
        cue = (SELECT substr(t.text, cue_start + 1, cue_end - cue_start) FROM texts t
            WHERE t.document_id = quotations.document_id);
    ALTER TABLE documents ADD COLUMN characters INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE documents ADD COLUMN sentences INTEGER NOT NULL DEFAULT 0;
    UPDATE documents SET characters = length(text),
        sentences = (SELECT count(*) FROM sentences s WHERE s.document_id = documents.id);
    ALTER TABLE documents DROP COLUMN text;
    CREATE INDEX documents_by_maker ON documents (collection_id, fingerprint);
    ALTER TABLE collections ADD COLUMN sentences INTEGER NOT NULL DEFAULT 0;
    UPDATE collections SET sentences = (SELECT coalesce(sum(d.sentences), 0) FROM documents d
        WHERE d.collection_id = collections.id);
    -- In how many sentences, or beside how many, each term stands: fts5vocab counts it anew.
    CREATE TABLE terms (
        term TEXT PRIMARY KEY,
        sentences INTEGER NOT NULL
    ) WITHOUT ROWID;
    INSERT INTO terms SELECT term, doc FROM vocabulary;
    DROP TABLE vocabulary;
    -- Without the positions (detail = column) bm25 splits every matching row into words again.
    ALTER TABLE words RENAME TO positionless;
    CREATE VIRTUAL TABLE words USING fts5 (
        terms, context, tokenize = "unicode61 remove_diacritics 0 tokenchars '.'", detail = full
    );
    INSERT INTO words (rowid, terms, context) SELECT rowid, terms, context FROM positionless;
    DROP TABLE positionless;
    """,
    """
    -- The FAISS file that each collection has: no other file is believed.
    CREATE TABLE vector_files (
        collection_id INTEGER PRIMARY KEY REFERENCES collections (id) ON DELETE CASCADE,
        generation INTEGER NOT NULL,
        last_document INTEGER NOT NULL,
        sentences INTEGER NOT NULL,
        checksum INTEGER NOT NULL
    );
    """,
    """
    -- Which languages there are, asked by every question
    CREATE INDEX documents_by_language ON documents (collection_id, language);
    """,
    """
    -- When a document was last read from where it comes from, `added` being when it first was
    ALTER TABLE documents ADD COLUMN refreshed TEXT NOT NULL DEFAULT '';
    UPDATE documents SET refreshed = added;
    """,
    """
    -- Terms are counted within each collection: nothing that one holds is to show in another.
    CREATE TABLE counts (
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        term TEXT NOT NULL,
        sentences INTEGER NOT NULL,
        PRIMARY KEY (collection_id, term)
    ) WITHOUT ROWID;
    CREATE VIRTUAL TABLE temp.occurrences USING fts5vocab (main, words, instance);
    INSERT INTO counts SELECT d.collection_id, o.term, count(DISTINCT o.doc)
        FROM temp.occurrences o JOIN sentences s ON s.id = o.doc
        JOIN documents d ON d.id = s.document_id GROUP BY 1, 2;
    DROP TABLE temp.occurrences;
    DROP TABLE terms;
    ALTER TABLE counts RENAME TO terms;
    """,
    """
    -- A speaker is found by a word of the name, or by the terms of a cue: "the mayor told them".
    -- What the words are is said by sql_functions.py.
    CREATE TABLE name_words (
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        word TEXT NOT NULL,
        quotation_id INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
        PRIMARY KEY (collection_id, word, quotation_id)
    ) WITHOUT ROWID;
    CREATE TABLE cue_words (
        collection_id INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
        word TEXT NOT NULL,
        quotation_id INTEGER NOT NULL REFERENCES quotations (id) ON DELETE CASCADE,
        PRIMARY KEY (collection_id, word, quotation_id)
    ) WITHOUT ROWID;
    INSERT INTO name_words SELECT d.collection_id, w.value, q.id FROM documents d
        JOIN quotations q ON q.document_id = d.id, json_each(name_words(q.speaker)) w
        WHERE q.speaker IS NOT NULL ORDER BY 1, 2, 3;
    INSERT INTO cue_words SELECT d.collection_id, w.value, q.id FROM documents d
        JOIN quotations q ON q.document_id = d.id, json_each(cue_words(q.cue)) w
        WHERE q.speaker IS NOT NULL AND q.cue IS NOT NULL ORDER BY 1, 2, 3;
    CREATE INDEX name_words_by_quotation ON name_words (quotation_id);
    CREATE INDEX cue_words_by_quotation ON cue_words (quotation_id);
    CREATE INDEX quotations_by_speaker ON quotations (speaker);
    """,
)
