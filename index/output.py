"""Answers and catalogue lines as `python -m index` prints them."""

import json
from dataclasses import asdict

from index.datatypes import Answer, Citation, DocumentSummary

NO_ANSWER = "Not an answer: the closest passages"


def described(document: DocumentSummary) -> str:
    """One line about an article."""
    facts = f"{document.published or 'undated'}, {document.sentences} sentences"
    return f"{document.source} | {document.title} ({facts})"


def as_object(answer: Answer, elapsed_ms: float) -> str:
    """An answer as one JSON object."""
    fields = {
        "question": answer.query.text,
        "covered": answer.covered,
        "reason": answer.reason,
        "note": answer.note,
        "citations": [asdict(citation) for citation in answer.citations],
        "closest": [asdict(citation) for citation in answer.closest],
        "elapsed_ms": elapsed_ms,
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def as_text(answer: Answer, with_closest: bool = False) -> str:
    """An answer for a person: the excerpts, each with where it comes from; or why there is none,
    and on request what came closest, marked as no answer."""
    blocks = [answer.reason] if answer.reason else []
    blocks += [_block(citation) for citation in answer.citations]
    blocks += [answer.note] if answer.note else []
    if with_closest and answer.closest:
        blocks += [f"{NO_ANSWER}:", *map(_block, answer.closest)]
    return "\n\n".join(blocks)


def _block(citation: Citation) -> str:
    paragraph = f"paragraph {citation.paragraph}"
    place = [citation.title, citation.published, citation.url or citation.source, paragraph]
    who = f"{citation.speaker}: " if citation.speaker else ""
    where = ", ".join(part for part in place if part)
    lines = [f"[{citation.number}] {who}{citation.excerpt}", where]
    lines += [f"also in: {copy.title} ({copy.published or 'undated'})" for copy in citation.also]
    return "\n    ".join(lines)
