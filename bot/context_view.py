"""The button that shows something quoted in its context, and those that turn on from there."""

import discord
from discord import ui

from bot import render_context
from bot.answer_button import TOKEN, count_press, find_asked
from bot.context import AROUND, Context
from bot.errors import ButtonExpired
from bot.i18n import _
from bot.item import Item
from bot.place import place_of

STEP = 2 * AROUND + 1  # as many as are shown
PLACE = rf"{TOKEN}:(?P<number>[1-9][0-9]?)"


class ContextButton(Item, template=rf"answer:context:{PLACE}"):
    """Shows whoever presses it, privately, the paragraphs around a citation."""

    def __init__(self, token: str, number: str, label: str = "") -> None:
        super().__init__(ui.Button(label=label, custom_id=f"answer:context:{token}:{number}"))
        self.token, self.number = token, int(number)

    async def press(self, interaction: discord.Interaction) -> None:
        """Look it up as it is now."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        found = await _find(interaction, self.token, self.number)
        view = turning(found, self.token, self.number)
        await interaction.followup.send(**render_context.context(found), view=view, ephemeral=True)


class TurnButton(Item, template=rf"answer:turn:{PLACE}:(?P<middle>[0-9]{{1,6}})"):
    """Moves on to other paragraphs of the article, in the same message."""

    def __init__(
        self, token: str, number: str, middle: str, label: str = "", disabled: bool = False
    ) -> None:
        custom_id = f"answer:turn:{token}:{number}:{middle}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.token, self.number, self.middle = token, int(number), int(middle)

    async def press(self, interaction: discord.Interaction) -> None:
        """Show that place as it is now."""
        found = await _find(interaction, self.token, self.number, self.middle)
        view = turning(found, self.token, self.number)
        await interaction.response.edit_message(**render_context.context(found), view=view)


BUTTONS = (ContextButton, TurnButton)


def turning(found: Context, token: str, number: int) -> ui.View:
    """Previous and next; nothing where all of the article is shown."""
    view, end = ui.View(timeout=None), len(found.spans) - 1
    if found.first > 0 or found.last < end:
        places = (
            (_("Previous"), max(found.middle - STEP, 0), found.first == 0),
            (_("Next"), min(found.middle + STEP, end), found.last == end),
        )
        for label, middle, at_end in places:
            view.add_item(TurnButton(token, str(number), str(middle), label, disabled=at_end))
    return view


async def _find(
    interaction: discord.Interaction, token: str, number: int, middle: int | None = None
) -> Context:
    """Raises ButtonExpired, ArticleChanged."""
    asked = await find_asked(interaction, token)
    if number > len(asked.shown):
        raise ButtonExpired("This answer quotes nothing of that number. Please ask again.")
    shown = asked.shown[number - 1]
    return await interaction.client.librarian.context(shown, place_of(interaction), middle)
