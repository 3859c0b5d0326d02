import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index import ConfigError, Library, Query, QueryError

TOWN = """The council of Tidewick voted for the barrier on Monday. It will cost nine million.

"We cannot wait for the next flood," Mayor Anna Holt said.

Fishermen fear for the eel run. Opposition leader Tom Reed was absent."""


@pytest.fixture
def town(library, document):
    library.add(
        document(
            "https://example.org/barrier",
            TOWN,
            title="Barrier vote",
            url="https://example.org/barrier",
            published="2026-03-12",
        )
    )
    return library


def test_a_citation_says_where_it_comes_from(town):
    (citation,) = town.ask(Query("Who fears for the eels?")).citations

    assert (citation.number, citation.source, citation.collection) == (
        1,
        "https://example.org/barrier",
        "shared",
    )
    assert (citation.title, citation.url, citation.published) == (
        "Barrier vote",
        "https://example.org/barrier",
        "2026-03-12",
    )
    assert citation.excerpt == "Fishermen fear for the eel run."
    assert citation.excerpt == TOWN[citation.start : citation.end]
    assert citation.paragraph == 3


def test_an_answer_that_is_not_there_is_not_covered(town):
    answer = town.ask(Query("What is the weather like?"))

    assert answer.covered is False
    assert answer.citations == ()
    assert answer.reason == (
        "The articles don't say. There is no “weather” or “like” in these articles."
    )


def test_what_came_closest_is_kept_apart_from_the_answer(town):
    answer = town.ask(Query("What did Merkel say about the eel run?"))

    assert (answer.covered, answer.citations) == (False, ())
    assert [c.number for c in answer.closest] == list(range(1, len(answer.closest) + 1))
    assert TOWN[slice(*answer.closest[0].highlight)] == "Fishermen fear for the eel run."
    assert all(c.excerpt == TOWN[c.start : c.end] for c in answer.closest)


def test_the_closest_to_a_question_for_words_are_that_persons_words(town):
    closest = town.ask(Query("What did Holt say about football?")).closest

    assert [TOWN[slice(*c.highlight)] for c in closest] == ['"We cannot wait for the next flood,"']


def test_an_answer_that_is_covered_has_nothing_closest(town):
    assert town.ask(Query("Who fears for the eels?")).closest == ()


def test_where_nothing_is_indexed_nothing_is_closest(library):
    assert library.ask(Query("Who fears for the eels?")).closest == ()


def test_no_more_is_closest_than_may_be_cited(library, document, config, encoder):
    for n in range(9):
        library.add(document(f"day {n}", f"On day {n} the river rose by {n} inches."))

    strict = Library(library._store, encoder, replace(config, threshold=1.0, max_citations=2))

    assert [c.number for c in strict.ask(Query("Who is the mayor?")).closest] == [1, 2]


def test_the_closest_to_several_questions_come_in_turn(town):
    answer = town.ask(Query("What did Merkel say about the eel run? What did Obama say of cost?"))

    assert [TOWN[slice(*c.highlight)] for c in answer.closest][:2] == [
        "Fishermen fear for the eel run.",
        "It will cost nine million.",
    ]


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Merkel say?", "Merkel is not mentioned in these articles."),
        ("What did Tom Reed say?", "Tom Reed is named, but not quoted, in these articles."),
        (
            "What did Holt say about football?",
            "Anna Holt is quoted in these articles, but not on that.",
        ),
    ],
)
def test_a_question_for_words_that_are_not_there_says_why(town, question, reason):
    answer = town.ask(Query(question))

    assert (answer.covered, answer.reason) == (False, reason)


def test_a_name_that_occurs_nowhere_is_the_reason(town):
    assert town.ask(Query("Where does Emmanuel Macron live?")).reason == (
        "Emmanuel Macron is not mentioned in these articles."
    )


def test_a_broken_quotation_is_marked_whole(library, document):
    text = (
        '"The gates will hold for ever," Mayor Anna Holt said. "We have tested both of them twice."'
    )
    library.add(document("gates", text))

    citation = library.ask(Query("What did Holt say?")).citations[0]

    assert citation.highlight == (0, len(text))


def test_an_empty_library_says_so(library):
    assert library.ask(Query("Who?")).reason == "There are no articles here yet."


def test_neighbouring_hits_are_one_excerpt(library, document):
    text = "The eel run begins in May. The eel run ends in July. Fishing rests on Sundays."
    library.add(document("eels", text))

    (citation,) = library.ask(Query("When does the eel run begin or end?")).citations

    assert citation.excerpt == "The eel run begins in May. The eel run ends in July."


def test_hits_that_lie_apart_are_not_joined(library, document):
    text = "The eel run begins in May.\n\nThe eel run ends in July."
    library.add(document("eels", text))

    citations = library.ask(Query("When does the eel run begin or end?")).citations

    assert sorted(c.excerpt for c in citations) == text.split("\n\n")


