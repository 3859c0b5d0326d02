"""Every way in which the bot sends something, with text that would like to ping everybody."""

import asyncio

import simcord
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle

from bot.settings_fields import FIELDS, Kind
from bot.shelves import own
from index import Document, Library
from tests.bot.conftest import Place, add, press_add, submit

HOSTILE = (
    "@everyone @here <@1> <@&1> [free](https://evil.example) https://evil.example discord.gg/x"
)
TEXT = f"Salmon swim up the Alder, {HOSTILE} says the sign. It was written by @everyone."
SAID = f'"It is {HOSTILE} again," said Ida Moss.'
QUESTION = f"What does the sign say of salmon? {HOSTILE}"


async def tour(env: simcord.Env, place: Place, library: Library) -> None:
    """As admin and as member, by command, message, button and form; errors included."""
    chosen = {"audit_channel": place.channel.id, "log_questions": True}
    env.bot.settings.change(place.guild.id, **chosen)
    await _articles(env, place, library)
    await _feeds(env, place)
    await _ask(place)
    await _talk(env, place)
    await _person(env, place)
    await env.advance_time(61)
    await _refusals(env, place)
    await _settings(env, place)
    refusals = {type(getattr(error, "original", error)).__name__ for error in env.errors}
    if refusals != {"UnknownArticle", "NotAllowed", "QueryError", "ArticleRefused"}:
        raise AssertionError(f"the tour met {refusals}")


async def _articles(env: simcord.Env, place: Place, library: Library) -> None:
    admin, channel = place.admin, place.channel
    for n in range(11):
        document = Document(f"{n} {HOSTILE}", f"{n} {HOSTILE}", TEXT, "https://news.example/a")
        library.add(document, own(place.guild.id))
        eels = Document(f"eels {n}", HOSTILE, f"Eels are in pond {n}. {SAID}")
        library.add(eels, own(place.guild.id))
    await add(admin, channel, file=("@everyone.txt", TEXT.encode()))
    form = await admin.slash(channel, "articles add")
    await press_add(admin, await submit(admin, form, HOSTILE, "2026-05-01", HOSTILE, TEXT))
    await _previews(admin, channel)
    listed = await admin.slash(channel, "articles list")
    await admin.click(listed.response, label="Next")
    await admin.autocomplete(channel, "articles remove", "article", "")
    await admin.slash(channel, "articles show", article=f"1 {HOSTILE}")
    for button in ("Keep", "Remove"):
        asked = await admin.slash(channel, "articles remove", article=f"1 {HOSTILE}")
        await admin.click(asked.response, label=button)
    await admin.slash(channel, "articles reindex")
    await admin.slash(channel, "articles list", search="@everyone", sort="adder")
    await admin.slash(channel, "articles export")


async def _feeds(env: simcord.Env, place: Place) -> None:
    admin, channel, guild_id = place.admin, place.channel, place.guild.id
    feeds, watch = env.bot.memory.feeds, env.bot.get_cog("FeedWatch")
    await admin.slash(channel, "feeds add", url=f"https://127.0.0.1/{HOSTILE}")
    await admin.slash(channel, "feeds list")
    feed = feeds.offer(guild_id, channel.id, "https://127.0.0.1/@everyone", HOSTILE)
    for pause in (lambda: None, lambda: feeds.pause(feed.id, HOSTILE)):
        feeds.follow(feed.id, 0.0)
        pause()
        await watch.minutely()
        await asyncio.gather(*watch._at_work)
        await admin.slash(channel, "feeds list")
    await admin.autocomplete(channel, "feeds resume", "feed", "@every")
    await admin.slash(channel, "feeds resume", feed=str(feed.id))
    for button in ("Cancel", "Remove"):
        asked = await admin.slash(channel, "feeds remove", feed=str(feed.id))
        await admin.click(asked.response, label=button)


