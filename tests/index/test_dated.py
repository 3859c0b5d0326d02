"""Questions with words of time, put to articles of known dates on a known day."""

from datetime import date

import pytest

from index import Library, Period, Query
from index.store.sqlite import SqliteStore

WEDNESDAY = date(2026, 11, 25)
HARBOUR = """The harbour of Lowick will be dredged for a {what}, mayor Anna Holt said on {day}.

"The {what} will bring {more} ships," said Holt."""


@pytest.fixture
def library(config, encoder):
    with Library(SqliteStore(config.data_dir), encoder, config, lambda: WEDNESDAY) as opened:
        yield opened


@pytest.fixture
def news(library, document):
    """Lowick's harbour in March, last week, yesterday, and without a date."""
    for source, published, day, what, more in (
        ("spring", "2026-03-12", "Wednesday", "crane", "three"),
        ("last week", "2026-11-19", "Thursday", "dredger", "forty"),
        ("yesterday", "2026-11-24", "Monday", "lock", "seventy"),
        ("undated", None, "Friday", "quay", "hundred"),
    ):
        text = HARBOUR.format(day=day, what=what, more=more)
        library.add(document(source, text, published=published))
    return library


def sources(answer):
    return [citation.source for citation in answer.citations]


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Holt say last week?", {"last week"}),
        ("Last week, what did Holt say about ships?", {"last week"}),
        ("What did Holt say last week about ships?", {"last week"}),
        ("What has Holt said since last Monday?", {"yesterday"}),
        ("What did Holt say before November?", {"spring"}),
        ("What did Holt say in March?", {"spring"}),
        ("What did Holt say between March and last week?", {"spring", "last week"}),
        ("Who spoke of the dredged harbour yesterday?", {"yesterday"}),
        ("What happened last week?", {"last week"}),
        ("yesterday", {"yesterday"}),
    ],
)
def test_an_answer_is_from_the_period_that_a_question_names(news, question, expected):
    assert set(sources(news.ask(Query(question)))) == expected


def test_the_note_tells_the_period_and_how_many_undated_articles_were_left_out(news, document):
    (note,) = {news.ask(Query("What did Holt say last week?")).note}
    news.add(document("undated too", "Nothing."))

    assert note == "Articles from 16 to 22 November 2026. 1 article without a date was left out."
    assert news.ask(Query("What has Holt said since March?")).note == (
        "Articles since 1 March 2026. 2 articles without a date were left out."
    )


def test_an_answer_without_words_of_time_has_no_note(news):
    assert news.ask(Query("What did Holt say?")).note is None


def test_on_monday_is_what_a_later_article_says_of_that_monday(news):
    answer = news.ask(Query("What will be dredged, as Anna Holt said on Monday?"))

    assert sources(answer) == ["yesterday"]
    assert answer.note == (
        "Articles of 23 November 2026, and later ones that name that time."
        " 1 article without a date was left out."
    )


def test_the_same_weekday_of_another_week_is_not_meant(news, document):
    text = HARBOUR.format(day="Thursday", what="ferry", more="nine")
    news.add(document("week before", text, published="2026-11-13"))

    answer = news.ask(Query("What will be dredged, Holt said on Thursday?"))

    assert set(sources(answer)) == {"last week"}


def test_somebody_is_quoted_of_a_day_by_the_words_around_not_in_the_quotation(library, document):
    text = (
        '"The gates were closed on time," said Ravi Menon on Sunday.\n\n'
        '"We all met in the old town hall on Sunday," said Ravi Menon.'
    )
    library.add(document("gates", text, published="2026-11-24"))

    (citation,) = library.ask(Query("What did Menon say on Sunday?")).citations

    assert "gates were closed" in citation.excerpt


def test_where_nothing_was_published_then_the_reason_tells_how_old_the_newest_is(news):
    answer = news.ask(Query("What did Holt say in April?"))

    assert answer.reason == (
        "There is no article from 1 to 30 April 2026; the newest is of 24 November 2026."
    )
    assert answer.note == "1 article without a date was left out."


@pytest.mark.parametrize(
    "question",
    [
        "Who built a wall in 1973?",
        "Who has kept the wall since 1990?",
        "What was built 300 years ago?",
        "Who mends the wall today?",
    ],
)
def test_a_question_of_history_is_not_narrowed_to_news(library, document, question):
    text = (
        "The monks built a wall in 1973. The town has kept the wall since 1990. "
        "Millers built the weir 300 years ago. Volunteers mend the wall today."
    )
    library.add(document("wall", text, published="2026-03-12"))
    library.add(document("other", "The circus came to town.", published="2026-11-24"))

    answer = library.ask(Query(question))

    assert (sources(answer), answer.note) == (["wall"], None)


def test_a_date_of_which_an_article_speaks_answers_too(library, document):
    text = "On 17 January the Sarn rose to 4.8 metres. It was the worst flood in decades."
    library.add(document("flood", text, published="2026-03-12"))
    library.add(document("fire", "A barn burnt down.", published="2025-12-01"))

    answer = library.ask(Query("How high did the Sarn rise on 17 January?"))

    assert answer.citations[0].excerpt.startswith("On 17 January the Sarn rose")


