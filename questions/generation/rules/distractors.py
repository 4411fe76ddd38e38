"""Wrong choices for a key: of its type, from the text first, then by variation; knows no stem's making."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from random import Random

from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name, NameMention
from questions.generation.rules.sentences import Sentence
from questions.generation.rules.variations import variations
from questions.language.mentions import DATES, Mention, MentionType
from questions.language.wording import WORD, folded, plain
from questions.model import Choice

NEEDED = 3
FARTHEST = {
    MentionType.DAY: 8,
    MentionType.MONTH: 8,
    MentionType.YEAR: 12,
    MentionType.ERA_YEAR: 2000,
    MentionType.DECADE: 40,
    MentionType.CENTURY: 3,
}
"""Years (for centuries: centuries) beyond which a date of the text is no tempting choice."""

BORN = re.compile(r"\bborn\b")
"""Whoever is born is so before all else that a text dates: its dates would be no temptation."""

YEAR = re.compile(r"\b[12]\d{3}\b")
NUMBER = re.compile(r"\b[12]\d{3}|\d+(?=st|nd|rd|th| BC| AD| CE)")


@dataclass(frozen=True)
class Placed:
    """A dated or counted mention with its sentence; its places count from the sentence's start."""

    mention: Mention
    sentence: Sentence


@dataclass(frozen=True)
class Dated:
    """A date of the text with what it is compared by, made once.

    Attributes:
        placed: Where it stands first.
        compared: Its text for comparing with a key.
        number: Its year, or its century.
    """

    placed: Placed
    compared: str
    number: int | None


class Distractors:
    """The wrong choices that a text has to offer.

    Args:
        sentences: The text, all of it.
        names: Its names.
    """

    def __init__(self, sentences: Sequence[Sentence], names: Sequence[Name]) -> None:
        placed = [Placed(mention, sentence) for sentence in sentences for mention in sentence.mentions]
        self._names = names
        years = [
            int(year)
            for one in placed
            if one.mention.type in DATES
            for year in YEAR.findall(one.mention.text)
        ]
        self._latest = max(years, default=0)
        self._dates: defaultdict[tuple[MentionType, str], list[Dated]] = defaultdict(list)
        first = {_unhyphened(one.mention.text): one for one in reversed(placed)}
        for compared, one in first.items():
            kind, text = one.mention.type, one.mention.text
            if kind in DATES:
                self._dates[kind, _era(text)].append(Dated(one, compared, _number(text)))

    def for_mention(self, mention: Mention, stem: str) -> tuple[Choice, ...]:
        """Return three wrong choices for a date, duration or number, fewer where there are none.

        Dates come from the text first; a number is compared with nothing in the text but itself, so that no
        choice is ruled out by its size.
        """
        key, kind = mention.text, mention.type
        random = Random(f"{stem}\n{key}")  # noqa: S311
        told = plain(stem)
        chosen: list[Choice] = []
        if kind in DATES and not BORN.search(stem):
            chosen += islice(self._nearest(key, kind, told), NEEDED)
        taken = {plain(key), *(plain(choice.text) for choice in chosen)}
        for text in self._varied(key, chosen, kind, random):
            if len(chosen) >= NEEDED:
                break
            compared = plain(text)
            if compared not in taken and compared not in told:
                taken.add(compared)
                chosen.append(Choice(text))
        return tuple(chosen)

    def _nearest(self, key: str, kind: MentionType, told: str) -> Iterator[Choice]:
        """Yield the other dates of the text, the nearest first, but those too far away or told in a stem."""
        compared, year, farthest = _unhyphened(key), _number(key), FARTHEST[kind] * _scale(key)

        def apart(one: Dated) -> int:
            return 0 if year is None or one.number is None else abs(one.number - year)

        same = self._dates.get((kind, _era(key)), ())
        for one in sorted(same, key=lambda one: (apart(one), one.placed.sentence.start)):
            if apart(one) > farthest:
                return
            text = one.placed.mention.text
            if one.compared != compared and plain(text) not in told:
                yield Choice(text, one.placed.sentence.citation)

    def _varied(self, key: str, chosen: Sequence[Choice], kind: MentionType, random: Random) -> Iterator[str]:
        """Yield variations, of a distractor where there are two: else the key is always half of a twin."""
        texts = [random.choice(chosen).text] if len(chosen) == NEEDED - 1 else [key]
        if len(chosen) == 1 and kind in (MentionType.DAY, MentionType.MONTH):
            texts = [key, chosen[0].text]
        made = [variations(one, random=random, latest_year=self._latest, kind=kind) for one in texts]
        for varied in zip(*made, strict=False):
            yield from varied
        yield from variations(key, random=random, latest_year=self._latest, kind=kind)

    def for_name(
        self, key: Name, stem: str, types: Sequence[NameType], *, most: int = NEEDED
    ) -> tuple[Choice, ...]:
        """Return other names of the text, those of the first type first, the nearest first.

        Args:
            key: The right name.
            stem: The question, whose names are no choices.
            types: The types to take from, the best first.
            most: How many at the most.
        """
        stem_words = set(WORD.findall(plain(stem)))
        others = [
            name
            for kind in types
            for name in self._names
            if name.type is kind
            and name is not key
            and (name.type is not key.type or _alike(name.text, key.text))
            and not _shares_name(name, stem_words)
            and not _belongs_to(name, key)
            and not _same_bearer(name, key)
        ]
        shape, place = key.text.isupper(), key.mentions[0].sentence.start
        alike = sorted(
            others,
            key=lambda name: (
                types.index(name.type),
                name.text.isupper() is not shape,
                min(abs(one.sentence.start - place) for one in name.mentions),
            ),
        )
        return tuple(Choice(shown_name(name), _spelled(name).sentence.citation) for name in alike[:most])


