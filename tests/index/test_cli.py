"""python -m index, as a person runs it: a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
EELS = "The eel run begins in May.\n\n“We will count every eel,” biologist Mia Berg said.\n"


def run(*arguments: str, data: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "index", *arguments, "--data", str(data)],
        check=False,
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"},
    )


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A data folder with one article, added by the command line."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "eels.txt").write_text(EELS, encoding="utf-8")
    (folder / "bytes.txt").write_bytes(b"\0\1\2\3" * 50)
    (folder / "numbers.jsonl").write_text('{"n": 1}')
    done = run("add", str(folder), data=folder / "data")
    return folder / "data", done


def test_adding_a_folder_takes_the_good_file_and_names_the_bad_one(filled):
    _, done = filled

    assert done.returncode == 2
    assert "added: eels.txt" in done.stdout
    assert "bytes.txt" in done.stderr
    assert "Line 1 of numbers.jsonl is not an article" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_export_is_added_and_what_of_it_fails_is_named(tmp_path):
    eels = {"source": "eels.txt", "title": "Eels", "text": EELS, "published": "2026-05-01"}
    long = eels | {"source": "long.txt", "text": "Many eels. " * 100}
    lines = [json.dumps(each) for each in (long, eels)]
    (tmp_path / "mine.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "config.yaml").write_text("index:\n  max_article_chars: 500\n")
    options = ("--config", str(tmp_path / "config.yaml"))

    done = run("add", str(tmp_path / "mine.jsonl"), *options, data=tmp_path / "data")

    assert done.stdout == "added: eels.txt | Eels (2026-05-01, 2 sentences)\n"
    assert done.stderr.splitlines()[-1] == "long.txt has 1,099 characters; at most 500 are taken"
    assert done.returncode == 2


def test_a_file_that_is_no_export_is_refused_with_its_line(tmp_path):
    (tmp_path / "mine.jsonl").write_text('{"title": "no text"}')

    done = run("add", str(tmp_path / "mine.jsonl"), data=tmp_path / "data")

    assert done.stderr.splitlines()[-1].startswith("Line 1 of mine.jsonl is not an article")
    assert done.returncode == 2


def test_list_prints_a_line_or_json(filled):
    data, _ = filled

    assert run("list", data=data).stdout.startswith("eels.txt | ")
    (listed,) = json.loads(run("list", "--json", data=data).stdout)
    assert (listed["source"], listed["sentences"]) == ("eels.txt", 2)


def test_ask_prints_one_json_object(filled):
    data, _ = filled

    printed = json.loads(run("ask", "What did Berg say?", "--json", data=data).stdout)

    assert printed["question"] == "What did Berg say?"
    assert printed["covered"] is True
    (citation,) = printed["citations"]
    text = EELS.strip()
    assert citation["excerpt"] == text[citation["start"] : citation["end"]]
    assert citation["highlight"] == [28, 54]
    assert " ".join(citation) == (
        "number source collection title url published excerpt start end highlight speaker score "
        "paragraph also"
    )
    assert printed["elapsed_ms"] > 0


def test_ask_prints_the_excerpt_and_where_it_is_from(filled):
    data, _ = filled

    printed = run("ask", "When does the eel run begin?", "--article", "eels.txt", data=data).stdout

    assert "[1] The eel run begins in May." in printed
    assert "eels.txt" in printed


def test_ask_reads_only_articles_of_the_period_that_is_asked_for(filled):
    data, _ = filled

    printed = run("ask", "What did Berg say?", "--since", "2026-01-01", "--json", data=data)

    assert json.loads(printed.stdout)["covered"] is False
    assert json.loads(printed.stdout)["note"] == "1 article without a date was left out."


def test_what_is_no_date_is_refused_with_a_sentence(filled):
    data, _ = filled

    done = run("ask", "What did Berg say?", "--until", "2026-02-30", data=data)

    assert done.returncode == 2
    assert done.stderr == (
        "'2026-02-30' is no date; write it like 2026-11-22, 12 March, Monday or last week\n"
    )


def test_ask_says_what_is_not_covered_and_succeeds(filled):
    data, _ = filled

    done = run("ask", "What is the weather in Oslo?", data=data)

    assert (done.returncode, done.stdout.strip()) == (0, "Oslo is not mentioned in these articles.")


def test_what_comes_closest_is_printed_on_request_and_marked_as_no_answer(filled):
    data, _ = filled

    printed = run("ask", "When do eels sleep in Oslo?", "--closest", data=data).stdout

    reason, mark, passage = printed.strip().split("\n\n")[:3]
    assert reason == "Oslo is not mentioned in these articles."
    assert mark == "Not an answer: the closest passages:"
    assert passage.startswith("[1] The eel run begins in May.")


def test_json_keeps_what_comes_closest_apart_from_the_citations(filled):
    data, _ = filled

    printed = json.loads(run("ask", "When do eels sleep in Oslo?", "--json", data=data).stdout)

    assert (printed["covered"], printed["citations"]) == (False, [])
    assert printed["closest"][0]["excerpt"] == "The eel run begins in May."


def test_show_prints_the_article(filled):
    data, _ = filled

    assert EELS.strip() in run("show", "eels.txt", data=data).stdout


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["show", "nothing"], "There is no article 'nothing' in shared"),
        (["remove", "nothing"], "There is no article 'nothing' in shared"),
        (["ask", ""], "The question is empty"),
        (["ask", "Who?", "--article", "nothing"], "There is no article 'nothing' to ask"),
        (["ask"], "Missing argument"),
        (["ask", "Who?", "--k", "0"], "--k"),
        (["add", "/no/such/file.txt"], "no file /no/such/file.txt"),
        (["add", "http://127.0.0.1/a"], "127.0.0.1"),
        (["list", "--config", "/no/such.yaml"], "/no/such.yaml cannot be read"),
        (["fly"], "No such command 'fly'"),
    ],
)
def test_bad_input_is_one_sentence_and_exit_2(tmp_path, arguments, sentence):
    done = run(*arguments, data=tmp_path)

    assert done.returncode == 2
    message = done.stderr.removeprefix("Adding\n").strip()
    assert sentence in message
    assert len(message.splitlines()) == 1


def test_reindex_and_remove_at_the_end(filled):
    data, _ = filled
    assert "up to date: 1 article" in run("reindex", data=data).stdout

    assert "removed: eels.txt" in run("remove", "eels.txt", data=data).stdout

    assert "no articles in shared yet" in run("list", data=data).stdout
