"""How the bot is doing -> what an admin sees. Pure."""

import math
from typing import TYPE_CHECKING

from bot.reply import Reply, fit, reply

if TYPE_CHECKING:
    from bot.status import Status


def status(found: "Status", own: str) -> Reply:
    """A line for each fact; `own` is the guild's collection. Times as each reader's own."""
    mine = [article for article in found.articles if article.collection == own]
    sentences = sum(article.sentences for article in found.articles)
    newest = max((article.added for article in found.articles), default="")
    facts = {
        "Articles": f"{len(mine)} here, {len(found.articles) - len(mine)} shared",
        "Sentences": f"{sentences:,}",
        "Last added": newest.replace("T", " ")[:16] + " UTC" if newest else "never",
        "Disk": f"{_mb(found.disk)}, of all servers",
        "Model": fit(found.model, 100),
        "Memory": _mb(found.memory) if found.memory else "unknown",
        "Discord answers in": _ms(found.gateway),
        "A question takes": _question(found.question),
        "Permissions missing here": ", ".join(found.missing) or "none",
        "Last error": _incident(found),
        "Version": found.version,
    }
    return reply("\n".join(f"**{name}**: {value}" for name, value in facts.items()), title="Status")


def _question(taken: float | str) -> str:
    return fit(taken, 300) if isinstance(taken, str) else _ms(taken)


def _incident(found: "Status") -> str:
    if found.incident is None:
        return "none since the start"
    return f"{found.incident.id}, <t:{found.incident.at:.0f}:R>"


def _mb(count: int) -> str:
    return f"{count / 1_000_000:,.1f} MB"


def _ms(seconds: float) -> str:
    """Before the first heartbeat discord.py knows no latency."""
    return f"{seconds * 1000:,.0f} ms" if math.isfinite(seconds) else "unknown"
