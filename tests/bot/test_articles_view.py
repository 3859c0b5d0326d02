"""The buttons and the form of /articles: who may use them, also later, also after a restart."""

import pytest

from bot.shelves import own
from tests.bot.conftest import REFUSED, fill, press_add, sources, submit, words

TEXT = "The bakery in Mill Lane will close in June. Its owner said that flour is too dear."


async def test_without_file_or_address_a_form_takes_pasted_text(env, library, here):
    shown = await here.admin.slash(here.channel, "articles add")

    preview = await submit(here.admin, shown, "The bakery", "2026-05-01", "", TEXT)
    added = await press_add(here.admin, preview)

    assert [row["label"] for row in shown.modal["components"]] == [
        "Title",
        "Date, if it has one",
        "Source, if it has one: an address or a name",
        "Text",
    ]
    assert words(added) == "Added **The bakery**, 2 sentences."
    document = library.document("The bakery", own(here.guild.id))
    assert (document.published, document.text) == ("2026-05-01", TEXT)


async def test_pasted_text_is_cited_with_the_address_that_it_is_from(env, library, here):
    shown = await here.admin.slash(here.channel, "articles add")

    url = "https://news.example.com/bakery"
    preview = await submit(here.admin, shown, "The bakery", "", f"{url}#top", TEXT)
    before = words(preview.response)
    await press_add(here.admin, preview)
    asked = await here.member.slash(here.channel, "ask", question="When will the bakery close?")

    assert before.endswith("From: news\\.example\\.com")
    assert sources(library, here) == [url, "rivers.txt"]
    assert f"[The bakery]({url}" in words(asked.response)


@pytest.mark.parametrize("origin", ["http://user:secret@news.example.com/", "https://"])
async def test_an_address_that_we_do_not_link_to_is_refused(env, library, here, origin):
    shown = await here.admin.slash(here.channel, "articles add")

    refused = await submit(here.admin, shown, "The bakery", "", origin, TEXT)

    assert "address" in words(refused.response)
    assert "secret" not in words(refused.response)
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["ArticleRefused"]


async def test_a_form_with_a_wrong_date_says_what_a_date_looks_like(env, library, here):
    shown = await here.admin.slash(here.channel, "articles add")

    result = await submit(here.admin, shown, "The bakery", "May", "", TEXT)

    assert "2026-11-22" in words(result.response)
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["ArticleRefused"]


async def test_a_form_is_refused_to_who_lost_the_permission_meanwhile(env, library, here):
    shown = await here.admin.slash(here.channel, "articles add")
    demote(env, here)

    result = await submit(here.admin, shown, "The bakery", "", "", TEXT)

    assert words(result.response) == REFUSED
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_a_long_list_has_pages(env, library, here):
    fill(library, here, 11)
    first = await here.admin.slash(here.channel, "articles list")

    await here.admin.click(first.response, label="Next")

    assert words(first.response).split("\n")[1:] == [
        "**11** · Number 1 · 1 sentence",
        "**12** · [Salmon return to the Alder](https://news.example.com/alder)"
        " · news\\.example\\.com · 14 Mar 2026 · 3 sentences",
        "Page 2 of 2 · 12 in all",
    ]
    assert buttons(first.response) == {"Previous": False, "Next": True}


async def test_the_buttons_of_a_list_work_after_a_restart(env, library, here, make_bot):
    fill(library, here, 11)
    first = await here.admin.slash(here.channel, "articles list")

    await env.restart_bot(make_bot())
    await here.admin.click(first.response, label="Next")

    assert words(first.response).endswith("Page 2 of 2 · 12 in all")


async def test_search_and_order_survive_a_restart_and_stay_on_the_next_page(
    env, library, here, make_bot
):
    fill(library, here, 12)
    first = await here.admin.slash(
        here.channel, "articles list", search="number: x", sort="published"
    )
    assert words(first.response) == "No article here has “number: x”."
    first = await here.admin.slash(here.channel, "articles list", search="number", sort="adder")

    await env.restart_bot(make_bot())
    await here.admin.click(first.response, label="Next")

    assert words(first.response) == (
        "Articles with “number”\n**11** · Number 2 · 1 sentence\n**12** · Number 1 · 1 sentence\n"
        "Page 2 of 2 · 12 in all · By who added them"
    )


async def test_the_longest_search_fits_into_the_buttons(env, library, here):
    title = "x" * 60
    fill(library, here, 11, title=title)

    first = await here.admin.slash(here.channel, "articles list", search=title, sort="sentences")
    await here.admin.click(first.response, label="Next")

    assert words(first.response).endswith("Page 2 of 2 · 11 in all · Most sentences first")


async def test_a_list_is_not_turned_by_who_lost_the_permission_meanwhile(env, library, here):
    fill(library, here, 11)
    first = await here.admin.slash(here.channel, "articles list")
    demote(env, here)

    pressed = await here.admin.click(first.response, label="Next")

    assert words(pressed.response) == REFUSED
    assert "Page 1 of 2" in words(first.response)
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_an_article_is_removed_once_it_is_confirmed(env, library, here):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")
    before = sources(library, here)
    question = words(asked.response)

    await here.admin.click(asked.response, label="Remove")

    assert before == ["rivers.txt"]
    assert question == "Remove **Salmon return to the Alder**? It will not be quoted any more."
    assert words(asked.response) == "Removed **Salmon return to the Alder**."
    assert asked.response.components == []
    assert sources(library, here) == []


async def test_an_article_stays_when_the_removal_is_not_confirmed(env, library, here):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")

    await here.admin.click(asked.response, label="Keep")

    assert words(asked.response) == "Nothing was removed."
    assert sources(library, here) == ["rivers.txt"]


@pytest.mark.parametrize("label", ["Remove", "Keep"])
async def test_a_member_cannot_press_the_buttons_of_an_admin(env, library, here, label):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")

    pressed = await here.member.click(asked.response, label=label)

    assert pressed.ephemeral
    assert words(pressed.response) == REFUSED
    assert words(asked.response).startswith("Remove **Salmon")
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_the_permission_is_checked_again_when_a_removal_is_confirmed(env, library, here):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")
    demote(env, here)

    pressed = await here.admin.click(asked.response, label="Remove")

    assert words(pressed.response) == REFUSED
    assert sources(library, here) == ["rivers.txt"]
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_a_button_of_another_guild_removes_nothing_here(env, library, here, there):
    """Ids come back from clients: one that names another guild's article finds nothing."""
    library.add(library.document("bridges.txt", own(there.guild.id)), own(here.guild.id))
    asked = await here.admin.slash(here.channel, "articles remove", article="bridges.txt")
    library.remove("bridges.txt", own(here.guild.id))

    pressed = await here.admin.click(asked.response, label="Remove")

    assert words(pressed.followups[0]).startswith("There is no article '")
    assert sources(library, there) == ["bridges.txt"]
    assert [type(error).__name__ for error in env.errors] == ["UnknownArticle"]


async def test_a_removal_can_be_confirmed_after_a_restart(env, library, here, make_bot):
    asked = await here.admin.slash(here.channel, "articles remove", article="rivers.txt")

    await env.restart_bot(make_bot())
    await here.admin.click(asked.response, label="Remove")

    assert sources(library, here) == []


def buttons(message) -> dict[str, bool]:
    """Each button's label, and whether it is greyed out."""
    row = message.components[0]["components"]
    return {button["label"]: button.get("disabled", False) for button in row}


def demote(env, place) -> None:
    """Take the admin's role away."""
    place.guild._guild.members[place.admin.id].role_ids.clear()
