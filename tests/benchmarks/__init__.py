"""How small and how fast: the real bot and library beside what they replace, in one run.

`python -m tests.benchmarks` prints one table. Nothing here is a timed test: a busy machine makes
numbers, not failures. Each figure is a median over rounds in which both sides take turns, so that
what slows the machine slows both; it is the ratio that counts.

In reading order: figures (a number and its goal), texts and libraries (what is measured on),
process and workers (fresh processes that do one thing), live_bot (the bot as a process), fence (a
limit on its memory), then the tasks (memory, asking, indexing, lag, growth, limit), and facts,
report and chart. peers/ stands apart: it sets what people would pick instead beside us.
"""
