"""One line an event, and nothing secret in it."""

import io
import logging

import pytest

from bot.logs import OneLine, redact
from tests.bot.conftest import words

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GmArKd.the-marked-token-that-nothing-may-print"


@pytest.fixture
def stream():
    """What a host would see of everything that is logged, at DEBUG."""
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(OneLine("a-secret-of-no-known-shape"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield handler.stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.mark.parametrize(
    "secret",
    [
        TOKEN,
        "a-secret-of-no-known-shape",
        "https://discord.com/api/webhooks/123456789012345678/abc-DEF_ghi",
        "https://discord.com/api/v10/webhooks/123456789012345678/abc-DEF_ghi?wait=1",
        "https://discord.com/api/v10/interactions/123456789012345678/abc-DEF_ghi/callback",
    ],
)
def test_a_secret_is_in_no_line(stream, secret):
    log = logging.getLogger("discord.http")
    log.warning("sent %s", secret)
    log.warning(f"sent {secret}!")
    try:
        raise ValueError(secret)
    except ValueError:
        log.exception("failed")

    written = stream.getvalue()
    assert written.count("<secret>") >= 3
    assert "abc-DEF_ghi" not in written
    assert TOKEN not in written
    assert "no-known-shape" not in written


def test_what_is_no_secret_stays():
    text = "ready as Ask the Article#0 in 3 servers; discord.py 2.7.1 at 127.0.0.1"
    assert redact(text) == text


def test_a_line_break_in_a_name_does_not_begin_a_line(stream):
    logging.getLogger("bot").info("ready as %s", "x\n2026-01-01 ERROR bot: forged\r\ny")

    (line,) = stream.getvalue().splitlines()
    assert line.endswith("ready as x 2026-01-01 ERROR bot: forged y")


async def test_a_question_is_logged_only_at_debug(env, here, caplog):
    caplog.set_level(logging.DEBUG)

    result = await here.member.slash(here.channel, "ask", question="Who counts the fish?")

    about = [r for r in caplog.records if "counts the fish" in r.getMessage()]
    assert "Mara Lind" in words(result.response)
    assert {record.levelname for record in about} == {"DEBUG"}
    assert "answered with 1 quotes" in caplog.text
