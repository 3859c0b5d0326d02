"""`make translations`: every sentence of the source -> each catalogue of bot/locale.

A sentence that is new there has no translation yet, and the test of the catalogues says so; one
that the source no longer has is dropped. For another language, make the folder
bot/locale/LANGUAGE/LC_MESSAGES with an empty bot.po first.
"""

import ast
import asyncio
import tempfile
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

import bot.errors
import bot.permissions
import index.errors
from bot import i18n
from bot.client import create_bot
from bot.config import Config
from index import IndexConfig, Library
from index.articles import ArticleReader

ROOT = Path(__file__).parents[1]
SOURCES = [path for name in ("bot", "index") for path in sorted((ROOT / name).rglob("*.py"))]
ERRORS = [
    name
    for module in (index.errors, bot.errors, bot.permissions)
    for name, value in vars(module).items()
    if isinstance(value, type) and issubclass(value, index.errors.LibraryError)
]
CALLS = dict.fromkeys(("_", "N_", "message", *ERRORS), 1)  # how many templates each takes first
CALLS |= dict.fromkeys(("ngettext", "plural"), 2)
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
    for text in chain(*map(texts_of, SOURCES)):
        found.add(text)
    for text, context in asyncio.run(texts_of_commands()):
        found.add(text, context=context)
    return found


def texts_of(path: Path) -> Iterator[str | tuple[str, ...]]:
    """The templates in a file: a text, or those for one and for many. Babel's own search takes
    parts of f-strings for sentences, and finds nothing within one."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        count = CALLS.get(getattr(node.func, "id", "")) if isinstance(node, ast.Call) else None
        texts = [arg.value for arg in node.args[:count] if is_text(arg)] if count else []
        if texts and len(texts) == count:
            yield tuple(texts) if count > 1 else texts[0]


def is_text(node: ast.expr) -> bool:
    """Whether it is a text as it stands, perhaps over several lines."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


async def texts_of_commands() -> set[tuple[str, str | None]]:
    """What discord.py has translated when the commands are registered, each with its context."""
    with tempfile.TemporaryDirectory() as folder:
        config = IndexConfig(data_dir=Path(folder))
        with Library.open(config) as library, ArticleReader(config) as reader:
            made = create_bot(Config(config), library, reader)
            await made.load()
            definitions = [each.to_dict(made.tree) for each in made.tree.get_commands()]
            await made.close()
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


def forms(string: str | tuple[str, ...]) -> tuple[str, ...]:
    """A sentence, or its forms for one and for many."""
    return string if isinstance(string, tuple) else (string,)


def complete(string: str | tuple[str, ...]) -> bool:
    """Whether there is a translation, for every plural form."""
    return all(forms(string))


if __name__ == "__main__":
    main()
