from index.relevance import confidence


def test_confidence_rises_with_relevance_from_0_to_1():
    values = [confidence(relevance, 100) for relevance in (-1, 0.5, 0.9, 1.2, 3)]

    assert values == sorted(values)
    assert 0 < values[0] < 0.01
    assert 0.99 < values[-1] < 1


def test_more_is_asked_of_a_hit_among_more_sentences():
    assert confidence(1, 10) > confidence(1, 1_000) > confidence(1, 100_000)


def test_one_sentence_or_none_is_no_crowd():
    assert confidence(1, 0) == confidence(1, 1)
