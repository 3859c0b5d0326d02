"""Citation -> the slice of it that is shown, and the link to its place on the publisher's page.

Shared by everything that shows answers. Does not know Discord (render.py does).
"""

from dataclasses import dataclass
from urllib.parse import quote as percent_encode

from bot.errors import NotVerbatim
from bot.escape import safe_url
from index.datatypes import Citation

EDGE_WORDS = 6  # words of the first and of the last line that find a long passage
EXACT_CHARS = 80  # shorter passages are looked for as they are
MAX_FRAGMENT = 400
MAX_BUTTON_URL = 512  # of Discord


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice of an excerpt: `before + marked + after`; `marked` is what matched.

    The flags say that the excerpt goes on before or after the slice.
    """

    before: str
    marked: str
    after: str
    cut_before: bool
    cut_after: bool


def verify(citation: Citation, text: str | None = None) -> None:
    """Raise NotVerbatim unless the excerpt is its slice of the document, the highlight inside.

    `text` is the document's; without it only the offsets are compared.
    """
    start, end = citation.start, citation.end
    whole = citation.excerpt == text[start:end] if text is not None else True
    inside = start <= citation.highlight[0] < citation.highlight[1] <= end
    if not (whole and inside and len(citation.excerpt) == end - start):
        raise NotVerbatim("The article changed while it was being quoted. Please ask again.")


def shorten(citation: Citation, limit: int) -> Quote:
    """At most `limit` characters of the excerpt, around its highlight, cut between words."""
    excerpt, shift = citation.excerpt, citation.start
    first, last = citation.highlight[0] - shift, citation.highlight[1] - shift
    lead = max(0, limit - (last - first)) // 2
    low = max(0, min(first - lead, len(excerpt) - limit))
    high = min(len(excerpt), low + limit)
    low, high = _after_blank(excerpt, low, first), _before_blank(excerpt, high, first + 1)
    last = min(last, high)
    return Quote(
        excerpt[low:first], excerpt[first:last], excerpt[last:high], low > 0, high < len(excerpt)
    )


def _after_blank(text: str, at: int, limit: int) -> int:
    """The first beginning of a word from `at` on; `limit` where there is none before it."""
    while 0 < at < limit and not text[at - 1].isspace():
        at += 1
    return at


def _before_blank(text: str, at: int, limit: int) -> int:
    """The last end of a word up to `at`; `at` itself where there is none after `limit`."""
    end = at
    while limit < end < len(text) and not text[end].isspace():
        end -= 1
    return end if end > limit else at


def deep_link(citation: Citation) -> str | None:
    """The publisher's page, opened at the highlight; None where the address is not linked to.

    A text fragment as in WICG Scroll-to-Text-Fragment: `#:~:text=start` or `#:~:text=start,end`.
    """
    url = safe_url(citation.url)
    if url is None:
        return None
    shift = citation.start
    words = citation.excerpt[citation.highlight[0] - shift : citation.highlight[1] - shift]
    fragment = text_fragment(words)
    if len(fragment) > MAX_FRAGMENT:
        return url
    page, _, anchor = url.partition("#")
    return f"{page}#{anchor.partition(':~:')[0]}:~:text={fragment}"


def button_link(citation: Citation) -> str | None:
    """The same for a link button: without its place where that makes it too long for one."""
    fitting = (url for url in (deep_link(citation), safe_url(citation.url)) if url)
    return next((url for url in fitting if len(url) <= MAX_BUTTON_URL), None)


def text_fragment(words: str) -> str:
    """The value of `text=`: the words where they are few, else their first and last ones."""
    lines = words.strip().splitlines()
    if len(lines) == 1 and len(lines[0]) <= EXACT_CHARS:
        return _encode(lines[0])
    start, end = lines[0].split()[:EDGE_WORDS], lines[-1].split()[-EDGE_WORDS:]
    if len(lines) == 1 and len(lines[0].split()) < 2 * EDGE_WORDS:
        return _encode(lines[0])  # too few words for two ends that do not overlap
    return f"{_encode(' '.join(start))},{_encode(' '.join(end))}"


def _encode(words: str) -> str:
    """Percent-encode for a text directive, where `-`, `,` and `&` have a meaning of their own."""
    return percent_encode(" ".join(words.split()), safe="").replace("-", "%2D")
