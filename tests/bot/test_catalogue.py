"""Which articles a list shows, and in which order."""

import pytest

from bot.catalogue import Listed, Listing, Sort, select, with_adders
from index import SHARED
from tests.bot.test_render import summary

RIVERS = Listed(summary(source="r", title="Rivers", sentences=3, published="2026-01-02"), "Zoe")
BRIDGES = Listed(summary(source="b", title="Bridges", sentences=9, author="Kim Roe"), "adam")
CLOCKS = Listed(summary(source="c", title="Clocks", sentences=5, published="2026-05-02"))
ALL = [RIVERS, BRIDGES, CLOCKS]


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        (Sort.ADDED, [RIVERS, BRIDGES, CLOCKS]),
        (Sort.PUBLISHED, [CLOCKS, RIVERS, BRIDGES]),
        (Sort.ADDER, [BRIDGES, RIVERS, CLOCKS]),
        (Sort.SENTENCES, [BRIDGES, CLOCKS, RIVERS]),
    ],
)
def test_a_list_is_sorted_as_is_asked(sort, order):
    assert select(ALL, Listing(sort)) == order


@pytest.mark.parametrize(
    ("search", "found"),
    [("RIV", [RIVERS]), ("kim", [BRIDGES]), ("zoe", [RIVERS]), ("s o", [RIVERS, BRIDGES, CLOCKS])],
)
def test_a_search_finds_titles_authors_and_adders_with_all_its_words(search, found):
    assert select(ALL, Listing(search=search)) == found


def test_who_added_an_article_here_did_not_add_the_shared_one_of_that_name():
    own, shared = RIVERS.article, summary(source="r", collection=SHARED)

    assert with_adders([own, shared], {"r": "Zoe"}) == [Listed(own, "Zoe"), Listed(shared)]
