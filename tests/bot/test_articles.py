"""/articles in all its parts: as an admin, as a member, and from another guild."""

from datetime import date

import pytest
from simcord.preview._markdown import markdown_tokens

from bot.config import Config
from bot.shelves import own
from index import Document, IndexConfig, IndexDamaged
from tests.bot.conftest import REFUSED, add, fill, press_add, sources, words

TEXT = b"The bakery in Mill Lane will close in June. Its owner said that flour is too dear."
COMMANDS = {
    "articles add": {"file": ("bakery.txt", TEXT)},
    "articles list": {},
    "articles show": {"article": "rivers.txt"},
    "articles remove": {"article": "rivers.txt"},
    "articles reindex": {"article": "rivers.txt"},
    "articles export": {},
}


def let_members_in(env, place) -> None:
    """What an admin of the guild can do in Discord's settings: show the commands to everybody."""
    command = int(env.backend.find_command("articles", place.guild.id, type=1)["id"])
    place.guild.set_command_permissions(command, {place.guild.default_role: True})


@pytest.mark.parametrize("command", COMMANDS)
async def test_members_do_not_see_the_commands(env, here, command):
    assert command in here.admin.available_commands(here.channel)
    assert command not in here.member.available_commands(here.channel)


@pytest.mark.parametrize("command", COMMANDS)
async def test_a_member_who_gets_at_a_command_is_refused(env, library, here, command):
    let_members_in(env, here)

    result = await here.member.slash(here.channel, command, **COMMANDS[command])

    assert result.ephemeral
    assert words(result.response) == REFUSED
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


@pytest.mark.parametrize("command", ["articles show", "articles remove", "articles reindex"])
async def test_a_member_is_offered_no_titles(env, here, command):
    let_members_in(env, here)
    assert await here.member.autocomplete(here.channel, command, "article", "") == []


async def test_a_file_is_added_and_can_be_quoted(env, library, here):
    added = await add(here.admin, here.channel, file=("bakery.txt", TEXT))
    asked = await here.member.slash(here.channel, "ask", question="When will the bakery close?")

    assert words(added) == "Added **bakery**, 2 sentences."
    assert sources(library, here) == ["bakery.txt", "rivers.txt"]
    assert "The bakery in Mill Lane will close in June." in words(asked.response)


async def test_an_article_that_is_added_here_is_not_there(env, library, here, there):
    await add(here.admin, here.channel, file=("bakery.txt", TEXT))

    asked = await there.member.slash(there.channel, "ask", question="When will the bakery close?")

    assert sources(library, there) == ["bridges.txt"]
    assert "Mill Lane" not in words(asked.response)


async def test_an_address_that_cannot_be_fetched_does_not_keep_the_file_out(env, library, here):
    shown = await here.admin.slash(
        here.channel, "articles add", url="http://127.0.0.1/a", file=("bakery.txt", TEXT)
    )
    refusal, draft = words(shown.response).split("\n")[1:4:2]
    added = await press_add(here.admin, shown)

    assert refusal.startswith("**1** · Cannot be added: ")
    assert "127\\.0\\.0\\.1" in refusal
    assert draft == "**2** · **bakery** · bakery\\.txt · undated · 2 sentences"
    assert words(added) == "Added **bakery**, 2 sentences."
    assert sources(library, here) == ["bakery.txt", "rivers.txt"]


async def test_a_file_that_is_no_article_is_refused_in_a_sentence(env, library, here):
    result = await here.admin.slash(here.channel, "articles add", file=("a.txt", b"\x00\x01" * 99))

    assert "a\\.txt" in words(result.response)
    assert result.response.components == []
    assert sources(library, here) == ["rivers.txt"]


class TestWithASmallLimit:
    @pytest.fixture
    def settings(self, tmp_path) -> Config:
        return Config(IndexConfig(tmp_path / "data", max_article_bytes=50))

    async def test_a_file_above_it_is_refused_before_it_is_downloaded(self, env, library, here):
        result = await here.admin.slash(here.channel, "articles add", file=("b.txt", TEXT))

        assert words(result.response) == "b\\.txt is larger than 50 bytes."
        assert [r.path for r in env.http_requests if "attachments" in r.path] == []


