"""The catalogues: whole, with the same fields as the English, and fit for Discord."""

import re

import pytest
from discord import Locale

from bot import i18n
from index.message import FIELD
from tests.translations import complete, read

NAME = re.compile(r"[-_'\w]{1,32}")  # Discord's rule for the name of a command or option
COMMAND = re.compile(r"`/([^`]+)`")
MENU, MOST = 3, 100  # the type of a message's menu; characters of a description or a choice


def forms(strings: str | tuple[str, ...]) -> tuple[str, ...]:
    return strings if isinstance(strings, tuple) else (strings,)


@pytest.mark.parametrize("language", i18n.languages())
def test_every_field_of_a_sentence_is_in_its_translation_and_no_other(language):
    for each in read(language):
        if each.id and complete(each.string):
            wanted = set(FIELD.findall(forms(each.id)[-1]))
            for form in forms(each.string):
                assert set(FIELD.findall(form)) | {"count"} == wanted | {"count"}, form
                assert re.sub(FIELD, "", form).count("{") == 0, form


async def payloads(bot, language: str):
    """The commands and options of a bot as they are registered in a language, flat: each with its
    path of names."""

    def walk(definition, path):
        name = definition["name_localizations"][language]
        yield [*path, name], definition
        for option in definition.get("options", ()):
            yield from walk(option, [*path, name])

    for command in bot.tree.get_commands():
        found = await command.get_translated_payload(bot.tree, bot.tree.translator)
        for each in walk(found, []):
            yield each


@pytest.mark.parametrize("language", i18n.languages())
async def test_names_and_descriptions_obey_discords_rules(env, language):
    assert language in {locale.value for locale in Locale}
    async for (*path, name), each in payloads(env.bot, language):
        if each.get("type") == MENU and not path:
            assert 1 <= len(name) <= 32
            continue
        assert NAME.fullmatch(name), name
        assert name == name.lower()
        assert 1 <= len(each["description_localizations"][language]) <= MOST
        names = [option["name_localizations"][language] for option in each.get("options", ())]
        assert len(names) == len(set(names)), names
        for choice in each.get("choices", ()):
            assert len(choice["name_localizations"][language]) <= MOST


@pytest.mark.parametrize("language", i18n.languages())
async def test_a_sentence_names_commands_as_the_reader_sees_them(env, language):
    known = {" ".join(path) async for path, _ in payloads(env.bot, language)}
    for each in read(language):
        for name in [n for form in forms(each.string) for n in COMMAND.findall(form) if each.id]:
            assert name in known, name