def test_the_highlight_is_the_sentence_that_matched(town):
    citation = town.ask(Query("What will it cost?")).citations[0]

    assert TOWN[slice(*citation.highlight)] == "It will cost nine million."


def test_a_quotation_is_shown_in_its_whole_sentence(town):
    citation = town.ask(Query("What did Holt say?")).citations[0]

    assert citation.excerpt == '"We cannot wait for the next flood," Mayor Anna Holt said.'
    assert TOWN[slice(*citation.highlight)] == '"We cannot wait for the next flood,"'
    assert citation.speaker == "Anna Holt"


def test_several_questions_are_answered_in_one_answer(town):
    answer = town.ask(Query("What will it cost? And who fears for the eels?"))

    assert [TOWN[slice(*c.highlight)] for c in answer.citations][:2] == [
        "It will cost nine million.",
        "Fishermen fear for the eel run.",
    ]
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert answer.query.text == "What will it cost? And who fears for the eels?"


def test_of_several_questions_one_may_be_covered(town):
    answer = town.ask(Query("What did Merkel say? Who fears for the eels?"))

    assert [c.excerpt for c in answer.citations] == ["Fishermen fear for the eel run."]


def test_each_of_several_questions_that_are_not_covered_has_its_reason(town):
    answer = town.ask(Query("What did Merkel say? What did Tom Reed say?"))

    assert answer.reason == (
        "Merkel is not mentioned in these articles. "
        "Tom Reed is named, but not quoted, in these articles."
    )


PEOPLE = """Trump said that talks would begin on Monday. "The truce holds," Rubio said.

Lavrov was absent."""
NOT_QUOTED = "Lavrov is named, but not quoted, in these articles."


def test_a_question_for_the_words_of_two_people_is_answered_for_each(library, document):
    library.add(document("talks", PEOPLE))

    answer = library.ask(Query("What did Trump and Rubio say?"))

    assert {c.speaker for c in answer.citations} == {"Trump", "Rubio"}
    assert (answer.query.text, answer.note) == ("What did Trump and Rubio say?", None)


def test_of_several_people_who_is_not_quoted_is_named(library, document):
    library.add(document("talks", PEOPLE))

    some = library.ask(Query("What have Rubio and Lavrov said?"))
    none = library.ask(Query("What did Lavrov and Zorblax say?"))

    assert ([c.speaker for c in some.citations], some.note) == (["Rubio"], NOT_QUOTED)
    assert none.reason == f"{NOT_QUOTED} Zorblax is not mentioned in these articles."


def test_of_more_than_three_questions_the_first_are_answered_and_that_is_told(town):
    cost = "What will it cost?"
    three = town.ask(Query(" ".join([cost, "Who fears for the eels?", cost])))
    four = town.ask(Query(" ".join([cost, "Who fears for the eels?", cost, cost])))
    people = town.ask(Query("What did Ann Holt, Tom Reed, Merkel and Putin say?"))

    told = "Only the first 3 questions were answered; please ask the others in another message."
    assert three.note is None
    assert four.note == told
    assert str(people.note).startswith(told)
    assert "Putin" not in str(people.reason) + str(people.note)


def test_who_said_something_is_answered_with_the_speaker(town):
    citation = town.ask(Query("Who said that we cannot wait for the next flood?")).citations[0]

    assert citation.speaker == "Anna Holt"


def test_wire_copy_is_cited_once(town, document):
    town.add(document("copy", TOWN))

    excerpts = [c.excerpt for c in town.ask(Query("Who fears for the eels?")).citations]

    assert excerpts == ["Fishermen fear for the eel run."]


def test_near_copies_are_cited_once_and_the_citation_tells_where_else_they_stand(town, document):
    eels = "TIDEWICK (Reuters) - Fishermen fear for the eel run, officials said on Tuesday."
    town.add(document("wire", eels, title="Eels", published="2026-03-13"))

    (citation,) = town.ask(Query("Who fears for the eel run?")).citations

    shown, other = sorted(
        [("Barrier vote", "2026-03-12"), ("Eels", "2026-03-13")],
        key=lambda place: place[0] != citation.title,
    )
    assert (citation.title, citation.published) == shown
    assert [(copy.title, copy.published) for copy in citation.also] == [other]


def test_reports_that_differ_in_a_number_are_both_cited(library, document):
    library.add(document("a", "The flood at Norham killed 12 people in their homes."))
    library.add(document("b", "The flood at Norham killed 21 people in their homes."))

    citations = library.ask(Query("How many people did the flood at Norham kill?")).citations

    assert [c.also for c in citations] == [(), ()]


