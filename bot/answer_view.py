"""An answer with its buttons: what comes closest, further passages, the context of each quote, and
the publisher's page.

Embeds, not Components V2, tried side by side on the preview page: there each button stands below
its quote, but quotes run into each other, a message holds 4000 characters instead of 6000, and its
text can ping, which that of an embed never does. So a button names its quote by its number.
"""

import asyncio
import logging
from dataclasses import replace

import discord
from discord import ui

from bot import context_view, feedback_view, render, render_more
from bot.answer_button import TOKEN, count_press, find_asked
from bot.context_view import ContextButton
from bot.i18n import _
from bot.item import Item
from bot.place import place_of
from bot.quote import button_link
from bot.reply import Reply
from bot.store.questions import AskedQuestion, Asker, Questions, Shown
from index import Answer, LibraryError

log = logging.getLogger(__name__)


class ClosestButton(Item, template=rf"answer:closest:{TOKEN}"):
    """Shows whoever presses it, privately, what comes closest where there is no answer."""

    def __init__(self, token: str) -> None:
        custom_id = f"answer:closest:{token}"
        super().__init__(ui.Button(label=_("Show the closest passages"), custom_id=custom_id))
        self.token = token

    async def press(self, interaction: discord.Interaction) -> None:
        """Ask again: articles may have come or gone since."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked, where = await find_asked(interaction, self.token), place_of(interaction)
        answer = await interaction.client.librarian.ask(
            asked.text, where, asked.article, asked.since
        )
        await interaction.followup.send(**render_more.closest(answer), ephemeral=True)


class MoreButton(Item, template=rf"answer:more:{TOKEN}:(?P<page>[0-9]{{1,2}})"):
    """Shows whoever presses it, privately, what may answer too; and then the page after that."""

    def __init__(self, token: str, page: str = "0") -> None:
        custom_id = f"answer:more:{token}:{page}"
        super().__init__(ui.Button(label=_("More passages"), custom_id=custom_id))
        self.token, self.page = token, int(page)

    async def press(self, interaction: discord.Interaction) -> None:
        """Ask again: articles may have come or gone since."""
        count_press(interaction)
        await interaction.response.defer(ephemeral=True, thinking=True)
        asked = await find_asked(interaction, self.token)
        passages = await interaction.client.librarian.further(asked, place_of(interaction))
        reply = render_more.further(asked.text, passages, self.page)
        if render_more.has_page(passages, self.page + 1):
            button = MoreButton(self.token, str(self.page + 1))
            reply["view"] = ui.View(timeout=None).add_item(button)
        await interaction.followup.send(**reply, ephemeral=True)


BUTTONS = (ClosestButton, MoreButton, *context_view.BUTTONS, *feedback_view.BUTTONS)


async def with_buttons(
    asked: AskedQuestion, answer: Answer, asker: Asker, questions: Questions
) -> Reply:
    """An answer, and what can be pressed under it. Raises NotVerbatim."""
    reply = render.answer(answer)
    shown = tuple(map(Shown.of, answer.citations))
    asked = replace(asked, article=answer.query.source, shown=shown)
    try:
        token = await asyncio.to_thread(questions.keep, asked, asker)
        reply["view"] = buttons(answer, token)
    except LibraryError as error:  # a full disk, say: the answer matters more than its buttons
        log.warning("an answer has no buttons: %s", error)
    return reply


def buttons(answer: Answer, token: str) -> ui.View:
    """A row to look the quotes up, one to open their pages, one about the answer as a whole."""
    view = ui.View(timeout=None)
    several = len(answer.citations) > 1
    for citation in answer.citations:
        number = citation.number
        label = _("Show {number} in context", number=number) if several else _("Show in context")
        view.add_item(_in_row(0, ContextButton(token, str(citation.number), label)))
    for citation in answer.citations:
        if url := button_link(citation):
            label = _("Open {number}", number=citation.number) if several else _("Open the page")
            view.add_item(ui.Button(label=label, url=url, row=1))
    if answer.more:
        view.add_item(_in_row(2, MoreButton(token)))
    if answer.closest:
        view.add_item(_in_row(2, ClosestButton(token)))
    for button in feedback_view.BUTTONS:
        view.add_item(_in_row(2, button(token)))
    return view


def _in_row(row: int, button: Item) -> Item:
    button.row = row
    return button
