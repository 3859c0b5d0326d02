"""Query -> Answer: each question of it is dated, searched for and answered. Refuses nothing."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from index.answer import cite, cite_further, joined, make_answer
from index.config import IndexConfig
from index.datatypes import Answer, Citation, Hit, Query
from index.dated import dated
from index.encoder import Encoder
from index.notes import note
from index.question import questions_in
from index.reader import Reader
from index.search import find_closest, search
from index.store import Store

NEWEST_OF = 50  # hits of which the newest are shown, where they are asked for
FURTHER = 50  # hits among which further passages are looked for


@dataclass(frozen=True, slots=True)
class Asking:
    """What it takes to answer. `today` tells what "last week" means."""

    store: Store
    encoder: Encoder
    reader: Reader | None
    config: IndexConfig
    today: Callable[[], date]

    def search(self, query: Query) -> list[Hit]:
        """The sentences that match best, best first, at most query.k; see search.py."""
        with self.store.reading():
            return self._hits(self._dated(query))

    def ask(self, query: Query) -> Answer:
        """Several questions in one text are answered one by one, in a single answer."""
        config = self.config.limited(query.threshold, query.max_citations)
        parts = [replace(query, text=text) for text in questions_in(query.text)]
        with self.store.reading():
            answers = [self._answer(part, config) for part in parts]
        return answers[0] if len(parts) == 1 else joined(query, answers, config)

    def further(self, query: Query) -> tuple[Citation, ...]:
        """What may answer too, beyond the citations of `ask`, numbered on."""
        with self.store.reading():
            shown = self.ask(query).citations
            wider = (replace(query, text=text, k=FURTHER) for text in questions_in(query.text))
            found = [self._hits(self._dated(part)) for part in wider]
            config = self.config.limited(query.threshold, query.max_citations)
            return cite_further(self.store, list(chain(*found)), shown, config)

    def _answer(self, query: Query, config: IndexConfig) -> Answer:
        asked = self._dated(query)
        pool = max(query.k, NEWEST_OF) if asked.newest_first else query.k
        hits = self._hits(replace(asked, k=pool))
        answer = make_answer(self.store, asked, hits, config)
        answer = replace(answer, query=query, note=note(self.store, asked, answer))
        if answer.covered:
            return answer
        nearest = hits or find_closest(self.store, self.encoder, asked)
        return replace(answer, closest=cite(self.store, asked, nearest, config))

    def _hits(self, query: Query) -> list[Hit]:
        return search(self.store, self.encoder, query, self.reader)

    def _dated(self, query: Query) -> Query:
        return dated(query, self.store, self.today())
