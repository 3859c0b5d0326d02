import pytest

from index.language import SAMPLE, code, language_of

GERMAN = (
    "Der Rat der kleinen Stadt hat am Montag für die neue Brücke gestimmt. Sie soll bis zum "
    "Herbst fertig sein, sagte die Ingenieurin, aber die Fischer sind nicht davon überzeugt."
)
TEXTS = {
    "en": "The council of the small town voted for the new bridge. It will be ready by autumn.",
    "de": GERMAN,
    "es": "El consejo de la pequeña ciudad votó el lunes por el nuevo puente, que no será barato.",
    "fr": "Le conseil de la petite ville a voté lundi pour le nouveau pont, qui sera dans le port.",
    "it": "Il consiglio della piccola città ha votato lunedì per il nuovo ponte, che non è caro.",
    "nl": "De raad van de kleine stad heeft maandag voor de nieuwe brug gestemd, en dat is niet "
    "goed voor de vissers.",
    "pt": "O conselho da pequena cidade votou na segunda-feira pela nova ponte, que não será cara.",
    "sv": "Rådet i den lilla staden har röstat för den nya bron, som ska vara klar till hösten.",
    "ru": "Совет небольшого города проголосовал за новый мост, но рыбаки не были этому рады.",
    "ar": "صوت مجلس المدينة الصغيرة يوم الاثنين على الجسر الجديد من أجل الصيادين في هذا الميناء",
    "zh": "小镇议会星期一投票通过了新桥的建设。",
    "ja": "小さな町の議会は月曜日に新しい橋の建設を可決した。",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_tells_its_language(language):
    assert language_of(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "2026", "Salmon spawn.", "Tidewick Herald, Tom Reed", "???"])
def test_what_tells_no_language_is_taken_for_english(text):
    assert language_of(text) == "en"


def test_names_and_quotations_of_another_language_do_not_decide():
    english = TEXTS["en"] + " The paper “Die Zeit der Brücken” was the first to say so."

    assert language_of(english) == "en"
    assert language_of(GERMAN + " “We cannot wait for it”, schrieb die Zeitung.") == "de"
    assert language_of(TEXTS["en"] + " 北京大学") == "en"


def test_only_the_beginning_is_looked_at():
    assert language_of(GERMAN * (SAMPLE // len(GERMAN) + 1) + TEXTS["en"] * 1000) == "de"


@pytest.mark.parametrize(
    ("stated", "expected"),
    [("de-AT", "de"), ("EN_us", "en"), (" fr ", "fr"), ("German", None), ("", None), (None, None)],
)
def test_a_stated_language_is_cut_to_its_code(stated, expected):
    assert code(stated) == expected
