"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = 0.5, 0.25  # beside the cosine's 1
RANK_RELEVANCE = 9.68  # beside the reader's 1, among hits that are read
ALONE = Curve(constant=-4.505, relevance=4.824, crowd=-0.042, answers=0.0)
READ = Curve(constant=-2.682, relevance=3.334, crowd=-0.031, answers=0.258)