async def test_the_list_names_what_can_be_quoted_here(env, library, here, there):
    library.add(Document("clock.txt", "The town clock", "The clock stands still since June."))

    result = await here.admin.slash(here.channel, "articles list")

    assert result.ephemeral
    assert words(result.response) == (
        "Articles\n"
        "**1** · [Salmon return to the Alder](https://news.example.com/alder)"
        " · news\\.example\\.com · 14 Mar 2026 · 3 sentences\n"
        "**2** · The town clock · 1 sentence · shared\n"
        "Page 1 of 1 · 2 in all"
    )
    assert result.response.components == []


async def test_an_article_is_shown_as_it_begins(env, library, here):
    day = date.fromisoformat(library.documents(own(here.guild.id))[0].added[:10])
    added = f"{day.day} {day:%b %Y}"

    result = await here.admin.slash(here.channel, "articles show", article="rivers.txt")

    assert result.ephemeral
    assert words(result.response) == (
        "Salmon return to the Alder\n"
        "> Salmon have returned to the river Alder after forty years. "
        '"The water is clean again," said Mara Lind, who counts the fish. '
        "The last paper mill on its banks closed in 2019.\n"
        f"Published: 14 Mar 2026\nSentences: 3\nAdded: {added}\n"
        f"Last refresh: {added}\nFrom: news\\.example\\.com\n"
        "Quoted: Mara Lind (1)"
    )


@pytest.mark.parametrize("command", ["articles show", "articles remove", "articles reindex"])
async def test_an_article_of_another_guild_is_unknown_here(env, library, here, there, command):
    result = await here.admin.slash(here.channel, command, article="bridges.txt")

    assert words(result.response) == (
        "There is no article 'bridges\\.txt' here. Choose one from the list."
    )
    assert sources(library, there) == ["bridges.txt"]
    assert [type(error.original).__name__ for error in env.errors] == ["UnknownArticle"]


async def test_only_own_titles_are_offered_for_removal(env, library, here, there):
    library.add(Document("clock.txt", "The town clock", "The clock stands still since June."))

    removable = await here.admin.autocomplete(here.channel, "articles remove", "article", "")
    showable = await here.admin.autocomplete(here.channel, "articles show", "article", "")

    assert [x["value"] for x in removable] == ["rivers.txt"]
    assert [x["value"] for x in showable] == ["rivers.txt", "clock.txt"]


async def test_what_is_shared_cannot_be_removed_here(env, library, here):
    library.add(Document("clock.txt", "The town clock", "The clock stands still since June."))

    result = await here.admin.slash(here.channel, "articles remove", article="clock.txt")

    assert words(result.response).startswith("There is no article 'clock\\.txt' here.")
    assert [x.source for x in library.documents()] == ["clock.txt"]
    assert [type(error.original).__name__ for error in env.errors] == ["UnknownArticle"]


async def test_an_article_with_a_long_address_can_be_chosen(env, library, here):
    source = "https://news.example.com/" + "long/" * 40
    library.add(Document(source, "Far away", "The path to it is very long."), own(here.guild.id))

    (choice,) = await here.admin.autocomplete(here.channel, "articles show", "article", "far")
    result = await here.admin.slash(here.channel, "articles show", article=choice["value"])

    assert len(choice["value"]) == 16
    assert words(result.response).startswith("Far away\n> The path to it is very long.")


async def test_no_more_than_25_titles_of_at_most_100_characters_are_offered(env, library, here):
    fill(library, here, 26, title="😀" * 120)

    offered = await here.admin.autocomplete(here.channel, "articles show", "article", "")

    assert len(offered) == 25
    assert {choice["name"] for choice in offered} == {"😀" * 49 + "…"}


async def test_a_reindex_reports_its_end_in_a_message_of_the_channel(env, library, here):
    result = await here.admin.slash(here.channel, "articles reindex")

    assert words(result.response) == "Done: 1 article is up to date."
    edits = [r.path for r in env.http_requests if r.method == "PATCH"]
    assert edits == [f"/channels/{here.channel.id}/messages/{result.response.id}"]


async def test_one_article_is_reindexed(env, library, here, monkeypatch):
    fill(library, here, 2)
    reindexed = []
    monkeypatch.setattr(library, "reindex", lambda name, source: reindexed.append((name, source)))

    result = await here.admin.slash(here.channel, "articles reindex", article="Number 2")

    assert reindexed == [(own(here.guild.id), "2.txt")]
    assert words(result.response) == "Done: 1 article is up to date."


