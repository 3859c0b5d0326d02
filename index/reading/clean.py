"""Bytes -> text -> clean text, before any offset is counted. Knows no file format."""

import codecs
import contextlib
import unicodedata

import regex

from index.errors import ArticleUnreadable

BOMS = {  # the longer first: UTF-32's begins with UTF-16's
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
LIKELY = [  # what articles that are not Unicode come in
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "koi8_r"),
    *("cp932", "euc_jp", "gb18030", "big5", "cp949"),
]
DAMAGED = "\N{REPLACEMENT CHARACTER}"
SAMPLE = 200_000  # bytes: enough to tell an encoding from

LINE_BREAK = regex.compile(r"\r\n|[\r\v\f\x85\u2028]")
MARKS = regex.compile(r"(\p{M}{16})\p{M}+")
JOINER = regex.compile(r"[\u200c\u200d]")
# Cc controls, Cf formats (bidi, zero-width, soft hyphen, BOM, tags), Cs lone surrogates, object
# replacement, noncharacters; not the joiners, nor the number signs of Arabic, which are visible.
INVISIBLE = regex.compile(
    r"[[\p{Cc}\p{Cf}\p{Cs}\uFFFC\p{Noncharacter_Code_Point}]"
    r"--[\n\u200c\u200d\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd]]",
    regex.V1,
)
SPELT_WITH_JOINERS = (
    r"[\p{Arabic}\p{Syriac}\p{Mongolian}\p{Devanagari}\p{Bengali}\p{Gurmukhi}\p{Gujarati}\p{Oriya}"
    r"\p{Tamil}\p{Telugu}\p{Kannada}\p{Malayalam}\p{Sinhala}\p{Myanmar}\p{Khmer}]"
)
USEFUL_JOINER = regex.compile(
    rf"(?<={SPELT_WITH_JOINERS}\p{{M}}*)[\u200c\u200d]"
    r"|(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}]\uFE0F?)\u200d(?=\p{Extended_Pictographic})"
)
BLANK_LINES = regex.compile(r"\n{3,}")


def clean(text: str) -> str:
    """What a reader sees, and no more; `clean(clean(text)) == clean(text)`.

    Unicode NFC. Line breaks of every kind become a newline, a tab a space. Controls, bidi marks,
    zero-width characters, tags, soft hyphens and lone surrogates go. A joiner (U+200C, U+200D)
    stays where spelling needs it: behind a letter of Arabic or an Indic script, or inside an
    emoji. At most 16 combining marks stay on a letter: normalising takes quadratic time in their
    number. Lines lose trailing space, at most one blank line stands between two others.
    """
    text = LINE_BREAK.sub("\n", text.replace("\u2029", "\n\n")).replace("\t", " ")
    text = _without_idle_joiners(INVISIBLE.sub("", text))
    text = unicodedata.normalize("NFC", MARKS.sub(r"\1", text))
    text = MARKS.sub(r"\1", text)  # again: NFC takes a few characters apart into marks
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return BLANK_LINES.sub("\n\n", text).strip()


def clean_line(text: str, limit: int = 300) -> str:
    """`clean`, for a title or a name: on one line, of at most `limit` characters."""
    line = " ".join(clean(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def decode(data: bytes, name: str, charset: str | None = None) -> str:
    """The text in `data`: by its byte order mark, as UTF-8, as declared, or by the likeliest fit.

    `charset` is what the publisher declares. UTF-8 comes before it because servers often declare
    iso-8859-1 for everything, while other text is hardly ever valid UTF-8; a few damaged
    characters in it are forgiven. Raises ArticleUnreadable naming `name`.
    """
    for bom, encoding in BOMS.items():
        if data.startswith(bom):
            return data.decode(encoding, errors="replace")
    text = data.decode("utf-8", errors="replace")
    if text.count(DAMAGED) * 20 <= len(text) - len(text.encode("ascii", errors="ignore")):
        return text
    for guess in (lambda: _known(charset), lambda: _likeliest(data)):
        with contextlib.suppress(UnicodeDecodeError):  # the next may fit
            return data.decode(guess())
    raise ArticleUnreadable(
        "{name} is not text in an encoding that we know; save it as UTF-8.", name=name
    )


def _known(charset: str | None) -> str:
    """Python's name of a declared charset; "utf-8" for one that we do not trust.

    As in browsers, "iso-8859-1" and "ascii" mean windows-1252
    (https://encoding.spec.whatwg.org/#names-and-labels). Only what charset-normalizer lists is
    used: Python has other codecs, some of which take quadratic time.
    """
    try:
        encoding = codecs.lookup(charset or "utf-8").name.replace("-", "_")
    except (LookupError, ValueError):
        return "utf-8"
    if encoding in ("iso8859_1", "ascii"):
        return "cp1252"
    from charset_normalizer.constant import IANA_SUPPORTED

    return encoding if encoding in IANA_SUPPORTED else "utf-8"


def _likeliest(data: bytes) -> str:
    """The encoding that fits the start of `data` best; windows-1252 in a draw or where none does.

    Left to choose from all encodings, charset-normalizer takes Spanish for a code page of DOS.
    """
    import charset_normalizer

    matches = charset_normalizer.from_bytes(data[:SAMPLE], cp_isolation=LIKELY)
    fits = [(match.chaos, -match.coherence, match.encoding != "cp1252") for match in matches]
    return matches[fits.index(min(fits))].encoding if fits else "cp1252"


def _without_idle_joiners(text: str) -> str:
    """Drop each joiner that no spelling needs."""
    if not JOINER.search(text):
        return text
    useful = {match.start() for match in USEFUL_JOINER.finditer(text)}
    return JOINER.sub(lambda match: match.group() if match.start() in useful else "", text)
