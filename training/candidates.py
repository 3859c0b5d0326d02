"""Questions -> what the Library finds for each: in its article, and in all of them.

Run once; the hits are the hard wrong sentences that the reader learns from.
"""

import json
import sys
from pathlib import Path

from index import SHARED, Document, IndexConfig, Library, Query
from index.encoder import open_encoder
from index.store.sqlite import SqliteStore
from tests.evaluation.cache import RememberingEncoder
from training.data import read_articles, read_questions

DEPTH = 12


def main(data: Path, work: Path) -> None:
    """Write hits.jsonl: a line a question, [article, start, end, confidence] a hit."""
    config = IndexConfig(data_dir=work / "library")
    encoder = RememberingEncoder(open_encoder(config), work / "vectors.sqlite3")
    with Library(SqliteStore(config.data_dir), encoder, config) as library:
        for article in read_articles(data).values():
            library.add(Document(article.name, article.title, article.text))
        with (work / "hits.part").open("w", encoding="utf-8") as file:
            for question in read_questions(data):
                hits = {
                    where: [
                        (h.source, h.start, h.end, round(h.score, 4))
                        for h in library.search(Query(question.text, (SHARED,), source, DEPTH))
                    ]
                    for where, source in (("all", None), ("article", question.article))
                }
                print(json.dumps({"question": question.name, **hits}), file=file)
    (work / "hits.part").replace(work / "hits.jsonl")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
