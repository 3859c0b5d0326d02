"""Who is quoted in some collections, how often, and with what. Answers no question (search.py)."""

from collections.abc import Sequence

from index.config import IndexConfig
from index.datatypes import Hit, Person, Query
from index.encoder import Encoder
from index.question import SpeechQuestion
from index.speakers import names_match
from index.speech import find_speakers, quoted_in_order
from index.store import Store


def find_people(store: Store, collections: Sequence[str], source: str | None) -> list[Person]:
    """Everybody who is quoted there, most often first. A surname alone counts for the one person
    of that name; if there are several, it stands for itself."""
    counts = store.speakers(collections, source)
    people = {name: times for name, times in counts.items() if " " in name}
    for name, times in counts.items():
        if " " not in name:
            namesakes = [full for full in people if " " in full and names_match(name, full)]
            whose = namesakes[0] if len(namesakes) == 1 else name
            people[whose] = people.get(whose, 0) + times
    by_count = sorted(people.items(), key=lambda person: (-person[1], person[0]))
    return [Person(name, times) for name, times in by_count]


def find_quotes(
    store: Store, encoder: Encoder, query: Query, about: str | None, config: IndexConfig
) -> list[Hit]:
    """What the person named by the query's text is quoted with, on a topic if one is given:
    the newest document first, then in its order."""
    speakers = find_speakers(store, query, query.text)
    if not speakers:
        return []
    speech = SpeechQuestion(query.text, about)
    hits = quoted_in_order(store, encoder, query, speech, speakers)
    return [hit for hit in hits if not about or hit.score >= config.threshold]
