"""What a person is told of an error, and what the log is."""

import re
from types import SimpleNamespace

import aiohttp
import discord
import pytest

from bot import explain
from bot.errors import Busy


def refusal(kind: type[discord.HTTPException], status: int) -> discord.HTTPException:
    return kind(SimpleNamespace(status=status, reason="no"), {"code": 0, "message": "secret"})


def test_what_we_raise_on_purpose_is_told_as_it_is_and_is_no_incident(caplog):
    before = list(explain.recent)

    assert explain.explain(Busy("Come back later.")) == "Come back later."
    assert list(explain.recent) == before
    assert "incident" not in caplog.text


@pytest.mark.parametrize(
    ("error", "advice"),
    [
        (refusal(discord.Forbidden, 403), "which permissions I lack"),
        (refusal(discord.DiscordServerError, 503), "Please try again later"),
        (aiohttp.ClientConnectionError("secret"), "Please try again later"),
        (ValueError("secret"), "tell whoever runs this bot"),
    ],
)
def test_what_is_unexpected_has_an_advice_and_an_id_that_the_log_has(error, advice, caplog):
    sentence = explain.explain(error)

    (number,) = re.findall(r": ([0-9a-f]{8})\.$", sentence)
    assert advice in sentence
    assert "secret" not in sentence
    assert f"incident {number}" in caplog.text
    assert explain.recent[-1].id == number
