"""The preview before anything is added: what it shows, who presses its buttons, until when."""

import discord
import pytest

from bot import intake
from bot.drafts import MOST, SECONDS, Batch, Draft, Drafts
from bot.errors import PreviewExpired
from bot.shelves import own
from index import Document
from tests.bot.conftest import REFUSED, press_add, sources, submit, words
from tests.bot.test_articles import let_members_in
from tests.bot.test_articles_view import demote

BAKERY = (
    b"<html><head><title>Bakery closes</title><meta name=author content='Ida Moss'>"
    b"<meta property='article:published_time' content='2026-05-01'></head><body><article>"
    b"<p>The bakery in Mill Lane will close in June. Its owner said that flour is too dear.</p>"
    b"</article></body></html>"
)
MILL = b"The mill is closed for good. It was the last one on the river."
EXPIRED = "This preview has expired, and nothing was added."
EXPIRED_PRESS = f"{EXPIRED} Bring the articles again, to see a new one."


async def preview(place, **files):
    return await place.admin.slash(place.channel, "articles add", **files)


def many(count: int, **others) -> dict[str, tuple[str, bytes]]:
    names = ["file", *(f"file{n}" for n in range(2, count + 1))]
    return {name: (f"{name}.txt", MILL) for name in names} | others


async def test_one_article_is_shown_as_it_would_be_and_only_to_who_brings_it(env, library, here):
    shown = await preview(here, file=("bakery.html", BAKERY))

    assert shown.ephemeral
    assert words(shown.response) == (
        "Bakery closes\n"
        "> The bakery in Mill Lane will close in June. Its owner said that flour is too dear.\n"
        "Nothing is added yet.\n"
        "Published: 1 May 2026\nAuthor: Ida Moss\nSentences: 2\nFrom: bakery\\.html"
    )
    assert sources(library, here) == ["rivers.txt"]


async def test_several_files_are_listed_with_pages_and_with_those_that_cannot_be_read(
    env, library, here, there
):
    shown = await preview(here, **many(10, file3=("damaged.pdf", b"%PDF-1.7 nothing")))
    first = words(shown.response)
    await here.admin.click(shown.response, label="Next")
    second = words(shown.response)
    job = await press_add(here.admin, shown)

    assert first.startswith(
        "Add these articles?\n"
        "**1** · **file** · file\\.txt · undated · 2 sentences\n"
        "> The mill is closed for good. It was the last one on the river.\n"
    )
    assert "**3** · Cannot be added: damaged\\.pdf" in first
    note = "9 can be added, 1 cannot · Nothing is added yet"
    assert first.endswith(f"Page 1 of 2 · {note}")
    assert second.endswith(f"Page 2 of 2 · {note}")
    assert "**10** · **file10**" in second
    assert words(job).count("Added **file") == 9
    assert len(sources(library, here)) == 10
    assert sources(library, there) == ["bridges.txt"]


async def test_what_replaces_an_article_says_so(env, library, here, there):
    library.add(Document("mill.txt", "Mill", "The mill is open."), own(there.guild.id))

    elsewhere = await preview(here, file=("mill.txt", MILL))
    same = await preview(there, file=("mill.txt", MILL))

    assert "Replaces" not in words(elsewhere.response)
    assert "Replaces the article of that name. Nothing is added yet." in words(same.response)


async def test_the_second_of_two_files_of_one_name_is_said_to_replace_the_first(env, here):
    files = {"file": ("a.txt", MILL), "file2": ("a.txt", b"The dam is open again.")}

    shown = await preview(here, **files)

    first, _, second = words(shown.response).partition("**2**")
    assert ("Replaces" in first, "Replaces" in second) == (False, True)


async def test_nothing_is_added_after_cancel(env, library, here):
    shown = await preview(here, file=("mill.txt", MILL))

    await here.admin.click(shown.response, label="Cancel")

    assert words(shown.response) == "Nothing was added."
    assert shown.response.components == []
    assert sources(library, here) == ["rivers.txt"]


async def test_a_preview_that_nobody_answers_says_that_it_has_expired(env, library, here):
    shown = await preview(here, file=("mill.txt", MILL))

    await env.advance_time(SECONDS + 1)

    assert words(shown.response) == EXPIRED
    assert shown.response.components == []
    assert env.bot.drafts._held == {}


