"""Tokens of a document -> whom it names, each under the fullest name that it gives them.
Knows nothing of what they said (attribution.py)."""

from collections import Counter, defaultdict
from collections.abc import Iterable

from index.speakers.english import (
    FEMALE_TITLES,
    HE,
    MALE_TITLES,
    POSSESSIVES,
    SHE,
    TITLES,
)
from index.speakers.names import find_names, is_capital, surname, without_titles
from index.speakers.phrases import role_before, word_at
from index.speakers.quotes import Tokens

CERTAIN = 9  # votes: "Mrs. Clinton" outweighs the pronouns near her
APPOSITION = 5  # tokens of "Dottie Deans, the party's chairwoman" that are looked at
BEFORE_PLACES = frozenset("the in at across near from to".split())


class People:
    """Whom a document names: read once from all its sentences, then asked. Tells persons from
    places, and he from she, by the text's own words only: there is no list of first names."""

    def __init__(self, sentences: Iterable[Tokens]) -> None:
        self._forms: defaultdict[str, Counter[tuple[str, ...]]] = defaultdict(Counter)
        self._pronouns: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._described: set[str] = set()  # surnames of those who are certainly persons
        self._roles: defaultdict[str, set[str]] = defaultdict(set)  # "spokesman" -> names
        self._role_words: defaultdict[str, set[str]] = defaultdict(set)  # name -> "kremlin", ...
        self._places: Counter[str] = Counter()
        self._inside: set[str] = set()  # words that are capital where no sentence begins
        alone: str | None = None
        for tokens in sentences:
            alone = None if _is_headline(tokens) else self._learn(tokens, alone)

    def fullest(self, words: list[str]) -> str:
        """The longest name of whom these words name: "Peskov" -> "Dmitry Peskov".

        A surname that two people share is given as it stands, unless one of them is named in full
        twice as often.
        """
        name = without_titles(words) or words
        forms = self._forms[surname(name)]
        while len(name) > 2 and tuple(name[1:]) in forms:
            name = name[1:]  # "Democrat Bernie Sanders"
        first = name[0] if len(name) > 1 else _usual_first_name(forms)
        same = [form for form in forms if form[0] == first and 1 < len(form) <= 4]
        return " ".join(max(same, key=len, default=tuple(name)))

    def name_at(self, tokens: Tokens, first: int, end: int) -> str:
        """The fullest form of the name that tokens[first:end] are."""
        return self.fullest([token.text for token in tokens[first:end]])

    def in_role(self, phrase: Tokens) -> str | None:
        """Who "the Kremlin spokesman" is, where the text calls exactly one person so."""
        words = [token.lower for token in phrase if token.text not in POSSESSIVES]
        if len(words) < 2 or words[0] != "the":
            return None
        names = {
            self.fullest([key])
            for key in self._roles[words[-1]]
            if set(words[1:]) <= self._role_words[key]
        }
        return names.pop() if len(names) == 1 else None

    def is_name(self, tokens: Tokens, first: int, end: int) -> bool:
        """Whether capitals are a name: one capital word that begins a sentence proves nothing, nor
        does a bare title."""
        if first == 0 and end == 1 and tokens[0].text not in self._inside:
            return False
        return bool(without_titles([token.text for token in tokens[first:end]]))

    def is_person(self, name: str, speaks: bool = False) -> bool:
        """Whether the text treats a full name as a person's: it has a title, it is used without
        the first name, he or she is near it, or it `speaks`. The Kremlin and Ohio are none."""
        words = tuple(name.split())
        key = surname(list(words))
        forms = self._forms[key]
        if words not in forms or key in self._described:
            return words in forms
        if self._places[key] > forms.total() / 4:
            return False
        used = speaks or (key,) in forms or key in self._pronouns
        return used and any(map(_is_full, forms))

    def may_be(self, name: str, pronoun: str) -> bool:
        """Whether "he" or "she" may stand for a name: nothing in the text speaks against it."""
        counted = self._pronouns.get(surname(name.split()), Counter())
        other = "she" if pronoun == "he" else "he"
        return counted[other] <= 2 * counted[pronoun]

    def _learn(self, tokens: Tokens, alone: str | None) -> str | None:
        """Note a sentence's names; `alone` is the one person of the sentence before. Returns the
        surname of the one person of this sentence, if it has just one."""
        self._inside.update(token.text for token in tokens[1:] if is_capital(token))
        seen = [(self._learn_name(tokens, *span), span[0]) for span in find_names(tokens)]
        persons = {key: first for key, first in reversed(seen) if key}
        if len(persons) == 1:
            ((key, first),) = persons.items()
            self._count_pronouns(key, tokens[first:])
            return key
        if not persons and alone:
            self._count_pronouns(alone, tokens[:1])
        return None

    def _learn_name(self, tokens: Tokens, first: int, end: int) -> str | None:
        """Note one name. Returns the surname if it may be a person's."""
        words = [token.text for token in tokens[first:end]]
        name = without_titles(words)
        if not name:
            return None
        key = surname(name)
        self._forms[key][tuple(name)] += 1
        before = word_at(tokens, first - 1)
        if before == ",":
            before = word_at(tokens, first - 2)  # "the spokesman, Dmitry Peskov"
        owner = end < len(tokens) and tokens[end].text in POSSESSIVES
        self._places[key] += before in BEFORE_PLACES and not owner
        title = words[-len(name) - 1].lower() if len(words) > len(name) else before
        titled = len(words) > len(name) or title in TITLES or title.endswith("man")
        if titled or _describes_person(tokens, end):
            self._described.add(key)
        self._note_title(key, title)
        self._note_role(key, role_before(tokens, end - len(name)))
        return key if key in self._described or any(map(_is_full, self._forms[key])) else None

    def _note_title(self, key: str, title: str) -> None:
        if title in FEMALE_TITLES or title.endswith("woman"):
            self._pronouns[key]["she"] += CERTAIN
        elif title in MALE_TITLES or title.endswith("man"):
            self._pronouns[key]["he"] += CERTAIN

    def _note_role(self, key: str, words: list[str]) -> None:
        """Offices only: of candidates and former ministers there are more than the text names."""
        if words and words[-1] in TITLES and "former" not in words:
            self._roles[words[-1]].add(key)
            self._role_words[key].update(words)

    def _count_pronouns(self, key: str, tokens: Tokens) -> None:
        """Pronouns near the only person of a sentence are most likely that person's."""
        for pronoun, forms in (("he", HE), ("she", SHE)):
            if times := sum(token.lower in forms for token in tokens):
                self._pronouns[key][pronoun] += times


def _usual_first_name(forms: Counter[tuple[str, ...]]) -> str | None:
    counts: Counter[str] = Counter()
    for form, times in forms.items():
        if _is_full(form):
            counts[form[0]] += times
    ranked = [*counts.most_common(2), (None, 0), (None, 0)]
    return ranked[0][0] if ranked[0][1] >= 2 * ranked[1][1] else None


def _is_full(form: tuple[str, ...]) -> bool:
    return len(form) > 1


def _is_headline(tokens: Tokens) -> bool:
    """Where Every Word Is Capital, capitals do not show what is a name."""
    words = [token for token in tokens if token.text[0].isalpha()]
    return len(words) > 5 and sum(token.text[0].isupper() for token in words) > 0.75 * len(words)


def _describes_person(tokens: Tokens, end: int) -> bool:
    """Peskov, who / Peskov, 58, / Peskov, the Kremlin's spokesman"""
    following = [token.lower for token in tokens[end : end + 1 + APPOSITION]]
    if following[:1] != [","]:
        return following[:1] == ["who"]
    first = following[1] if len(following) > 1 else ""
    is_age = first.isdigit() and len(first) == 2
    titled = any(word in TITLES or word.endswith("woman") for word in following)
    return first == "who" or is_age or titled
