"""/help and /about, for members and admins, in a guild and directly."""

from index import Document
from tests.bot.conftest import words


async def test_help_says_how_to_ask_and_to_admins_where_their_commands_are(env, here):
    member = await here.member.slash(here.channel, "help")
    admin = await here.admin.slash(here.channel, "help")
    direct = await here.member.user.slash("help")

    assert member.ephemeral
    assert "`/ask`, then your question" in words(member.response)
    assert words(direct.response) == words(member.response)
    assert words(admin.response).startswith(words(member.response))
    assert "`/settings`" in words(admin.response)
    assert "`/settings`" not in words(member.response)


async def test_about_says_what_is_quoted_here_and_that_nothing_is_written(
    env, here, there, library
):
    library.add(Document("clock.txt", "The @everyone clock", "The clock is repaired by Ida."))

    result = await here.member.slash(here.channel, "about")
    direct = await here.member.user.slash("about")

    assert result.ephemeral
    assert "I never write a sentence of my own" in words(result.response)
    assert "**Articles**: 1 of this place alone, 1 shared with all." in words(result.response)
    assert "- Salmon return to the Alder" in words(result.response)
    assert "- The \\@everyone clock" in words(result.response)
    assert "bridge" not in words(result.response)
    assert "**Articles**: 0 of this place alone, 1 shared" in words(direct.response)
    assert "Salmon" not in words(direct.response)
