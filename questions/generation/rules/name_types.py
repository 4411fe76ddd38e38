"""What the words of a name say of its bearer: a role, a title, a word for a body or a place; knows no text.

The words come before the recogniser: a name of one word, or of a body that says neither, is believed only
when it is recognised again.
"""

from __future__ import annotations

import re
from enum import StrEnum

from lemminflect import getAllLemmas


class NameType(StrEnum):
    """What bears a name."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"


LABELS = {
    "PERSON": NameType.PERSON,
    "ORG": NameType.ORGANISATION,
    "ORGANIZATION": NameType.ORGANISATION,
    "PLACE": NameType.PLACE,
    "GPE": NameType.PLACE,
    "LOC": NameType.PLACE,
}
"""The labels of our own pipeline and of spaCy's."""

TITLE = re.compile(r"^\s*(?:Mr|Mrs|Ms|Dr|Prof|Sir|Lord|Lady)\.?\s+")
ROLES = (
    "President|Secretary|General|Minister|Chancellor|King|Queen|Emperor|Empress|Governor|Senator|Mayor|Professor"
    "|Captain|Colonel|Director|Chairman|Chairwoman|Chair|Ambassador|Envoy|Commissioner|Judge|Justice|Bishop"
    "|Pope|Prince|Princess|Duke"
)
ROLE = re.compile(rf"^(?:[A-Z][\w-]* )*(?:{ROLES}) (?=[A-Z])")
"""What stands before a person's name and is no part of it."""

ROLE_ALONE = re.compile(rf"\b(?:{ROLES})s?(?:$| of )")
BODIES = (
    "Agency|Alliance|Army|Assembly|Association|Authority|Bank|Board|Bureau|Church|Club|Commission|Committee"
    "|Company|Conference|Congress|Corporation|Council|Court|Department|Federation|Force|Forces|Foundation|Fund"
    "|Government|Group|House|Institute|League|Ministry|Museum|Nations|Navy|Office|Organi[sz]ation|Parliament"
    "|Party|Red Cross|School|Senate|Service|Society|Team|Trust|Union|University"
)
BODY = re.compile(rf"\b(?:{BODIES})$")
"""The last word of a body's name."""

WORD = r"[A-Z][\w’]+(?:-\w+)*"
SPELLED = (
    (re.compile(rf"(?:{WORD} )*(?:{ROLES})(?: {WORD}){{2,3}}"), NameType.PERSON),
    (re.compile(rf"(?:{WORD} )+(?:{BODIES})\b(?! {WORD})"), NameType.ORGANISATION),
)
"""Names whose words alone say what they are: a role with two words or more, a body's name."""

SITE = re.compile(
    r"\b(?:Airport|Avenue|Bay|Beach|Bridge|Castle|Hall|Hill|Island|Islands|Lake|Mountain|Mountains|Ocean|Park|River"
    r"|Road|Sea|Square|Station|Street|Tower|Tube|Tunnel|Valley)$"
)
"""The last word of the name of a place or a building."""

SURE, LIKELY = 2, 1
"""How much a word of the name says, and how much the recogniser says once."""


def typed(text: str, label: NameType | None) -> tuple[NameType | None, str, int]:
    """Return the type of a name, the name without the role before it, and how sure that is.

    Args:
        text: The name without article and title.
        label: What the recogniser says.
    """
    if SITE.search(text):
        return NameType.PLACE, text, SURE
    if ROLE.match(text):
        return NameType.PERSON, ROLE.sub("", text), SURE
    if ROLE_ALONE.search(text):
        return None, text, 0
    if BODY.search(text) or (text.isupper() and label is not NameType.PLACE and text.isalpha()):
        return NameType.ORGANISATION, text, SURE
    if label is NameType.PERSON:
        if any(word.isupper() and len(word) > 1 for word in text.split()):
            return None, text, 0
        return label, text, SURE if " " in text else LIKELY
    return label, text, LIKELY


def bare(text: str) -> str:
    """Return a name without its article, title and possessive."""
    text = re.sub(r"^(?:the|The|a|an)\s+", "", text.strip(" ,.;:"))
    return re.sub(r"[’']s?$", "", TITLE.sub("", text))


def is_person(text: str) -> bool:
    """Whether a text can be a person's name: no "of the", no plural, and no common noun at its end."""
    words = text.split()
    last = words[-1].lower()
    common = bool(getAllLemmas(last, upos="NOUN")) and len(words) > 1
    return not (common or {"of", "the", "and"} & set(words) or (len(words) == 1 and last.endswith("s")))


def is_name(text: str) -> bool:
    """Whether every word is written as a name's; a single one must be no common noun."""
    words = text.split()
    if ADJECTIVE.search(text):
        return False
    if not words or not all(word[0].isupper() or not word[0].isalpha() or word in LINKS for word in words):
        return False
    return len(words) > 1 or not getAllLemmas(text.lower(), upos="NOUN") or text.isupper()


ADJECTIVE = re.compile(r"-(?:led|run|based|backed|born|style|era)\b")
LINKS = frozenset({"of", "the", "and", "for", "on", "de", "la", "von", "van", "al", "to"})
