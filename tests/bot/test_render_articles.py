"""The list of articles and one article, as people see them."""

from bot.catalogue import Listed, Listing, Sort
from bot.render_articles import article, catalogue
from index import SHARED, Document, Person
from tests.bot.test_render import cards, summary, words_of


def test_the_list_has_ten_articles_on_a_page_and_says_which_page():
    articles = [Listed(summary(title=f"Title {n}", sentences=n)) for n in range(1, 13)]
    articles[10] = Listed(summary(title="Shared one", collection=SHARED, sentences=1))
    articles[11] = Listed(articles[11].article, "Ada")

    reply = catalogue(articles, Listing(page=1))

    assert words_of(reply) == (
        "Articles\n**11** · Shared one · 1 sentence · shared\n"
        "**12** · Title 12 · 12 sentences · added by Ada\nPage 2 of 2 · 12 in all"
    )


def test_a_page_that_is_gone_becomes_the_last_one():
    reply = catalogue([Listed(summary())], Listing(page=7))

    assert words_of(reply).endswith("Page 1 of 1 · 1 in all")


def test_a_list_says_what_was_searched_and_how_it_is_sorted():
    reply = catalogue([Listed(summary())], Listing(Sort.SENTENCES, "a*b"))

    title, *_, note = words_of(reply).split("\n")
    assert title == "Articles with “a\\*b”"
    assert note == "Page 1 of 1 · 1 in all · Most sentences first"


def test_an_empty_list_says_how_to_fill_it():
    assert cards(catalogue([])) == ["There are no articles yet. Add one with `/articles add`."]


def test_a_search_that_finds_nothing_says_so():
    assert cards(catalogue([], Listing(search="moon"))) == ["No article here has “moon”."]


def test_an_article_is_shown_with_what_is_known_of_it():
    of = summary(
        url="https://news.example/a",
        author="A. Writer",
        published="2026-03-04",
        refreshed="2026-11-25T08:00:00+00:00",
    )
    text = "Fish swim. " + "On and on. " * 60
    document = Document("a.txt", "Rivers", text, url="https://news.example/a")

    reply = article(Listed(of, "Ada"), document, [Person("Mara Lind", 3), Person("Ola", 1)])

    opening = "> Fish swim. " + "On and on. " * 53
    assert words_of(reply) == (
        f"Rivers\n{opening}On\n\n…\nPublished: 4 Mar 2026\n"
        "Author: A. Writer\nSentences: 3\nAdded: 22 Nov 2026\nAdded by: Ada\n"
        "Last refresh: 25 Nov 2026\nFrom: news\\.example\n"
        "Quoted: Mara Lind (3), Ola (1)"
    )
    assert reply["embeds"][0].url == "https://news.example/a"


def test_of_many_people_who_are_quoted_the_first_are_named():
    people = [Person(f"Ann {letter}", 1) for letter in "ABCDEFGHIJ"]

    reply = article(Listed(summary()), Document("a", "A", "Fish swim."), people)

    assert "Ann H (1), and 2 more" in words_of(reply)
    assert "Ann I" not in words_of(reply)


def test_the_paragraphs_of_an_article_stay_apart():
    document = Document("a", "A", "Fish swim.\nAnd sleep.\n\n> Otters *eat* them.")

    shown = words_of(article(Listed(summary()), document, []))

    assert "> Fish swim. And sleep.\n> \n> \\> Otters \\*eat\\* them.\n" in shown
    assert "Quoted" not in shown
