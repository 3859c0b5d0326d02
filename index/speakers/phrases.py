"""Tokens of a sentence -> its noun phrases, by capitals and small words: there is no parser."""

from index.speakers.english import (
    ALSO_NOUNS,
    CLAUSE_BORDERS,
    CLAUSE_WORDS,
    DETERMINERS,
    POSSESSIVES,
    PREPOSITIONS,
    RELATIVES,
    SPEECH_VERBS,
    SUBJECT_PRONOUNS,
    TIMES,
)
from index.speakers.names import Span, is_capital
from index.speakers.quotes import Token, Tokens

REACH = 60  # tokens: no phrase is longer, which keeps the time linear
BRACKET = 9  # tokens of "(D-Calif.)"
VERBS = SPEECH_VERBS - ALSO_NOUNS
NEVER_INSIDE = CLAUSE_WORDS | TIMES | VERBS
NEVER_AFTER = CLAUSE_WORDS | TIMES | (PREPOSITIONS - {"of", "for", "from"})
NEVER_LAST = PREPOSITIONS | POSSESSIVES | (DETERMINERS - {"another", "many", "some"})


def is_named(tokens: Tokens, span: Span) -> bool:
    """Whether a noun phrase ends in a name, or is a pronoun."""
    last = tokens[span[1] - 1]
    return is_capital(last) or last.lower in SUBJECT_PRONOUNS


def subject_ending(tokens: Tokens, end: int) -> Span | None:
    """The subject whose last token is end - 1, over "who", a bracket or an apposition."""
    before = word_at(tokens, end - 1)
    if before in RELATIVES:
        end -= 2 if word_at(tokens, end - 2) == "," else 1
        phrase = noun_phrase(tokens, end)
        return phrase if phrase and is_named(tokens, phrase) else None
    if before in {",", "–", "—"}:
        return _over_apposition(tokens, end - 1)
    phrase = noun_phrase(tokens, end)
    return _with_partner(tokens, phrase) if phrase else None


def _with_partner(tokens: Tokens, phrase: Span) -> Span:
    """Trump and Rubio | said: both, where the first of the two begins a clause."""
    if word_at(tokens, phrase[0] - 1) != "and":
        return phrase
    first = noun_phrase(tokens, phrase[0] - 1)
    if first is None or not is_named(tokens, first):
        return phrase
    before = tokens[first[0] - 1]
    starts_clause = first[0] == 0 or before.is_quote or before.lower in CLAUSE_BORDERS
    return (first[0], phrase[1]) if starts_clause else phrase


def _over_apposition(tokens: Tokens, end: int) -> Span | None:
    """Peskov, a former ambassador, | said: the first stretch between commas that is a noun phrase
    and no more, rather a named one; else the name nearest to the verb."""
    start = max(0, end - REACH)
    borders = [start - 1]
    borders += [i for i in range(start, end) if tokens[i].text in ",–—" or tokens[i].is_quote]
    stretches = list(zip(borders, [*borders[1:], end], strict=True))[:-1]
    phrases = [(first + 1, noun_phrase(tokens, stop)) for first, stop in stretches]
    whole = [span for first, span in phrases if span and span[0] <= _after_and(tokens, first)]
    named = [span for span in whole if is_named(tokens, span) and not _is_adverb(tokens, span)]
    if named or whole:
        return (named or whole)[0]
    near = [span for _, span in phrases if span and is_named(tokens, span)]
    free = [span for span in near if word_at(tokens, span[0] - 1) not in PREPOSITIONS]
    return free[-1] if free else None


def _is_adverb(tokens: Tokens, span: Span) -> bool:
    """Similarly, Peskov, ..., said"""
    return span == (0, 1) and tokens[0].lower.endswith("ly")


def _after_and(tokens: Tokens, i: int) -> int:
    return i + 1 if word_at(tokens, i) in {"and", "but", "yet", "still", "so", "as"} else i


def noun_phrase(tokens: Tokens, end: int) -> Span | None:
    """The noun phrase whose last token is end - 1, or None where none ends there."""
    last = word_at(tokens, end - 1)
    if last in SUBJECT_PRONOUNS:
        return end - 1, end
    if last == ")":
        start = max(0, end - BRACKET)
        opening = next((i for i in range(start, end) if tokens[i].text == "("), 0)
        return noun_phrase(tokens, opening) if opening else None
    if not last[:1].isalpha() or last in NEVER_LAST:
        return None
    first = end
    while first > max(0, end - REACH) and _is_inside(tokens, first - 1, end):
        first -= 1
        determined = tokens[first].lower in DETERMINERS and first > 0
        if determined and tokens[first - 1].lower not in PREPOSITIONS:
            break
    adverbial = word_at(tokens, first - 1) in PREPOSITIONS  # "in a statement | said"
    return (first, end) if first < end and not adverbial else None


def _is_inside(tokens: Tokens, i: int, end: int) -> bool:
    """Whether a noun phrase that ends later may reach back over token i."""
    token, before = tokens[i], word_at(tokens, i - 1)
    if not _is_wordlike(token):
        return False
    if is_capital(token):
        return True
    if token.lower in NEVER_INSIDE:
        return False
    if token.lower in PREPOSITIONS:  # "a spokesman for Trump", but not "In Ohio voters"
        return before != "" and before[0].isalnum() and before not in CLAUSE_WORDS
    verbal = token.lower.endswith("ing") and i < end - 1
    return not verbal or before in DETERMINERS


def phrase_end(tokens: Tokens, start: int) -> int:
    """Where the noun phrase that begins at `start` ends."""
    if word_at(tokens, start) in SUBJECT_PRONOUNS:
        return start + 1
    end = start
    while end < len(tokens) and _may_follow(tokens, start, end):
        end += 1
    while end > start and tokens[end - 1].lower in PREPOSITIONS:
        end -= 1
    return end


def _may_follow(tokens: Tokens, start: int, i: int) -> bool:
    token = tokens[i]
    if token.lower == "and" and i > start:  # said Trump and | Rubio
        return all(is_capital(one) for one in (tokens[i - 1], *tokens[i + 1 : i + 2]))
    if not _is_wordlike(token) or token.lower in NEVER_AFTER:
        return False
    return i == start or is_capital(token) or token.lower not in VERBS


def _is_wordlike(token: Token) -> bool:
    joins = token.text in POSSESSIVES or token.text in "&$"
    return not token.is_quote and (token.text[0].isalnum() or joins)


def role_before(tokens: Tokens, name: int) -> list[str]:
    """The words that say what somebody is, right before the name: ["kremlin", "spokesman"]."""
    phrase = noun_phrase(tokens, name)
    if phrase is None or tokens[phrase[1] - 1].lower in SUBJECT_PRONOUNS:
        return []
    words = [token.lower for token in tokens[slice(*phrase)]]
    start = max((i + 1 for i, word in enumerate(words) if word in PREPOSITIONS), default=0)
    return [word for word in words[start:] if word not in DETERMINERS | POSSESSIVES]


def word_at(tokens: Tokens, i: int) -> str:
    """The word at i in lower case; empty beyond the sentence and for a quotation."""
    return tokens[i].lower if 0 <= i < len(tokens) and not tokens[i].is_quote else ""