async def test_one_that_was_added_does_not_expire(env, library, here):
    shown = await preview(here, file=("mill.txt", MILL))
    await press_add(here.admin, shown)

    await env.advance_time(SECONDS + 1)

    assert "expired" not in words(shown.response)


@pytest.mark.parametrize("label", ["Add", "Cancel", "Next"])
async def test_who_is_no_longer_an_admin_presses_in_vain(env, library, here, label):
    shown = await preview(here, **many(6))
    before = words(shown.response)
    demote(env, here)

    pressed = await here.admin.click(shown.response, label=label)

    assert words(pressed.response) == REFUSED
    assert words(shown.response) == before
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


@pytest.mark.parametrize("label", ["Add", "Cancel", "Next"])
async def test_after_a_restart_a_preview_is_said_to_have_expired(
    env, library, here, make_bot, label
):
    shown = await preview(here, **many(6))

    await env.restart_bot(make_bot())
    pressed = await here.admin.click(shown.response, label=label)

    assert pressed.ephemeral
    assert words(pressed.response) == EXPIRED_PRESS
    assert sources(library, here) == ["rivers.txt"]
    env.errors.clear()


async def test_what_another_admin_or_guild_brought_is_not_found(env, library, here, there):
    """Ids come back from clients: one that names somebody else's preview finds nothing."""
    admins = here.guild.create_role("More", permissions=discord.Permissions(manage_guild=True))
    other = here.guild.add_member(env.create_user("other"), roles=[admins])
    own_preview = await other.slash(here.channel, "articles add", file=("mill.txt", MILL))
    theirs = await preview(there, file=("dam.txt", b"The dam is open again."))
    await preview(here, file=("bakery.html", BAKERY))
    held = env.bot.drafts._held
    (mine,) = [b for b in held.values() if b.user_id == here.admin.id]
    held.update({token: mine for token, batch in held.items() if batch is not mine})

    pressed = [
        await other.click(own_preview.response, label="Add"),
        await there.admin.click(theirs.response, label="Add"),
    ]

    assert [words(each.response) for each in pressed] == [EXPIRED_PRESS] * 2
    assert (sources(library, here), sources(library, there)) == (["rivers.txt"], ["bridges.txt"])
    env.errors.clear()


async def test_a_later_preview_takes_the_place_of_an_earlier_one(env, library, here):
    earlier = await preview(here, file=("mill.txt", MILL))
    later = await preview(here, file=("dam.txt", b"The dam is open again."))

    pressed = await here.admin.click(earlier.response, label="Add")
    await press_add(here.admin, later)

    assert words(pressed.response) == EXPIRED_PRESS
    assert sources(library, here) == ["dam.txt", "rivers.txt"]
    env.errors.clear()


@pytest.mark.parametrize("who", ["member", "stranger"])
async def test_who_is_no_admin_gets_no_preview(env, library, here, who):
    stranger = here.guild.add_member(env.create_user("stranger"))
    person = {"member": here.member, "stranger": stranger}[who]
    let_members_in(env, here)

    refused = await person.slash(here.channel, "articles add", file=("mill.txt", MILL))

    assert words(refused.response) == REFUSED
    assert env.bot.drafts._held == {}
    env.errors.clear()


async def test_pasted_text_is_previewed_too(env, library, here):
    form = await here.admin.slash(here.channel, "articles add")

    shown = await submit(here.admin, form, "The mill", "", "", MILL.decode())

    assert shown.ephemeral
    assert words(shown.response).endswith("Published: undated\nSentences: 2")
    assert sources(library, here) == ["rivers.txt"]


async def test_what_is_too_much_at_once_is_left_out_by_its_name(env, library, here, monkeypatch):
    monkeypatch.setattr(intake, "LARGEST", 2 * len(MILL))

    shown = await preview(here, **many(3))

    assert "**3** · Cannot be added: file3\\.txt is too much" in words(shown.response)


def test_the_oldest_previews_make_room_for_new_ones():
    drafts, half = Drafts(), "x" * (MOST // 2)
    batches = [Batch(1, n, (Draft(Document("a", "a", half), 1, False),)) for n in range(3)]

    first, second, third = (drafts.hold(batch) for batch in batches)

    with pytest.raises(PreviewExpired):
        drafts.find(first, 1, 0)
    assert drafts.find(second, 1, 1) is batches[1]
    assert drafts.take(third, 1, 2) is batches[2]
    with pytest.raises(PreviewExpired):
        drafts.take(third, 1, 2)
