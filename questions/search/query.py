"""A question in a person's own words, taken apart into what a passage must speak of; knows no passage."""

from __future__ import annotations

import re
from dataclasses import dataclass

from questions.search.terms import folded, terms_of

FRAMES = re.compile(
    r"\bhow (?:many|much|long|old|often|far|big|tall|high|large|deep|wide|soon|fast|heavy)\b"
    r"|\b(?:what|which) (?:year|years|date|day|month|century|time|kind|sort|type)\b"
    r"|\bthe (?:name|names|number|year|date) of\b"
    r"|\b(?:tell|show|explain|describe|remind)(?: to)? (?:me|us)\b|\bdo you know\b|\bwhat happen(?:s|ed)?\b"
)
"""What only says which sort of answer is wanted: "how long" is answered by "42 years"."""

SMALL_TALK = frozenset(
    "hello hi hey hallo hiya howdy greetings good morning afternoon evening night day bye goodbye ciao "
    "thanks thank thx ty you please sorry ok okay yes yeah yep no nope cool nice great super wow lol haha "
    "welcome cheers very much so a lot bot there everyone all and how are".split()
)


@dataclass(frozen=True, slots=True)
class Query:
    """What somebody asks.

    Attributes:
        terms: What the answer must speak of, each once; none where nothing can be looked for.
        small_talk: Whether it is a greeting, thanks and the like, and no question.
    """

    terms: tuple[str, ...]
    small_talk: bool = False

    @classmethod
    def of(cls, text: str) -> Query:
        """Take a question apart."""
        plain = folded(text)
        words = re.findall(r"[^\W\d_]+", plain)
        if words and SMALL_TALK.issuperset(words):
            return cls((), small_talk=True)
        [terms] = terms_of([FRAMES.sub(" ", plain)])
        if not terms:
            [terms] = terms_of([plain])
        return cls(tuple(dict.fromkeys(terms)))
