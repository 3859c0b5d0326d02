"""`python -m bot chat`: the same answers in a terminal. Reads lines, prints panels; finding the
answer is the library's work."""

import sys
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.history import FileHistory
from rich.console import Console, Group
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from bot.config import Config
from bot.start import errors_as_sentences, opened, steps_to_ready
from index import SHARED, Answer, Citation, Library, Query
from index.articles import ArticleReader
from index.errors import LibraryError
from index.finding import Found, find
from index.output import NO_ANSWER

PROMPT = "ask> "
HELP = """Ask a question in your own words; the answer is quoted from the articles.
:closest         after "not covered": the closest passages, which are no answer
:articles        the articles that are searched
:add FILE|URL    add an article; a folder adds all in it
:remove NAME     remove an article, by the name that :articles shows
:help            these lines
:quit            leave, as Ctrl-D does"""


@dataclass(slots=True)
class Chat:
    """A conversation over one library; everything that is printed goes to `console`."""

    library: Library
    reader: ArticleReader
    console: Console
    last: Answer | None = None

    def run(self, lines: Iterable[str]) -> None:
        """Answer line after line until they end or one is :quit."""
        for line in lines:
            if line.strip() == ":quit":
                return
            if line.strip():
                self.reply(line.strip())

    def reply(self, line: str) -> None:
        """Carry out a command, or answer a question; an error is printed, never raised on."""
        name, _, argument = line.partition(" ")
        try:
            if line.startswith(":"):
                self.command(name, argument.strip())
            else:
                self.ask(line)
        except LibraryError as error:
            self.console.print(Text(plain(str(error)), style="red"))

    def ask(self, question: str) -> None:
        """Answer a question. Raises LibraryError."""
        with self.console.status("Looking it up"):
            self.last = self.library.ask(Query(question))
        self.console.print(show_answer(self.last))
        if self.last.closest:
            self.console.print(Text(":closest shows the closest passages.", style="dim"))

    def command(self, name: str, argument: str) -> None:
        """Carry out one of HELP's commands. Raises LibraryError."""
        commands: dict[str, Callable[[str], None]] = {
            ":closest": self.closest,
            ":articles": self.articles,
            ":add": self.add,
            ":remove": self.remove,
            ":help": self.help,
        }
        commands.get(name, self.help)(argument)

    def help(self, _argument: str = "") -> None:
        """Print the commands."""
        self.console.print(Text(HELP))

    def closest(self, _argument: str) -> None:
        """Print what came closest to the last question, if that has no answer."""
        if self.last is None or not self.last.closest:
            self.console.print("There is no question without an answer to show passages for.")
            return
        self.console.print(Text(f"{NO_ANSWER}:", style="yellow"))
        self.console.print(Group(*map(show_citation, self.last.closest)))

    def articles(self, _argument: str) -> None:
        """Print the articles."""
        table = Table("Name", "Title", "Date", "Sentences", box=None, header_style="bold")
        for summary in self.library.documents(SHARED):
            cells = (summary.source, summary.title, summary.published or "", summary.sentences)
            table.add_row(*(Text(plain(str(cell))) for cell in cells))
        self.console.print(table if table.row_count else "No articles yet. :add FILE or URL")

    def add(self, argument: str) -> None:
        """Add a file, the files of a folder, or a URL. One that fails does not stop the others."""
        if not argument:
            return self.help()
        for found in find([source_of(argument)]):
            try:
                self._add_one(found)
            except LibraryError as error:
                self.console.print(Text(plain(str(error)), style="red"))
        return None

    def _add_one(self, found: Found) -> None:
        with self.console.status("Reading"):
            additions = [self.library.add(each, SHARED) for each in self.reader.read(found)]
        for added in additions:
            name, count = added.document.source, added.document.sentences
            self.console.print(Text(plain(f"{added.outcome}: {name}, {count} sentences")))

    def remove(self, argument: str) -> None:
        """Remove an article by its name."""
        if not argument:
            return self.help()
        self.console.print(Text(plain(f"removed: {self.library.remove(argument, SHARED).source}")))
        return None


def plain(text: str) -> str:
    """Text that a terminal cannot obey: no control, bidi or other invisible characters."""
    kept = (c for c in text.expandtabs(4) if c == "\n" or unicodedata.category(c) not in UNSAFE)
    return "".join(kept)


UNSAFE = {"Cc", "Cf", "Cs", "Co", "Cn"}  # control, format, surrogate, private, unassigned


def source_of(argument: str) -> Path | str:
    """What :add was given: a URL as it is, anything else as a path."""
    is_url = argument.lower().startswith(("http://", "https://"))
    return argument if is_url else Path(argument).expanduser()


def show_answer(answer: Answer) -> Group:
    """An answer as panels, or as the sentence that says why there is none."""
    reason = plain(answer.reason or "The articles do not say.")
    lines = [show_citation(citation) for citation in answer.citations] or [
        Text(reason, style="yellow")
    ]
    if answer.note:
        lines.append(Text(plain(answer.note), style="dim"))
    return Group(*lines)


def show_citation(citation: Citation) -> Panel:
    """A quoted excerpt with its match in bold, the speaker above, the article below."""
    start, end = (offset - citation.start for offset in citation.highlight)
    parts = citation.excerpt[:start], citation.excerpt[start:end], citation.excerpt[end:]
    before, match, after = map(plain, parts)
    quote = Text.assemble(before, (match, "bold"), after)
    place = (citation.title, citation.published, f"paragraph {citation.paragraph}")
    source = ", ".join(filter(None, place))
    lines = [quote, Text(plain(source), style="dim")]
    also = ", ".join(f"{copy.title} ({copy.published or 'undated'})" for copy in citation.also)
    if also:
        lines.append(Text(plain(f"also in: {also}"), style="dim"))
    if citation.url:
        lines.append(Text(plain(citation.url), style="dim underline", overflow="fold"))
    speaker = f" {plain(citation.speaker)}" if citation.speaker else ""
    title = Text(f"[{citation.number}]{speaker}", style="bold cyan")
    return Panel(Group(*lines), title=title, title_align="left", border_style="cyan")


def lines_of_person(history: Path) -> Iterator[str]:
    """What the person types until Ctrl-D; a pipe is read line by line without a prompt."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        yield from sys.stdin
        return
    session = PromptSession(history=FileHistory(str(history)))
    while True:
        try:
            yield session.prompt(PROMPT)
        except KeyboardInterrupt:
            continue  # drops the line, as a shell does
        except EOFError:
            return


def run(path: Path, data: Path | None) -> None:
    """`python -m bot chat`, with the settings at `path`. Ends the program on a LibraryError."""
    console = Console(highlight=False)
    with errors_as_sentences():
        config = Config.load(path, data).index
        with opened(config) as (library, reader):
            for step in steps_to_ready(library, reader, config):
                console.print(step)
            console.print("Ask about the articles; :help shows the commands, Ctrl-D leaves.")
            lines = lines_of_person(config.data_dir / "chat-history")
            Chat(library, reader, console).run(lines)
