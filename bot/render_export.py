"""The files of an export, and what became of one that is added again -> what `send(**...)` takes.
Pure."""

from collections import Counter
from collections.abc import Sequence

from bot import render
from bot.export import Part
from bot.i18n import _, ngettext
from bot.reply import Reply, fit, reply
from index import Addition

NAMED = 10  # articles, or errors, that are named
TITLE, SENTENCE = 100, 300  # characters of each


def part(of: Part) -> Reply:
    """Beside one of the files."""
    lines = []
    if of.articles:
        count = of.articles
        told = ngettext("1 article is in this file.", "{count} articles are in this file.", count)
        lines.append(told)
    if of.left_out:
        titles = ", ".join(fit(title, TITLE) for title in of.left_out[:NAMED])
        count = len(of.left_out)
        lines.append(_("Too large for a file here ({count}): {titles}", count=count, titles=titles))
    return reply("\n".join(lines))


def ended(count: int) -> Reply:
    """After the last file, with how many articles are in all of them."""
    if not count:
        return reply(_("This server has no articles of its own that can be exported."))
    exported = ngettext("Exported 1 article.", "Exported {count} articles.", count)
    again = _("`/articles add` takes such a file back.")
    return reply(f"{exported} {again}")


def additions(outcomes: Sequence[Addition | str]) -> Reply:
    """What became of each article; of many, how many came to the same, and the first errors."""
    if len(outcomes) <= NAMED:
        return render.additions(outcomes)
    counts = Counter(each.outcome for each in outcomes if isinstance(each, Addition))
    failed = [fit(each, SENTENCE) for each in outcomes if isinstance(each, str)]
    more = len(failed) - NAMED
    rest = [_("And {count} more could not be added.", count=more)] if more > 0 else []
    return reply("\n".join([*_counted(counts), *failed[:NAMED], *rest]))


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
