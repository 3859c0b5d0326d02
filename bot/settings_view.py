"""The panel of /settings: all settings as text, a menu to choose one, and the menu that changes it.
Both menus are for admins, checked at each use, and survive a restart."""

import asyncio
import re
from typing import Any, Self

import discord
from discord import ui

from bot.admin_item import AdminItem
from bot.audit import audit
from bot.i18n import N_, _, translated
from bot.permissions import require_manager
from bot.reply import Reply, reply
from bot.settings_fields import FIELDS, Field, Kind, shown
from bot.store.settings import GuildSettings

BY_NAME = {field.name: field for field in FIELDS}
INTRO = N_("They hold for this server, from the next question on.")
ROLE_HINT = N_(
    "Discord shows the admin commands to that role only once it is allowed to use them: "
    "Server Settings, Integrations, this bot, then add the role at each command."
)
PLACES = [
    discord.ChannelType.text,
    discord.ChannelType.news,
    discord.ChannelType.forum,
    discord.ChannelType.voice,
]


class FieldSelect(AdminItem, template=r"settings:field"):
    """Chooses the setting that is to be changed."""

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item, match: re.Match[str]
    ) -> Self:
        """Rebuild the menu that was used."""
        return cls(item)

    async def press(self, interaction: discord.Interaction) -> None:
        """Show the menu that changes it."""
        settings = interaction.client.settings.of(interaction.guild_id)
        await interaction.response.edit_message(**panel(settings, BY_NAME[self.item.values[0]]))


class ValueSelect(AdminItem, template=rf"settings:set:(?P<name>{'|'.join(BY_NAME)})"):
    """Changes one setting."""

    def __init__(self, item: ui.Item, field: Field) -> None:
        super().__init__(item)
        self.field = field

    @classmethod
    async def from_custom_id(
        cls, interaction: discord.Interaction, item: ui.Item, match: re.Match[str]
    ) -> Self:
        """Rebuild the menu that was used."""
        return cls(item, BY_NAME[match["name"]])

    async def press(self, interaction: discord.Interaction) -> None:
        """Change it. Raises NotAllowed for the role to anybody whom a role made an admin."""
        if self.field.kind is Kind.ROLE:
            require_manager(interaction)
        await interaction.response.defer()
        values = {self.field.name: self._value(interaction.guild)}
        if self.field.name in ("channels", "new_channels"):
            values["newest"] = interaction.id  # every channel made from now on has a larger id
        memory = interaction.client.memory
        settings = await asyncio.to_thread(memory.settings.change, interaction.guild_id, **values)
        await asyncio.to_thread(memory.purge)  # the log may be kept for fewer days now
        await interaction.edit_original_response(**panel(settings, self.field))
        await audit(interaction, reply(_line(self.field, settings)))

    def _value(self, guild: discord.Guild) -> Any:
        """What was chosen; ids are looked up, as they come from a client."""
        chosen = self.item.values
        if self.field.kind is Kind.CHANNELS:
            return tuple(channel.id for channel in chosen if guild.get_channel(channel.id))
        if self.field.kind is Kind.CHANNEL:
            return next((c.id for c in chosen if guild.get_channel(c.id)), None)
        if self.field.kind is Kind.ROLE:
            return next((role.id for role in chosen if guild.get_role(role.id)), None)
        return self.field.choices[int(chosen[0])][1]


BUTTONS = (FieldSelect, ValueSelect)


def panel(settings: GuildSettings, chosen: Field | None = None) -> Reply:
    """Every setting, and the menu of the chosen one."""
    lines = [_line(field, settings) for field in FIELDS]
    hint = ["", _(ROLE_HINT)] if settings.admin_role else []
    message = reply("\n".join([*lines, *hint, "", _(INTRO)]), title=_("Settings"))
    message["view"] = ui.View(timeout=None).add_item(FieldSelect(_menu_of_fields(chosen)))
    if chosen:
        message["view"].add_item(ValueSelect(_menu(chosen, settings), chosen))
    return message


def _line(field: Field, settings: GuildSettings) -> str:
    return f"**{translated(field.label)}**: {shown(field, settings)}"


def _menu_of_fields(chosen: Field | None) -> ui.Select:
    menu = ui.Select(custom_id="settings:field", placeholder=_("Change a setting"))
    for field in FIELDS:
        label, told = translated(field.label), translated(field.help)
        menu.add_option(label=label, value=field.name, description=told, default=field is chosen)
    return menu


def _menu(field: Field, settings: GuildSettings) -> ui.Item:
    """The menu for one setting, with its value chosen."""
    value = getattr(settings, field.name)
    basics = {"custom_id": f"settings:set:{field.name}", "placeholder": translated(field.help)}
    if field.kind is Kind.CHANNELS:
        chosen = [discord.Object(channel) for channel in value]
        return ui.ChannelSelect(
            **basics, channel_types=PLACES, min_values=0, max_values=25, default_values=chosen
        )
    if field.kind is Kind.CHANNEL:
        chosen = [discord.Object(value)] if value else []
        return ui.ChannelSelect(
            **basics, channel_types=PLACES[:2], min_values=0, default_values=chosen
        )
    if field.kind is Kind.ROLE:
        chosen = [discord.Object(value)] if value else []
        return ui.RoleSelect(**basics, min_values=0, default_values=chosen)
    menu = ui.Select(**basics)
    for number, (label, choice) in enumerate(field.choices):
        menu.add_option(label=translated(label), value=str(number), default=choice == value)
    return menu