def test_the_same_words_of_two_people_are_both_cited(library, document):
    library.add(document("a", '"We will never close the old mill," Mayor Anna Holt said.'))
    library.add(document("b", '"We will never close the old mill," Senator Tom Reed said.'))

    citations = library.ask(Query("Who will never close the old mill?")).citations

    assert sorted(c.speaker for c in citations) == ["Anna Holt", "Tom Reed"]


def test_no_more_is_cited_than_the_config_allows(library, document, config, encoder):
    for n in range(9):
        library.add(document(f"day {n}", f"On day {n} the river rose by {n} inches."))

    one = Library(library._store, encoder, replace(config, max_citations=2))

    assert [c.number for c in one.ask(Query("How much did the river rise?")).citations] == [1, 2]


def test_a_higher_threshold_refuses_more(town, config, encoder):
    strict = Library(town._store, encoder, replace(config, threshold=0.999))

    assert strict.ask(Query("Who fears for the eels?")).covered is False


def test_a_query_may_have_limits_of_its_own(library, document):
    for n in range(9):
        library.add(document(f"day {n}", f"On day {n} the river rose by {n} inches."))
    rose = "How much did the river rise?"

    counts = [len(library.ask(Query(rose, max_citations=n)).citations) for n in (None, 1, 2)]

    assert counts == [3, 1, 2]
    assert library.ask(Query(rose, threshold=1.0)).covered is False
    with pytest.raises(ConfigError, match="threshold must lie between 0 and 1"):
        library.ask(Query(rose, threshold=1.5))


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(question=st.text(min_size=1, max_size=60))
def test_any_question_gets_verbatim_excerpts_or_a_reason(town, question):
    if not re.search(r"\w", question):
        return
    answer = town.ask(Query(question))

    assert answer.covered == bool(answer.citations) == (answer.reason is None)
    assert not (answer.covered and answer.closest)
    for citation in answer.citations + answer.closest:
        assert citation.excerpt == TOWN[citation.start : citation.end]
        assert citation.start <= citation.highlight[0] < citation.highlight[1] <= citation.end


def test_who_said_what_nobody_is_quoted_with_is_told_so(town):
    assert town.ask(Query("Who said the barrier is ugly?")).reason == (
        "Nobody is quoted with that in these articles."
    )


@pytest.mark.parametrize("text", ["🚧", "?!", " … "])
def test_a_question_without_words_is_refused_with_a_sentence(town, text):
    with pytest.raises(QueryError, match="The question has no words"):
        town.ask(Query(text))


@pytest.mark.parametrize(
    "question",
    [
        "WHO FEARS FOR THE EELS?",
        "who feared for an eel",
        "Who fears for the eels? 🐟🐟",
        "**Who** fears for the `eels`?",
        "I read all of this and wonder. The town wants a barrier; who fears for the eels?",
        "who fears for the eels " * 170,
    ],
)
def test_a_question_may_be_written_in_many_ways(town, question):
    assert town.ask(Query(question)).citations[0].excerpt == "Fishermen fear for the eel run."


@pytest.fixture
def ponds(library, document):
    for n in range(5):
        for source in (f"{n}.txt", f"copy of {n}.txt"):
            library.add(document(source, f"Eels have returned to pond {n}."))
    library.add(document("foreign.txt", "Eels have returned to pond 9."), "guild:1")
    return library


def test_further_passages_are_those_that_answer_too_numbered_on_without_copies(ponds):
    query = Query("Where have eels returned?")
    answer = ponds.ask(query)

    further = ponds.further(query)

    assert answer.more
    assert [citation.number for citation in answer.citations + further] == [1, 2, 3, 4, 5]
    assert sorted(citation.excerpt for citation in answer.citations + further) == [
        f"Eels have returned to pond {n}." for n in range(5)
    ]


def test_where_all_is_shown_there_is_nothing_further(town):
    query = Query("Who fears for the eels?")

    assert not town.ask(query).more
    assert town.further(query) == ()


def test_what_is_no_answer_is_nothing_further_either(ponds):
    assert ponds.further(Query("Who is the king of Sweden?")) == ()


def test_of_several_questions_the_further_passages_are_of_each(ponds, document):
    for n in range(4):
        ponds.add(document(f"o{n}.txt", f"Otters were seen in lake {n}."))
    query = Query("Where have eels returned? Where were otters seen?")

    further = ponds.further(query)

    assert ponds.ask(query).more
    assert {citation.excerpt.split()[0] for citation in further} == {"Eels", "Otters"}


@pytest.mark.parametrize("text", ["What did he say?", "what did she tell us", "Did they say?"])
def test_whose_words_are_meant_is_asked_for_where_a_sentence_comes_near(library, document, text):
    library.add(document("talk", "What did he say? What did she tell us? Did they say?"))

    answer = library.ask(Query(text))

    assert not answer.covered
    assert answer.reason.endswith("could be anybody; ask with a name.")
