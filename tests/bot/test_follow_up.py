"""A question after an answer: by a reply, in a thread, directly; and whom "he" then is."""

from bot.shelves import own
from index import Document
from tests.bot.conftest import words
from tests.bot.test_answer_view import age

TALKS = Document(
    "talks.txt",
    "Talks begin",
    '"The talks are serious," said Ida Moss. "The talks are a show," said Tom Reed. '
    '"Oil is dear," said Ida Moss.',
)
ASKED = "What did Moss say about the talks?"
WHOM = "“He” could be anybody; ask with a name."


async def ask(env, place, library, text: str = ASKED, channel=None, document=TALKS):
    library.add(document, own(place.guild.id))
    channel = channel or place.channel
    await place.member.send(channel, f"<@{env.bot.user.id}> {text}")
    return channel.last_message


def lines(message) -> list[str]:
    return words(message).split("\n")


async def test_he_without_anybody_before_is_asked_for(env, here, library):
    answer = await ask(env, here, library, "What did he say?")

    assert lines(answer) == ["What did he say?", WHOM]


async def test_a_reply_keeps_the_topic_and_asks_about_somebody_else(env, here, library, make_bot):
    answer = await ask(env, here, library)
    await env.restart_bot(make_bot())

    await here.member.send(here.channel, "And what about Reed?", reply_to=answer)
    found = lines(here.channel.last_message)

    assert found[0] == "What did Reed say about the talks?"
    assert "The talks are a show" in found[1]
    assert found[-1] == "Understood after your question before."


async def test_a_reply_keeps_the_person(env, here, library):
    answer = await ask(env, here, library)

    await here.admin.send(here.channel, "what did she say about oil?", reply_to=answer)
    found = lines(here.channel.last_message)

    assert found[0] == "what did Moss say about oil?"
    assert "Oil is dear" in found[1]


async def test_a_reply_keeps_the_article_and_says_so(env, here, library):
    library.add(TALKS, own(here.guild.id))
    answer = await here.member.slash(here.channel, "ask", question=ASKED, article="talks.txt")

    mention = f"<@{env.bot.user.id}>"
    text = f"{mention} What returned to the river?"
    await here.member.send(here.channel, text, reply_to=answer.response)
    found = lines(here.channel.last_message)

    assert "Salmon" not in words(here.channel.last_message)
    assert found[-1] == "Asked of the same article only."


async def test_a_reply_that_asks_nothing_is_left_alone(env, here, library):
    answer = await ask(env, here, library)
    thanks = await here.member.send(here.channel, "And Reed lied.", reply_to=answer)

    assert here.channel.last_message.id == thanks.id


async def test_a_reply_to_somebody_else_is_no_follow_up(env, here, library):
    await ask(env, here, library)
    other = await here.admin.send(here.channel, "What did he say?")
    reply = await here.member.send(here.channel, "And what about Reed?", reply_to=other)

    assert here.channel.last_message.id == reply.id


async def test_after_some_days_nobody_is_remembered(env, here, library):
    answer = await ask(env, here, library)
    age(env, days=8)

    await here.member.send(here.channel, "What did he say?", reply_to=answer)

    assert lines(here.channel.last_message) == ["What did he say?", WHOM]


async def test_in_a_channel_the_last_answer_may_be_somebody_elses(env, here, library):
    await ask(env, here, library)
    await here.admin.send(here.channel, f"<@{env.bot.user.id}> What did he say?")

    assert lines(here.channel.last_message) == ["What did he say?", WHOM]


async def test_directly_the_last_answer_is_followed_up(env, here, library):
    library.add(TALKS)
    await here.member.send_dm(ASKED)
    await here.member.send_dm("and what about Reed?")

    found = lines(here.member.user.dm_channel.last_message)
    assert found[0] == "What did Reed say about the talks?"


async def test_in_a_thread_the_last_answer_is_followed_up(env, here, library):
    start = await here.member.send(here.channel, "Let us talk.")
    await (
        env.bot.get_channel(here.channel.id)
        .get_partial_message(start.id)
        .create_thread(name="Talks")
    )
    await env.settle()
    (thread,) = here.channel.threads
    await ask(env, here, library, channel=thread)

    await here.member.send(thread, f"<@{env.bot.user.id}> what did he say about oil?")

    assert lines(thread.last_message)[0] == "what did Moss say about oil?"


async def test_somebody_whom_only_the_other_guild_quotes_is_nobody_here(env, here, there, library):
    await ask(env, there, library)
    answer = await ask(env, here, library, "What did Lind say?", document=BEES)
    await here.member.send(here.channel, "And what about Reed?", reply_to=answer)

    assert lines(here.channel.last_message)[0] == "What did Lind say about Reed?"


BEES = Document("bees.txt", "Bees", "Bees were seen at the mill.")
