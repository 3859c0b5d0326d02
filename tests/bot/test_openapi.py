"""Every JSON body that the bot sends is one that Discord's own description of its API accepts.

The description is not part of this repository; without it these tests are skipped.
"""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.bot.tour import tour

OPENAPI = Path(__file__).parents[3] / "shared" / "discord-openapi.json"
SNOWFLAKE = {"type": ["string", "integer"], "pattern": "^(0|[1-9][0-9]*)$"}  # as Discord takes them


@cache
def description() -> dict:
    if not OPENAPI.exists():
        pytest.skip("Discord's OpenAPI file is not in the project's shared folder")
    found = json.loads(OPENAPI.read_text(encoding="utf-8"))
    found["components"]["schemas"]["SnowflakeType"] = SNOWFLAKE
    return found


def schema_of(method: str, path: str) -> dict:
    """The schema of a request's body; among templates that match, the most literal one."""
    fitting = [
        template
        for template, operations in description()["paths"].items()
        if method.lower() in operations
        and re.fullmatch(re.sub(r"\{[^}]+\}", "[^/]+", template), path)
    ]
    template = min(fitting, key=lambda template: template.count("{"))
    operation = description()["paths"][template][method.lower()]
    return operation["requestBody"]["content"]["application/json"]["schema"]


def faults(method: str, path: str, body: object) -> list[str]:
    """What Discord would not accept, each with its place in the body."""
    schema = schema_of(method, path) | {"components": description()["components"]}
    found = Draft202012Validator(schema).iter_errors(body)
    return [f"{method} {path} {error.json_path}: {error.message[:300]}" for error in found]


async def test_every_body_that_the_bot_sends_is_accepted(env, here, library):
    description()
    await tour(env, here, library)

    sent = [request for request in env.http_requests if request.json is not None]

    assert [fault for r in sent for fault in faults(r.method, r.path, r.json)] == []
    assert {re.sub(r"\d{9,}|simcord_\w+", "*", r.path) for r in sent} == {
        "/applications/*/commands",
        "/interactions/*/*/callback",
        "/webhooks/*/*",
        "/webhooks/*/*/messages/@original",
        "/channels/*/messages",
        "/channels/*/messages/*",
    }


def embed(**parts: object) -> dict:
    return {"embeds": [parts]}


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/channels/1/messages", embed(title="x" * 257)),
        ("/channels/1/messages", embed(description="x" * 4097)),
        ("/channels/1/messages", embed(fields=[{"name": "a", "value": "b"}] * 26)),
        ("/webhooks/1/token", {"embeds": [{}] * 11}),
        (
            "/interactions/1/token/callback",
            {"type": 8, "data": {"choices": [{"name": "a", "value": "a"}] * 26}},
        ),
        ("/interactions/1/token/callback", {"type": 9, "data": {"custom_id": "a", "title": "a"}}),
    ],
)
def test_the_check_finds_what_discord_refuses(path, body):
    assert faults("POST", path, body) != []


def test_a_snowflake_may_be_an_integer():
    reference = {"message_reference": {"message_id": 1}, "content": "x"}
    assert faults("POST", "/channels/1/messages", reference) == []
