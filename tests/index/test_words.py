from index.words import query_terms, terms


def test_word_forms_share_a_term():
    assert terms("violations") == terms("violation")


def test_a_possessive_is_the_name():
    assert terms("Ukraine’s") == terms("Ukraine") == terms("ukraine's")


def test_accents_do_not_matter():
    assert terms("Zürich") == terms("Zurich")


def test_numbers_keep_their_decimals_and_lose_their_separators():
    assert terms("3,000 at 2.5") == ["3000", "at", "2.5"]


def test_russian_and_arabic_have_their_own_stemmers():
    assert terms("Москва") == terms("Москве")
    assert terms("المدينة") == terms("مدينة")


def test_chinese_words_match_by_pairs_of_characters():
    assert "北京" in terms("我在北京大学")


def test_a_question_is_looked_up_by_its_content_words():
    assert query_terms("What did Peskov say about the truce?") == ["peskov", "truce"]


def test_a_question_of_stop_words_only_keeps_them():
    assert query_terms("Who is it?") == ["who", "is", "it"]
