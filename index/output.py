"""Answers and catalogue lines as `python -m index` prints them."""

import json
from dataclasses import asdict

from index.datatypes import Answer, DocumentSummary


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
        "citations": [asdict(citation) for citation in answer.citations],
        "elapsed_ms": elapsed_ms,
    }
    return json.dumps(fields, ensure_ascii=False, indent=2)


def as_text(answer: Answer) -> str:
    """An answer for a person: the excerpts, each with where it comes from."""
    blocks = [answer.reason] if answer.reason else []
    for citation in answer.citations:
        paragraph = f"paragraph {citation.paragraph}"
        place = [citation.title, citation.published, citation.url or citation.source, paragraph]
        who = f"{citation.speaker}: " if citation.speaker else ""
        where = ", ".join(part for part in place if part)
        blocks.append(f"[{citation.number}] {who}{citation.excerpt}\n    {where}")
    return "\n\n".join(blocks)
