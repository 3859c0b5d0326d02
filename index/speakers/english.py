"""The words that tell who speaks: verbs of saying and the small words around them. Lower case.
English, and the German verbs of reported speech. Lists only; cues.py says what they mean."""

IRREGULAR = {
    "say": "says said saying",
    "tell": "tells told telling",
    "write": "writes wrote writing",
    "think": "thinks thought thinking",
    "know": "knows knew knowing",
    "feel": "feels felt feeling",
    "swear": "swears swore swearing",
    "read": "reads reading",
    "put": "puts putting",
    "hit": "hits hitting",
    "begin": "begins began beginning",
    "admit": "admits admitted admitting",
    "quip": "quips quipped quipping",
    "slam": "slams slammed slamming",
    "shoot": "shoots shot shooting",
    "sing": "sings sang singing",
    "rip": "rips ripped ripping",
    "dub": "dubs dubbed dubbing",
}


def inflected(stems: str) -> frozenset[str]:
    """Every form of English verbs, given as stems with spaces between."""
    return frozenset(form for stem in stems.split() for form in _forms(stem))


def _forms(stem: str) -> list[str]:
    """claim -> claim, claims, claimed, claiming."""
    if stem in IRREGULAR:
        return [stem, *IRREGULAR[stem].split()]
    if stem.endswith("e"):
        return [stem, stem + "s", stem + "d", stem[:-1] + "ing"]
    if stem.endswith("y") and stem[-2] not in "aeou":
        return [stem, stem[:-1] + "ies", stem[:-1] + "ied", stem + "ing"]
    third = "es" if stem.endswith(("s", "sh", "ch")) else "s"
    return [stem, stem + third, stem + "ed", stem + "ing"]


# Before a clause, even without "that": "said he would go".
CLAUSE_VERBS = inflected(
    """say tell claim argue believe think hope insist suggest predict acknowledge concede warn note
    declare tweet promise swear maintain contend explain assert complain stress confirm doubt report
    indicate reiterate joke allege estimate announce conclude write"""
)
# Only before "that", "to" or a quotation: "vowed to go", "added: ...".
THAT_VERBS = inflected(
    """add admit agree answer ask assure bark beg begin boast boom caution chant charge cite
    clarify comment continue counter crack credit cry demand deny disclose echo elaborate
    emphasise emphasize exclaim expect fear feel fire grouse gush hint imply inform inquire
    interject know lament mention muse observe offer opine pledge point ponder post proclaim
    pronounce propose put quip react read reassure recall recommend recount remark remind
    repeat reply respond retort reveal scoff shoot shout signal sing speculate state tease
    testify threaten urge volunteer vow whisper wonder worry yell"""
)
# Of these, the ones that also take "to go".
PROMISING_VERBS = inflected(
    "agree ask beg demand offer pledge promise propose swear threaten urge volunteer vow"
)
# Only with quoted words in what follows: called the plan "a joke".
JUDGING_VERBS = inflected(
    """accuse applaud attack bash blame blast brand call challenge chide condemn criticize criticise
    decry defend denounce deride describe dismiss dub endorse hail hammer hit knock label lambast
    lash liken mock portray praise question refer reject ridicule rip slam thank tout"""
)
GERMAN_VERBS = frozenset(
    """sagt sagte sagten erklärt erklärte erklärten betont betonte meint meinte schrieb schreibt
    berichtete berichtet kritisierte forderte fordert fügte ergänzte äußerte warnte nannte
    behauptete""".split()
)
SPEECH_VERBS = CLAUSE_VERBS | THAT_VERBS | JUDGING_VERBS | GERMAN_VERBS
TELLING = inflected("tell")
# "..., said Peskov": these stand before their subject also without a quotation.
INVERTING = frozenset("said says wrote writes added adds noted explained argued reported".split())
# Nouns just as often, so that only a name or pronoun before them makes them verbs.
ALSO_NOUNS = frozenset(
    """answer answers attack attacks blame brand brands call calls challenge challenges charge
    charges claim claims comment comments credit credits cries cry demand demands doubt doubts echo
    estimate estimates fear fears feeling fire fires hint hints hit hits hope hopes joke jokes
    label labels note notes offer offers pledge pledges point points post posts praise promise
    promises puts put question questions read remark remarks reply report reports saying shout
    shouts signal signals state states stress thought thinking tweet tweets urge urges vow vows
    warning warnings worries worry""".split()
)
# The plain form needs a name or a plural before it: "critics say".
PLAIN = frozenset(
    """say tell write add argue think believe insist maintain admit deny agree recommend recall
    observe remind""".split()
)
RESUMING = frozenset("went goes go continued continues began begins started proceeded".split())

