"""Why nobody would ask for what a statement says: vague, praise, to come, unnamed; knows the parse."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from questions.language.wording import content_words

STUDIES = frozenset(
    """
    study research work finding result paper analysis experiment investigation data
    """.split()
)

POSTS = frozenset("professor fellow lecturer researcher".split())
"""What the notes on authors say that they are."""

DEGREE = frozenset("more less later earlier further lower upper higher".split())
REPORTING = frozenset(
    """
    say tell report add note state announce warn admit comment claim insist explain reply
    """.split()
)

ANSWERING = frozenset(
    """
    refuse agree accept decline retaliate respond reply react reemerge reappear
    """.split()
)
"""What is done on an occasion, and means nothing without it."""

FURNITURE_NOUNS = frozenset(
    """
    website site poster figure table chapter section article page photo photograph image map link paper
    """.split()
)

VAGUE = frozenset(
    """
    extensive inappropriate appropriate legitimate free flexible significant important interesting
    impressive beautiful great good nice amazing popular famous excellent lovely unique special polite
    preferable easy difficult nice different similar remarkable notable essential useful helpful clear
    """.split()
)

BROCHURE = frozenset(
    """
    great nice beautiful excellent wonderful amazing magnificent rich fantastic perfect ideal must charm
    charming quaint stunning gorgeous breathtaking lovely delicious must-see cosy cozy picturesque
    """.split()
)

COLLECTIVE = frozenset(
    """
    number majority variety range group team police people couple lot staff family pair
    """.split()
)


def not_worth(kept: Sequence[Token], subject: Token, root: Token, *, named: bool) -> str:
    """Return why nobody would ask for what a statement says, or nothing."""
    helpers = {
        child.lower_ for child in root.children if child.dep_ in ("aux", "aux:pass") and child.i < root.i
    }
    past = root.tag_ == "VBD" or any(
        one.tag_ == "VBD" for one in root.children if one.dep_ in ("aux", "aux:pass", "cop")
    )
    if past and not named:
        return "an event without a name"
    if {"had", "would"} & helpers:
        return "told from a time that it does not name"
    to_come = {"is", "are", "was", "were"} & helpers and any(
        one.dep_ == "mark" and one.lower_ == "to" for one in root.children
    )
    if to_come or (root.tag_ in ("VB", "VBP") and {"is", "are", "was", "were"} & helpers):
        return "what is still to come"
    compared = any(
        token.tag_ == "JJR" and token.dep_ == "amod" and token.lower_ not in DEGREE for token in kept
    )
    if compared and past and not any(token.lower_ == "than" for token in kept):
        return "compares with what it does not name"
    if subject.lemma_.lower() in STUDIES and not any(one.pos_ == "PROPN" for one in subject.subtree):
        return "speaks of the text itself"
    if root.tag_ == "VBG" and {"was", "were"} & helpers:
        return "told from a time that it does not name"
    if root.lemma_.lower() in ("seem", "appear") or (root.pos_ == "ADJ" and {"can", "may"} & helpers):
        return "praise or vague"
    if root.lemma_.lower() in POSTS and not past:
        return "page furniture"
    if "will" in helpers and not any(token.lower_ == "if" for token in kept):
        return "what is still to come"
    if {"do", "does", "did"} & helpers and not any(token.lower_ in ("not", "n't", "n’t") for token in kept):
        return "insists on what was said before"
    if subject.lemma_.lower() in FURNITURE_NOUNS:
        return "page furniture"
    if (
        root.pos_ == "ADJ"
        and root.lower_ in VAGUE
        and not any(one.dep_ in ("obl", "advcl", "ccomp", "xcomp", "csubj") for one in root.children)
    ):
        return "praise or vague"
    if any(token.lower_ in BROCHURE for token in kept):
        return "praise or vague"
    lemma = root.lemma_.lower()
    if lemma in REPORTING and any(one.dep_ in ("ccomp", "parataxis") for one in root.children):
        return "what somebody says"
    if lemma in ANSWERING and not any(
        one.dep_ in ("obj", "xcomp", "ccomp", "obl", "advcl") and one.i > root.i and one.tag_ != "VBD"
        for one in root.children
    ):
        return "an event without its occasion"
    if {"could", "might"} & helpers:
        return "what may be"
    if kept[0].lower_ == "as" or (
        kept[0].lower_ == "in" and kept[1].lower_ in ("some", "many", "certain", "other")
    ):
        return "vague by its opening"
    if _repeats(kept, subject):
        return "says its subject again"
    quantified = any(
        child.lower_ in ("each", "several", "some", "another", "other", "one", "every", "various", "any")
        for child in subject.children
    )
    vague = any(child.lower_ in ("some", "several", "certain", "various") for child in subject.children)
    if vague and not any(one.dep_ in ("nmod", "acl", "acl:relcl") for one in subject.children):
        return "vague by its subject"
    each = any(child.lower_ in ("each", "another", "other") for child in subject.children)
    if each or (quantified and past and subject.pos_ != "PROPN"):
        return "an event without a name"
    if _disagrees(subject, root):
        return "subject and verb that disagree"
    return ""


def _repeats(kept: Sequence[Token], subject: Token) -> bool:
    """Whether the words of a subject come again in what is said of it: "Tulsa Transit … the Tulsa area"."""
    inside = {one.i for one in subject.subtree}
    words = [
        content_words(one.text) for one in kept if one.i in inside and one.pos_ in ("NOUN", "PROPN", "ADJ")
    ]
    told = content_words(" ".join(one.text for one in kept if one.i not in inside))
    return bool(set().union(*words) & told) if words else False


def _disagrees(subject: Token, root: Token) -> bool:
    """Whether a singular noun has a plural verb or a plural noun a singular one: text that reads ill."""
    verbs = [
        root,
        *(child for child in root.children if child.dep_ in ("aux", "aux:pass", "cop") and child.i < root.i),
    ]
    words = {token.lower_ for token in verbs}
    joined = any(child.dep_ in ("conj", "nummod") for child in subject.children)
    if subject.tag_ == "NNS" and words & {"was", "is", "has", "does"}:
        return True
    return (
        subject.tag_ == "NN"
        and not joined
        and bool(words & {"were", "are", "have", "do"})
        and subject.lower_ not in COLLECTIVE
    )