async def test_only_own_titles_are_offered_for_a_reindex(env, library, here, there):
    library.add(Document("clock.txt", "The town clock", "The clock stands still since June."))

    offered = await here.admin.autocomplete(here.channel, "articles reindex", "article", "")

    assert [x["value"] for x in offered] == ["rivers.txt"]


async def test_a_file_is_listed_with_who_added_it_here(env, library, here, there):
    await add(here.admin, here.channel, file=("bakery.txt", TEXT))
    library.add(library.document("bakery.txt", own(here.guild.id)), own(there.guild.id))

    mine = await here.admin.slash(here.channel, "articles list", search="admin-here")
    shown = await here.admin.slash(here.channel, "articles show", article="bakery.txt")
    theirs = await there.admin.slash(there.channel, "articles list", search="bakery")

    assert words(mine.response) == (
        "Articles with “admin-here”\n**1** · bakery · 2 sentences · added by admin-here\n"
        "Page 1 of 1 · 1 in all"
    )
    assert "Added by: admin-here" in words(shown.response)
    assert "added by" not in words(theirs.response)


async def test_who_added_an_article_is_told_so_and_can_erase_it(env, library, here):
    await add(here.admin, here.channel, file=("bakery.txt", TEXT))

    kept = await here.admin.slash(here.channel, "privacy show")
    asked = await here.admin.slash(here.channel, "privacy erase")
    await here.admin.click(asked.response, label="Erase")
    listed = await here.admin.slash(here.channel, "articles list")

    assert "admin-here: bakery\\.txt" in words(kept.response)
    assert "added by" not in words(listed.response)
    assert sources(library, here) == ["bakery.txt", "rivers.txt"]


async def test_a_list_is_sorted_as_is_asked(env, library, here):
    library.add(Document("clock.txt", "The town clock", "The clock stands still."))

    result = await here.admin.slash(here.channel, "articles list", sort="sentences")

    first, second = words(result.response).split("\n")[1:3]
    assert "Salmon" in first
    assert "The town clock" in second


async def test_which_article_failed_to_be_reindexed_and_why_stands_beside_the_others(
    env, library, here, monkeypatch
):
    fill(library, here, 1)
    works = library.reindex

    def refuse(name: str, source: str) -> int:
        if source == "1.txt":
            raise IndexDamaged("The disk is full.")
        return works(name, source=source)

    monkeypatch.setattr(library, "reindex", refuse)

    result = await here.admin.slash(here.channel, "articles reindex")

    assert words(result.response) == (
        "Done: 1 article is up to date.\n**Number 1**: The disk is full."
    )


async def test_a_reindex_outlives_the_loss_of_its_message(env, library, here, caplog):
    env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50001)

    result = await here.admin.slash(here.channel, "articles reindex")

    assert "a report could not be shown" in caplog.text
    assert words(result.followups[0]) == "Done: 1 article is up to date."


@pytest.mark.parametrize(
    "title", ["@everyone <@1> [x](https://evil.example)", "# x\n> y", "||x|| `y` **z**"]
)
async def test_a_hostile_title_is_only_text_wherever_it_is_shown(env, library, here, title):
    library.add(Document("x.txt", title, "Nothing but a title is odd."), own(here.guild.id))
    shown = [
        await here.admin.slash(here.channel, "articles list"),
        await here.admin.slash(here.channel, "articles show", article="x.txt"),
        await here.admin.slash(here.channel, "articles remove", article="x.txt"),
        await here.member.slash(here.channel, "ask", question="What is odd but a title?"),
    ]
    for result in shown:
        kinds = {t["type"] for e in result.response.embeds for t in tokens(e.description)}
        assert kinds <= {"text", "strong_open", "strong_close", "break", "link_open", "link_close"}
        assert "evil.example" not in links(result.response)


def tokens(description: str) -> list[dict]:
    found, waiting = [], list(markdown_tokens(description, "message"))
    while waiting:
        token = waiting.pop(0)
        children = token.get("children")
        waiting[:0] = children or []
        found += [] if children is not None else [token]
    return found


def links(message) -> str:
    parts = [t.get("href", "") for e in message.embeds for t in tokens(e.description)]
    return " ".join([*parts, *(embed.url or "" for embed in message.embeds)])