FORMS_OF_BE = frozenset("is are was were be been being ’s 's ’re 're got".split())
AUXILIARIES = FORMS_OF_BE | frozenset(
    """has have had having will would did does do could may might must should can ’d 'd ’ve 've ’ll
    'll""".split()
)
NEGATIONS = frozenset("not ’t 't never neither nor".split())
ADVERBS = frozenset(
    """also then later again once now still just even already often earlier further instead too both
    first ever always soon twice long""".split()
)
TIMES = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today tonight yesterday morning
    afternoon evening night week month year earlier later recently""".split()
)
DETERMINERS = frozenset(
    """the a an this that these those his her its their our my your some many most several all both
    each every no another ein eine der die das""".split()
)
SUBJECT_PRONOUNS = frozenset("he she they it we i you er sie".split())
RELATIVES = frozenset("who which".split())
PREPOSITIONS = frozenset(
    "of for from in at with on to against by near des von auf aus bei nach zur zum im mit".split()
)
COMPLEMENTIZERS = frozenset("that whether how why what if dass daß".split())
SUBORDINATORS = frozenset(
    "when as after while although though if since because asked before until once despite".split()
)
# What begins an adjunct ("during the debate"), not a clause that somebody said.
ADJUNCTS = (
    (PREPOSITIONS - {"to"})
    | TIMES
    | SUBORDINATORS
    | frozenset(
        """about during over through last this late early following ahead amid among upon via
    without outside inside next aboard""".split()
    )
)
POSSESSIVES = frozenset("’s 's ’ '".split())
# What no noun phrase reaches across.
CLAUSE_WORDS = (
    (AUXILIARIES - POSSESSIVES)
    | NEGATIONS
    | RELATIVES
    | SUBORDINATORS
    | frozenset(
        """that whom whose what where but and or than whether so yet how why there it he she they we
    i you him them us am""".split()
    )
)
PUNCTUATION = frozenset(",:;.-–—()[]…")
CLAUSE_BORDERS = PUNCTUATION | frozenset("-- and but while as because".split())

MALE_TITLES = frozenset("mr mr. herr".split())
FEMALE_TITLES = frozenset("mrs mrs. ms ms. miss frau".split())
TITLES = (
    MALE_TITLES
    | FEMALE_TITLES
    | frozenset(
        """dr dr. prof. professor president vice prime minister senator sen. sens. representative
    rep. reps. governor gov. gen. general col. colonel capt. captain lt. sgt. adm. admiral secretary
    chancellor king queen prince princess pope sir lord lady judge justice rev. reverend mayor
    congressman congresswoman speaker chairman chairwoman spokesman spokeswoman ambassador attorney
    sheriff officer chief director premier commissioner treasurer leader former""".split()
    )
)
# Words that only German has: its order of words does not show who the subject is.
GERMAN_ONLY = frozenset("und das dem ein eine einen mit für auf ist sich nicht zum zur".split())
GERMAN_ARTICLES = frozenset("der die das ein eine".split())
GERMAN_SMALL_WORDS = frozenset(
    """aber als am an auch auf aus bei beim dass dem den der des die dies diese dieser das ein eine
    einem einen einer er es für hinzu ihm ihr ihre im in mit nach nicht noch nun oder seine sein
    sich sie so über um und vom von vor weiter wie wir zu zum zur montag dienstag mittwoch
    donnerstag freitag samstag sonntag""".split()
)
SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())
NAME_PARTICLES = frozenset("von van der den de del della la le bin al el ibn &".split())
HE = frozenset("he him his himself".split())
SHE = frozenset("she her hers herself".split())
# Capitalised where a sentence begins, but no part of a name.
NOT_NAMES = (
    GERMAN_SMALL_WORDS
    | CLAUSE_WORDS
    | DETERMINERS
    | ADJUNCTS
    | ADVERBS
    | HE
    | SHE
    | frozenset(
        """to let here not however meanwhile according who only more than much such speaking january
    february march april june july august september october november december tomorrow under into
    against within""".split()
    )
)
