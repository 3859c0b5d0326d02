"""How far a job is, and what became of it -> what `send(**...)` takes. Pure."""

from collections import Counter
from collections.abc import Sequence

from bot import render
from bot.i18n import _, ngettext
from bot.jobs import Failure, Outcome, Progress
from bot.reply import DESCRIPTION, Reply, fit, length, reply
from index import Addition

NAMED = 10  # articles that are named each; of more, how many came to the same
NAME, REASON = 100, 400  # characters
ROOM = DESCRIPTION - 600  # characters for failures, beside the other lines


def progress(of: Progress, title: str) -> Reply:
    """While it waits or runs."""
    return reply("\n".join([_state(of), *_failures(of.failures)]), title=title)


def added(outcomes: Sequence[Outcome], total: int) -> Reply:
    """After articles were added: each by its name, or how many."""
    additions = [each for each in outcomes if isinstance(each, Addition)]
    if len(additions) <= NAMED:
        told = [render.addition(each) for each in additions]
    else:
        told = _counted(Counter(each.outcome for each in additions))
    return _ended(told, outcomes, total)


def reindexed(outcomes: Sequence[Outcome], total: int) -> Reply:
    """After articles were indexed again."""
    count = sum(not isinstance(each, Failure) for each in outcomes)
    told = ngettext(
        "Done: 1 article is up to date.", "Done: {count} articles are up to date.", count
    )
    return _ended([told], outcomes, total)


def further_failures(outcomes: Sequence[Outcome]) -> list[Reply]:
    """Those for which the message of the end had no room."""
    pages = _pages([each for each in outcomes if isinstance(each, Failure)])
    return [reply("\n".join(page), title=_("What failed too")) for page in pages[1:]]


def interrupted() -> Reply:
    """What is left of a job that a restart of the bot ended."""
    return reply(
        _(
            "I was restarted, which interrupted this. What was done until then stays. Please start "
            "it again, with the same articles: what is done already is passed over."
        )
    )


def _state(of: Progress) -> str:
    if of.cancelled:
        return _("Being cancelled: the article at work is still finished.")
    if of.before:
        return ngettext(
            "Waiting: 1 job of this server comes first.",
            "Waiting: {count} jobs of this server come first.",
            of.before,
        )
    done = _("{done} of {total} articles are done.", done=of.done, total=of.total)
    if of.current is None:
        return done
    return "\n".join([done, _("Now: **{name}**", name=fit(of.current, NAME))])


def _ended(told: list[str], outcomes: Sequence[Outcome], total: int) -> Reply:
    failures = [each for each in outcomes if isinstance(each, Failure)]
    if len(outcomes) < total:
        done = {"done": len(outcomes), "total": total}
        told = [_("Cancelled after {done} of {total} articles.", **done), *told]
    return reply("\n".join([*told, *_failures(failures)]))


def _failures(failures: Sequence[Failure]) -> list[str]:
    """Each with its reason, as far as there is room, then how many more there are."""
    first, *others = _pages(failures)
    more = sum(map(len, others))
    if not more:
        return first
    return [*first, ngettext("And 1 more failed.", "And {count} more failed.", more)]


def _pages(failures: Sequence[Failure]) -> list[list[str]]:
    """A line for each failure, as many on a page as there is room for."""
    pages, room = [[]], ROOM
    for failure in failures:
        line = f"**{fit(failure.name, NAME)}**: {fit(failure.reason, REASON)}"
        room -= length(line) + 1
        if room < 0:
            pages.append([])
            room = ROOM - length(line) - 1
        pages[-1].append(line)
    return pages


def _counted(counts: Counter[str]) -> list[str]:
    """A sentence for each outcome that there was."""
    added, replaced, unchanged = (counts[each] for each in ("added", "replaced", "unchanged"))
    told = {
        ngettext("Added 1 article.", "Added {count} articles.", added): added,
        ngettext("Replaced 1 article.", "Replaced {count} articles.", replaced): replaced,
        ngettext("Already there: 1 article.", "Already there: {count} articles.", unchanged): (
            unchanged
        ),
    }
    return [sentence for sentence, count in told.items() if count]
