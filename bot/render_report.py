"""A report -> what an admin sees. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.chart import Day
from bot.reply import Reply, fit, reply

if TYPE_CHECKING:
    from bot.report import Report

MOST_GROUPS, MOST_ARTICLES, MOST_REASONS = 8, 5, 5
TEXT = 150  # characters of a question, a title or a reason
LOG_IS_OFF = (
    "The question log is off, so questions and articles are not counted. `/settings` turns it on: "
    "from then on questions are kept for some days, under a hash of who asked."
)


def report(found: "Report") -> Reply:
    """What to add next, what was not helpful, what is quoted most."""
    if not found.log_is_on:
        return reply("\n".join([LOG_IS_OFF, "", *_votes(found)]), title="Report")
    missing = sum(group.count for group in found.missing)
    lines = [
        f"{_count(found.questions, 'question')} in {_count(found.days, 'day')}, {missing} of them "
        "not covered by the articles.",
        *_listed(
            "Not covered, most asked first: what to add next",
            [(group.text, group.count) for group in found.missing[:MOST_GROUPS]],
        ),
        *_listed("Quoted most", found.busiest[:MOST_ARTICLES]),
        "",
        *_votes(found),
    ]
    return reply("\n".join(lines), title="Report")


def described(days: Sequence[Day]) -> str:
    """The chart in words, for who does not see it."""
    asked = [f"{d.day.day} {d.day:%b}: {d.covered} and {d.missing}" for d in days if d.asked]
    return f"Questions a day, covered and not covered. {'; '.join(asked) or 'None.'}"[:1024]


def _votes(found: "Report") -> list[str]:
    bad = [vote for vote in found.votes if not vote.is_helpful]
    lines = [f"**Votes**: {len(found.votes) - len(bad)} helpful, {len(bad)} not helpful."]
    reasons = [vote.reason for vote in bad if vote.reason][:MOST_REASONS]
    return lines + [f"- {fit(reason, TEXT)}" for reason in reasons]


def _listed(title: str, items: Sequence[tuple[str, int]]) -> list[str]:
    if not items:
        return []
    return ["", f"**{title}**", *(f"- {count} × {fit(text, TEXT)}" for text, count in items)]


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
