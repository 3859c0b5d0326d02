"""The terminal chat: what it prints, and what it never lets through to the terminal."""

import io
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest
from rich.console import Console

from bot.terminal import Chat, lines_of_person, plain, show_answer
from index import Answer, Citation, Document, IndexConfig, Library, Query
from index.articles import ArticleReader
from index.store.sqlite import SqliteStore

ROOT = Path(__file__).parent.parent.parent
TEXT = "The flood barrier was closed at noon. Mayor Ines Hart said the town was safe."


def citation(excerpt: str = TEXT, **changes: object) -> Citation:
    values = {
        "number": 1,
        "source": "flood.txt",
        "collection": "shared",
        "title": "Barrier closed",
        "url": "https://example.org/flood",
        "published": "2026-11-02",
        "excerpt": excerpt,
        "start": 0,
        "end": len(excerpt),
        "highlight": (0, len(excerpt)),
        "speaker": "Ines Hart",
        "score": 1.0,
    }
    return Citation(**(values | changes))


def printed(answer: Answer, *, colour: bool = False) -> str:
    out = io.StringIO()
    Console(file=out, width=100, force_terminal=colour).print(show_answer(answer))
    return out.getvalue()


@pytest.fixture(scope="module")
def flood(tmp_path_factory, encoder):
    """A library with one article, and a reader for more."""
    config = IndexConfig(data_dir=tmp_path_factory.mktemp("data"))
    store = SqliteStore(config.data_dir)
    with Library(store, encoder, config) as library, ArticleReader(config) as reader:
        library.add(Document(source="flood.txt", title="Barrier closed", text=TEXT))
        yield library, reader


def said(library, *lines: str) -> str:
    out = io.StringIO()
    Chat(*library, Console(file=out, width=100)).run(lines)
    return out.getvalue()


def test_a_citation_shows_the_words_the_speaker_and_where_they_are_from():
    shown = printed(Answer(Query("?"), covered=True, citations=(citation(),)))

    for part in (TEXT, "[1] Ines Hart", "Barrier closed, 2026-11-02", "https://example.org/flood"):
        assert part in shown


def test_only_the_matching_words_are_highlighted():
    match = TEXT.index("Mayor"), len(TEXT)
    shown = citation(start=500, end=500 + len(TEXT), highlight=(500 + match[0], 500 + match[1]))

    lines = printed(Answer(Query("?"), covered=True, citations=(shown,)), colour=True)

    assert "\x1b[1mMayor Ines Hart said the town was safe.\x1b[0m" in lines
    assert "\x1b[1mThe flood" not in lines


def test_an_answer_that_is_not_covered_says_why():
    answer = Answer(Query("?"), covered=False, reason="Nothing is said about Oslo.")

    assert printed(answer) == "Nothing is said about Oslo.\n"


@pytest.mark.parametrize("cited", [(), (citation(),)])
def test_a_note_stands_below_the_answer(cited):
    answer = Answer(Query("Why?"), bool(cited), cited, note="Articles since 1 March 2026.")

    assert printed(answer).rstrip().endswith("Articles since 1 March 2026.")


@pytest.mark.parametrize(
    "hostile",
    [
        "\x1b[2J\x1b[H",  # clears the screen
        "\x1b]0;owned\x07",  # renames the window
        "\x1b]8;;https://evil.example\x1b\\",  # hides a link
        "\x9b31m",  # the same as ESC [ in one byte
        "\x08\x08\r\x7f",  # writes over what was there
        "\u202e\u2066\u200b\U000e0041",  # turns the text around, hides letters
    ],
)
def test_no_character_of_an_article_can_command_the_terminal(hostile):
    fields = dict.fromkeys(("title", "url", "published", "speaker"), f"a{hostile}b")
    shown = citation(f"one {hostile} two", **fields)

    lines = printed(Answer(Query("?"), covered=True, citations=(shown,)))

    assert not [c for c in lines if c != "\n" and not c.isprintable()]


def test_no_character_of_a_reason_can_command_the_terminal():
    answer = Answer(Query("?"), covered=False, reason="Nothing on '\x1b[31mOslo\x9b'.")

    assert printed(answer) == "Nothing on '[31mOslo'.\n"


def test_square_brackets_are_text_and_no_markup():
    shown = citation("He said [bold red]no[/] and [link=https://evil.example]more[/link].")

    lines = printed(Answer(Query("?"), covered=True, citations=(shown,)))

    assert "[bold red]no[/] and [link=https://evil.example]more[/link]." in lines


def test_plain_keeps_line_ends_and_letters_of_every_script():
    assert plain("Ünï — “quoted”\nдва\t三") == "Ünï — “quoted”\nдва 三"


def test_a_question_is_answered_from_the_articles(flood):
    assert "closed at noon" in said(flood, "When was the flood barrier closed?")


def test_what_comes_closest_is_shown_when_asked_for_and_marked(flood):
    shown = said(flood, "Which king rules Oslo?", ":closest")

    answer, _, closest = shown.partition("Not an answer: the closest passages:")
    assert answer.startswith("Oslo is not mentioned in these articles.\n:closest shows")
    assert "Ines Hart" not in answer
    assert "Mayor Ines Hart said the town was safe." in closest


def test_nothing_is_closest_after_an_answer_or_before_a_question(flood):
    before = said(flood, ":closest")
    after = said(flood, "When was the flood barrier closed?", ":closest")

    sentence = "There is no question without an answer to show passages for.\n"
    assert before == sentence
    assert after.endswith(sentence)


def test_articles_are_added_listed_and_removed(flood, tmp_path):
    file = tmp_path / "otters.txt"
    file.write_text("Otters\n\nOtters came back to the river Tide this spring, a ranger said.\n")

    shown = said(flood, f":add {file}", ":articles", ":remove otters.txt", ":articles")

    added, _, after = shown.partition("removed: otters.txt")
    assert added.startswith("added: otters.txt, ")
    assert "flood.txt" in added
    assert "flood.txt" in after
    assert "otters.txt" not in after


def test_an_error_is_a_sentence_and_the_chat_goes_on(flood):
    shown = said(flood, ":remove nothing.txt", ":add /no/such/file.txt", ":articles")

    assert "nothing.txt" in shown
    assert "file.txt" in shown
    assert "flood.txt" in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("line", [":help", ":nonsense", ":add", ":remove"])
def test_a_command_that_is_not_understood_shows_the_commands(flood, line):
    assert ":add FILE|URL" in said(flood, line)


def test_nothing_is_answered_after_quit(flood):
    assert said(flood, "  ", ":quit", ":articles") == ""


def test_a_pipe_is_read_without_a_prompt(monkeypatch, tmp_path):
    monkeypatch.setattr("sys.stdin", io.StringIO("one\ntwo\n"))

    assert list(lines_of_person(tmp_path / "history")) == ["one\n", "two\n"]


def test_piped_questions_are_answered_by_the_command(tmp_path):
    chat = [sys.executable, "-m", "bot", "chat", "--data", tmp_path]

    process = subprocess.Popen(chat, cwd=ROOT, stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)
    printed, complaints = process.communicate("what did Peskov say?\n", timeout=60)

    assert process.returncode == 0
    assert "Peskov" in printed.partition("Ctrl-D")[2]
    assert "\x1b" not in printed
    assert "Traceback" not in complaints
