"""A question -> questions like it that its sentence no longer answers.

SQuAD 2.0's writers made theirs in such ways (Rajpurkar et al. 2018, "Know what you don't know",
table 4): another name or number, the opposite, a negation, another thing.
"""

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

NAME = re.compile(r"(?<=[\w,] )[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)*|\b\d[\d,.]*\b")
WORD = re.compile(r"[\w'’-]+")
HELPER = re.compile(
    r"\b(did|does|do|is|was|are|were|can|could|will|would|has|have|had|should)\b", re.IGNORECASE
)
ASKING = set("what which when where whom whose that this these those have been with from".split())
IRREGULAR = {"can": "can't", "will": "won't"}
NEGATION = re.compile(r"n't\b|\b(?:not|no|never|none|cannot|without)\b", re.IGNORECASE)
SHORTEST = 4  # letters of a word that is exchanged
TRIES = 12
OPPOSITES = dict(
    pair.split("/")
    for pair in (
        "first/last before/after north/south northern/southern east/west eastern/western more/less"
        " most/least largest/smallest larger/smaller large/small highest/lowest higher/lower"
        " high/low best/worst better/worse good/bad begin/end began/ended start/stop"
        " started/stopped increase/decrease increased/decreased increasing/decreasing rise/fall"
        " rose/fell win/lose won/lost early/late earlier/later earliest/latest old/new"
        " oldest/newest older/younger long/short longest/shortest longer/shorter many/few"
        " maximum/minimum major/minor majority/minority male/female men/women man/woman"
        " father/mother son/daughter brother/sister king/queen war/peace allow/forbid"
        " allowed/forbidden accept/reject accepted/rejected support/oppose supported/opposed"
        " for/against with/without inside/outside above/below over/under up/down open/close"
        " opened/closed create/destroy created/destroyed built/demolished found/abolish"
        " founded/abolished join/leave joined/left arrive/depart arrived/departed buy/sell"
        " bought/sold give/take gave/took given/taken cause/prevent caused/prevented"
        " strong/weak stronger/weaker fast/slow faster/slower rich/poor hot/cold warm/cold"
        " common/rare positive/negative public/private ancient/modern internal/external"
        " always/never all/none same/different legal/illegal successful/unsuccessful"
        " known/unknown popular/unpopular official/unofficial direct/indirect"
        " add/remove added/removed include/exclude included/excluded gain/lose gained/lost"
        " lead/follow led/followed attack/defend attacked/defended married/divorced"
        " born/killed live/die lived/died succeed/fail succeeded/failed"
    ).split()
)
OPPOSITES |= {other: word for word, other in OPPOSITES.items()}
Slots = dict[tuple[str, str], list[str]]
NOT = " not"


@dataclass(frozen=True, slots=True)
class Denial:
    """A question and the sentence that answers it, both negated; `at` is where NOT went in.

    The new sentence answers the new question, and not the old one; else "n't" in a question would
    mean that nothing answers it.
    """

    question: str
    sentence: str
    at: int

    def moved(self, span: tuple[int, int]) -> tuple[int, int] | None:
        """A span of the old sentence in the new one; None if it was torn."""
        if span[0] < self.at < span[1]:
            return None
        by = len(NOT) if self.at <= span[0] else 0
        return span[0] + by, span[1] + by


def read_slots(questions: Iterable[str]) -> Slots:
    """The words that stand between the same two words: they are of one kind, as a rule."""
    slots = defaultdict(set)
    for question in questions:
        words = WORD.findall(question.lower())
        for before, word, after in zip(words, words[1:], words[2:], strict=False):
            if len(word) >= SHORTEST and word not in ASKING:
                slots[before, after].add(word)
    return {slot: sorted(words) for slot, words in slots.items() if len(words) > 1}


def changed(
    question: str, known: str, names: list[str], slots: Slots, chance: random.Random
) -> Iterator[str]:
    """Questions with one change, in every way that fits; what is put in is not in `known`, the
    text that answers the question as it was."""
    inside = set(WORD.findall(known.lower()))
    yield from _another_name(question, known, names, chance)
    yield from _opposite(question, inside, chance)
    yield from _another_word(question, inside, slots, chance)
    yield from _negation(question, chance)


def denied(question: str, sentence: str) -> Denial | None:
    """Both negated by their common helper verb, if they share one and neither is negated yet."""
    if NEGATION.search(question) or NEGATION.search(sentence):
        return None
    for out in HELPER.finditer(question):
        found = list(re.finditer(rf"\b{out.group().lower()}\b", sentence))
        if len(found) == 1:
            at = found[0].end()
            return Denial(_denied(question, out), sentence[:at] + NOT + sentence[at:], at)
    return None


def _another_name(question: str, known: str, names: list[str], chance) -> Iterator[str]:
    """After Jia and Liang 2017, "Adversarial examples for evaluating reading comprehension"."""
    for out in chance.sample(found := list(NAME.finditer(question)), len(found)):
        number = out.group()[0].isdigit()
        fit = [n for n in names if n[0].isdigit() == number and n not in known + question]
        if fit:
            yield _put(question, out, chance.choice(fit))


def _opposite(question: str, inside: set[str], chance) -> Iterator[str]:
    fit = [
        m
        for m in WORD.finditer(question)
        if (other := OPPOSITES.get(m.group())) and other not in inside
    ]
    if fit:
        out = chance.choice(fit)
        yield _put(question, out, OPPOSITES[out.group()])


def _another_word(question: str, inside: set[str], slots: Slots, chance) -> Iterator[str]:
    words = list(WORD.finditer(question))
    triples = list(zip(words, words[1:], words[2:], strict=False))
    for before, out, after in chance.sample(triples, min(TRIES, len(triples))):
        if not out.group().islower() or out.group() in ASKING:
            continue
        others = slots.get((before.group().lower(), after.group().lower()), ())
        fit = [w for w in others if w[:SHORTEST] != out.group()[:SHORTEST] and w not in inside]
        if fit:
            yield _put(question, out, chance.choice(fit))
            return


def _negation(question: str, chance) -> Iterator[str]:
    if found := list(HELPER.finditer(question)):
        yield _denied(question, chance.choice(found))


def _denied(question: str, out: re.Match[str]) -> str:
    word = out.group()
    return _put(question, out, IRREGULAR.get(word, f"{word}n't"))


def _put(question: str, out: re.Match[str], word: str) -> str:
    return question[: out.start()] + word + question[out.end() :]
