"""Every system in turn: indexing, starting, asking, and how often the first result is right."""

import random
import shutil
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from index.encoder import find_bundled
from tests.benchmarks.peers.corpus import Corpus, recall
from tests.benchmarks.peers.export import export
from tests.benchmarks.peers.system import CHROMA_DEFAULT, OURS
from tests.benchmarks.process import Process
from tests.evaluation.data import Question
from tests.evaluation.progress import CONSOLE, steps

SYSTEM = "tests.benchmarks.peers.system"
Taken = Mapping[str, Sequence[float]]  # name of a system -> one value for each turn


class Contest:
    """The systems of those names, each with its index in a folder of its own under `folder`.

    `python` is the interpreter that has the peers installed. A system that fails is told of, and
    takes no further part; the others go on.
    """

    def __init__(self, names: Sequence[str], python: Path, folder: Path) -> None:
        self.names = list(names)
        self._python = python
        self._folder = folder

    def index(self, corpus: Corpus, reuse: bool = False) -> None:
        """Make every index anew; to `reuse` is to leave those of peers that were judged."""
        for name in self._turns("Indexing all"):
            if reuse and name != OURS and self._recall_of(name).exists():
                continue
            shutil.rmtree(self._folder / name, ignore_errors=True)
            self._recall_of(name).unlink(missing_ok=True)
            with self.in_part(name), self._process(name, self._folder / name) as system:
                system(["index", corpus.given_to(name)])

    def indexing(self, corpus: Corpus, rounds: int) -> Taken:
        """Sentences a second into an empty index, of processes that have loaded their model."""
        taken: defaultdict[str, list[float]] = defaultdict(list)
        for name in self._turns("Indexing some", rounds):
            with (
                self.in_part(name),
                TemporaryDirectory() as folder,
                self._process(name, Path(folder)) as system,
            ):
                seconds = system(["index", corpus.given_to(name)])
                taken[name].append(len(corpus.places) / seconds)
        return taken

    def starting(self, question: str, rounds: int) -> Taken:
        """Seconds from the start of a process to its first answer."""
        taken: defaultdict[str, list[float]] = defaultdict(list)
        for name in self._turns("Starting", rounds):
            began = time.perf_counter()
            with self.in_part(name), self._process(name, self._folder / name) as system:
                system(["load"])
                system(["ask", question])
                taken[name].append(time.perf_counter() - began)
        return taken

    @contextmanager
    def running(self) -> Iterator[dict[str, Process]]:
        """All of them at once, ready to be asked."""
        with ExitStack() as stack:
            systems = {}
            for name in list(self.names):
                with self.in_part(name):
                    system = stack.enter_context(self._process(name, self._folder / name))
                    system(["load"])
                    systems[name] = system
            yield systems

    def asking(self, systems: Mapping[str, Process], questions: Sequence[str]) -> Taken:
        """Seconds of each ask; everybody is asked a question before the next one comes."""
        taken: defaultdict[str, list[float]] = defaultdict(list)
        for question in steps(questions, "Asking"):
            for name in random.sample(self.names, len(self.names)):  # nobody is always the first
                with self.in_part(name):
                    taken[name].append(systems[name](["ask", question]))
        return taken

    def recall(
        self, system: Process, corpus: Corpus, questions: Sequence[Question], name: str
    ) -> float:
        """R@1. That of a peer's index is noted: unlike ours, what asks it does not change."""
        noted = self._recall_of(name)
        if name != OURS and noted.exists():
            return float(noted.read_text(encoding="ascii"))
        share = recall(system, corpus, questions, name)
        noted.write_text(str(share), encoding="ascii")
        return share

    @contextmanager
    def in_part(self, name: str) -> Iterator[None]:
        """What a system does; it is out if that fails. Its own words of it are on stderr."""
        try:
            yield
        except RuntimeError as error:
            CONSOLE.print(f"{name} takes no further part: {error}", style="bold red")
            self.names.remove(name)

    def _recall_of(self, name: str) -> Path:
        return self._folder / f"{name}.recall"

    def _turns(self, title: str, rounds: int = 1) -> Iterator[str]:
        """The names of those that are still in it, `rounds` times."""
        for name in steps(self.names * rounds, title):
            if name in self.names:
                yield name

    def _process(self, name: str, folder: Path) -> Process:
        model = find_bundled()
        if name == CHROMA_DEFAULT:
            model = export(model, self._folder / "exported")
        folder.mkdir(parents=True, exist_ok=True)
        return Process(
            sys.executable if name == OURS else self._python, SYSTEM, name, model, folder
        )
