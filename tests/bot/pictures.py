"""`make pictures`: the pictures of the README's tour, each of one message on the preview page in
Chromium. They are kept in few colours, so that they stay small."""

import io
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from bot.preview import GUILD_ID
from bot.store.database import Database
from bot.store.settings import Settings
from tests.bot.test_preview import (
    CHROMIUM,
    QUIET,
    ROOT,
    SLOW,
    ask,
    pick,
    settled,
    start,
    view_as,
)

DOCS = ROOT / "docs"
COLOURS = 64
WIDTH, HEIGHT = 860, 1400  # pixels of the page
GROUND = "tidewick-rovers-ground.md"
BARRIER = "Tidewick votes for a river barrier"
MEMBER, ADMIN = "Max (member)", "Ada (admin)"


@contextmanager
def preview() -> Iterator[Page]:
    """The page of a bot that knows the sample articles alone."""
    with tempfile.TemporaryDirectory() as data, sync_playwright() as playwright:
        log_questions(Path(data))
        running = start(Path(data))
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, bypass_csp=True)
        page.set_default_timeout(SLOW)
        page.goto(running.address)
        page.locator("#channel-message-list").get_by_text("Ask about the articles").wait_for()
        yield page
        chromium.close()
        running.end()


def log_questions(data: Path) -> None:
    """So that /report has something to tell."""
    with closing(Database.open(data / "bot.sqlite3")) as database:
        Settings(database).change(GUILD_ID, log_questions=True)


def answered(page: Page, act: Callable[[], None]) -> Locator:
    """The message that comes of an act, once it is there."""
    messages = page.locator("article.channel-message")
    before = messages.count()
    act()
    messages.nth(before).wait_for()
    settled(page)
    page.mouse.move(0, 0)  # or what is under it would look pressed
    return messages.last


def send(page: Page, command: str, choice: str | None = None) -> Locator:
    """What a command answers; `choice` is taken from the list of its first option."""

    def act() -> None:
        pick(page, command)
        if choice:
            page.keyboard.type(choice)
            page.get_by_role("option", name=choice).first.click()
        page.locator("#send-message").click()

    return answered(page, act)


def bring(page: Page, file: Path) -> None:
    """Upload it with /articles add."""
    pick(page, "/articles add")
    page.get_by_role("option", name="file").first.click()
    page.locator("input[type=file]").set_input_files(file)
    page.locator("#send-message").click()


def take(name: str, of: Locator) -> None:
    """Write docs/NAME.png."""
    picture = Image.open(io.BytesIO(of.screenshot())).convert("RGB")
    path = DOCS / f"{name}.png"
    picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size:,} bytes")


def tour(page: Page) -> None:
    """From a question to what the admins see."""
    view_as(page, MEMBER)
    asked = answered(page, lambda: ask(page, "How wide will the steel gate be?"))
    button = asked.get_by_role("button", name="Show in context")
    take("tour-context", answered(page, button.click))
    unknown = answered(page, lambda: ask(page, "Which sculptor carved the fountain?"))
    take("tour-unknown", unknown)
    take("tour-quotes", send(page, "/quotes", "Maren Holloway"))
    view_as(page, ADMIN)
    take("tour-article", send(page, "/articles show", BARRIER))
    take("tour-settings", send(page, "/settings"))
    preview = answered(page, lambda: bring(page, ROOT / "articles" / GROUND))
    take("tour-preview", preview)
    button = preview.get_by_role("button", name="Add", exact=True)
    take("tour-added", answered(page, button.click))
    take("tour-report", send(page, "/report"))


def main() -> None:
    """Take all of them."""
    with preview() as page:
        tour(page)


if __name__ == "__main__":
    main()
