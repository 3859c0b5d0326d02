"""/articles: what admins do with the articles of their guild. `shared` is only read here."""

from functools import partial
from typing import TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot import render, render_articles, render_export
from bot.articles_view import PasteForm, confirm_removal
from bot.audit import audit
from bot.catalogue import LONGEST_SEARCH, ORDERS, Listing, Sort
from bot.catalogue_view import feed_of, list_page, listed
from bot.choices import article_choices
from bot.drafts_view import offer
from bot.export import parts
from bot.intake import Brought, Intake
from bot.job_message import REINDEXING, run_shown
from bot.jobs import Job, Task
from bot.librarian import Librarian
from bot.permissions import is_admin, require_admin
from bot.shelves import own, readable

Given = TypeVar("Given")


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
@app_commands.allowed_installs(guilds=True, users=False)
class Articles(commands.GroupCog, group_name="articles", group_description="Manage the articles"):
    """Add, list, show, remove, reindex and export."""

    def __init__(self, librarian: Librarian, largest: int) -> None:
        self.librarian = librarian
        self.largest = largest  # bytes of an upload

    def interaction_check(self, interaction: discord.Interaction) -> bool:
        """Before every command of the group. Raises NotAllowed."""
        require_admin(interaction)
        return True

    @app_commands.command()
    @app_commands.describe(
        url="Address of an article",
        file="A text, Markdown, HTML or PDF file, or an export",
        **{f"file{place}": "One more file" for place in range(2, 11)},
    )
    async def add(  # noqa: PLR0913, PLR0917 (an option is one file, a message takes ten)
        self,
        interaction: discord.Interaction,
        url: str | None = None,
        file: discord.Attachment | None = None,
        file2: discord.Attachment | None = None,
        file3: discord.Attachment | None = None,
        file4: discord.Attachment | None = None,
        file5: discord.Attachment | None = None,
        file6: discord.Attachment | None = None,
        file7: discord.Attachment | None = None,
        file8: discord.Attachment | None = None,
        file9: discord.Attachment | None = None,
        file10: discord.Attachment | None = None,
    ) -> None:
        """Add articles by address or as files, after a preview; without either, paste one."""
        given = (file, file2, file3, file4, file5, file6, file7, file8, file9, file10)
        brought = Brought(_given(url), _given(*given))
        if not (brought.urls or brought.files):
            await interaction.response.send_modal(PasteForm())
            return
        await interaction.response.defer(ephemeral=True, thinking=True)
        await offer(interaction, await Intake.of(interaction).entries(brought))

    @app_commands.command(name="list")
    @app_commands.describe(
        search="Only articles with these words in title, source, author or who added them",
        sort="What comes first",
    )
    @app_commands.choices(sort=[app_commands.Choice(name=n, value=v) for v, n in ORDERS.items()])
    async def list_(
        self,
        interaction: discord.Interaction,
        search: app_commands.Range[str, 1, LONGEST_SEARCH] = "",
        sort: str = Sort.ADDED,
    ) -> None:
        """List the articles that can be quoted in this server."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        listing = Listing(Sort(sort), search.strip())
        await interaction.followup.send(**await list_page(interaction, listing))

    @app_commands.command()
    @app_commands.describe(article="Choose from the list")
    async def show(self, interaction: discord.Interaction, article: str) -> None:
        """Show what is known of an article, how it begins, and who is quoted in it."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        summary = await self.librarian.find(article, readable(interaction.guild_id))
        document = await self.librarian.document(summary)
        quoted = await self.librarian.people.in_article(summary)
        (article_here,) = await listed(interaction, [summary])
        feed = await feed_of(interaction, summary)
        reply = render_articles.article(article_here, document, quoted, feed)
        await interaction.followup.send(**reply)

    @app_commands.command()
    @app_commands.describe(article="Choose from the list")
    async def remove(self, interaction: discord.Interaction, article: str) -> None:
        """Remove an article of this server."""
        await interaction.response.defer(thinking=True)
        summary = await self.librarian.find(article, (own(interaction.guild_id),))
        await interaction.followup.send(**render.removal(summary), view=confirm_removal(summary))

    @app_commands.command()
    @app_commands.describe(article="Choose from the list; without it, all of them")
    async def reindex(self, interaction: discord.Interaction, article: str | None = None) -> None:
        """Index the articles of this server again, or one, after a change of the model."""
        await interaction.response.defer(thinking=True)
        guild_id, where = interaction.guild_id, (own(interaction.guild_id),)
        find, all_of = self.librarian.find, self.librarian.articles
        chosen = [await find(article, where)] if article else await all_of(where)
        again = self.librarian.changes.reindex
        tasks = [Task(each.title, partial(again, each.source, guild_id)) for each in chosen]
        await run_shown(interaction, Job(guild_id, tasks, interaction.user.id), REINDEXING)

    @app_commands.command()
    async def export(self, interaction: discord.Interaction) -> None:
        """Get this server's own articles as files, privately; they can be added again."""
        await interaction.response.defer(ephemeral=True, thinking=True)
        own_articles = await self.librarian.articles((own(interaction.guild_id),))
        articles = await listed(interaction, own_articles)
        largest = min(interaction.filesize_limit, self.largest)
        count = 0
        async for part in parts(self.librarian, articles, largest):
            count += part.articles
            reply = render_export.part(part)
            await interaction.followup.send(**reply, files=part.files(), ephemeral=True)
        done = render_export.ended(count)
        await interaction.followup.send(**done, ephemeral=True)
        await audit(interaction, done)

    @show.autocomplete("article")
    async def _readable(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        may = readable(interaction.guild_id) if is_admin(interaction) else ()
        return await article_choices(self.librarian, typed, may)

    @remove.autocomplete("article")
    @reindex.autocomplete("article")
    async def _own(
        self, interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        may = (own(interaction.guild_id),) if is_admin(interaction) else ()
        return await article_choices(self.librarian, typed, may)


def _given(*options: Given | None) -> list[Given]:
    """Those that were filled in."""
    return [each for each in options if each]
