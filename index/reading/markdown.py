"""Markdown -> Extract: plain text, one paragraph to a block, no markup. Reads front matter."""

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

from index.reading.extract import Extract, iso_date

FRONT_MATTER = re.compile(r"\s*---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"([A-Za-z_]+)[ \t]*:[ \t]*(.*)")
TAG = re.compile(r"<!--.*?(?:-->|\Z)|<[^>]*>", re.DOTALL)


def read_markdown(source: str) -> Extract:
    """The text that a reader of the rendered page would see.

    The title is the front matter's, or the first top-level heading, which then leaves the text.
    Front matter is `key: value` lines between two lines of `---`; title, author, published, url
    and language are read, all others are passed over.
    """
    front = FRONT_MATTER.match(source)
    fields = _fields(front.group(1)) if front else {}
    tokens = MarkdownIt("commonmark").enable("table").parse(source[front.end() if front else 0 :])
    title = fields.get("title")
    headings = [index for index, token in enumerate(tokens) if token.tag == "h1"]
    if not title and headings:
        title = _plain(tokens[headings[0] + 1])
        del tokens[headings[0] : headings[0] + 3]
    return Extract(
        text="\n\n".join(filter(None, _blocks(tokens))),
        title=title,
        author=fields.get("author"),
        published=iso_date(fields.get("published")),
        language=fields.get("language"),
        url=fields.get("url"),
    )


def _fields(block: str) -> dict[str, str]:
    """`key: value` lines; quotation marks around a value are dropped."""
    found = (FIELD.fullmatch(line.strip()) for line in block.splitlines())
    return {match[1].lower(): match[2].strip().strip("\"'") for match in found if match}


def _blocks(tokens: list[Token]) -> Iterator[str]:
    """The text of each block; a table gives one for each row."""
    row: list[str] | None = None
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close" and row is not None:
            yield " | ".join(row)
            row = None
        elif token.type == "inline" and row is not None:
            row.append(_plain(token))
        elif token.type == "inline":
            yield _plain(token)
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield TAG.sub("", token.content).strip()


def _plain(token: Token) -> str:
    """The words of an inline token: link texts stay, targets and images go."""
    words = {"softbreak": " ", "hardbreak": "\n", "html_inline": "", "image": ""}
    return "".join(words.get(part.type, part.content) for part in token.children or []).strip()
