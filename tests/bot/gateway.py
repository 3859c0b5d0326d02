"""A loopback Discord for one bot: the HTTP API and the gateway, as far as our bot uses them, under
the unmodified discord.py. It shows what no in-process fake can: log-in, IDENTIFY, close codes,
retries. It checks no permissions and no limits (SimCord does)."""

import asyncio
import json
import re
import zlib
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import WSMsgType, web

TOKEN = "MTAwMDAwMDAwMDAwMDAwMDAx.GmArKd.the-marked-token-that-nothing-may-print"
BOT = {"id": "1000000000000000001", "username": "Ask the Article", "discriminator": "0",
       "avatar": None, "bot": True}  # fmt: skip
PERSON = {"id": "2000000000000000002", "username": "max", "discriminator": "0", "avatar": None}
GUILD_ID, CHANNEL_ID, APPLICATION_ID = "3000000000000000003", "4000000000000000004", BOT["id"]
NOW = "2026-11-22T12:00:00+00:00"
DISPATCH, HEARTBEAT, IDENTIFY, RESUME, HELLO, HEARTBEAT_ACK = 0, 1, 2, 6, 10, 11


@dataclass(frozen=True, slots=True)
class Request:
    """One HTTP request that the bot made; `body` is its JSON, None where there was none."""

    method: str
    path: str
    body: Any