ALIKE = (
    frozenset("University College School Academy Institute Seminary".split()),
    frozenset(
        """
    Council Committee Commission Board Assembly Congress Parliament Senate Agency Ministry
    """.split()
    ),
    frozenset("Party Movement Front Union Alliance League".split()),
    frozenset(
        """
    Company Corporation Bank Inc Ltd Group Airlines Industries Press
    """.split()
    ),
    frozenset("Museum Gallery Library Foundation Society Association Trust".split()),
    frozenset("Court Department Office Bureau".split()),
    frozenset("Army Navy Force Forces Fleet Guard".split()),
)
"""Last words of the names of bodies of one kind."""


def _alike(one: str, other: str) -> bool:
    """Whether two bodies are of a kind, or both no bodies by their last word."""
    kinds = [next((kind for kind in ALIKE if kind & set(text.split())), None) for text in (one, other)]
    return kinds[0] is kinds[1]


def shown_name(name: Name) -> str:
    """Return a name's fullest form as a choice has it, with its article where the text uses one."""
    span = _spelled(name).span
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return f"the {name.text}" if "the" in (before, span[0].lower_) else name.text


def _spelled(name: Name) -> NameMention:
    return next(one for one in name.mentions if one.text == name.text)


def _belongs_to(name: Name, owner: Name) -> bool:
    """Whether the text speaks of a name as led or run by another: they do not exclude each other."""
    for mention in name.mentions:
        text = plain(mention.sentence.text)
        for alias in owner.aliases:
            led = rf"\b{re.escape(alias)}-\w+ .{{0,30}}?{re.escape(plain(mention.text))}\b"
            if f"{alias}-" in text and re.search(led, text):
                return True
    return False


def _same_bearer(name: Name, key: Name) -> bool:
    """Whether two names may be one person's or body's: they share a word, accents set aside."""
    one, other = ({folded(word) for alias in each.aliases for word in alias.split()} for each in (name, key))
    return bool({word for word in one & other if len(word) > 2} - NO_NAMES)


NO_NAMES = frozenset({word.lower() for kind in ALIKE for word in kind} | {"the", "of", "and", "for"})


def _shares_name(name: Name, words: set[str]) -> bool:
    return any(set(alias.split()) <= words or alias.split()[-1] in words for alias in name.aliases)


def _unhyphened(text: str) -> str:
    return plain(text).replace("-", " ")


def _era(text: str) -> str:
    found = re.search(r"[A-Z]+$", text)
    return found.group() if found else ""


def _scale(key: str) -> float:
    """Return how much wider dates may lie apart the longer ago they are: by the half-century before 2000."""
    found = YEAR.search(key)
    return max(1.0, (2000 - int(found.group())) / 50) if found else 1.0


def _number(text: str) -> int | None:
    """Return the year or the century in a date."""
    found = NUMBER.search(text)
    return int(found.group()) if found else None
