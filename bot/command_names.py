"""The names and descriptions of the commands, their options and choices, in the languages that
there are catalogues for. Discord shows them by the reader's locale; we hear the English ones."""

from discord import Locale, app_commands
from discord.app_commands import TranslationContextLocation as Place

from bot import i18n

# A name may be a word that a sentence has too: the catalogue keeps them apart by what they name
CONTEXTS = {
    Place.command_name: "command",
    Place.group_name: "command",
    Place.parameter_name: "option",
}


class CommandNames(app_commands.Translator):
    """Asked by discord.py for each text and locale when the commands are registered."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """None where English stands for it."""
        language = i18n.language_of(locale.value)
        if language == i18n.ENGLISH:
            return None
        catalogue, kind = i18n.catalogue(language), CONTEXTS.get(context.location)
        text = string.message
        return catalogue.pgettext(kind, text) if kind else catalogue.gettext(text)
