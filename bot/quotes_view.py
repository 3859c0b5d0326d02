"""The pages of /quotes and /people. What they show stands in the ids of their buttons, so they
survive a restart; each press reads again what may be read where it is pressed."""

from collections.abc import Iterable

import discord
from discord import ui

from bot import render_quotes
from bot.errors import UnknownPerson
from bot.item import Item
from bot.paging import page_count, turns
from bot.permissions import require_asking
from bot.place import place_of
from bot.reply import Reply
from bot.shelves import key, readable

PAGE = r"(?P<page>[0-9]{1,4})"


class PageButton(Item, template=r"page:none"):
    """Turning a page costs no question, but is refused where none are answered."""

    def check(self, interaction: discord.Interaction) -> None:
        """Raises NotHere."""
        require_asking(interaction)


class QuotesButton(PageButton, template=rf"quotes:{PAGE}:(?P<person>[0-9a-f]{{16}}):(?P<about>.*)"):
    """Turns to a page of somebody's quotes."""

    def __init__(
        self, page: str, person: str, about: str, label: str = "", disabled: bool = False
    ) -> None:
        custom_id = f"quotes:{page}:{person}:{about}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.page, self.person, self.about = int(page), person, about

    async def press(self, interaction: discord.Interaction) -> None:
        """Show the page as it is now."""
        await interaction.response.defer()
        name = await _name(interaction, self.person)
        reply = await quotes_page(interaction, name, self.about or None, self.page)
        await interaction.edit_original_response(**reply)


class PeopleButton(PageButton, template=rf"people:{PAGE}"):
    """Turns to a page of those who are quoted."""

    def __init__(self, page: str, label: str = "", disabled: bool = False) -> None:
        super().__init__(ui.Button(label=label, custom_id=f"people:{page}", disabled=disabled))
        self.page = int(page)

    async def press(self, interaction: discord.Interaction) -> None:
        """Show the page as it is now."""
        await interaction.response.defer()
        await interaction.edit_original_response(**await people_page(interaction, self.page))


BUTTONS = (QuotesButton, PeopleButton)


async def quotes_page(
    interaction: discord.Interaction, name: str, about: str | None, page: int = 0
) -> Reply:
    """A page of what somebody is quoted with, with its buttons; the last one if there are fewer."""
    found = await interaction.client.librarian.quoted(name, place_of(interaction), about)
    count = page_count(found, render_quotes.QUOTES)
    page, person = min(page, count - 1), key(name)
    reply = render_quotes.quotes(name, about, found, page)
    buttons = (
        QuotesButton(str(turn.page), person, about or "", turn.label, turn.disabled)
        for turn in turns(page, count)
    )
    return _with(reply, buttons)


async def people_page(interaction: discord.Interaction, page: int = 0) -> Reply:
    """A page of those who are quoted, with its buttons; the last one if there are fewer."""
    people = await interaction.client.librarian.people.of(readable(place_of(interaction)))
    count = page_count(people, render_quotes.PEOPLE)
    page = min(page, count - 1)
    buttons = (
        PeopleButton(str(turn.page), turn.label, turn.disabled) for turn in turns(page, count)
    )
    return _with(render_quotes.people(people, page), buttons)


def _with(reply: Reply, buttons: Iterable[Item]) -> Reply:
    view = ui.View(timeout=None)
    for button in buttons:
        view.add_item(button)
    reply["view"] = view
    return reply


async def _name(interaction: discord.Interaction, person: str) -> str:
    """Raises UnknownPerson."""
    collections = readable(place_of(interaction))
    for known in await interaction.client.librarian.people.of(collections):
        if key(known.name) == person:
            return known.name
    raise UnknownPerson("This person is not quoted here any more. `/people` shows who is.")
