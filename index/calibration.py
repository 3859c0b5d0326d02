"""What a hit is worth: the weights that training/calibrate.py fitted, and wrote here."""

from index.curve import Curve

SENTENCE_WORDS, CONTEXT_WORDS = 0.5, 0.25  # beside the cosine's 1
RANK_RELEVANCE = 8.31  # beside the reader's 1, among hits that are read
# Without a reader, of the relevance; then what is multiplied with one: of cosine, words in and
# around the sentence and the reader's logit; and of this logit alone
ALONE = Curve(constant=-3.951, slopes=(4.467,), crowd=-0.048)
TOPIC = Curve(constant=-4.019, slopes=(12.827, 7.151, 0.341), crowd=-0.629)
ANSWERS = Curve(constant=0.592, slopes=(0.367,), crowd=0.0)
