"""Asking by command, by mention and directly, in two guilds, as people do."""

import pytest

from bot import samples
from bot.config import Config
from bot.librarian import STARTING
from bot.shelves import own
from index import Document
from tests.bot.conftest import words

FISH = "What has returned to the river Alder?"
BRIDGE = "Why is the iron bridge closed to lorries?"
ABSENT = "The articles don't say."


@pytest.fixture
def settings(config) -> Config:
    return Config(config, questions_per_minute=3)


async def test_a_question_is_answered_with_the_sentence_and_its_source(env, here):
    result = await here.member.slash(here.channel, "ask", question=FISH)

    assert not result.ephemeral
    assert words(result.response) == (
        "What has returned to the river Alder?\n"
        "> Salmon have returned to the river Alder after forty years.\n\n"
        "**1** · [Salmon return to the Alder](https://news.example.com/alder#:~:text="
        "Salmon%20have%20returned%20to%20the%20river%20Alder%20after%20forty%20years.)"
        " · news\\.example\\.com · 14 Mar 2026 · paragraph 1"
    )


async def test_a_question_is_acknowledged_before_it_is_answered(env, here):
    await here.member.slash(here.channel, "ask", question=FISH)

    callback, answer = env.http_requests[-2:]
    assert (callback.path.rsplit("/", 1)[-1], callback.json) == ("callback", {"type": 5})
    assert "embeds" in answer.json


async def test_an_article_of_another_guild_is_not_quoted(env, here, there):
    mine = await there.member.slash(there.channel, "ask", question=BRIDGE)
    other = await here.member.slash(here.channel, "ask", question=BRIDGE)

    assert "iron bridge of Norham" in words(mine.response)
    assert "Norham" not in words(other.response)


async def test_before_the_first_articles_are_in_the_bot_says_that_it_is_starting(
    env, library, here, there, config
):
    library.remove("bridges.txt", own(there.guild.id))
    (config.data_dir / samples.DONE).unlink()  # as before the end of the first start
    stranger = there.guild.add_member(env.create_user("stranger"))

    told = [
        await person.slash(there.channel, "ask", question=BRIDGE)
        for person in (there.member, there.admin)
    ]
    await stranger.send_dm(BRIDGE)
    elsewhere = await here.member.slash(here.channel, "ask", question=FISH)

    replies = [*(each.response for each in told), stranger.user.dm_channel.last_message]
    assert [words(reply) for reply in replies] == [STARTING] * 3
    assert words(elsewhere.response).startswith(f"{FISH}\n> Salmon have returned")
    env.errors.clear()


async def test_a_question_about_two_people_is_answered_for_each_from_the_own_articles(
    env, here, there
):
    asked = "What did Mara Lind and Zorblax say?"
    mine, other = [
        await person.slash(place.channel, "ask", question=asked)
        for place in (here, there)
        for person in (place.member,)
    ]

    assert '"The water is clean again,"' in words(mine.response)
    assert words(mine.response).endswith("Zorblax is not mentioned in these articles.")
    assert words(other.response).endswith(
        "Mara Lind is not mentioned in these articles. Zorblax is not mentioned in these articles."
    )


async def test_that_only_the_first_of_many_questions_were_answered_is_said(env, here):
    result = await here.member.slash(here.channel, "ask", question=" ".join([FISH] * 4))

    assert words(result.response).endswith(
        "Only the first 3 questions were answered; please ask the others in another message."
    )


async def test_what_is_shared_is_quoted_everywhere(env, library, here, there):
    library.add(make_shared())

    for place in (here, there):
        result = await place.member.slash(place.channel, "ask", question="Who repairs the clock?")
        assert "The clock of the town hall is repaired by Ida Moss." in words(result.response)


async def test_one_article_alone_can_be_asked(env, library, here):
    library.add(make_shared())

    result = await here.member.slash(
        here.channel, "ask", question="Who repairs the clock?", article="rivers.txt"
    )

    assert "Ida Moss" not in words(result.response)


async def test_an_article_of_another_guild_cannot_be_asked(env, here, there):
    result = await here.member.slash(here.channel, "ask", question=BRIDGE, article="bridges.txt")

    assert words(result.response) == (
        "There is no article 'bridges\\.txt' here. Choose one from the list."
    )
    assert [type(e.original).__name__ for e in env.errors] == ["UnknownArticle"]


async def test_titles_are_offered_of_this_guild_and_of_what_is_shared(env, library, here, there):
    library.add(make_shared())

    offered = await here.member.autocomplete(here.channel, "ask", "article", "")
    typed = await here.member.autocomplete(here.channel, "ask", "article", "SALM")

    assert [x["name"] for x in offered] == ["Salmon return to the Alder", "The town clock"]
    assert typed == [{"name": "Salmon return to the Alder", "value": "rivers.txt"}]


async def test_an_answer_can_be_private(env, here):
    private = await here.member.slash(here.channel, "ask", question=FISH, private=True)
    public = await here.member.slash(here.channel, "ask", question=FISH, private=False)

    assert [private.ephemeral, public.ephemeral] == [True, False]
    assert words(private.response) == words(public.response)


@pytest.mark.parametrize(
    ("since", "first", "note"),
    [
        ("2026-03-14", "> Salmon have returned", "Articles since 14 March 2026."),
        ("2026-03-15", "There is no article since 15 March 2026", None),
    ],
)
async def test_only_articles_since_a_day_are_quoted(env, here, since, first, note):
    result = await here.member.slash(here.channel, "ask", question=FISH, since=since)

    lines = words(result.response).split("\n")
    assert lines[1].startswith(first)
    assert note in (lines[-1], None)


