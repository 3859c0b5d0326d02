"""A question for somebody's words -> Hits: that person's quotations, and nobody else's."""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from index.datatypes import Hit, Query
from index.dated import lies_in
from index.encoder import Encoder
from index.question import SpeechQuestion
from index.relevance import Question, confidence
from index.speakers import key_word, names_match
from index.store import Passage, Spoken, Store
from index.typos import SHORTEST, closest
from index.words import query_terms, terms

# Confidence in a quotation where no topic is asked, best first: quoted words, and those of "he";
# reported words, and those of "he"; the last also of scraps. Shares of right ones on PolNeAR.
QUOTED, QUOTED_HE, REPORTED, DOUBTFUL = 0.95, 0.82, 0.81, 0.57
MARKS = frozenset('“”„«»"')
SCRAP = 5  # words; shorter quotations say little by themselves
WORD = re.compile(r"[\w-]+")


def find_speakers(store: Store, query: Query, name: str) -> list[str]:
    """Who is meant by a name, by the words that the text has for somebody ("the mayor"), or by a
    misspelt name that occurs nowhere."""
    if named := _called(store, query, name):
        return named
    if by_office := store.cued(query_terms(name), query.collections, query.source):
        return by_office
    meant = _mended(store, query, name)
    return _called(store, query, meant) if meant != name else []


def _called(store: Store, query: Query, name: str) -> list[str]:
    """The speakers of that name, sorted: of those who have a word of it, those whom it fits."""
    if (word := key_word(name)) is None:
        return []
    called = store.called(word, query.collections, query.source)
    return [speaker for speaker in called if names_match(name, speaker)]


def find_sayings(store: Store, hits: Sequence[Hit]) -> list[Hit]:
    """Those of the hits in which one person is quoted, and no other, with that speaker."""
    said_in = cache(store.quotations)  # most hits are in few articles
    sayings = []
    for hit in hits:
        quotations = said_in(hit.collection, hit.source)
        inside = [q for q in quotations if q.start < hit.end and q.end > hit.start]
        if len(speakers := {q.speaker for q in inside if q.speaker}) == 1:
            sayings.append(replace(hit, speaker=speakers.pop()))
    return sayings


def find_quoted(
    store: Store, encoder: Encoder, query: Query, speech: SpeechQuestion, speakers: Sequence[str]
) -> list[Hit]:
    """What the speakers are quoted with: by relevance to the topic, else by standing; then the
    newest document first, and in its order."""
    hits = quoted_in_order(store, encoder, query, speech, speakers)
    return sorted(hits, key=lambda hit: -hit.score)


def quoted_in_order(
    store: Store, encoder: Encoder, query: Query, speech: SpeechQuestion, speakers: Sequence[str]
) -> list[Hit]:
    """The same with the newest document first, and in its order."""
    spoken = store.spoken(query.collections, query.source, speakers)
    passages = {p.id: p for p in store.passages([said.passage_id for said in spoken])}
    topic = Question.read(speech.topic, encoder, store, query) if speech.topic else None
    searched = store.size(query.collections, query.source, query.period)
    hits = []
    for said in spoken:
        passage, words = passages[said.passage_id], said.quotation
        if query.period and not lies_in(query.period, passage.published, _around(said, passage)):
            continue
        score = confidence(topic.relevance(passage), searched) if topic else _standing(said)
        source, collection = passage.source, passage.collection
        hits.append(Hit(source, collection, words.start, words.end, score, words.speaker))
    return hits


def _around(said: Spoken, passage: Passage) -> str:
    """The passage without the words that are said: "he said on Sunday", not "we met on Sunday"."""
    start, end = (
        offset - passage.sentence.start for offset in (said.quotation.start, said.quotation.end)
    )
    return f"{passage.text[: max(start, 0)]} {passage.text[end:]}"


def _standing(said: Spoken) -> float:
    """How telling and sure a quotation is: quoted words before reported ones, those that the cue
    gives to the speaker by name before those of "he", and scraps of a few words last."""
    if len(said.text.split()) < SCRAP:
        return DOUBTFUL
    surname = (said.quotation.speaker or "").split()[-1:]
    named = bool(set(surname) & set(WORD.findall(said.cue)))
    if MARKS & set(said.text):
        return QUOTED if named else QUOTED_HE
    return REPORTED if named else DOUBTFUL


def _mended(store: Store, query: Query, name: str) -> str:
    """The name with each word that occurs nowhere as a speaker's name has it, if one is near."""
    where = (query.collections, query.source)

    def mended(word: str) -> str:
        if len(word) < SHORTEST or any(store.occurs(term, *where) for term in terms(word)):
            return word
        folded = word.casefold()
        return closest(folded, store.names(folded[:1], *where)) or word

    return " ".join(map(mended, name.split()))