def test_words_of_time_are_words_where_no_article_has_a_date(library, document):
    library.add(document("wall", "The wall fell last week. The mayor, Ida Ray, wept in March."))
    library.add(document("ray", '"All of it must be built again," said Ida Ray.'))
    assert sources(library.ask(Query("What did Ida Ray say most recently?"))) == ["ray"]

    for question in ("What fell last week?", "Who wept in March?", "What fell recently?"):
        answer = library.ask(Query(question))
        assert (sources(answer), answer.note) == (["wall"], None)


@pytest.mark.parametrize(
    "question",
    [
        "What did Holt say, newest first?",
        "What did Holt say most recently?",
        "What was the last thing that Holt said?",
        "Latest quotes by Holt",
    ],
)
def test_the_newest_come_first_on_request_and_the_undated_last(library, document, question):
    for source, published, words in (
        ("b", "2026-11-19", "The ferry sails at dawn"),
        ("a", "2026-03-12", "Nobody may swim in the dock"),
        ("undated", None, "We will never sell the harbour"),
    ):
        library.add(document(source, f'"{words}," said Anna Holt.', published=published))
    library.add(document("d", '"It is ours," said Anna Holt.', published="2026-11-24"))

    answer = library.ask(Query(question))

    assert sources(answer) == ["b", "a", "undated"]
    assert answer.note == "Newest first."


def test_the_newest_is_found_behind_more_relevant_ones(library, document):
    for day in range(10, 25):
        text = '"The harbour will be dredged by the dredger of Lowick," said Anna Holt.'
        library.add(document(f"{day}", f"{text} Day {day}.", published=f"2026-10-{day}"))
    reported = "Anna Holt said that the harbour at Lowick would be dredged soon."
    library.add(document("new", reported, published="2026-11-24"))

    answer = library.ask(Query("What is the latest thing Holt said about the dredged harbour?"))

    assert sources(answer)[0] == "new"


@pytest.mark.parametrize(
    "question", ["Which is the newest bridge of Lowick?", "Who won the last match of Lowick?"]
)
def test_the_newest_of_something_else_is_not_a_wish_for_the_newest_article(news, question):
    assert news.ask(Query(question)).note is None


def test_the_articles_of_a_period_open_with_what_they_report(news):
    answer = news.ask(Query("What's new since March?"))

    assert sources(answer) == ["yesterday", "last week", "spring"]
    assert [c.excerpt.split(",")[0] for c in answer.citations] == [
        f"The harbour of Lowick will be dredged for a {what}"
        for what in ("lock", "dredger", "crane")
    ]


def test_a_period_of_the_query_holds_whatever_the_question_says(news):
    november = Period(date(2026, 11, 1), None)

    assert set(sources(news.ask(Query("What did Holt say?", period=november)))) == {
        "yesterday",
        "last week",
    }
    assert sources(news.ask(Query("What did Holt say in March?", period=november))) == []
    assert set(sources(news.ask(Query("What did Holt say last week?", period=november)))) == {
        "last week"
    }


def test_a_period_of_the_query_is_not_met_by_a_later_article(news):
    monday = Period(date(2026, 11, 23), date(2026, 11, 23))

    answer = news.ask(Query("What will be dredged?", period=monday))

    assert answer.reason == (
        "There is no article of 23 November 2026; the newest is of 24 November 2026."
    )


def test_a_period_leaves_undated_articles_out_even_where_there_are_no_others(library, document):
    library.add(document("undated", "Salmon spawn in gravel."))

    answer = library.ask(Query("Where do salmon spawn?", period=Period(date(2026, 1, 1), None)))

    assert answer.reason == "There is no article since 1 January 2026; none here has a date."
    assert answer.note == "1 article without a date was left out."


def test_each_of_several_questions_has_its_own_period(news):
    answer = news.ask(Query("What did Holt say last week? And what did Holt say in March?"))

    assert set(sources(answer)) == {"last week", "spring"}
    assert answer.note == (
        "Articles from 16 to 22 November 2026. 1 article without a date was left out."
        " Articles from 1 to 31 March 2026. 1 article without a date was left out."
    )
    assert answer.query.text.endswith("in March?")


def test_the_articles_of_other_collections_do_not_count(news, document):
    news.add(document("theirs", HARBOUR, published="2026-04-02"), "guild:1")

    answer = news.ask(Query("What did Holt say in April?"))

    assert answer.reason == (
        "There is no article from 1 to 30 April 2026; the newest is of 24 November 2026."
    )


def test_a_time_in_words_that_are_quoted_is_none_of_the_question(library, document):
    text = '"Tonight we stopped talking about last week," said Maren Holloway.'
    library.add(document("barrier", text, published="2026-03-12"))

    answer = library.ask(Query('Who said "Tonight we stopped talking about last week"?'))

    assert (sources(answer), answer.note) == (["barrier"], None)
