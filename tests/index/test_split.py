from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from index.split import MAX_CHARS, citable, paragraph_number, split_sentences


def sentences(text: str, language: str = "en") -> list[str]:
    return [text[s.start : s.end] for s in split_sentences(text, language)]


def test_a_missing_space_after_a_full_stop_still_ends_a_sentence():
    assert sentences("Fighting resumed once the truce ended.Meanwhile, talks went on.") == [
        "Fighting resumed once the truce ended.",
        "Meanwhile, talks went on.",
    ]


def test_a_closing_curly_quote_stays_with_its_sentence():
    assert sentences("He hoped for a deal “this week.”Despite that, nothing moved.") == [
        "He hoped for a deal “this week.”",
        "Despite that, nothing moved.",
    ]


def test_abbreviations_and_decimals_end_nothing():
    text = "The U.S. team of Dr. Smith grew by 3.5 percent. It won."

    assert sentences(text) == ["The U.S. team of Dr. Smith grew by 3.5 percent.", "It won."]


def test_a_line_break_ends_a_sentence():
    assert sentences("Markets fell\nOil rose by a tenth.") == [
        "Markets fell",
        "Oil rose by a tenth.",
    ]


def test_hard_wrapped_lines_are_one_paragraph_and_keep_their_offsets():
    text = (
        "The council met on Tuesday evening in the old hall and\n"
        "voted for the barrier. It will cost nine million and be\n"
        "ready in two years."
    )

    assert sentences(text) == [
        "The council met on Tuesday evening in the old hall and\nvoted for the barrier.",
        "It will cost nine million and be\nready in two years.",
    ]


def test_chinese_sentences_end_at_their_own_full_stop():
    assert sentences("他来了。她走了。", "zh") == ["他来了。", "她走了。"]


def test_bylines_and_headings_are_not_citable():
    text = "DE Online Desk :\nBy Jane Doe\nWhat happens next\nThe barrier will be built."

    cited = citable(text, split_sentences(text))

    assert [text[s.start : s.end] for s in cited] == ["The barrier will be built."]


def test_a_short_line_with_a_figure_is_citable():
    text = "Price: 30 euros\nThe fair opens at noon."

    assert len(citable(text, split_sentences(text))) == 2


def test_a_text_of_nothing_but_labels_is_citable_as_it_is():
    text = "Salmon spawn in gravel"

    assert citable(text, split_sentences(text)) == split_sentences(text)


def test_no_sentence_is_longer_than_the_limit():
    assert max(map(len, sentences("a" * 5_000))) == MAX_CHARS


def test_paragraphs_are_counted_by_blank_lines_or_else_by_lines():
    assert paragraph_number("One\ntwo.\n\nThree.", 11) == 2
    assert paragraph_number("One.\nTwo.\nThree.", 11) == 3


def test_a_long_line_is_cut_at_a_full_stop():
    text = "The river rose again in the night. " * 300

    assert set(sentences(text)) == {"The river rose again in the night."}


def test_a_million_opening_quotation_marks_are_split_in_linear_time():
    assert len(sentences("“" * 1_000_000)) == 1_000  # the square of it would take hours


@given(st.text(alphabet=' \n.!?“”"abcÄ数。', max_size=300))
def test_sentences_are_in_order_apart_and_leave_out_only_white_space(text):
    spans = split_sentences(text)

    assert all(a.end <= b.start for a, b in pairwise(spans))
    covered = {i for s in spans for i in range(s.start, s.end)}
    assert all(text[i].isspace() for i in range(len(text)) if i not in covered)
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
