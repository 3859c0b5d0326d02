"""A report -> what an admin sees. Pure."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bot.chart import Day
from bot.i18n import N_, _, day_of_year, ngettext
from bot.reply import Reply, fit, reply

if TYPE_CHECKING:
    from bot.report import Report

MOST_GROUPS, MOST_ARTICLES, MOST_REASONS = 8, 5, 5
TEXT = 150  # characters of a question, a title or a reason
LOG_IS_OFF = N_(
    "The question log is off, so questions and articles are not counted. `/settings` turns it on: "
    "from then on questions are kept for some days, under a hash of who asked."
)


def report(found: "Report") -> Reply:
    """What to add next, what was not helpful, what is quoted most."""
    if not found.log_is_on:
        return reply("\n".join([_(LOG_IS_OFF), "", *_votes(found)]), title=_("Report"))
    missing = sum(group.count for group in found.missing)
    lines = [
        _(
            "{questions} {days}, {missing} of them not covered by the articles.",
            questions=ngettext("1 question", "{count} questions", found.questions),
            days=ngettext("in {count} day", "in {count} days", found.days),
            missing=missing,
        ),
        *_listed(
            _("Not covered, most asked first: what to add next"),
            [(group.text, group.count) for group in found.missing[:MOST_GROUPS]],
        ),
        *_listed(_("Quoted most"), found.busiest[:MOST_ARTICLES]),
        "",
        *_votes(found),
    ]
    return reply("\n".join(lines), title=_("Report"))


def described(days: Sequence[Day]) -> str:
    """The chart in words, for who does not see it."""
    asked = "; ".join(_on_day(day) for day in days if day.asked) or _("None.")
    return _("Questions a day, covered and not covered. {days}", days=asked)[:1024]


def _on_day(of: Day) -> str:
    day = day_of_year(of.day)
    return _("{day}: {covered} and {missing}", day=day, covered=of.covered, missing=of.missing)


def _votes(found: "Report") -> list[str]:
    bad = [vote for vote in found.votes if not vote.is_helpful]
    helpful = len(found.votes) - len(bad)
    lines = [_("**Votes**: {good} helpful, {bad} not helpful.", good=helpful, bad=len(bad))]
    reasons = [vote.reason for vote in bad if vote.reason][:MOST_REASONS]
    return lines + [f"- {fit(reason, TEXT)}" for reason in reasons]


def _listed(title: str, items: Sequence[tuple[str, int]]) -> list[str]:
    if not items:
        return []
    return ["", f"**{title}**", *(f"- {count} × {fit(text, TEXT)}" for text, count in items)]
