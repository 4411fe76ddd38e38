"""Whom or which place a text is about; knows names and counts, no pronoun of a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from questions.generation.rules.name_types import NameType
from questions.generation.rules.names import Name
from questions.generation.rules.parts import SUBJECTS
from questions.generation.rules.sentences import Sentence
from questions.language.wording import WORD, folded, plain
from questions.model import Citation

GENDER = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
}  # fmt: skip

PLACES = frozenset(
    """
    city town village island country capital state municipality region archipelago suburb
    """.split()
)

FEWEST_PRONOUNS, FEWEST_NAMED = 4, 3
"""How often a text must say "he" or "she", and the name, to be about a person."""

MOSTLY = 0.75


@dataclass(frozen=True)
class Home:
    """The place that a text is about.

    Attributes:
        text: Its name, the document's title.
        kinds: What the text calls it: "city", "island".
        places: The sentences that name it, in order.
    """

    text: str
    kinds: frozenset[str]
    places: tuple[Sentence, ...]

    def is_meant(self, token: Token) -> bool:
        """Whether "the city" stands there, with nothing that would make it another."""
        children = list(token.children)
        articled = token.i > 0 and token.doc[token.i - 1].lower_ == "the"
        alone = all(child.dep_ in ("det", "case", "punct", "cop", "nsubj", "aux") for child in children)
        return token.lower_ in self.kinds and articled and alone and token.dep_ != "compound"

    def citation(self, sentence: Sentence) -> Citation:
        """Return the nearest passage that names the place, one before the sentence if there is one."""
        earlier = [one for one in self.places if one.start <= sentence.start]
        return (earlier[-1] if earlier else self.places[0]).citation


def home_of(sentences: Sequence[Sentence]) -> Home | None:
    """Return the place in a document's title that its text says to be a city, an island or the like."""
    title = sentences[0].document.title
    places = tuple(one for one in sentences if title in one.text)
    if len(places) < FEWEST_NAMED or not title[:1].isupper() or len(title.split()) > 3:
        return None
    kinds = frozenset(
        root.lower_
        for one in places
        for root in [one.span.root]
        if root.lower_ in PLACES
        and any(child.dep_ == "nsubj" and child.text in title for child in root.children)
    )
    return Home(title, kinds, places) if kinds else None


@dataclass(frozen=True)
class Hero:
    """The person whom a text is about.

    Attributes:
        text: The form that the text uses most.
        words: The words of all forms.
        gender: "he" or "she", as the text has it.
        places: The sentences that name the person, in order.
    """

    text: str
    words: frozenset[str]
    gender: str
    places: tuple[Sentence, ...]

    def is_of(self, name: Name) -> bool:
        """Whether a name is the person's."""
        return bool(self.words & {word for alias in name.aliases for word in alias.split()})

    def citations(self, sentence: Sentence) -> tuple[Citation, ...]:
        """Return the nearest passage that speaks of the person, and one that gives the name in full."""
        acting = [one for one in self.places if _acts(one, self.text)] or list(self.places)
        earlier = [one for one in acting if one.start <= sentence.start]
        nearest = earlier[-1] if earlier else acting[0]
        naming = [one for one in self.places if self.text in one.text]
        if self.text in nearest.text or self.text in sentence.text or not naming:
            return (nearest.citation,)
        return nearest.citation, naming[0].citation


def _acts(sentence: Sentence, name: str) -> bool:
    """Whether a person is the subject of a sentence."""
    subjects = (child for child in sentence.span.root.children if child.dep_ in SUBJECTS)
    return any(
        token.text == name and token.dep_ != "nmod:poss" for one in subjects for token in (one, *one.children)
    )


def hero_of(sentences: Sequence[Sentence], names: Sequence[Name]) -> Hero | None:
    """Return the one person whom most of a text's names and pronouns mean, or None."""
    said = Counter(GENDER[token.lower_] for one in sentences for token in one.span if token.lower_ in GENDER)
    if said.total() < FEWEST_PRONOUNS:
        return None
    gender, count = said.most_common(1)[0]
    title = {folded(word) for word in WORD.findall(sentences[0].document.title)}
    words = Counter(
        token.text
        for one in sentences
        for token in one.span
        if token.tag_ == "NNP" and token.dep_ in (*SUBJECTS, "nmod:poss", "flat", "compound", "obj", "obl")
    )
    people = {word for name in names if name.type is NameType.PERSON for word in name.text.split()}
    likely = [
        word
        for word, times in words.most_common()
        if times >= FEWEST_NAMED
        and (folded(word) in title or (word in people and not title & {folded(one) for one in words}))
    ]
    if not likely or count < MOSTLY * said.total():
        return None
    word = likely[0]
    rivals = [
        len(name.mentions) for name in names if name.type is NameType.PERSON and word not in name.text.split()
    ]
    if rivals and max(rivals) * 2 > words[word]:
        return None
    full = {
        name.text.split()[0]
        for name in names
        if name.type is NameType.PERSON and len(name.text.split()) > 1 and word in name.text.split()
    }
    if len(full - {word}) > 1:
        return None
    forms = frozenset(
        {plain(word)}
        | {
            form
            for name in names
            if word in name.text.split() and name.type is NameType.PERSON
            for form in plain(name.text).split()
        }
    )
    places = tuple(one for one in sentences if any(token.text == word for token in one.span))
    fullest = max((name.text for name in names if word in name.text.split()), key=len, default=word)
    return Hero(word if folded(word) in title else fullest, forms, gender, places)
