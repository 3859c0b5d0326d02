"""Which open articles the reader learns from, and which are held back to measure it on."""

MAY_TRAIN = ("squad2", "newwiki")  # CC BY-SA, CC BY; never the news texts
HELD = frozenset(  # every fourth of each source
    {
        "newwiki:Armenian_Apostolic_Church",
        "newwiki:Connecticut",
        "newwiki:Ice_hockey",
        "newwiki:Lipid",
        "newwiki:Political_divisions_of_the_United_States",
        "newwiki:Tin",
        "squad2:European_Union_law",
        "squad2:Imperialism",
    }
)


def is_learnt_from(article: str) -> bool:
    """Whether the shipped reader was trained on an article of that id."""
    return article.startswith(MAY_TRAIN) and article not in HELD
