"""The catalogues: whole, with the same fields as the English, and fit for Discord."""

import ast
import re

import pytest
from discord import Locale

from bot import i18n
from index.message import FIELD
from tests.translations import SOURCES, complete, forms, read, template

NAME = re.compile(r"[-_'\w]{1,32}")  # Discord's rule for the name of a command or option
COMMAND = re.compile(r"`/([^`]+)`")
GROUP = re.compile(r"(?<![\w</])/(\w[\w-]*)")  # the first word of one, in the plain text of a menu
MENU, MOST = 3, 100  # the type of a message's menu; characters of a description or a choice


def test_every_catalogue_has_every_sentence_and_no_other():
    known = {(each.id, each.context) for each in template()}
    for language in i18n.languages():
        catalogue = read(language)
        assert {(each.id, each.context) for each in catalogue} == known
        assert [each.id for each in catalogue if each.id and not complete(each.string)] == []
        assert [each.id for each in catalogue if each.fuzzy and each.id] == []


@pytest.mark.parametrize("language", i18n.languages())
def test_every_field_of_a_sentence_is_in_its_translation_and_no_other(language):
    for each in read(language):
        if each.id and complete(each.string):
            wanted = set(FIELD.findall(forms(each.id)[-1]))
            for form in forms(each.string):
                assert set(FIELD.findall(form)) | {"count"} == wanted | {"count"}, form
                assert re.sub(FIELD, "", form).count("{") == 0, form


def made_up(path) -> list[str]:
    """Calls that say a text which is put together, so that no catalogue can have it."""
    return [
        ast.unparse(node)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", None) in ("_", "N_", "ngettext", "message", "plural")
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp | ast.Call)
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_no_sentence_is_put_together_before_it_is_translated(path):
    assert made_up(path) == []


async def registered(bot, language: str):
    """The commands and options of a bot as one locale of a language sees them, flat: each with the
    path of its names and its description, and with how it is registered."""
    locale = next(each for each in Locale if i18n.language_of(each.value) == language).value

    def walk(definition, path):
        told = (definition.get("description_localizations") or {}).get(locale)
        path = [*path, definition["name_localizations"][locale]]
        yield path, told, definition
        for option in definition.get("options", ()):
            yield from walk(option, path)
        for choice in definition.get("choices", ()):
            assert len(choice["name_localizations"][locale]) <= MOST

    for command in bot.tree.get_commands():
        found = await command.get_translated_payload(bot.tree, bot.tree.translator)
        for each in walk(found, []):
            yield each


@pytest.mark.parametrize("language", i18n.languages())
async def test_names_and_descriptions_obey_discords_rules(env, language):
    paths = set()
    async for path, told, definition in registered(env.bot, language):
        if definition.get("type") == MENU and len(path) == 1:
            assert 1 <= len(path[0]) <= 32
            continue
        assert NAME.fullmatch(path[-1]), path
        assert path[-1] == path[-1].lower()
        assert 1 <= len(told) <= MOST, told
        assert tuple(path) not in paths  # two of one name could not be told apart
        paths.add(tuple(path))


@pytest.mark.parametrize("language", i18n.languages())
async def test_a_sentence_names_commands_as_the_reader_sees_them(env, language):
    known = {" ".join(path) async for path, *_ in registered(env.bot, language)}
    for each in read(language):
        told = " ".join(forms(each.string)) if each.id else ""
        assert set(COMMAND.findall(told)) <= known, told
        assert set(GROUP.findall(told)) <= {name.split()[0] for name in known}, told
