"""What in a clause means something only beside another sentence, or on the day of the text; knows the parse.

Each rule was found by judges who read what the engine made and failed it at one of the eight gates.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Token

from questions.language.mentions import MONTHS

PERSONS = frozenset(
    """
    i we you me us my our your mine ours yours myself ourselves yourself i'm let's oneself one's
    """.split()
)

ALONE = frozenset("one ones others both neither either each some many most all few several".split())
"""What counts among things that another sentence names."""

POINTING = frozenset(
    """
    here above below former latter another similar same such aforementioned respectively respective
    later afterwards afterward subsequently again previous previously following next instead else then
    ago yesterday tomorrow tonight meanwhile otherwise likewise similarly thereby therein thereafter
    whereby earlier soon again entire recent recently finally
    """.split()
)
"""Words that mean something only beside another sentence or on the day of the text."""

TIME_BOUND = re.compile(
    r"\b(?:in the past|in (?:his|her) (?:memory|honou?r|absence|place|stead)|so far|yet"
    r"|(?:last|this|next|past) (?:year|month|week|night|season|summer|spring|fall|winter)s?"
    r"|the end of the (?:year|month|week)|in last \w+|their place"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day(?! \d))\b"
)

_MONTH = "|".join(MONTHS)
UNDATED = re.compile(rf"\b(?:{_MONTH})\b|\bevery \w+ since\b")
YEAR = re.compile(r"\b[12]\d{3}\b")
VAGUELY = re.compile(
    r"\b(?:(?:some|several|certain) (?:people|places|cases|ways|fields|areas|things|others|respects)"
    r"|perhaps|fairly|rather|quite|somewhat|apparently|arguably|probably|seemingly)\b",
    re.IGNORECASE,
)
GUIDE = re.compile(
    r"\b(?:bus|buses|flights?|ferry|ferries|terminals?|tickets?|hotels?|lodges?|motels?|restaurants?|parking"
    r"|taxis?|fares?|timetables?|visitors?['’]? cent(?:er|re)|tourist information|for easy reference)\b",
    re.IGNORECASE,
)
"""Words of directions for travellers, which nobody is examined on."""

MATCH = re.compile(
    r"\b(?:minute|half-time|halftime|second half|first half|goals?|penalty|inning|quarterback|yards|batted"
    r"|stolen bases|man of the match|first game)\b"
)
"""Words of a report on a match, whose events are many and alike."""

OWN_TIME = frozenset("currently now presently today nowadays still".split())

UNIQUE = frozenset(
    """
    citizens state states constitution earth future internet moon past present sea sky sun universe
    world public government economy environment law media police military brain body heart past people
    government president weather climate ocean atmosphere west east north south truth poor rich elderly
    """.split()
)
"""Things of which a reader knows one."""


def leaning(kept: Sequence[Token]) -> str:
    """Return why a sentence cannot stand alone, or nothing."""
    if any(token.tag_ in ("WDT", "WP") for token in kept[:4]) and kept[0].lower_ not in ("what", "who"):
        return "a clause without a subject of its own"
    if kept[0].tag_ in ("VBN", "JJ") and len(kept) > 1 and kept[1].text == ",":
        return "leans on another sentence by its opening"
    joined = " ".join(token.text for token in kept)
    if UNDATED.search(joined) and not YEAR.search(joined):
        return "bound to the day of the text"
    if kept[0].tag_ == "IN" and kept[0].dep_ == "mark" and "," not in joined:
        return "a clause that is no sentence"
    if GUIDE.search(joined):
        return "a guide's directions"
    if VAGUELY.search(joined):
        return "vague by “some” or “many”"
    if TIME_BOUND.search(" ".join(token.lower_ for token in kept)):
        return "bound to the day of the text"
    if MATCH.search(" ".join(token.lower_ for token in kept)):
        return "one of many like events"
    for token in kept:
        word = token.lower_
        if word in PERSONS and token.text != "US":
            return "speaks to its reader or of its writer"
        if word in POINTING and not _settled(token):
            return f"leans on another sentence by “{word}”"
        if word == "this" and token.head.lower_ == "time" and token.head.dep_ == "obj":
            continue
        if word in ("this", "that", "these", "those") and (token.dep_ == "det" or token.tag_ == "DT"):
            followed = token.i + 1 < len(token.doc) and token.nbor().lower_ in (
                "who",
                "of",
                "that",
                "which",
                "with",
                "in",
            )
            if not (word in ("those", "that") and token.dep_ != "det" and followed):
                return f"leans on another sentence by “{word}”"
        if token.lower_ in ("'s", "’s") and token.pos_ in ("AUX", "VERB"):
            return "written as it is spoken"
        if word == "all" and token.head.dep_ == "obj" and not _told(token.head):
            return "leans on another sentence by “all”"
        if word == "other" and token.dep_ == "amod" and token.head.dep_ != "conj":
            return "leans on another sentence by “other”"
        if word == "both" and token.dep_ in ("det", "amod", "det:predet") and token.head.tag_ == "NNS":
            return "leans on another sentence by “both”"
        if word == "there" and token.dep_ != "expl":
            return "leans on another sentence by “there”"
        described = any(child.i > token.i or child.pos_ == "ADJ" for child in token.children)
        if word in ALONE and token.dep_ in ("nsubj", "nsubj:pass", "obj", "obl") and not described:
            return f"leans on another sentence by “{word}”"
    return ""


def _settled(token: Token) -> bool:
    """Whether a pointing word has what it points to beside it."""
    word, doc = token.lower_, token.doc
    after = doc[token.i + 1].lower_ if token.i + 1 < len(doc) else ""
    before = doc[token.i - 1].lower_ if token.i else ""
    if word in ("such", "same", "similar", "earlier", "later"):
        return (
            after in ("as", "to", "than", "that")
            or (word in ("earlier", "later") and before in ("in",))
            or (word in ("later", "earlier") and token.dep_ == "amod")
        )
    if word in ("above", "below"):
        return token.dep_ == "case"
    if word == "following":
        if token == token.sent[0]:
            return True
        return before != "the" and (token.dep_ in ("case", "mark") or token.tag_ == "VBG")
    if word == "otherwise":
        return any(one.lower_ == "unless" for one in token.sent)
    if word == "then":
        return token.dep_ == "amod" or any(one.lower_ == "if" for one in doc[token.sent.start : token.i])
    if word == "former":
        return token.dep_ == "amod" and token.head.pos_ in ("PROPN", "NOUN") and token.head.i - token.i <= 3
    return word == "next" and after == "to"


def is_unnamed(token: Token) -> bool:
    """Whether a definite noun stands there and nothing beside it says which one is meant."""
    if token.tag_ not in ("NN", "NNS") or token.lower_ in UNIQUE or token.dep_ == "compound":
        return False
    if not any(child.dep_ == "det" and child.lower_ == "the" for child in token.children):
        return False
    return not any(
        child.tag_ in ("JJS", "RBS", "CD", "NNP", "NNPS")
        or child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss", "appos")
        or child.lower_ in ("first", "second", "third", "last", "only", "main")
        for child in token.children
        if child.dep_ != "det"
    )


def counted_again(subject: Token) -> bool:
    """Whether "the three towers" counts what was named before."""
    children = [child for child in subject.children if child.i < subject.i]
    the = any(child.lower_ == "the" for child in children)
    told = any(child.dep_ in ("nmod", "acl", "acl:relcl", "nmod:poss") for child in subject.children)
    return the and any(child.tag_ == "CD" for child in children) and not told


def _told(noun: Token) -> bool:
    """Whether something after a noun tells which one it is."""
    return any(child.dep_ in ("nmod", "acl", "acl:relcl") for child in noun.children)


def defines(root: Token) -> bool:
    """Whether a statement says what its subject is: "the median is a number that …"."""
    copula = any(child.dep_ == "cop" and child.tag_ in ("VBZ", "VBP") for child in root.children)
    article = any(child.dep_ == "det" and child.lower_ in ("a", "an") for child in root.children)
    told = any(child.dep_ in ("acl:relcl", "acl", "nmod") and child.i > root.i for child in root.children)
    return copula and article and told and root.pos_ == "NOUN"
