"""The real bot in a virtual Discord (SimCord), over a real library: two guilds that know nothing
of each other, each with an admin and a member."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import discord
import pytest
import simcord
from hypothesis import settings as hypothesis
from simcord import interactions
from simcord.actors import MemberActor
from simcord.builders import ChannelHandle, GuildHandle
from simcord.results import InteractionResult, ResponseMessage

from bot import job_message, samples
from bot.client import Bot, create_bot
from bot.config import Config
from bot.shelves import own
from index import Addition, Document, IndexConfig, Library
from index.articles import ArticleReader

# The same examples each time, however slow the machine is: a failure can be repeated
hypothesis.register_profile("steady", derandomize=True, deadline=None)
hypothesis.load_profile("steady")

RIVERS = Document(
    source="rivers.txt",
    title="Salmon return to the Alder",
    text="Salmon have returned to the river Alder after forty years. "
    '"The water is clean again," said Mara Lind, who counts the fish. '
    "The last paper mill on its banks closed in 2019.",
    url="https://news.example.com/alder",
    published="2026-03-14",
)
BRIDGES = Document(
    source="bridges.txt",
    title="Old bridge closes for repairs",
    text="The iron bridge of Norham will be closed to lorries until May. "
    "Engineers found rust in eleven of its pillars. "
    "Cyclists may still cross it on Sundays.",
    published="2026-04-02",
)
EVERY = 90.0  # seconds between two looks at a job
REFUSED = "Only people with the permission Manage Server can do this."


@dataclass(frozen=True, slots=True)
class Place:
    """A guild with one channel, an admin and a member."""

    guild: GuildHandle
    channel: ChannelHandle
    admin: MemberActor
    member: MemberActor


@pytest.fixture
def reader(config: IndexConfig) -> Iterator[ArticleReader]:
    with ArticleReader(config) as opened:
        yield opened


@pytest.fixture
def settings(config: IndexConfig) -> Config:
    return Config(config)


@pytest.fixture
def make_bot(settings: Config, library: Library, reader: ArticleReader) -> Iterator[Callable]:
    """Makes the bot as a start of the program does, each time with the same library."""
    made: list[Bot] = []

    def make() -> Bot:
        made.append(create_bot(settings, library, reader))
        (settings.index.data_dir / samples.DONE).touch()  # a start that is over
        return made[-1]

    yield make
    for bot in made:
        bot.librarian.close()
        bot.memory.close()


@pytest.fixture
def simcord_bot(make_bot: Callable[[], Bot]) -> Bot:
    return make_bot()


@pytest.fixture
def env(simcord_env: simcord.Env) -> simcord.Env:
    """Fails the test over any error of the bot that the test did not look at (`env.errors`)."""
    simcord_env.settle_timeout = 60.0  # a busy machine is no failure
    return simcord_env


@pytest.fixture
def here(env: simcord.Env, library: Library) -> Place:
    """A guild that has one article of its own, about salmon."""
    place = make_place(env, "here")
    library.add(RIVERS, own(place.guild.id))
    return place


@pytest.fixture
def there(env: simcord.Env, library: Library) -> Place:
    """Another guild, whose own article is about a bridge."""
    place = make_place(env, "there")
    library.add(BRIDGES, own(place.guild.id))
    return place


class Held:
    """Holds every addition until it is let go on."""

    def __init__(self, env: simcord.Env) -> None:
        self.env = env
        self.go_on = asyncio.Event()
        changes = env.bot.librarian.changes
        self.adds, changes.add = changes.add, self.add

    async def add(self, document: Document, guild_id: int) -> Addition:
        await self.env.external_wait(self.go_on.wait(), reason="the test holds it")
        return await self.adds(document, guild_id)

    async def release(self) -> None:
        self.go_on.set()
        await self.env.settle()


@pytest.fixture
def every(monkeypatch) -> None:
    """Longer than an action may take: SimCord waits for shorter times as they pass."""
    assert job_message.EVERY == 2.0
    monkeypatch.setattr(job_message, "EVERY", EVERY)


@pytest.fixture
def held(env: simcord.Env, every: None) -> Held:
    """What is added waits until the test releases it."""
    return Held(env)


@pytest.fixture
def german(monkeypatch) -> None:
    """Discord is set to German by whoever acts."""
    made = interactions.base_payload

    def in_german(*args, **kwargs):
        record, payload = made(*args, **kwargs)
        return record, payload | {"locale": "de"}

    monkeypatch.setattr(interactions, "base_payload", in_german)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread or process does; a minute is enough on a busy machine."""
    for _ in range(6000):
        if condition():
            return
        await asyncio.sleep(0.01)
    pytest.fail("what was waited for did not happen")


def make_place(env: simcord.Env, name: str, **facts: str) -> Place:
    guild = env.create_guild(name, **facts)
    admins = guild.create_role("Admins", permissions=discord.Permissions(manage_guild=True))
    return Place(
        guild,
        guild.create_text_channel("general"),
        guild.add_member(env.create_user(f"admin-{name}"), roles=[admins]),
        guild.add_member(env.create_user(f"member-{name}")),
    )


def words(message) -> str:
    """All that a message shows in its embeds, one part on a line."""
    parts = []
    for embed in message.embeds:
        parts += [embed.title, embed.description, embed.footer.text]
        parts += [f"{field.name}: {field.value}" for field in embed.fields]
    return "\n".join(filter(None, parts))


async def submit(person: MemberActor, form: InteractionResult, *values: str) -> InteractionResult:
    """Fill in the fields of a form, from the top, and send it."""
    fields = [row["component"]["custom_id"] for row in form.modal["components"]]
    return await person.submit_modal(form, dict(zip(fields, values, strict=True)))


async def add(person: MemberActor, channel: ChannelHandle, **options) -> ResponseMessage:
    """/articles add, and Add under its preview; returns the message of the job."""
    shown = await person.slash(channel, "articles add", **options)
    return await press_add(person, shown)


async def press_add(person: MemberActor, shown: InteractionResult) -> ResponseMessage:
    """Add what a preview shows; returns the message of the job."""
    pressed = await person.click(shown.response, label="Add")
    return pressed.followups[0]


def sources(library: Library, place: Place) -> list[str]:
    return [summary.source for summary in library.documents(own(place.guild.id))]


def fill(library: Library, place: Place, count: int, title: str = "") -> None:
    for n in range(1, count + 1):
        document = Document(f"{n}.txt", title or f"Number {n}", "This is one of many.")
        library.add(document, own(place.guild.id))
