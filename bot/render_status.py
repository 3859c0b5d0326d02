"""How the bot is doing -> what an admin sees. Pure."""

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.i18n import _, number
from bot.jobs import Progress
from bot.reply import Reply, fit, reply

if TYPE_CHECKING:
    from bot.status import Status


def status(found: "Status", own: str) -> Reply:
    """A line for each fact; `own` is the guild's collection. Times as each reader's own."""
    mine = [article for article in found.articles if article.collection == own]
    shared = len(found.articles) - len(mine)
    sentences = sum(article.sentences for article in found.articles)
    newest = max((article.added for article in found.articles), default="")
    facts = {
        _("Articles"): _("{own} here, {shared} shared", own=len(mine), shared=shared),
        _("Sentences"): number(sentences),
        _("Last added"): newest.replace("T", " ")[:16] + " UTC" if newest else _("never"),
        _("Disk"): _("{size}, of all servers", size=_mb(found.disk)),
        _("Model"): fit(found.model, 100),
        _("Memory"): _mb(found.memory) if found.memory else _("unknown"),
        _("Jobs"): _jobs(found.jobs),
        _("Discord answers in"): _ms(found.gateway),
        _("A question takes"): _question(found.question),
        _("Permissions missing here"): ", ".join(found.missing) or _("none"),
        _("Last error"): _incident(found),
        _("Version"): found.version,
    }
    lines = [f"**{name}**: {value}" for name, value in facts.items()]
    return reply("\n".join(lines), title=_("Status"))


def _jobs(jobs: Sequence[Progress]) -> str:
    """Those of the guild; the first is at work."""
    if not jobs:
        return _("none")
    first, *waiting = jobs
    return _(
        "1 running ({done} of {total} articles done), {waiting} waiting",
        done=first.done,
        total=first.total,
        waiting=len(waiting),
    )


def _question(taken: float | str) -> str:
    return fit(taken, 300) if isinstance(taken, str) else _ms(taken)


def _incident(found: "Status") -> str:
    if found.incident is None:
        return _("none since the start")
    return f"{found.incident.id}, <t:{found.incident.at:.0f}:R>"


def _mb(count: int) -> str:
    return f"{number(count / 1_000_000, 1)} MB"


def _ms(seconds: float) -> str:
    """Before the first heartbeat discord.py knows no latency."""
    return f"{number(seconds * 1000)} ms" if math.isfinite(seconds) else _("unknown")