async def _previews(admin: MemberActor, channel: ChannelHandle) -> None:
    files = {f"file{n}": (f"{n} {HOSTILE[:60]}.txt", TEXT.encode()) for n in range(2, 8)}
    refused = ("@everyone.txt", b"\0\1")
    shown = await admin.slash(channel, "articles add", file=refused, **files)
    await admin.click(shown.response, label="Next")
    await press_add(admin, shown)
    message = await admin.send(channel, f"Read this: {HOSTILE} https://127.0.0.1/@everyone")
    await admin.context_menu(channel, "Index this message", message)
    bare = await admin.send(channel, "Nothing but @everyone.")
    await admin.context_menu(channel, "Index this message", bare)
    shown = await admin.slash(channel, "articles add", file=("b.txt", TEXT.encode()))
    await admin.click(shown.response, label="Cancel")


async def _ask(place: Place) -> None:
    member, channel = place.member, place.channel
    answer = await member.slash(channel, "ask", question=QUESTION)
    await member.click(answer.response, label="Show in context")
    eels = await member.slash(channel, "ask", question="Where are eels?")
    await member.click(eels.response, label="More passages")
    await member.click(answer.response, label="Helpful")
    form = await member.click(answer.response, label="Not helpful")
    await submit(member, form, HOSTILE)
    await member.click(answer.response, label="Delete")
    await member.slash(channel, "ask", question=f"What is {HOSTILE}?", article=f"2 {HOSTILE}")
    unknown = await member.slash(channel, "ask", question="Which king rules Oslo?")
    await member.click(unknown.response, label="Show the closest passages")
    await member.autocomplete(channel, "ask", "article", "@every")
    await member.autocomplete(channel, "ask", "since", "@every")
    await member.slash(channel, "ask", question=QUESTION, since="last week", private=True)


async def _talk(env: simcord.Env, place: Place) -> None:
    member, channel, mention = place.member, place.channel, f"<@{env.bot.user.id}>"
    await env.advance_time(61)  # so that nobody has asked too much
    await member.slash(channel, "people")
    await member.slash(channel, "quotes", person="Ida Moss")
    await member.autocomplete(channel, "quotes", "person", "")
    await member.send(channel, f"{mention} {QUESTION}")
    answered = channel.last_message
    await member.send(channel, f"{mention} and what about @everyone?", reply_to=answered)
    await member.context_menu(channel, "Ask about this message", answered)
    shown = await member.slash(channel, "help")
    await member.click(shown.response, label="What did Ida Moss say?")
    await member.send(channel, mention)
    await member.send_dm(QUESTION)


async def _person(env: simcord.Env, place: Place) -> None:
    member, channel = place.member, place.channel
    for command in ("help", "about", "privacy show", "privacy export"):
        await member.slash(channel, command)
    for button in ("Keep", "Erase"):
        asked = await member.slash(channel, "privacy erase")
        await member.click(asked.response, label=button)
    await member.slash(channel, "privacy show")


async def _settings(env: simcord.Env, place: Place) -> None:
    admin, channel = place.admin, place.channel
    for command in ("status", "report"):
        await admin.slash(channel, command)
    panel = (await admin.slash(channel, "settings")).response
    for field in FIELDS:
        await admin.select(panel, [field.name], custom_id="settings:field")
        channels = dict.fromkeys((Kind.CHANNELS, Kind.CHANNEL), channel)
        value = (channels | {Kind.ROLE: place.guild.default_role}).get(field.kind, "0")
        await admin.select(panel, [value], custom_id=f"settings:set:{field.name}")


async def _refusals(env: simcord.Env, place: Place) -> None:
    admin, member, channel = place.admin, place.member, place.channel
    await admin.slash(channel, "articles show", article=f"1 {HOSTILE}")
    await admin.slash(channel, "articles add", url="http://127.0.0.1/@everyone")
    asked = await admin.slash(channel, "articles remove", article=f"2 {HOSTILE}")
    await member.click(asked.response, label="Remove")
    await member.slash(channel, "ask", question="why @everyone " * 400)
    await member.send(channel, f"<@{env.bot.user.id}> " + "x" * 1_900 + " @everyone")
