"""The small words of English that a grader must know: which deny, which join, which add nothing; no rules."""

from __future__ import annotations

ARTICLES = frozenset({"the", "a", "an"})
NEGATIONS = frozenset(
    """not no never none neither nor cannot without except nothing nobody non isn't wasn't aren't weren't
    don't didn't doesn't can't couldn't won't wouldn't hasn't hadn't haven't shouldn't dont isnt wasnt cant
    hardly wrong false unlike instead rather""".split()
)
"""Words that turn an answer round: where they differ from the key's, nothing else counts."""

HEDGES = frozenset({"or", "either", "alternatively", "versus", "vs"})
"""Words by which an answer offers a choice of answers."""

PREPOSITIONS = frozenset(
    """in on at by for from to of with since until till during through as its his her their""".split()
)
FRAME = (
    ARTICLES
    | PREPOSITIONS
    | frozenset(
        """it he she they we i this that these those is was are were be been has had have did does there here
        who which what when where its it's he's she's think believe guess answer called named known because so
        just simply probably maybe perhaps likely ie eg some my our your yes well please sure say would could
        might must may built founded made""".split()
    )
)
"""Words that may stand beside an answer in a sentence and are no part of it."""

VALUE_FRAME = FRAME | frozenset(
    """about around approximately roughly circa ca nearly almost over more than under less fewer least
    most exactly only up between and year years per annum before after below above early late mid
    exceeding total altogether number ago old date dated
    """.split()
)
"""Words that a key may have beside a date or an amount and still be one."""

TITLES = frozenset(
    """mr mrs ms miss dr prof professor sir lady lord dame king queen prince princess emperor empress tsar
    president chancellor minister premier general colonel major captain admiral lieutenant sergeant saint
    pope bishop archbishop cardinal father reverend rev senator governor mayor judge justice count countess
    duke duchess baron baroness sultan shah gen col capt lt sgt madame herr frau monsieur""".split()
)
SUFFIXES = frozenset({"jr", "sr", "junior", "senior", "esq", "phd", "md"})
PARTICLES = frozenset("van von de der den du da di del della la le al bin ibn ter ten af av zu dos".split())
PLACE_KINDS = frozenset({"river", "mount", "lake"})
"""Words before a place's name that it can do without: "the River Thames", "the Thames"."""

OF_KINDS = frozenset(
    "town city village port county province state island republic kingdom municipality".split()
)
"""Kinds of place that stand before "of": "the town of Ostholm"."""

COUNTRIES = frozenset(
    """england scotland wales ireland britain france germany italy spain portugal austria switzerland belgium
    netherlands holland denmark norway sweden finland iceland poland czechia hungary romania bulgaria greece
    turkey russia ukraine serbia croatia slovenia kosovo albania usa america canada mexico brazil argentina
    chile peru china japan korea india pakistan iran iraq israel egypt morocco algeria nigeria kenya ethiopia
    australia europe africa asia uk""".split()
)
"""What may follow a town after a comma."""

NO_PERSON = frozenset(
    """museum league board council union united nations organization organisation agency bank company party
    university college school institute society church cathedral castle palace tower bridge station hospital
    street road square park garden north south east west northern southern eastern western central new old
    great saint st port cape fort bay sea ocean river lake mount mountain mountains island islands valley
    desert forest hill hills city town county state states republic kingdom empire army navy force forces
    war battle treaty act law court office ministry department committee commission association federation
    club team cup prize award festival railway airport harbour light house hall centre center theatre library
    times post press news journal review world national international royal american british french german
    english danish swedish norwegian italian spanish russian chinese european coastal black red white green
    blue san santa los las el costa puerto sierra rio hong sri saudi korea york zealand africa fund trust
    group project programme program plan movement revolution dynasty age period crisis pact accord charter
    declaration constitution parliament congress senate assembly house industry market system theory effect
    principle cell virus disease day week month year street first second third""".split()
)
"""Words of names that are no person's, so that their last word is no surname."""
