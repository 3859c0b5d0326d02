"""/quotes and /people: pages that survive a restart, and nobody of another guild."""

import time

import pytest

from bot.shelves import own
from index import Document
from tests.bot.conftest import words
from tests.bot.test_answer_view import buttons

MANY = "\n\n".join(f'"Pond {n} is clean," said Ida Moss.' for n in range(1, 7))

COMMANDS = {"quotes": {"person": "Mara Lind"}, "people": {}}
NOT_HERE = "Questions are not answered in this channel. Please ask in another one."


@pytest.fixture
def ponds(here, library) -> None:
    library.add(Document("ponds.txt", "Ponds", MANY, published="2026-05-01"), own(here.guild.id))


async def test_all_that_somebody_said_is_shown_privately_page_by_page(env, here, ponds, make_bot):
    result = await here.member.slash(here.channel, "quotes", person="Ida Moss")
    first = words(result.response)
    await env.restart_bot(make_bot())
    await here.member.click(result.response, label="Next")
    second = words(result.response)
    await here.member.click(result.response, label="Previous")

    assert result.ephemeral
    assert first.startswith('Quotes of Ida Moss\n> **"Pond 1 is clean,"** said Ida Moss.\n')
    assert first.endswith("Page 1 of 2 · 6 in all, newest article first")
    assert second.startswith('Quotes of Ida Moss\n> **"Pond 5 is clean,"** said Ida Moss.\n')
    assert "**6** · Ida Moss" in second
    assert words(result.response) == first


async def test_a_topic_is_kept_from_page_to_page(env, here, library):
    text = "\n\n".join(
        [f'"Salmon swim in pond {n}," said Ida Moss.' for n in range(1, 7)]
        + ['"Taxes rise in May," said Ida Moss.']
    )
    library.add(Document("ponds.txt", "Ponds", text), own(here.guild.id))
    result = await here.member.slash(here.channel, "quotes", person="moss", about="salmon*")
    await here.member.click(result.response, label="Next")

    assert words(result.response).startswith("Quotes of Ida Moss about salmon\\*\n")
    assert "6 in all" in words(result.response)
    assert "Taxes" not in words(result.response)


async def test_somebody_who_said_nothing_on_that_is_said_so(env, here):
    result = await here.member.slash(
        here.channel, "quotes", person="Mara Lind", about="the moon landing of Apollo"
    )
    assert words(result.response).endswith("Mara Lind is quoted here, but not on that.")


async def test_somebody_of_another_guild_is_unknown(env, here, there):
    result = await there.member.slash(there.channel, "quotes", person="Mara Lind")

    assert words(result.response) == (
        "Nobody called 'Mara Lind' is quoted here. \\`/people\\` shows who is."
    )
    assert [type(e.original).__name__ for e in env.errors] == ["UnknownPerson"]


async def test_a_button_pressed_in_another_guild_shows_nothing_of_this_one(
    env, here, there, library, ponds
):
    """Its id holds no secret: it is made by hand for the other guild."""
    library.add(Document("p.txt", "P", MANY.replace("Pond", "Lake")), own(there.guild.id))
    result = await there.member.slash(there.channel, "quotes", person="Ida Moss")
    await there.member.click(result.response, label="Next")

    assert "Lake 5" in words(result.response)
    assert "Pond" not in words(result.response)


async def test_people_are_listed_most_often_quoted_first(env, here, there, ponds):
    mine = await here.member.slash(here.channel, "people")
    theirs = await there.member.slash(there.channel, "people")

    assert mine.ephemeral
    assert words(mine.response) == (
        "Who is quoted\nIda Moss · 6 times\nMara Lind · once\nPage 1 of 1 · 2 in all"
    )
    assert buttons(mine.response) == []
    assert words(theirs.response) == "Nobody is quoted in the articles here."


async def test_many_people_have_pages(env, here, library, make_bot):
    names = [f"{a}{b}" for a in ("Ann", "Bob", "Cid", "Dan", "Eve") for b in "abcde"]
    text = "\n\n".join(f'"Yes," said {name.title()} Holm{name}.' for name in names)
    library.add(Document("many.txt", "Many", text), own(here.guild.id))
    result = await here.member.slash(here.channel, "people")
    await env.restart_bot(make_bot())
    await here.member.click(result.response, label="Next")

    assert words(result.response).endswith("Page 2 of 2 · 26 in all")


async def test_people_are_offered_of_this_guild_alone_and_at_once(env, here, there, ponds):
    typed = await here.member.autocomplete(here.channel, "quotes", "person", "moss")
    other = await there.member.autocomplete(there.channel, "quotes", "person", "")

    assert typed == [{"name": "Ida Moss", "value": "Ida Moss"}]
    assert other == []


async def test_people_are_read_once_a_minute_and_after_each_change(env, here, library):
    librarian, where = env.bot.librarian, (own(here.guild.id),)
    before = await librarian.people.of(where)
    library.add(Document("new.txt", "New", '"Hello," said Tom Reed.'), own(here.guild.id))

    assert await librarian.people.of(where) is before
    started = time.perf_counter()
    await librarian.people.of(where)
    assert time.perf_counter() - started < 0.1
    document = Document("newer.txt", "Newer", '"Hello," said Ben Kerr.')
    await librarian.changes.add(document, here.guild.id)
    names = {person.name for person in await librarian.people.of(where)}
    assert names == {"Mara Lind", "Tom Reed", "Ben Kerr"}


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
async def test_nothing_is_quoted_in_a_channel_where_questions_are_not_answered(
    env, here, command, options
):
    env.bot.settings.change(here.guild.id, channels=(1,))

    result = await here.member.slash(here.channel, command, **options)

    assert words(result.response) == NOT_HERE
    assert [type(error.original).__name__ for error in env.errors] == ["NotHere"]


@pytest.mark.parametrize(("command", "options"), COMMANDS.items())
async def test_quotes_and_people_count_as_questions(env, here, settings, command, options):
    for _ in range(settings.questions_per_minute):
        await here.member.slash(here.channel, command, **options)

    result = await here.member.slash(here.channel, command, **options)

    assert words(result.response).startswith("You have asked a lot just now.")
    assert [type(error.original).__name__ for error in env.errors] == ["TooManyQuestions"]


async def test_no_page_is_turned_where_questions_are_no_longer_answered(env, here, ponds):
    result = await here.member.slash(here.channel, "quotes", person="Ida Moss")
    env.bot.settings.change(here.guild.id, channels=(1,))

    pressed = await here.member.click(result.response, label="Next")

    assert words(pressed.response) == NOT_HERE
    assert "Page 1 of 2" in words(result.response)
    assert [type(error).__name__ for error in env.errors] == ["NotHere"]
