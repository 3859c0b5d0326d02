"""The buttons and the form of /articles. Their state is in their ids, so they survive a restart;
ids come back from a client, so each press checks the permission and looks the article up again."""

import asyncio

import discord
from discord import ui

from bot import render
from bot.admin_item import AdminItem
from bot.audit import audit
from bot.drafts_view import offer
from bot.form import Form
from bot.i18n import _
from bot.intake import Intake
from bot.permissions import require_admin
from bot.shelves import key, own
from index import DocumentSummary


class RemoveButton(AdminItem, template=r"articles:remove:(?P<article_key>[0-9a-f]{16})"):
    """Removes the article that its id names, if it is this guild's."""

    def __init__(self, article_key: str) -> None:
        custom_id = f"articles:remove:{article_key}"
        style = discord.ButtonStyle.danger
        super().__init__(ui.Button(label=_("Remove"), custom_id=custom_id, style=style))
        self.key = article_key

    async def press(self, interaction: discord.Interaction) -> None:
        """Remove it."""
        await interaction.response.defer()
        client, guild_id = interaction.client, interaction.guild_id
        article = await client.librarian.find(self.key, (own(guild_id),))
        summary = await client.librarian.changes.remove(article.source, guild_id)
        await asyncio.to_thread(client.memory.additions.forget, guild_id, summary.source)
        reply = render.removed(summary)
        await interaction.edit_original_response(**reply, view=None)
        await audit(interaction, reply)


class KeepButton(AdminItem, template=r"articles:keep"):
    """Leaves everything as it is."""

    def __init__(self) -> None:
        super().__init__(ui.Button(label=_("Keep"), custom_id="articles:keep"))

    async def press(self, interaction: discord.Interaction) -> None:
        """Say so, and take the buttons away."""
        reply = render.sentence(_("Nothing was removed."))
        await interaction.response.edit_message(**reply, view=None)


BUTTONS = (RemoveButton, KeepButton)


class PasteForm(Form):
    """Title, date, source and text of an article that cannot be fetched and is in no file."""

    def __init__(self) -> None:
        super().__init__(title=_("Paste an article"))
        self.heading = ui.TextInput(max_length=256)
        self.published = ui.TextInput(required=False, max_length=10, placeholder="2026-11-22")
        self.origin = ui.TextInput(required=False, max_length=500)
        self.text = ui.TextInput(style=discord.TextStyle.paragraph, max_length=4000)
        self.add_item(ui.Label(text=_("Title"), component=self.heading))
        self.add_item(ui.Label(text=_("Date, if it has one"), component=self.published))
        source = _("Source, if it has one: an address or a name")
        self.add_item(ui.Label(text=source, component=self.origin))
        self.add_item(ui.Label(text=_("Text"), component=self.text))

    def check(self, interaction: discord.Interaction) -> None:
        """Rights may have changed while the form was open. Raises NotAllowed."""
        require_admin(interaction)

    async def submit(self, interaction: discord.Interaction) -> None:
        """Show the article as it would be added."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        title, day = self.heading.value, self.published.value
        read = interaction.client.librarian.reading.text
        document = await read(self.text.value, title, day or None, self.origin.value or None)
        await offer(interaction, await Intake.of(interaction).drafts([document]))


def confirm_removal(summary: DocumentSummary) -> ui.View:
    """Remove or keep."""
    return ui.View(timeout=None).add_item(RemoveButton(key(summary.source))).add_item(KeepButton())
