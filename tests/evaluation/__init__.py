"""The ruler: the real Library beside MiniLM alone and BM25 alone, on public data and on our own.

`python -m tests.evaluation --data FOLDER` prints one table. The public data is not ours to pass
on, so it lives elsewhere; questions.yaml and quotations.yaml are ours and gate the tests.

In reading order: data, metrics, figures (a number with its interval), cache, systems, then the
tasks (retrieval, abstention and reliability make qa; trecqa, quotes, whosaid, sentences), and
report and chart.
"""
