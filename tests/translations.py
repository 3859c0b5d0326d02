"""`make translations`: every sentence of the source -> each catalogue of bot/locale.

A sentence that is new there has no translation yet, and the test of the catalogues says so; one
that the source no longer has is dropped. For another language, make the folder
bot/locale/LANGUAGE/LC_MESSAGES with an empty bot.po first.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot import i18n
from bot.client import create_bot
from bot.config import Config
from index import IndexConfig, Library
from index.articles import ArticleReader

ROOT = Path(__file__).parents[1]
SOURCES = [("bot/**.py", "python"), ("index/**.py", "python")]
CALLS = {"_": None, "N_": None, "ngettext": (1, 2), "message": None, "plural": (1, 2)}
HEADER = r"""msgid ""
msgstr ""
"Language: {}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: {}\n"

"""
SUBCOMMANDS = (1, 2)  # the types of an option that is a command


def template() -> Catalog:
    """Every sentence of the source, and every name and description of the commands."""
    found = Catalog(charset="utf-8")
    for _file, _line, text, _comments, context in extract_from_dir(ROOT, SOURCES, keywords=CALLS):
        found.add(text, context=context)
    for text, context in asyncio.run(texts_of_commands()):
        found.add(text, context=context)
    return found


async def texts_of_commands() -> set[tuple[str, str | None]]:
    """What discord.py has translated when the commands are registered, each with its context."""
    with tempfile.TemporaryDirectory() as folder:
        config = IndexConfig(data_dir=Path(folder))
        with Library.open(config) as library, ArticleReader(config) as reader:
            bot = create_bot(Config(config), library, reader)
            await bot.load()
            definitions = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
            await bot.close()
    return {text for each in definitions for text in _texts(each, "command")}


def _texts(definition: dict[str, Any], kind: str) -> Iterator[tuple[str, str | None]]:
    yield definition["name"], kind
    if definition.get("description"):
        yield definition["description"], None
    for choice in definition.get("choices", ()):
        yield choice["name"], None
    for option in definition.get("options", ()):
        yield from _texts(option, "command" if option["type"] in SUBCOMMANDS else "option")


def read(language: str) -> Catalog:
    """A catalogue as it is committed."""
    with i18n.source_of(language).open("rb") as file:
        return read_po(file, locale=language)


def update(language: str, source: Catalog) -> Catalog:
    """The catalogue with the sentences that the source has now."""
    catalogue = read(language)
    catalogue.update(source, no_fuzzy_matching=True)
    return catalogue


def write(language: str, catalogue: Catalog) -> None:
    """Write it sorted and without line numbers and times: a diff shows what was said anew."""
    with i18n.source_of(language).open("wb") as file:
        file.write(HEADER.format(language, catalogue.plural_forms).encode())
        write_po(
            file,
            catalogue,
            width=96,
            no_location=True,
            omit_header=True,
            sort_output=True,
            ignore_obsolete=True,
        )


def main() -> None:
    """Bring every catalogue up to date, and say what it lacks."""
    source = template()
    for language in i18n.languages():
        catalogue = update(language, source)
        write(language, catalogue)
        missing = [each.id for each in catalogue if each.id and not complete(each.string)]
        print(f"{language}: {len(catalogue)} sentences, {len(missing)} without a translation")
        for text in missing:
            print(f"  {text!r}")


def complete(string: str | tuple[str, ...]) -> bool:
    """Whether there is a translation, for every plural form."""
    return all(string) if isinstance(string, tuple) else bool(string)


if __name__ == "__main__":
    main()
