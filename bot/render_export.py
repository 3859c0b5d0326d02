"""The files of an export -> what `send(**...)` takes. Pure."""

from bot.export import Part
from bot.i18n import _, ngettext
from bot.reply import Reply, fit, reply

NAMED = 10  # articles that are named
TITLE = 100  # characters of each


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
