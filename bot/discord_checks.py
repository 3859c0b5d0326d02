"""What Discord says of the bot: whether it can be reached, takes the token and grants the intents,
and in which servers the bot lacks a permission. Logs in and leaves again; answers nobody."""

import asyncio
import time
from collections.abc import Sequence
from email.utils import parsedate_to_datetime

import aiohttp
import discord

from bot.client import INTENTS
from bot.host_checks import Finding, check_clock, finding
from bot.launch import verdict
from bot.permissions import missing_in
from index.errors import LibraryError

PATIENCE = 30.0  # seconds for each of the two ways to Discord
# AttributeError: what discord.py 2.7.1 makes of a failed handshake, see launch.py
NETWORK = aiohttp.ClientError, OSError, TimeoutError, discord.DiscordException, AttributeError


async def of_discord(token: str) -> list[Finding]:
    """Two findings or more; nothing is raised."""
    try:
        date = await _date_of_discord()
    except NETWORK as error:
        return [Finding("discord", False, _unreachable(error))]
    return [
        finding("clock", lambda: check_clock(time.time(), date)),
        *await _visit(token),
    ]


async def _date_of_discord() -> float:
    """The time that Discord's answer carries."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    url = f"{discord.http.Route.BASE}/gateway"
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(url) as response:
        return parsedate_to_datetime(response.headers["Date"]).timestamp()


async def _visit(token: str) -> list[Finding]:
    """Log in, wait until the servers are known, and leave."""
    try:
        async with discord.Client(intents=INTENTS) as client, asyncio.timeout(PATIENCE):
            await client.login(token)
            await _ready(client)
            return [
                Finding("discord", True, f"reached as {client.user}, every intent granted"),
                finding("servers", lambda: check_permissions(client.guilds)),
            ]
    except NETWORK as error:
        refusal = verdict(error)
        return [Finding("discord", False, str(refusal) if refusal else _unreachable(error))]


async def _ready(client: discord.Client) -> None:
    """Raises what ends the connection before it is ready."""
    connection = asyncio.create_task(client.connect(reconnect=False))
    ready = asyncio.create_task(client.wait_until_ready())
    try:
        await asyncio.wait({connection, ready}, return_when=asyncio.FIRST_COMPLETED)
        if connection.done():
            connection.result()
    finally:
        ready.cancel()


def check_permissions(guilds: Sequence[discord.Guild]) -> str:
    """Whether the bot has what its invitation asks for, in every server."""
    lacking = [
        f"{guild.name}: {', '.join(missing)}"
        for guild in guilds
        if guild.me and (missing := missing_in(guild.me.guild_permissions))
    ]
    if lacking:
        raise LibraryError(
            f"Permissions are missing in {'; '.join(lacking)}. Invite the bot again with the "
            "link in the README, or allow them to its role"
        )
    return f"in {len(guilds)}, with every permission that the invitation asks for"


def _unreachable(error: BaseException) -> str:
    reason = str(error) or type(error).__name__
    return f"Discord cannot be reached ({reason}); check the network, DNS and firewall of this host"
