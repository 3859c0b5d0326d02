"""Tokens of a sentence -> Cues: the words that say who speaks. Does not know who "he" is
(people.py), nor which words are spoken (statements.py).

A cue is a verb of speech and its grammatical subject, as in Pareti (2015). Both are found by the
order of the words alone, like the rule-based baseline of O'Keefe et al. (2012), "A Sequence
Labelling Approach to Quote Attribution": no parser, no training.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from index.speakers.english import (
    ADVERBS,
    ALSO_NOUNS,
    AUXILIARIES,
    CLAUSE_BORDERS,
    FORMS_OF_BE,
    GERMAN_VERBS,
    INVERTING,
    NEGATIONS,
    PLAIN,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    RESUMING,
    SPEECH_VERBS,
    TIMES,
)
from index.speakers.names import Span, is_capital
from index.speakers.phrases import is_named, phrase_end, subject_ending, word_at
from index.speakers.quotes import Tokens

NEED_SUBJECT = ALSO_NOUNS | PLAIN | GERMAN_VERBS


@dataclass(frozen=True, slots=True)
class Cue:
    """tokens[first:end] name the speaker and the act. `subject` is the span of the speaker's
    phrase in it, None where the sentence leaves it out ("..., adding that")."""

    first: int
    end: int
    verb: str
    subject: Span | None


def find_cues(tokens: Tokens) -> list[Cue]:
    """The cues of a sentence in order, without those inside what another one reports: in "Trump
    said Clinton claims ..." it is Trump who speaks."""
    kept: list[Cue] = []
    for cue in _all_cues(tokens):
        if not kept or cue.subject is None or not _is_reported(tokens, kept[-1], cue):
            kept.append(cue)
    return kept


def quote_before(tokens: Tokens, i: int) -> int | None:
    """The index of the quotation right before token i, a comma or dash between them or not."""
    if i and tokens[i - 1].text in ",-–—":
        i -= 1
    return i - 1 if i and tokens[i - 1].is_quote else None


def _is_reported(tokens: Tokens, outer: Cue, inner: Cue) -> bool:
    before = tokens[inner.first - 1]
    return not (
        before.is_quote
        or before.lower in CLAUSE_BORDERS
        or quote_before(tokens, outer.first) is not None
    )


def _all_cues(tokens: Tokens) -> Iterator[Cue]:
    reached = 0
    for i, token in enumerate(tokens):
        cue = None
        if i < reached:
            continue
        if token.lower == "according":
            cue = _according_to(tokens, i)
        elif token.lower in SPEECH_VERBS and (i == 0 or token.text.islower()):
            cue = _verb_first(tokens, i) or _subject_first(tokens, i, reached)
        if cue:
            yield cue
            reached = cue.end


def _according_to(tokens: Tokens, i: int) -> Cue | None:
    start = i + 2
    end = phrase_end(tokens, start)
    if end <= start or tokens[i + 1].lower != "to":
        return None
    return Cue(i, end, "according", (start, end))


def _verb_first(tokens: Tokens, verb: int) -> Cue | None:
    """ "...," said Peskov / The plan works, said Peskov."""
    start = verb + 1
    end = phrase_end(tokens, start)
    word = tokens[verb].lower
    if end <= start or word.endswith("ing") or tokens[start].lower in PREPOSITIONS:
        return None
    named = is_capital(tokens[start])
    closed = end == len(tokens) or tokens[end].text in ",.;"
    if quote_before(tokens, verb) is not None:
        apart = closed or tokens[end].lower in PUNCTUATION | RELATIVES | PREPOSITIONS | TIMES
        return Cue(verb, end, word, (start, end)) if named or apart else None
    after_clause = verb > 4 and tokens[verb - 1].text == ","
    if named and closed and (after_clause or verb == 0) and word in INVERTING:
        return Cue(verb, end, word, (start, end))
    return None


def _subject_first(tokens: Tokens, verb: int, reached: int) -> Cue | None:
    """Peskov said / Peskov, the spokesman, has also said / who said / and said / , saying."""
    word = tokens[verb].lower
    end = _before_auxiliaries(tokens, verb)
    between = {token.lower for token in tokens[end:verb]}
    going_on = word.endswith("ing")
    if between & NEGATIONS or (between & FORMS_OF_BE and not going_on):
        return None  # "did not say", "was told"
    if going_on and not between & FORMS_OF_BE and not _follows_name(tokens, end, word):
        return Cue(verb, verb + 1, word, None) if _may_go_on(tokens, end, word) else None
    subject = subject_ending(tokens, end)
    if subject and subject[0] < reached:
        subject = None
    if subject is None:
        second = word_at(tokens, end - 1) in {"and", "but", ","} and word not in NEED_SUBJECT
        return Cue(verb, verb + 1, word, None) if second and not going_on else None
    if word in GERMAN_VERBS and (subject[0] or word_at(tokens, verb + 1) not in {":", ",", ""}):
        return None  # "Am Montag sagte Merkel": in German the subject may stand behind
    return Cue(subject[0], verb + 1, word, subject) if _agrees(tokens, subject, word) else None


def _follows_name(tokens: Tokens, end: int, word: str) -> bool:
    """with Peskov saying that"""
    return word == "saying" and end > 0 and is_capital(tokens[end - 1])


def _may_go_on(tokens: Tokens, end: int, word: str) -> bool:
    """Whether a participle may go on from the sentence's subject: ", adding", "by calling"."""
    before = word_at(tokens, end - 1)
    after_quote = end > 0 and tokens[end - 1].is_quote
    return (
        word == "saying"
        or after_quote
        or before in PUNCTUATION | {"and", "by", "while", "before", "after"}
    )


def _agrees(tokens: Tokens, subject: Span, word: str) -> bool:
    """Words that are rarely verbs, or only after a plural, need a clearer subject."""
    first = subject[0] + (tokens[subject[0]].lower == "the")
    if is_named(tokens, subject) and (
        word not in ALSO_NOUNS or is_named(tokens, (first, first + 1))
    ):
        return True
    last = tokens[subject[1] - 1].lower
    plural = word in PLAIN and last.endswith("s") and not last.endswith("ss")
    return plural or word not in ALSO_NOUNS | PLAIN


def _before_auxiliaries(tokens: Tokens, verb: int) -> int:
    """Where the subject ends: "Peskov | on Monday has also repeatedly" said."""
    end = verb
    while end and _is_auxiliary(tokens, end - 1):
        end -= 1
    if word_at(tokens, end - 1) == "to" and word_at(tokens, end - 2) == "on":
        end -= 1  # "went on to say"
    if word_at(tokens, end - 1) in {"to", "on"} and word_at(tokens, end - 2) in RESUMING:
        end -= 2
    timed = end
    while word_at(tokens, timed - 1) in TIMES:
        timed -= 1
    while timed < end and word_at(tokens, timed - 1) in {"on", "last", "this", "late", "early"}:
        timed -= 1
    return timed


def _is_auxiliary(tokens: Tokens, i: int) -> bool:
    adverb = tokens[i].lower.endswith("ly") and (i == 0 or tokens[i].text.islower())
    return adverb or tokens[i].lower in AUXILIARIES | NEGATIONS | ADVERBS
