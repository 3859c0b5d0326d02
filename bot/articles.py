"""/articles: what admins do with the articles of their guild. `shared` is only read here."""

import logging
from collections.abc import Awaitable

import discord
from discord import app_commands
from discord.ext import commands

from bot import render, render_articles, render_export
from bot.added_by import note_adder
from bot.articles_view import PasteForm, confirm_removal
from bot.audit import audit
from bot.catalogue import LONGEST_SEARCH, ORDERS, Listing, Sort
from bot.catalogue_view import list_page, listed
from bot.choices import article_choices
from bot.explain import explain
from bot.export import is_export, parts
from bot.librarian import Librarian
from bot.permissions import is_admin, require_admin
from bot.reply import Reply
from bot.shelves import own, readable
from bot.starters_view import starters_after
from index import Addition, ArticleTooLarge

log = logging.getLogger(__name__)


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
        url="Address of an article", file="A text, Markdown, HTML or PDF file, or an export"
    )
    async def add(
        self,
        interaction: discord.Interaction,
        url: str | None = None,
        file: discord.Attachment | None = None,
    ) -> None:
        """Add an article by its address or as a file; without either, paste it."""
        if not url and not file:
            await interaction.response.send_modal(PasteForm())
            return
        await interaction.response.defer(thinking=True)
        jobs = [self.librarian.add_url(url, interaction.guild_id)] if url else []
        outcomes = [await _outcome(job) for job in jobs]
        outcomes += await self._uploaded(file, interaction.guild_id) if file else []
        await note_adder(interaction, outcomes)
        reply = render_export.additions(outcomes)
        view = await starters_after(interaction, outcomes)
        await interaction.followup.send(**reply, view=view)
        await audit(interaction, reply)

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
        reply = render_articles.article(article_here, document, quoted)
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
        where, source = (own(interaction.guild_id),), None
        if article is not None:
            source = (await self.librarian.find(article, where)).source
        sent = await interaction.followup.send(**render.progress(0, 0), wait=True)
        # As a message of the channel it can be edited after the interaction's 15 minutes.
        message = interaction.channel.get_partial_message(sent.id)

        async def report(done: int, total: int) -> None:
            await _edit(message, render.progress(done, total))

        try:
            count = await self.librarian.reindex(interaction.guild_id, report, source)
            done = render.reindexed(count)
        except Exception as error:  # told where the progress stood, or that would stay for ever
            await _edit(message, render.sentence(explain(error)))
            return
        await _edit(message, done)
        await audit(interaction, done)

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

    async def _uploaded(self, file: discord.Attachment, guild_id: int) -> list[Addition | str]:
        """What became of an article, or of each one of an export."""
        try:
            data = await self._download(file)
            if not is_export(file.filename):
                return [await self.librarian.add_file(data, file.filename, guild_id)]
            documents = await self.librarian.read_export(data, file.filename)
        except Exception as error:
            return [explain(error)]
        return [await _outcome(self.librarian.add_document(d, guild_id)) for d in documents]

    async def _download(self, file: discord.Attachment) -> bytes:
        """Raises ArticleTooLarge before anything is downloaded."""
        if file.size > self.largest:
            raise ArticleTooLarge(
                "{name} is larger than {count} bytes.", name=file.filename, count=self.largest
            )
        return await file.read()


async def _outcome(job: Awaitable[Addition]) -> Addition | str:
    """What became of it: one article that fails does not keep the others out."""
    try:
        return await job
    except Exception as error:
        return explain(error)


async def _edit(message: discord.PartialMessage, reply: Reply) -> None:
    """A report that cannot be shown must not end the job."""
    try:
        await message.edit(**reply)
    except discord.HTTPException as error:
        log.warning("a report could not be shown: %s", error)