async def test_a_time_that_is_none_is_refused_in_a_sentence(env, here):
    result = await here.member.slash(here.channel, "ask", question=FISH, since="the moon")

    assert "the moon" in words(result.response)
    assert [type(e.original).__name__ for e in env.errors] == ["QueryError"]


async def test_more_passages_keep_to_the_time_that_was_asked_for(env, here, library):
    for n in range(8):
        document = Document(
            f"{n}.txt", f"Report {n}", f"Eels returned to pond {n}.", published=f"2026-01-0{n + 1}"
        )
        library.add(document, own(here.guild.id))
    asked = await here.member.slash(
        here.channel, "ask", question="Where have eels returned?", since="2026-01-05"
    )
    more = await here.member.click(asked.response, label="More passages")

    shown = words(asked.response) + words(more.response)
    assert [n for n in range(8) if f"pond {n}" in shown] == [4, 5, 6, 7]


async def test_times_are_offered_and_any_other_can_be_typed(env, here):
    offered = await here.member.autocomplete(here.channel, "ask", "since", "las")
    typed = await here.member.autocomplete(here.channel, "ask", "since", "2026-11-22")

    assert [x["value"] for x in offered] == ["last week", "last month"]
    assert typed == [{"name": "2026-11-22", "value": "2026-11-22"}]


async def test_a_message_that_mentions_the_bot_is_answered_by_a_reply(env, here):
    asked = await here.member.send(here.channel, f"<@{env.bot.user.id}> {FISH}")

    reply = here.channel.last_message
    assert reply.author == env.bot.user
    assert reply.reference.message_id == asked.id
    assert "> Salmon have returned" in words(reply)
    assert reply.embeds[0].title == FISH


async def test_a_mention_in_another_guild_does_not_quote_this_one(env, here, there):
    await there.member.send(there.channel, f"{FISH} <@!{env.bot.user.id}>")

    assert "Salmon" not in words(there.channel.last_message)


async def test_a_mention_without_a_question_is_told_how_to_ask(env, here):
    await here.member.send(here.channel, f" <@{env.bot.user.id}> ")

    assert words(here.channel.last_message).startswith("Ask me about the articles: `/ask`")


async def test_a_direct_message_needs_no_mention_and_quotes_only_what_is_shared(env, library, here):
    library.add(make_shared())

    await here.member.send_dm("Who repairs the clock?")
    shared = words(here.member.user.dm_channel.last_message)
    await here.member.send_dm(FISH)
    guild = words(here.member.user.dm_channel.last_message)

    assert "repaired by Ida Moss" in shared
    assert "Salmon" not in guild


async def test_the_command_in_a_direct_message_quotes_only_what_is_shared(env, here):
    result = await here.member.user.slash("ask", question=FISH)
    assert "Salmon" not in words(result.response)


async def test_a_message_to_somebody_else_is_left_alone(env, here):
    await here.member.send(here.channel, FISH)
    await here.member.send(here.channel, f"@everyone <@{here.admin.id}> {FISH}")

    assert here.channel.last_message.author.id == here.member.id


async def test_a_reply_to_an_answer_is_not_a_question(env, here):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> {FISH}")
    answer = here.channel.last_message

    thanks = await here.member.send(here.channel, "thanks!", reply_to=answer)

    assert here.channel.last_message.id == thanks.id


async def test_bots_and_webhooks_get_no_answer(env, here):
    robot = here.guild.add_member(env.create_user("robot", bot=True))
    webhook = here.guild.create_webhook(here.channel)

    await robot.send(here.channel, f"<@{env.bot.user.id}> {FISH}")
    await webhook.send(f"<@{env.bot.user.id}> {FISH}")

    assert [m.author.id for m in here.channel.history() if m.author.id == env.bot.user.id] == []


async def test_who_asks_too_much_is_told_when_to_ask_again(env, here):
    for _ in range(3):
        await here.member.slash(here.channel, "ask", question=FISH)
    refused = await here.member.slash(here.channel, "ask", question=FISH)
    other = await here.admin.slash(here.channel, "ask", question=FISH)
    await env.advance_time(61)
    later = await here.member.slash(here.channel, "ask", question=FISH)

    assert refused.ephemeral
    assert words(refused.response) == (
        "You have asked a lot just now. Please ask again in 60 seconds."
    )
    assert "> Salmon" in words(other.response)
    assert "> Salmon" in words(later.response)
    assert [type(e.original).__name__ for e in env.errors] == ["TooManyQuestions"]


async def test_messages_and_commands_share_one_cooldown(env, here):
    for _ in range(3):
        await here.member.slash(here.channel, "ask", question=FISH)
    await here.member.send(here.channel, f"<@{env.bot.user.id}> {FISH}")

    assert words(here.channel.last_message).startswith("You have asked a lot just now.")


async def test_a_question_that_is_too_long_is_refused_in_a_sentence(env, here):
    result = await here.member.slash(here.channel, "ask", question="why " * 1001)

    assert words(result.response) == "The question has 4,004 characters; at most 4,000 can be asked"
    assert [type(e.original).__name__ for e in env.errors] == ["QueryError"]


async def test_a_message_without_an_answer_in_the_articles_says_so(env, here):
    await here.member.send(here.channel, f"<@{env.bot.user.id}> What did Merkel say about Oslo?")
    assert "> " not in words(here.channel.last_message)


def make_shared():
    return Document(
        source="clock.txt",
        title="The town clock",
        text="The clock of the town hall is repaired by Ida Moss. It has stood still since June.",
    )
