"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = 0.5, 0.25  # beside the cosine's 1
RANK_RELEVANCE = 8.31  # beside the reader's 1, among hits that are read
# Without a reader; then what is multiplied with one
ALONE = Curve(constant=-4.505, slope=4.825, crowd=-0.042)
TOPIC = Curve(constant=-5.334, slope=12.482, crowd=-0.559)
ANSWERS = Curve(constant=0.512, slope=0.415, crowd=0.0)
