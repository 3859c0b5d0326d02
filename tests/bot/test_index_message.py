"""The menu "Index this message": for admins, with a preview of what the message brings."""

import pytest

from bot.index_message import links_in
from index import IndexConfig
from tests.bot.conftest import REFUSED, press_add, sources, words
from tests.index.web_server import web_server

MENU = "Index this message"
MILL = b"The mill is closed for good. It was the last one on the river."


async def test_the_files_of_a_message_are_previewed_and_added(env, library, here, there):
    message = await here.member.send(
        here.channel, "Read these", attachments=[("mill.txt", MILL), ("x.txt", b"\0\1" * 90)]
    )

    shown = await here.admin.context_menu(here.channel, MENU, message)
    preview = words(shown.response)
    before = sources(library, here)
    job = await press_add(here.admin, shown)

    assert shown.ephemeral
    assert "**1** · **mill** · mill\\.txt · undated · 2 sentences" in preview
    assert "**2** · Cannot be added: x\\.txt" in preview
    assert before == ["rivers.txt"]
    assert words(job) == "Added **mill**, 2 sentences."
    assert sources(library, here) == ["mill.txt", "rivers.txt"]
    assert sources(library, there) == ["bridges.txt"]


async def test_what_a_message_forwards_counts_as_its_own(env, here):
    original = await here.member.send(here.channel, "Read", attachments=[("mill.txt", MILL)])
    forwarded = await here.member.forward(original, here.channel)

    shown = await here.admin.context_menu(here.channel, MENU, forwarded)

    assert words(shown.response).startswith("mill\n> The mill is closed for good.")


async def test_a_link_of_a_message_is_fetched_as_any_other_is(env, library, here):
    message = await here.member.send(here.channel, "See <http://127.0.0.1/mill>.")

    shown = await here.admin.context_menu(here.channel, MENU, message)

    assert "127\\.0\\.0\\.1" in words(shown.response)
    assert shown.response.components == []


class TestOfAHostThatMayBeFetchedFrom:
    @pytest.fixture
    def config(self, tmp_path) -> IndexConfig:
        return IndexConfig(tmp_path / "data", allow_hosts=("127.0.0.1",))

    async def test_the_page_behind_a_link_is_added_under_its_address(self, env, library, here):
        with web_server() as server:
            url = f"http://127.0.0.1:{server.server_port}/page"
            message = await here.member.send(here.channel, f"Look at {url}!")
            shown = await here.admin.context_menu(here.channel, MENU, message)
            preview = words(shown.response)
            await press_add(here.admin, shown)

        assert "> Salmon spawn in gravel beds of the river Sarn." in preview
        assert sources(library, here) == [url, "rivers.txt"]


async def test_a_message_with_neither_is_told_so(env, here):
    message = await here.member.send(here.channel, "Nothing to read here.")

    shown = await here.admin.context_menu(here.channel, MENU, message)

    assert words(shown.response) == "There is neither a link nor a file in this message."


async def test_of_a_message_with_very_many_links_the_first_ten_are_read(env, here):
    links = " ".join(f"http://127.0.0.1/{n}" for n in range(11))
    message = await here.member.send(here.channel, links, attachments=[("mill.txt", MILL)])

    shown = await here.admin.context_menu(here.channel, MENU, message)
    await here.admin.click(shown.response, label="Next")
    await here.admin.click(shown.response, label="Next")

    assert words(shown.response).split("\n")[1:] == [
        "**11** · Cannot be added: The message has more than 10 links and files; the others are"
        " not read.",
        "Page 3 of 3 · 1 can be added, 10 cannot · Nothing is added yet",
    ]


@pytest.mark.parametrize("who", ["member", "stranger"])
async def test_who_is_no_admin_is_refused(env, library, here, who):
    stranger = here.guild.add_member(env.create_user("stranger"))
    person = {"member": here.member, "stranger": stranger}[who]
    message = await here.admin.send(here.channel, "x", attachments=[("mill.txt", MILL)])
    command = int(env.backend.find_command(MENU, here.guild.id, type=3)["id"])
    here.guild.set_command_permissions(command, {here.guild.default_role: True})

    refused = await person.context_menu(here.channel, MENU, message)

    assert refused.ephemeral
    assert words(refused.response) == REFUSED
    assert env.bot.drafts._held == {}
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("See https://a.example/x.", ["https://a.example/x"]),
        ("(https://a.example/x)", ["https://a.example/x"]),
        ("[here](https://a.example/Salmon_(fish))", ["https://a.example/Salmon_(fish)"]),
        (
            "<https://a.example/x>, ||http://b.example||",
            ["https://a.example/x", "http://b.example"],
        ),
        ("ftp://a.example a.example", []),
    ],
)
def test_a_link_ends_where_a_sentence_goes_on(text, links):
    assert list(links_in(text)) == links
