"""A page of /articles list with its buttons. What it shows stands in their ids, so they survive a
restart; each press checks the permission and reads the articles again."""

import asyncio
import re
from dataclasses import replace
from typing import Self

import discord
from discord import ui

from bot import render_articles
from bot.admin_item import AdminItem
from bot.catalogue import PAGE, Listed, Listing, Sort, select, with_adders
from bot.i18n import _
from bot.paging import page_count, turns
from bot.reply import Reply
from bot.shelves import own, readable
from index import DocumentSummary

SORTS = "|".join(Sort)


class ListButton(
    AdminItem,
    template=rf"articles:list:(?P<page>[0-9]{{1,6}}):(?P<sort>{SORTS}):(?P<search>.*)",
):
    """Turns to a page of a list."""

    def __init__(self, listing: Listing, label: str, disabled: bool = False) -> None:
        custom_id = f"articles:list:{listing.page}:{listing.sort}:{listing.search}"
        super().__init__(ui.Button(label=label, custom_id=custom_id, disabled=disabled))
        self.listing = listing

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Button, match: re.Match[str]
    ) -> Self:
        """Rebuild the button that was pressed."""
        listing = Listing(Sort(match["sort"]), match["search"], int(match["page"]))
        return cls(listing, item.label or _("Page"))

    async def press(self, interaction: discord.Interaction) -> None:
        """Show the page as it is now."""
        await interaction.response.defer()
        await interaction.edit_original_response(**await list_page(interaction, self.listing))


BUTTONS = (ListButton,)


async def list_page(interaction: discord.Interaction, listing: Listing) -> Reply:
    """A page with its buttons; the last one if there are fewer."""
    articles = await interaction.client.librarian.articles(readable(interaction.guild_id))
    found = select(await listed(interaction, articles), listing)
    count = page_count(found, PAGE)
    listing = replace(listing, page=min(listing.page, count - 1))
    reply = render_articles.catalogue(found, listing)
    reply["view"] = ui.View(timeout=None)
    for turn in turns(listing.page, count):
        button = ListButton(replace(listing, page=turn.page), turn.label, turn.disabled)
        reply["view"].add_item(button)
    return reply


async def listed(interaction: discord.Interaction, articles: list[DocumentSummary]) -> list[Listed]:
    """Articles that can be read here, each with who added it."""
    additions = interaction.client.memory.additions
    names = await asyncio.to_thread(additions.of_guild, interaction.guild_id)
    return with_adders(articles, names)


async def feed_of(interaction: discord.Interaction, summary: DocumentSummary) -> str | None:
    """The title of the feed that an article of this guild came from."""
    guild_id, entries = interaction.guild_id, interaction.client.memory.feed_entries
    if summary.collection != own(guild_id):
        return None
    return await asyncio.to_thread(entries.feed_of, guild_id, summary.source)
