"""/articles export: a guild's own articles, privately, as files that can be added again."""

import json

import pytest
from simcord import interactions

from bot.shelves import own
from index import Document
from tests.bot.conftest import REFUSED, add, fill, sources, words
from tests.bot.test_articles import let_members_in


async def lines(message) -> list[dict]:
    (file,) = message.attachments
    return [json.loads(line) for line in (await file.read()).decode().splitlines()]


@pytest.fixture
def small_files(monkeypatch) -> None:
    """Discord takes no file of more than 480 bytes."""
    made = interactions.base_payload

    def limited(*args, **kwargs):
        record, payload = made(*args, **kwargs)
        return record, payload | {"attachment_size_limit": 480}

    monkeypatch.setattr(interactions, "base_payload", limited)


async def test_an_admin_gets_the_guilds_own_articles_privately(env, library, here, there):
    library.add(Document("clock.txt", "The town clock", "The clock stands still since June."))
    text = b"The bakery in Mill Lane will close in June."
    await add(here.admin, here.channel, file=("bakery.txt", text))

    result = await here.admin.slash(here.channel, "articles export")

    file, (end,) = result.response, result.followups
    assert result.ephemeral
    assert file.attachments[0].filename == "articles-1.jsonl"
    assert [x["source"] for x in await lines(file)] == ["bakery.txt", "rivers.txt"]
    bakery, rivers = await lines(file)
    assert bakery["added_by"] == "admin-here"
    assert rivers["published"] == "2026-03-14"
    assert rivers["text"] == library.document("rivers.txt", own(here.guild.id)).text
    assert words(file) == "2 articles are in this file."
    assert words(end) == "Exported 2 articles. `/articles add` takes such a file back."


async def test_an_export_is_added_again_elsewhere_as_it_was(env, library, here, there):
    fill(library, here, 12)
    exported = await here.admin.slash(here.channel, "articles export")
    data = await exported.response.attachments[0].read()

    added = await add(there.admin, there.channel, file=("mine.JSONL", data))
    again = await add(there.admin, there.channel, file=("mine.jsonl", data))

    documents = [
        library.document("rivers.txt", own(place.guild.id)).text for place in (here, there)
    ]
    assert documents[0] == documents[1]
    assert sorted(sources(library, there)) == sorted([*sources(library, here), "bridges.txt"])
    assert words(added) == "Added 13 articles."
    assert words(again) == "Already there: 13 articles."


async def test_what_is_no_export_is_refused_with_the_line(env, library, here):
    result = await here.admin.slash(here.channel, "articles add", file=("a.jsonl", b"{}\n{"))

    assert words(result.response).startswith("Line 1 of a\\.jsonl is not an article")
    assert sources(library, here) == ["rivers.txt"]


async def test_files_are_no_larger_than_discord_takes(env, library, here, small_files):
    fill(library, here, 4)
    library.add(Document("long.txt", "A long one", "Words, words. " * 40), own(here.guild.id))

    result = await here.admin.slash(here.channel, "articles export")

    *files, end = result.response, *result.followups
    assert [len(await lines(file)) for file in files] == [2, 2, 1]
    assert [len(await file.attachments[0].read()) <= 480 for file in files] == [True] * 3
    assert words(files[0]).endswith("Too large for a file here (1): A long one")
    assert words(end).startswith("Exported 5 articles.")


async def test_a_guild_without_articles_is_told_so(env, library, here):
    library.remove("rivers.txt", own(here.guild.id))

    result = await here.admin.slash(here.channel, "articles export")

    assert words(result.response) == "This server has no articles of its own that can be exported."
    assert result.response.attachments == []


async def test_a_member_gets_no_export(env, library, here):
    let_members_in(env, here)

    result = await here.member.slash(here.channel, "articles export")

    assert words(result.response) == REFUSED
    assert result.response.attachments == []
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]
