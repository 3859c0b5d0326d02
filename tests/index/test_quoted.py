"""Who is quoted, how often, and with what: in the collections that were named, and no others."""

import pytest

from index import Person, Query

EARLY = '"The river is clean," said Mara Lind. "Salmon are back," Lind said.'
LATE = '"Otters came in May," said Mara Lind. "We need money," said Tom Reed.'


@pytest.fixture
def town(library, document):
    library.add(document("early", EARLY, published="2026-01-01"))
    library.add(document("late", LATE, published="2026-05-01"))
    library.add(document("foreign", '"I was here," said Mara Lind.'), "guild:1")
    return library


def said(citations) -> list[str]:
    return [c.excerpt[c.highlight[0] - c.start : c.highlight[1] - c.start] for c in citations]


def test_everybody_is_listed_the_most_often_quoted_first(town):
    assert town.people(["shared"]) == [Person("Mara Lind", 3), Person("Tom Reed", 1)]
    assert town.people(["guild:1"]) == [Person("Mara Lind", 1)]
    assert town.people([]) == []


def test_a_surname_alone_is_the_only_person_of_that_name(library, document):
    library.add(document("a", '"Yes," said Anna Holt. "No," said Ben Kerr.'))
    library.add(document("b", '"Perhaps," said Mayor Holt.'))

    assert library.people(["shared"])[0] == Person("Anna Holt", 2)


def test_a_surname_of_two_people_stands_for_itself(library, document):
    library.add(document("a", '"Yes," said Anna Holt. "No," said Ben Kerr.'))
    library.add(document("b", '"Perhaps," said Carl Holt.'))
    library.add(document("c", '"Never," said Holt.'))

    assert {person.name for person in library.people(["shared"])} == {
        "Anna Holt",
        "Carl Holt",
        "Holt",
        "Ben Kerr",
    }


def test_the_newest_article_comes_first_and_then_the_order_of_the_text(town):
    citations = town.quoted("Mara Lind", ["shared"])

    assert said(citations) == [
        '"Otters came in May,"',
        '"The river is clean," said Mara Lind. "Salmon are back,"',
    ]
    assert [citation.number for citation in citations] == [1, 2]
    assert {citation.speaker for citation in citations} == {"Mara Lind"}


def test_only_what_is_about_the_topic_is_kept(town):
    assert said(town.quoted("Mara Lind", ["shared"], "salmon")) == ['"Salmon are back,"']


@pytest.mark.parametrize("name", ["Angela Merkel", "otters"])
def test_nobody_else_is_quoted_instead(town, name):
    assert town.quoted(name, ["shared"]) == ()


def test_every_quote_is_word_for_word(town):
    for citation in town.quoted("Lind", ["shared", "guild:1"]):
        text = town.document(citation.source, citation.collection).text
        assert citation.excerpt == text[citation.start : citation.end]


def test_it_is_found_by_a_question_too(town):
    assert town.ask(Query("What did Tom Reed say?")).covered
