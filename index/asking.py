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
from index.message import plural, sentences
from index.notes import note
from index.question import for_each_person, questions_in
from index.reader import Reader
from index.search import find_closest, search
from index.speech import find_speakers
from index.store import Store

NEWEST_OF = 50  # hits of which the newest are shown, where they are asked for
FURTHER = 50  # hits among which further passages are looked for
MOST = 3  # questions of one message that are answered
TOO_MANY = plural(
    "Only the first question was answered; please ask the others in another message.",
    "Only the first {count} questions were answered; please ask the others in another message.",
    MOST,
)


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
        """Several questions in one text, or one about several people, are answered one by one, in
        a single answer."""
        config = self.config.limited(query.threshold, query.max_citations)
        with self.store.reading():
            parts = self._parts(query)
            answers = [self._answer(part, config) for part in parts[:MOST]]
        if len(answers) == 1:
            return replace(answers[0], query=query)
        answer = joined(query, answers, config)
        told = [TOO_MANY] if len(parts) > MOST else []
        return replace(answer, note=sentences([*told, answer.note]))

    def further(self, query: Query) -> tuple[Citation, ...]:
        """What may answer too, beyond the citations of `ask`, numbered on."""
        with self.store.reading():
            shown = self.ask(query).citations
            parts = self._parts(query)[:MOST]
            found = [self._hits(replace(part, k=FURTHER)) for part in parts]
            config = self.config.limited(query.threshold, query.max_citations)
            return cite_further(self.store, list(chain(*found)), shown, config)

    def _parts(self, query: Query) -> list[Query]:
        """What is asked one by one, dated; at least one more than MOST where there are more."""
        texts = questions_in(query.text)[: MOST + 1]
        return [part for text in texts for part in self._of_people(replace(query, text=text))]

    def _of_people(self, query: Query) -> list[Query]:
        asked = self._dated(query)

        def is_quoted(name: str) -> bool:
            return bool(find_speakers(self.store, asked, name))

        return [replace(asked, text=text) for text in for_each_person(asked.text, is_quoted)]

    def _answer(self, asked: Query, config: IndexConfig) -> Answer:
        pool = max(asked.k, NEWEST_OF) if asked.newest_first else asked.k
        hits = self._hits(replace(asked, k=pool))
        answer = make_answer(self.store, asked, hits, config)
        answer = replace(answer, note=note(self.store, asked, answer))
        if answer.covered:
            return answer
        nearest = hits or find_closest(self.store, self.encoder, asked)
        return replace(answer, closest=cite(self.store, asked, nearest, config))

    def _hits(self, query: Query) -> list[Hit]:
        return search(self.store, self.encoder, query, self.reader)

    def _dated(self, query: Query) -> Query:
        return dated(query, self.store, self.today())
