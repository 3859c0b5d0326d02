"""The loopback Discord of the tests (gateway.py), where people ask in numbers and upload files."""

import re
from typing import Any

from aiohttp import web

from index import Document
from tests.bot.gateway import (
    APPLICATION_ID,
    BOT,
    CHANNEL_ID,
    GUILD_ID,
    PERSON,
    Gateway,
    Request,
    _json,
    _member,
    _message,
)

FILES = "/attachments/"  # beside what Discord's API has, so that one server will do
ANSWERS = f"POST /channels/{CHANNEL_ID}/messages"
OUTCOMES = rf"(POST|PATCH) /(webhooks/{APPLICATION_ID}|channels/{CHANNEL_ID}/messages)/.*"
CALLBACK = r"POST /interactions/.*/callback"


class Loopback(Gateway):
    """A Gateway that remembers in order what the bot answered."""

    def __init__(self) -> None:
        super().__init__()
        self._asked = self._seen = self._sent = 0
        self.answers: list[Any] = []
        self.outcomes: list[Any] = []
        self._files: dict[str, bytes] = {}

    async def ask(self, question: str) -> None:
        """Mention the bot and wait for an answer: where several ask, for as many as have asked.

        Raises RuntimeError if it is an apology instead.
        """
        self._asked += 1
        number = self._asked
        await self.say(f"<@{BOT['id']}> {question}")
        await self._until(lambda: len(self.answers) >= number)
        embed = self.answers[number - 1]["embeds"][0]
        if not embed.get("title"):  # an answer repeats the question there
            raise RuntimeError(f"the bot did not answer: {embed['description']}")

    async def upload(self, document: Document) -> None:
        """`/articles add` with a file, and Add under its preview; waits for the outcome. Raises
        RuntimeError if refused."""
        name = f"{document.source.removesuffix('.txt')}.md"
        self._files[name] = f"# {document.title}\n\n{document.text}\n".encode()
        await self._session.send("INTERACTION_CREATE", self._add(name))
        shown = await self._outcome()
        if shown.get("components"):
            await self._session.send("INTERACTION_CREATE", self._press(shown["components"]))
            shown = await self._outcome()
        while "title" in shown["embeds"][0]:  # how far it is
            shown = await self._outcome()
        told = shown["embeds"][0]["description"]
        if not told.startswith("Added"):
            raise RuntimeError(f"the bot did not add {name}: {told}")

    async def _outcome(self) -> Any:
        """The next thing that it shows of an upload."""
        self._seen += 1
        await self._until(lambda: len(self.outcomes) >= self._seen)
        return self.outcomes[self._seen - 1]

    async def _until(self, is_so: Any) -> None:
        async with self._changed:
            await self._changed.wait_for(is_so)

    async def _note(self, request: Request | None = None) -> None:
        if request and re.fullmatch(ANSWERS, f"{request.method} {request.path}"):
            self.answers.append(request.body)
        if request and re.fullmatch(OUTCOMES, f"{request.method} {request.path}"):
            self.outcomes.append(request.body)
        await super()._note(request)

    async def _answer(self, request: web.Request) -> web.Response:
        path = "/" + request.match_info["path"]
        if path.startswith(FILES):
            return web.Response(body=self._files[path.removeprefix(FILES)])
        if re.fullmatch(CALLBACK, f"{request.method} {path}"):
            return _json({"interaction": {"id": path.split("/")[2], "type": 2}})
        return await super()._answer(request)

    def _add(self, name: str) -> dict[str, Any]:
        """What Discord sends when an admin uses the command."""
        url = f"http://127.0.0.1:{self.port}/api/v10{FILES}{name}"
        file = {"id": "9", "filename": name, "size": len(self._files[name]), "url": url,
                "proxy_url": url}  # fmt: skip
        option = {"name": "file", "type": 11, "value": "9"}
        data = {"id": "7001", "name": "articles", "type": 1,
                "options": [{"name": "add", "type": 1, "options": [option]}],
                "resolved": {"attachments": {"9": file}}}  # fmt: skip
        return self._interaction(2, data)

    def _press(self, components: list[Any]) -> dict[str, Any]:
        """The same when the admin presses the first button of a private message."""
        button = components[0]["components"][0]
        message = _message("", BOT) | {"components": components, "flags": 1 << 6}
        data = {"component_type": 2, "custom_id": button["custom_id"]}
        return self._interaction(3, data) | {"message": message}

    def _interaction(self, kind: int, data: dict[str, Any]) -> dict[str, Any]:
        self._sent += 1
        member = _member() | {"user": PERSON, "permissions": str(1 << 5)}  # Manage Server
        return {"id": str(8000 + self._sent), "application_id": APPLICATION_ID, "type": kind,
                "token": f"upload-{self._sent}", "version": 1, "guild_id": GUILD_ID, "data": data,
                "channel": {"id": CHANNEL_ID, "type": 0}, "channel_id": CHANNEL_ID,
                "member": member, "attachment_size_limit": 10_000_000,
                "locale": "en-US"}  # fmt: skip
