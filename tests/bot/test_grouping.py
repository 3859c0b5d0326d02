"""Similar questions are one group, under the wording that came first."""

from bot.grouping import grouped


def groups(*texts: str) -> list[tuple[str, int]]:
    return [(group.text, group.count) for group in grouped(texts)]


def test_the_largest_group_comes_first_and_then_the_order_of_the_questions():
    assert groups(
        "Who is the king of Sweden?",
        "When does the library open?",
        "who's the king of sweden",
        "Who was king in Sweden?",
        "Where is the swimming pool?",
        "Is the library open?",
    ) == [
        ("Who is the king of Sweden?", 3),
        ("When does the library open?", 2),
        ("Where is the swimming pool?", 1),
    ]


def test_one_word_in_common_is_not_enough():
    assert groups("Who is the king of Sweden?", "Who is the king of the Danish hill people?") == [
        ("Who is the king of Sweden?", 1),
        ("Who is the king of the Danish hill people?", 1),
    ]


def test_questions_of_the_same_stop_words_are_similar_and_nothing_is_no_group():
    assert groups("Who is it?", "Who is it??") == [("Who is it?", 2)]
    assert groups() == []
