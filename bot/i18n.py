"""Which language somebody reads, and sentences, numbers and days in it. Article text is never
translated. The catalogues are gettext's, locale/LANGUAGE/LC_MESSAGES/bot.po, read when they are
first needed; English has none and needs no Babel, so a bot for English readers never loads it.

A sentence of the bot stands in `_()` or `ngettext()` where it is made; what the index tells is a
Message, which `translated` turns into the reader's language where it is shown.
"""

import hashlib
from contextvars import ContextVar
from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from index.datatypes import Period
from index.errors import LibraryError
from index.message import Message, english, fill

CATALOGUES = Path(__file__).parent / "locale"
ENGLISH = "en"

_language: ContextVar[str] = ContextVar("language", default=ENGLISH)  # of the task that runs


def speak(locale: object) -> None:
    """From here on, this task speaks the language of a locale as Discord names it, "pt-BR"; also
    what the task starts. English where there is no catalogue, or no locale (None)."""
    _language.set(language_of(str(locale)))


def language_of(locale: str) -> str:
    """The folder name of the catalogue for a locale, "pt_BR" or else "pt"; ENGLISH without one."""
    name = locale.replace("-", "_")
    return next((x for x in (name, name.split("_")[0]) if x in languages()), ENGLISH)


@cache
def languages() -> tuple[str, ...]:
    """Those that there is a catalogue for."""
    return tuple(sorted(path.parts[-3] for path in CATALOGUES.glob("*/LC_MESSAGES/bot.po")))


@cache
def catalogue(language: str) -> NullTranslations:
    """The translations into a language; those of ENGLISH leave everything as it is."""
    if language not in languages():
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source_of(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


def digest() -> str:
    """Changes with the catalogues."""
    files = map(source_of, languages())
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def source_of(language: str) -> Path:
    """The file of a language's catalogue."""
    return CATALOGUES / language / "LC_MESSAGES" / "bot.po"


def _(template: str, /, **values: object) -> str:
    """A sentence in the reader's language, its {names} replaced by the values; see `shown`."""
    return _filled(catalogue(_language.get()).gettext(template), values)


def N_(template: str) -> str:  # noqa: N802 (gettext's name)
    """Marks a sentence that is translated later, by `_`: one that stands outside of functions."""
    return template


def ngettext(one: str, many: str, count: int, /, **values: object) -> str:
    """The same about one thing or many; each form may name {count}."""
    template = catalogue(_language.get()).ngettext(one, many, count)
    return _filled(template, {"count": count, **values})


def translated(text: str) -> str:
    """What the index tells, in the reader's language; any other text as it is."""
    if not isinstance(text, Message):
        return text
    made = text.made
    if made.plural is None:
        return _(made.template, **made.values)
    return ngettext(made.template, made.plural, made.count, **made.values)


def said(error: LibraryError) -> str:
    """The sentence of an error, in the reader's language."""
    return translated(error.sentence)


def shown(value: object) -> str:
    """A value as a sentence of the reader's language holds it."""
    match value:
        case Message():
            return translated(value)
        case Period():
            return _period(value)
        case int():
            return number(value)
        case date():
            return day(value, "long")
    return str(value)


def number(value: float, decimals: int = 0) -> str:
    """12,000.5 or 12.000,5."""
    if _language.get() == ENGLISH:
        return f"{value:,.{decimals}f}"
    from babel.numbers import format_decimal

    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale=_language.get())


def day(of: date, length: str = "medium") -> str:
    """A day: "medium" as 1 Mar 2026, "long" as 1 March 2026."""
    if _language.get() == ENGLISH:
        return english(of) if length == "long" else f"{of.day} {of:%b %Y}"
    from babel.dates import format_date

    return format_date(of, length, locale=_language.get())


def day_of_year(of: date) -> str:
    """A day without its year: 1 Mar."""
    if _language.get() == ENGLISH:
        return f"{of.day} {of:%b}"
    from babel.dates import format_skeleton

    return format_skeleton("MMMd", of, locale=_language.get())


def _filled(template: str, values: dict[str, object]) -> str:
    return fill(template, {name: shown(value) for name, value in values.items()})


def _period(period: Period) -> str:
    start, end = period.start, period.end
    if _language.get() == ENGLISH:
        return english(period)
    if start is None:
        return _("until {day}", day=end)
    if end is None:
        return _("since {day}", day=start)
    from babel.dates import format_interval

    days = format_interval(start, end, "yMMMMd", locale=_language.get())
    return _("of {days}", days=days)
