"""The bot as a German reader meets it: everything in German but what articles and people say."""

import json

from simcord.actors import MemberActor

from bot import i18n, samples
from bot.shelves import own
from index.message import FIELD
from tests.bot.conftest import RIVERS, make_place, words
from tests.bot.tour import tour
from tests.translations import forms, read

SHORT = 12  # characters of a sentence that German may hold by chance: "Status", "Version"


async def test_a_quote_stays_as_it_is_and_all_around_it_is_german(env, here, german):
    answer = await here.member.slash(here.channel, "ask", question="Who says the water is clean?")

    quote, source = words(answer.response).split("\n\n")
    said = '"The water is clean again," said Mara Lind, who counts the fish.'
    assert quote.replace("*", "").endswith(said)
    assert source.endswith("14.03.2026 · Absatz 1")
    labels = [b["label"] for row in answer.response.components for b in row["components"]]
    about_it = ["Hilfreich", "Nicht hilfreich", "Löschen"]
    assert labels == ["Im Zusammenhang zeigen", "Seite öffnen", *about_it]


async def test_two_readers_of_one_server_each_read_their_language(env, here, monkeypatch, german):
    own_language = await here.member.slash(here.channel, "ask", question="Who is Zorblax?")
    monkeypatch.undo()
    other = await here.admin.slash(here.channel, "ask", question="Who is Zorblax?")

    assert words(own_language.response).split("\n")[1] == (
        "Zorblax wird in diesen Artikeln nicht erwähnt."
    )
    assert words(other.response).split("\n")[1] == "Zorblax is not mentioned in these articles."


async def test_why_there_is_no_answer_is_told_with_german_days(env, here, german):
    asked = await here.member.slash(
        here.channel, "ask", question="What about salmon?", since="2026-05-01"
    )

    assert words(asked.response).split("\n")[1] == (
        "Es gibt keinen Artikel seit dem 1. Mai 2026; der neueste ist vom 14. März 2026."
    )


async def test_a_time_is_offered_and_understood_in_german(env, here, german):
    offered = await here.member.autocomplete(here.channel, "ask", "since", "letzt")
    typed = await here.member.slash(
        here.channel, "ask", question="What about salmon?", since="Letzte Woche"
    )

    assert [(c["name"], c["value"]) for c in offered] == [
        ("letzte Woche", "last week"),
        ("letzten Monat", "last month"),
    ]
    assert words(typed.response).split("\n")[1].startswith("Es gibt keinen Artikel seit dem ")


async def test_a_refusal_is_german(env, here, german):
    answer = await here.admin.slash(here.channel, "ask", question="Who says the water is clean?")
    refused = await here.member.click(answer.response, label="Löschen")

    assert words(refused.response).startswith("Nur wer gefragt hat oder das Recht")
    assert [type(error).__name__ for error in env.errors] == ["NotAllowed"]


async def test_what_several_questions_lack_is_told_in_german(env, here, german):
    people = "What did Mara Lind and Zorblax say?"
    two = await here.member.slash(here.channel, "ask", question=people)
    four = await here.member.slash(here.channel, "ask", question=f"{people} Who is it? {people}")

    lacking = "Zorblax wird in diesen Artikeln nicht erwähnt."
    assert words(two.response).endswith(lacking)
    assert words(four.response).endswith(
        f"Nur die ersten 3 Fragen sind beantwortet; bitte stell die anderen in einer weiteren "
        f"Nachricht. {lacking}"
    )


async def test_the_start_is_told_in_german(env, library, here, config, german):
    library.remove("rivers.txt", own(here.guild.id))
    (config.data_dir / samples.DONE).unlink()

    asked = await here.member.slash(here.channel, "ask", question="Who is Zorblax?")

    assert words(asked.response) == (
        "Ich starte noch: Meine ersten Artikel sind noch nicht da. "
        "Frag in einer Minute noch einmal."
    )
    env.errors.clear()


async def test_what_the_reader_of_files_refuses_is_told_in_german(env, here, german):
    damaged = ("zeitung.pdf", b"%PDF-1.7 nothing")
    shown = await here.admin.slash(here.channel, "articles add", file=damaged)

    assert "zeitung\\.pdf ist beschädigt: Die Seiten können nicht" in words(shown.response)


async def test_a_message_is_answered_in_the_language_of_the_server(env, library):
    guild = env.create_guild("hier", preferred_locale="de")
    channel = guild.create_text_channel("allgemein")
    member = guild.add_member(env.create_user("max"))
    library.add(RIVERS, own(guild.id))

    await member.send(channel, f"<@{env.bot.user.id}> Who is Zorblax?")

    assert "wird in diesen Artikeln nicht erwähnt" in words(channel.last_message)


async def test_a_german_reader_meets_no_english_sentence_of_ours(env, library, german, monkeypatch):
    clicked, catalogue = MemberActor.click, i18n.catalogue("de")

    async def click(self, message, *, label):
        return await clicked(self, message, label=catalogue.gettext(label))

    async def nothing(*_):
        """A direct message does not tell a locale: it is answered in English."""

    monkeypatch.setattr(MemberActor, "click", click)
    monkeypatch.setattr(MemberActor, "send_dm", nothing)
    place = make_place(env, "hier", preferred_locale="de")
    await tour(env, place, library)

    bodies = [r.json for r in env.http_requests if r.json and not r.path.endswith("/commands")]
    sent = json.dumps(bodies)
    assert [text for text in english_only(read("de")) if json.dumps(text)[1:-1] in sent] == []


def english_only(catalogue) -> list[str]:
    """The longest part between the fields of each English sentence."""
    texts = [text for each in catalogue if not each.context for text in forms(each.id)]
    parts = [max(FIELD.split(text)[::2], key=len) for text in texts]
    return [part for part in parts if len(part) > SHORT]
