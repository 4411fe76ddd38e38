"""Words that look alike and mean another thing, which no slip of the finger may turn into each other."""

from __future__ import annotations

from questions.quiz.typed.calendar import SEASONS
from questions.quiz.typed.months import FULL, WEEKDAYS
from questions.quiz.typed.numerals import ROMAN, WORDS
from questions.quiz.typed.wording import COUNTRIES, NEGATIONS

DIRECTIONS = frozenset(
    f"{direction}{end}"
    for direction in ("north", "south", "east", "west")
    for end in ("", "ern", "erly", "ward", "wards")
)
KNOWN = (
    WORDS
    | DIRECTIONS
    | NEGATIONS
    | COUNTRIES
    | frozenset({*FULL, *SEASONS, *WEEKDAYS, *ROMAN})
    | frozenset(
        """increase decrease increased decreased increasing decreasing rise fall rising falling before after
        above below inside outside left right more less most least fewer many few high low higher lower long
        short large small all some any always never often seldom male female man woman men women boy girl
        mother father brother sister import export imports exports legal illegal true false black white
        positive negative maximum minimum major minor internal external public private rural urban past last
        first next mars marx lead iron gold silver copper cobalt lamb lamp light night right fight sight
        might eight weight height house mouse horse home bone stone store score wind wing king ring sing
        coal coral goal boat goat coat bread break peace piece plane plant planet price prize pride bride
        bridge ridge fridge whale while white write trade grade grape trail train brain grain rain drain
        wheat heat meat meal metal medal model motel hotel hostel desert dessert steam stream stem steel steal
        wood food foot root roof book boot bank tank band land sand hand bond bound sound round ground count
        county country court mount mouth month tooth truth march match watch water later wafer paper
        monarchy anarchy oligarchy""".split()
    )
)
"""Words in common use: one typed where the key has another is another answer, not a misspelling."""

PAIRS = frozenset(
    frozenset(pair.split())
    for pair in (
        "stalactite stalagmite",
        "latitude altitude",
        "attitude latitude",
        "convection convention",
        "mitosis meiosis",
        "absorption adsorption",
        "employer employee",
        "trainer trainee",
        "affect effect",
        "adapt adopt",
        "adaptation adoption",
        "causal casual",
        "martial marital",
        "nation notion",
        "angel angle",
        "moral morale",
        "human humane",
        "urban urbane",
        "diary dairy",
        "trial trail",
        "quiet quite",
        "meteor meteorite",
        "comet comment",
        "fission fusion",
        "concave convex",
        "personal personnel",
        "principal principle",
        "complement compliment",
        "council counsel",
        "emigrant immigrant",
        "emigration immigration",
        "prescribe proscribe",
        "astrology astronomy",
        "geology zoology",
        "ecology geology",
        "etymology entomology",
        "sulfate sulfite",
        "sulphate sulphite",
        "nitrate nitrite",
        "chlorate chlorite",
        "chloride chlorine",
        "fluoride fluorine",
        "ethane ethene",
        "methane methene",
        "propane propene",
        "glucagon glycogen",
        "ureter urethra",
        "perpetrate perpetuate",
        "eminent imminent",
        "historic historical",
        "alternate alternative",
        "credible credulous",
        "insulin inulin",
        "tornado torpedo",
        "slovakia slovenia",
        "mauritius mauritania",
        "dominica dominican",
        "gambia zambia",
        "niger nigeria",
        "guinea guyana",
        "uruguay paraguay",
        "planned unplanned",
        "monarch monarchy",
        "magnesium manganese",
        "plutonium polonium",
        "thorium thulium",
        "yttrium ytterbium",
        "hafnium holmium",
        "calcium cadmium",
        "vocation vacation",
        "evolution revolution",
        "elicit illicit",
    )
)

PREFIXES = (
    ("hyper", "hypo"), ("inter", "intra"), ("intro", "intra"), ("ante", "anti"), ("macro", "micro"),
    ("pre", "pro"),
    ("over", "under"), ("in", "ex"), ("im", "ex"), ("in", "de"), ("de", "re"), ("mono", "poly"),
    ("homo", "hetero"), ("endo", "exo"), ("ab", "ad"), ("ultra", "infra"), ("pro", "re"),
    ("con", "de"), ("en", "ex"),
    ("uni", "bi"),
)  # fmt: skip
NEGATIVE = ("un", "in", "im", "il", "ir", "dis", "non", "de", "a", "anti", "mis", "re")
ENDINGS = (
    frozenset({"ate", "ite", "ide", "ine"}),
    frozenset({"ane", "ene", "yne", "ol"}),
    frozenset({"er", "ee"}),
    frozenset({"or", "ee"}),
    frozenset({"less", "ful"}),
    frozenset({"ase", "ose"}),
    frozenset({"phobia", "philia"}),
)
"""Ends of words between which the meaning lies: an acid's salts, who trains and who is trained."""


def lookalike(key: str, word: str) -> bool:
    """Whether a word near to the key's is known to be another word."""
    if word in KNOWN or frozenset((key, word)) in PAIRS:
        return True
    for one, other in PREFIXES:
        for mine, theirs in ((one, other), (other, one)):
            if key.startswith(mine) and word.startswith(theirs) and not word.startswith(mine):
                return True
    if any(word == prefix + key or key == prefix + word for prefix in NEGATIVE):
        return True
    return any(
        key.endswith(mine) and word.endswith(theirs) and key.removesuffix(mine) == word.removesuffix(theirs)
        for family in ENDINGS
        for mine in family
        for theirs in family
        if mine != theirs
    )