@dataclass(slots=True)
class Gateway:
    """The server; `async with Gateway() as discord`. What it does wrong is set before the start.

    `refusals` are HTTP statuses to answer the next log-ins with, 429 among them;
    `failed_handshakes` gateway connections are turned away; `close_code` ends a session at
    IDENTIFY.
    """

    refusals: list[int] = field(default_factory=list)
    failed_handshakes: int = 0
    close_code: int | None = None
    requests: list[Request] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)
    port: int = 0
    _commands: list[Any] = field(default_factory=list)
    _session: "Session | None" = None
    _runner: web.AppRunner | None = None
    _changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_get("/gateway", self._connect)
        app.router.add_route("*", "/api/v10/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = site._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *exception: object) -> None:
        if self._session:
            await self._session.socket.close()
        await self._runner.cleanup()

    def made(self, method: str, pattern: str) -> list[Request]:
        """The requests so far with this method and a path that matches the whole pattern."""
        return [r for r in self.requests if r.method == method and re.fullmatch(pattern, r.path)]

    def forget(self) -> None:
        """As for a bot that has not been here yet, except for the commands it registered."""
        self.requests.clear()
        self._session = None

    async def expect(self, method: str, pattern: str, seconds: float = 30) -> Request:
        """Wait for such a request; raises TimeoutError."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: self.made(method, pattern))
        return self.made(method, pattern)[0]

    async def online(self, seconds: float = 30) -> None:
        """Wait until the bot has identified itself and knows its guild."""
        async with asyncio.timeout(seconds), self._changed:
            await self._changed.wait_for(lambda: self._session and self._session.ready)

    async def say(self, content: str) -> None:
        """PERSON writes a message in the channel; `<@BOT id>` in it mentions the bot."""
        message = _message(content, PERSON)
        message["mentions"] = [BOT | {"member": _member()}] if BOT["id"] in content else []
        message |= {"guild_id": GUILD_ID, "member": _member()}
        await self._session.send("MESSAGE_CREATE", message)

    async def _note(self, request: Request | None = None) -> None:
        async with self._changed:
            if request:
                self.requests.append(request)
            self._changed.notify_all()

    async def _answer(self, request: web.Request) -> web.Response:
        raw = await request.read()
        body = json.loads(raw) if raw and "json" in request.content_type else None
        path = "/" + request.match_info["path"]
        await self._note(Request(request.method, path, body))
        if path == "/users/@me":
            return self._log_in(request.headers["Authorization"])
        if path.endswith("/commands"):
            return self._sync(request.method, body)
        if path == "/oauth2/applications/@me":
            return _json(_application())
        return _json(_message((body or {}).get("content") or "", BOT))

    def _log_in(self, authorization: str) -> web.Response:
        self.tokens.append(authorization.removeprefix("Bot "))
        if self.refusals:
            status = self.refusals.pop(0)
            return _json({"message": "no", "code": 0, "retry_after": 0.05}, status)
        return _json(BOT)

    def _sync(self, method: str, body: Any) -> web.Response:
        if method == "PUT":
            given = {"application_id": APPLICATION_ID, "version": "1", "description": ""}
            self._commands = [given | c | {"id": str(7000 + n)} for n, c in enumerate(body)]
        return _json(self._commands)

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        if self.failed_handshakes:
            self.failed_handshakes -= 1
            return web.Response(status=503)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        self._session = Session(socket, f"ws://127.0.0.1:{self.port}/gateway", self.close_code)
        await self._session.hello()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                await self._session.receive(json.loads(message.data))
                await self._note()
        return socket


@dataclass(slots=True)
class Session:
    """One connection to the gateway: HELLO, IDENTIFY, READY, GUILD_CREATE, heartbeats."""

    socket: web.WebSocketResponse
    url: str
    close_code: int | None
    ready: bool = False
    sequence: int = 0
    deflate: Any = field(default_factory=zlib.compressobj)

    async def hello(self) -> None:
        """Say how often to beat, in milliseconds."""
        await self._write({"op": HELLO, "d": {"heartbeat_interval": 41_250}})

    async def send(self, event: str, data: Any) -> None:
        """Dispatch one event."""
        self.sequence += 1
        await self._write({"op": DISPATCH, "t": event, "s": self.sequence, "d": data})

    async def receive(self, message: Any) -> None:
        """Answer what the bot said."""
        if message["op"] == HEARTBEAT:
            await self._write({"op": HEARTBEAT_ACK, "d": None})
        elif message["op"] == IDENTIFY and self.close_code:
            await self.socket.close(code=self.close_code)
        elif message["op"] == IDENTIFY:
            await self.send("READY", _ready(self.url))
            await self.send("GUILD_CREATE", _guild())
            self.ready = True
        elif message["op"] == RESUME:
            await self.send("RESUMED", {})
            self.ready = True

    async def _write(self, payload: Any) -> None:
        """As zlib-stream does: one stream for the connection, flushed after each payload."""
        data = self.deflate.compress(json.dumps(payload).encode())
        await self.socket.send_bytes(data + self.deflate.flush(zlib.Z_SYNC_FLUSH))


def _json(payload: Any, status: int = 200) -> web.Response:
    """discord.py takes only the bare content type for JSON, and a 429 only with a Via header."""
    headers = {"Content-Type": "application/json", "Via": "1.1 loopback"}
    return web.Response(body=json.dumps(payload).encode(), status=status, headers=headers)


def _application() -> dict[str, Any]:
    return {"id": APPLICATION_ID, "name": "Ask the Article", "icon": None, "description": "",
            "bot_public": True, "bot_require_code_grant": False, "verify_key": "", "flags": 0,
            "owner": PERSON, "team": None}  # fmt: skip


def _ready(url: str) -> dict[str, Any]:
    return {"v": 10, "user": BOT, "guilds": [{"id": GUILD_ID, "unavailable": True}],
            "session_id": "loopback", "resume_gateway_url": url,
            "application": {"id": APPLICATION_ID, "flags": 0}}  # fmt: skip


def _member() -> dict[str, Any]:
    return {"roles": [], "joined_at": NOW, "deaf": False, "mute": False, "flags": 0, "nick": None}


def _guild() -> dict[str, Any]:
    everyone = {"id": GUILD_ID, "name": "@everyone", "color": 0, "hoist": False, "position": 0,
                "permissions": str((1 << 40) - 1 - 8), "managed": False, "mentionable": False,
                "flags": 0}  # fmt: skip
    channel = {"id": CHANNEL_ID, "type": 0, "name": "ask-the-article", "position": 0,
               "permission_overwrites": [], "nsfw": False}  # fmt: skip
    return {"id": GUILD_ID, "name": "The newsroom", "owner_id": PERSON["id"], "member_count": 2,
            "roles": [everyone], "channels": [channel], "emojis": [], "features": [],
            "verification_level": 0, "default_message_notifications": 0,
            "members": [_member() | {"user": BOT}, _member() | {"user": PERSON}]}  # fmt: skip


def _message(content: str, author: dict[str, Any]) -> dict[str, Any]:
    return {"id": "5000000000000000005", "channel_id": CHANNEL_ID, "author": author, "type": 0,
            "content": content, "timestamp": NOW, "edited_timestamp": None, "tts": False,
            "mention_everyone": False, "mentions": [], "mention_roles": [], "attachments": [],
            "embeds": [], "pinned": False, "components": [], "flags": 0}  # fmt: skip
