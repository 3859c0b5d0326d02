"""The measures agree with the ruler that comes with the public data, loaded where it lies."""

import importlib.util
import random
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from index import Document, Hit, Query
from index.speakers import find_quotations
from index.split import split_sentences
from tests.evaluation import data, metrics, qa, quotes, sentences, trecqa, whosaid
from tests.evaluation.data import Choice

PUBLIC = Path(__file__).parents[3] / "shared" / "eval"
OPEN = PUBLIC / "open"


@pytest.fixture(scope="module")
def ruler() -> ModuleType:
    """The scorer that comes with the public data."""
    if not (PUBLIC / "score.py").exists():
        pytest.skip("the public evaluation data, with its score.py, is not here")
    found = importlib.util.spec_from_file_location("score", PUBLIC / "score.py")
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


class Chance:
    """A system that throws dice, the same for the same question, so that both rulers see it."""

    name, is_scored = "chance", True

    def __init__(self, documents: list[Document]) -> None:
        self._lengths = {document.source: len(document.text) for document in documents}

    def search(self, query: Query) -> list[Hit]:
        dice = random.Random(query.text)
        article = query.source or dice.choice(list(self._lengths))
        found = [(dice.randrange(self._lengths[article]), dice.random()) for _ in range(10)]
        return [Hit(article, "c", start, start + 700, score) for start, score in found[: query.k]]

    def retrieve(self, text: str, article: str | None = None, k: int = 10) -> list[tuple]:
        hits = self.search(Query(text, source=article, k=k))
        return [(hit.source, hit.start, hit.end, hit.score) for hit in hits]


@pytest.fixture(scope="module")
def chance(ruler) -> Chance:
    return Chance(data.documents(OPEN / "articles.jsonl"))


@pytest.fixture(scope="module")
def kinds(ruler) -> qa.Kinds:
    return qa.Kinds(data.questions(OPEN / "questions.jsonl"))


def values(figures) -> dict[tuple[str, str, str], float]:
    """The values alone, by what they are of."""
    return {(f.label.task, f.label.part, f.label.metric): f.value for f in figures}


@pytest.mark.parametrize("seed", range(20))
def test_auroc_and_kept_agree(ruler, seed):
    dice = random.Random(seed)
    positive = [dice.randint(0, 30) / 10 for _ in range(dice.randint(1, 60))]
    negative = [dice.choice([dice.randint(0, 25) / 10, float("-inf")]) for _ in range(40)]

    pair = np.array(positive), np.array(negative)

    assert metrics.auroc(*pair) == pytest.approx(ruler.auroc(positive, negative))
    assert metrics.kept_when_refused(*pair) == ruler.kept_at(positive, negative)


def test_ranking_in_one_article_agrees_for_every_source(ruler, chance, kinds):
    ours = values(qa.put_to_one(kinds, chance).figures)
    expected = ruler.score_qa(chance.retrieve, ruler.load("open")[1], closed=True)

    for part in ("all", "squad2", "newwiki", "multirc_news"):
        for metric in ("R@1", "R@3", "R@5", "MRR@10"):
            theirs = expected["ALL" if part == "all" else part][metric]
            assert ours["open QA, the article", part, metric] == pytest.approx(theirs)
    assert 0 < expected["ALL"]["R@1"] < expected["ALL"]["R@5"]


def test_abstention_agrees_for_every_kind(ruler, chance, kinds):
    ours = values(qa.put_to_all(kinds, chance).figures + qa.put_to_one(kinds, chance).figures)
    expected = ruler.abstention(chance.retrieve, ruler.load("open")[1])

    for kind, task in (
        ("out_of_corpus", "not covered: article absent"),
        ("cross_doc", "not covered: wrong article"),
        ("para_unanswerable", "not covered: fact missing"),
    ):
        assert ours[task, "all", "AUROC"] == pytest.approx(expected[kind]["AUROC"])
        kept = ours[task, "all", "kept at 90 % refused"]
        assert kept == pytest.approx(expected[kind]["kept@refuse90"])


def test_trecqa_agrees(ruler):
    rows, choices = ruler.jsonl(OPEN / "trecqa.jsonl"), data.choices(OPEN / "trecqa.jsonl")

    relevant = [trecqa.ranked(choice, longest_first(choice)) for choice in choices]
    expected = ruler.score_trecqa(lambda _, texts: [len(text) for text in texts], rows)

    precision = np.mean([metrics.average_precision(right) for right in relevant])
    assert precision == pytest.approx(expected["MAP"])
    reciprocal = np.mean([1 / metrics.first_rank(right) for right in relevant])
    assert reciprocal == pytest.approx(expected["MRR"])


def longest_first(choice: Choice) -> list[Hit]:
    """Every candidate as a hit, the longest first."""
    lengths = {str(number): len(text) for number, text in enumerate(choice.candidates)}
    return [
        Hit(name, choice.name, 0, length, float(length))
        for name, length in sorted(lengths.items(), key=lambda pair: -pair[1])
    ]


def test_sentence_boundaries_agree(ruler):
    path = OPEN / "sentences_golden_rules.jsonl"

    def starts(text: str) -> list[int]:
        return [sentence.start for sentence in split_sentences(text)]

    english = [text for text in data.split_texts(path) if text.language == "en"]
    counted = [sentences.compare(text, starts(text.text)) for text in english]
    expected = ruler.score_segmentation(starts, ruler.jsonl(path))["en", "rules", False]

    counts = np.array([(b.right, b.found, b.gold) for b in counted])
    assert sentences.boundary_f1(counts) == pytest.approx(expected["F1"])
    assert counts[:, 2].sum() == expected["n"]


def test_quotations_and_speakers_agree(ruler):
    path = OPEN / "quotes.jsonl"
    articles = data.quoted_articles(path)[:60]

    def extract(text: str) -> list[dict[str, object]]:
        return [
            {"start": q.start, "end": q.end, "speaker": q.speaker} for q in find_quotations(text)
        ]

    compared = [quotes.compare(a, find_quotations(a.document.text)) for a in articles]
    expected = ruler.score_quotes(extract, ruler.jsonl(path)[:60])

    counts = np.array([(c.right, c.predicted, c.found, c.gold) for c in compared])
    assert quotes.detection_precision(counts) == pytest.approx(expected["P"])
    assert quotes.detection_recall(counts) == pytest.approx(expected["R"])
    assert quotes.detection_f1(counts) == pytest.approx(expected["F1"])
    for kind, name in (("named", "named"), ("nominal", "nominal"), ("pronoun", "pronoun_auto")):
        right = [a.is_right for c in compared for a in c.attributions if a.speaker_kind == kind]
        assert (round(np.mean(right), 3), len(right)) == expected["speaker"][name]


def test_what_did_x_say_agrees(ruler):
    chance = Chance([a.document for a in data.quoted_articles(OPEN / "quotes.jsonl")])

    ours = values(whosaid.measured(chance, data.said_questions(OPEN / "whosaid.jsonl")))
    rows, articles = ruler.jsonl(OPEN / "whosaid.jsonl"), ruler.jsonl(OPEN / "quotes.jsonl")
    expected = ruler.score_whosaid(chance.retrieve, rows, articles)

    for metric in ("P@1", "P@3", "recall@5"):
        assert ours["what did X say", "X speaks", metric] == pytest.approx(expected[metric])
    for part, kind in (
        ("X absent", "absent_speaker"),
        ("X named, not quoted", "mentioned_not_quoted"),
    ):
        theirs = expected[f"AUROC {kind}"]
        assert ours["what did X say", part, "AUROC"] == pytest.approx(theirs)
