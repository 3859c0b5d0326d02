"""The preview page: `python -m bot preview` as a process, used through a real browser."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, sync_playwright

from bot.preview import free_port, has_display

ROOT = Path(__file__).parent.parent.parent
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox --disable-gpu --disable-background-networking --disable-component-update "
    "--disable-sync --no-first-run"
).split()
SLOW = 30_000  # milliseconds that a step on the page may take on a busy machine
OTTERS = (
    "Otters are back\n\nTwo otters were seen on the river Tide in May, said ranger Ola Brandt.\n"
)

needs_browser = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"no Chromium at {CHROMIUM}")


@dataclass(frozen=True, slots=True)
class Preview:
    """A running `python -m bot preview`; `printed` are its lines up to the address."""

    process: subprocess.Popen[str]
    printed: str
    address: str

    def end(self) -> tuple[int, str]:
        """Press Ctrl-C; returns the exit code and what was printed after the address."""
        self.process.send_signal(signal.SIGINT)
        rest, _ = self.process.communicate(timeout=20)
        return self.process.returncode, rest


def start(data: Path, port: int = 0) -> Preview:
    command = [sys.executable, "-m", "bot", "preview", "--data", data, "--no-browser"]
    process = subprocess.Popen(
        [*map(str, command), "--port", str(port or free_port(20_000 + os.getpid() % 20_000))],
        cwd=ROOT,
        env=os.environ | {"HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    printed = ""
    for line in process.stdout:
        printed += line
        if "Ctrl-C" in line:
            break
    found = re.search(r"http://127\.0\.0\.1:\S+", printed)
    assert found, f"the preview did not start:\n{printed}"
    return Preview(process, printed, found.group())


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("data")


@pytest.fixture(scope="module")
def preview(data) -> Iterator[Preview]:
    running = start(data)
    yield running
    running.process.kill()
    running.process.communicate()


@pytest.fixture(scope="module")
def browser(preview) -> Iterator[Page]:
    """The page; fails if it asks any other host for anything."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = chromium.new_page(viewport={"width": 1100, "height": 1000}, bypass_csp=True)
        hosts = set()
        page.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page.set_default_timeout(SLOW)
        page.goto(preview.address)
        page.locator("#channel-message-list").get_by_text("Ask about the articles").wait_for()
        yield page
        chromium.close()
    assert hosts - {None} == {"127.0.0.1"}


def settled(page: Page) -> None:
    """Wait until the page has nothing under way: it drops what is typed meanwhile."""
    page.wait_for_function("window.simcordPreview.ready")


def view_as(page: Page, who: str) -> None:
    settled(page)
    page.locator("#viewer-picker").select_option(label=who)
    settled(page)


def pick(page: Page, command: str) -> None:
    """Type a command and pick it with Enter, as a person does."""
    settled(page)
    page.locator("#channel-composer-input").press_sequentially(command)
    page.get_by_role("option", name=command).first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".command-row").wait_for()


def ask(page: Page, question: str) -> None:
    pick(page, "/ask")
    page.keyboard.type(question)
    page.keyboard.press("Enter")


def answer(page: Page, question: str) -> str:
    """The words of the answer to a question, once it is there: its embed repeats the question."""
    title = page.locator(".embed-title", has_text=question)
    message = page.locator("article.channel-message").filter(has=title).last
    message.wait_for()
    settled(page)
    return message.inner_text().replace("\u00a0", " ")


def add(page: Page, title: str) -> None:
    """Press Add under the preview of an article, and wait until it is in."""
    messages = page.locator("article.channel-message")
    messages.filter(has=page.locator(".embed-title", has_text=title)).last.wait_for()
    page.get_by_role("button", name="Add", exact=True).last.click()
    messages.get_by_text(f"Added {title}").last.wait_for()


@needs_browser
def test_a_member_asks_and_gets_an_excerpt_with_its_source(browser):
    view_as(browser, "Max (member)")
    ask(browser, "what did Peskov say?")

    words = answer(browser, "what did Peskov say?")

    assert "Peskov" in words
    assert "Putin offers Kyiv direct talks" in words
    assert "22 Apr 2025" in words


@needs_browser
def test_a_message_that_mentions_the_bot_is_answered(browser):
    view_as(browser, "Max (member)")
    mention = browser.locator("code", has_text="<@").inner_text()
    composer = browser.locator("#channel-composer-input")
    composer.fill(f"{mention} How wide will the steel gate be?")
    composer.press("Enter")

    assert "61 metres wide" in answer(browser, "How wide will the steel gate be?")


@needs_browser
def test_a_member_is_not_offered_the_articles_command(browser):
    view_as(browser, "Max (member)")
    composer = browser.locator("#channel-composer-input")
    composer.press_sequentially("/a")
    browser.get_by_role("option", name="/ask").first.wait_for()

    assert browser.get_by_role("option", name="/articles").count() == 0
    composer.fill("")


@needs_browser
def test_an_admin_adds_a_file_and_asks_about_it(browser, tmp_path):
    file = tmp_path / "otters.txt"
    file.write_text(OTTERS)
    view_as(browser, "Ada (admin)")
    pick(browser, "/articles add")
    browser.get_by_role("option", name="file").first.click()
    browser.locator("input[type=file]").set_input_files(file)
    browser.locator("#send-message").click()
    add(browser, "otters")
    ask(browser, "Where were the otters seen?")

    assert "Two otters were seen on the river" in answer(browser, "Where were the otters seen?")


@needs_browser
def test_an_admin_pastes_an_article_and_asks_about_it(browser):
    view_as(browser, "Ada (admin)")
    pick(browser, "/articles add")
    browser.locator("#send-message").click()
    browser.get_by_label("Title").fill("Lighthouse")
    browser.get_by_label("Text").fill("The lighthouse of Skerry was painted green on Friday.")
    browser.get_by_role("button", name="Submit").click()
    add(browser, "Lighthouse")
    ask(browser, "What colour was the lighthouse painted?")

    assert "painted green" in answer(browser, "What colour was the lighthouse painted?")


@needs_browser
def test_a_refusal_is_an_answer_and_does_not_block_the_page(browser):
    view_as(browser, "Ada (admin)")
    pick(browser, "/articles show")
    browser.keyboard.type("no-such-article")
    browser.keyboard.press("Enter")
    browser.locator("#channel-message-list").get_by_text("There is no article").last.wait_for()
    settled(browser)
    ask(browser, "When will the gate be ready?")

    assert "gate" in answer(browser, "When will the gate be ready?")


def test_the_first_start_says_what_it_indexes(preview):
    for name in sorted(path.name for path in (ROOT / "articles").iterdir()):
        assert f"Indexing the sample article {name}" in preview.printed


def test_a_second_start_indexes_nothing_takes_another_port_and_ends_cleanly(preview, data):
    port = urlsplit(preview.address).port

    second = start(data, port)
    code, rest = second.end()

    assert "Indexing" not in second.printed
    assert urlsplit(second.address).port != port
    assert (code, rest.strip()) == (0, "")


def test_a_port_that_is_taken_is_passed_over():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert free_port(port) not in (port, 0)


@pytest.mark.parametrize(
    ("environment", "display"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "CI": "true"}, False),
        ({}, False),
    ],
)
def test_a_browser_is_opened_only_where_there_is_a_display(environment, display, monkeypatch):
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("os.environ", environment)

    assert has_display() is display
