"""Files of JSON Lines -> the types that the tasks measure on. Reads only; measures nothing."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index import Document
from tests.evaluation.metrics import Span


@dataclass(frozen=True, slots=True)
class Question:
    """A question to the article `article`, or to all where its own is absent (None).

    `answers` are the gold spans in that article; empty where it is not answerable, or where only
    a free answer is known.
    """

    text: str
    article: str | None
    kind: str
    source: str
    answerable: bool
    answers: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SaidQuestion:
    """ "What did X say?" put to one article: X's statements, and those of "he" or "she".

    `silver` are attributed by a program: showing one is right, missing one is not wrong.
    """

    text: str
    article: str
    kind: str
    answerable: bool
    gold: tuple[Span, ...]
    silver: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Statement:
    """Words that an article gives as somebody's, in one stretch or several.

    `speaker` is None where nobody knows; `speaker_kind` is "named", "nominal", ..., or "pronoun"
    where a program resolved "he" or "she".
    """

    kind: str
    spans: tuple[Span, ...]
    speaker: str | None
    speaker_kind: str


@dataclass(frozen=True, slots=True)
class QuotedArticle:
    """An article with all its statements; in `unlabelled` stretches nobody looked for any."""

    document: Document
    statements: tuple[Statement, ...]
    unlabelled: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class SplitText:
    """A text whose sentences begin at `starts`."""

    text: str
    language: str
    variant: str  # "clean", "glued50", "glued100_flat", or "rules"
    is_news: bool
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """A question, and sentences of which some answer it."""

    name: str
    question: str
    candidates: tuple[str, ...]
    right: tuple[bool, ...]


def documents(path: Path) -> list[Document]:
    """The articles of a file, each under its id."""
    return [_document(row) for row in rows(path)]


def questions(path: Path) -> list[Question]:
    """The questions of a file."""
    return [
        Question(
            text=row["question"],
            article=row["doc_id"],
            kind=row["kind"],
            source=row["source"],
            answerable=row["answerable"],
            answers=tuple((a["start"], a["start"] + len(a["text"])) for a in row["answers"]),
        )
        for row in rows(path)
    ]


def said_questions(path: Path) -> list[SaidQuestion]:
    """The questions of a file for what somebody said."""
    return [
        SaidQuestion(
            text=row["question"],
            article=row["doc_id"],
            kind=row["kind"],
            answerable=row["answerable"],
            gold=_spans(row["gold"]),
            silver=_spans(row["silver_pronoun"]),
        )
        for row in rows(path)
    ]


def quoted_articles(path: Path) -> list[QuotedArticle]:
    """The articles of a file with who says what in them."""
    return [
        QuotedArticle(
            document=_document(row),
            statements=tuple(_statement(quote) for quote in row["quotes"]),
            unlabelled=_spans(row.get("discard", [])),
        )
        for row in rows(path)
    ]


def split_texts(path: Path) -> list[SplitText]:
    """The texts of a file with their sentence starts."""
    return [
        SplitText(
            text=row["text"],
            language=row["lang"],
            variant=row.get("variant", "rules"),
            is_news=row.get("genre") == "news",
            starts=tuple(row["sentence_starts"]),
        )
        for row in rows(path)
    ]


def choices(path: Path) -> list[Choice]:
    """The questions of a file with their candidate sentences."""
    return [
        Choice(
            name=row["qid"],
            question=row["question"],
            candidates=tuple(candidate["text"] for candidate in row["candidates"]),
            right=tuple(bool(candidate["label"]) for candidate in row["candidates"]),
        )
        for row in rows(path)
    ]


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _document(row: dict[str, Any]) -> Document:
    return Document(row["doc_id"], row["title"], row["text"], language=row.get("lang", "en"))


def _statement(row: dict[str, Any]) -> Statement:
    by_program = row.get("name_from") == "auto_coref"
    unresolved = row["speaker_type"] == "pronoun"
    return Statement(
        kind=row["type"],
        spans=_spans(row["spans"]),
        speaker=row.get("speaker_name") or (None if unresolved else row.get("speaker")) or None,
        speaker_kind="pronoun" if by_program else row["speaker_type"],
    )


def _spans(rows: list[list[Any]]) -> tuple[Span, ...]:
    return tuple((row[0], row[1]) for row in rows)
