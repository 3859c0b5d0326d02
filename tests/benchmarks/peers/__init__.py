"""What people would pick instead, beside this project: same sentences, questions, model, machine.

`make peers DATA=DIR` installs requirements.txt into .venv-peers and prints one table. A file for
each peer sets it up as its own documentation shows. They run in that environment and know nothing
of this project: `python -m tests.benchmarks.peers.system NAME MODEL FOLDER`. `__main__` runs in
ours, has everybody take turns, and judges by tests/evaluation what was found.
"""

K = 10  # results of a search
