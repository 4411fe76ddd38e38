"""The things that all rooms speak of, as frozen values; knows nothing but the standard library."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property


class Kind(StrEnum):
    """How a question is answered."""

    CHOICE = "choice"
    TRUE_FALSE = "true_false"
    CLOZE = "cloze"
    NUMBER = "number"
    SHORT = "short"


class Status(StrEnum):
    """Whether a question may be asked: only approved ones are."""

    APPROVED = "approved"
    DRAFT = "draft"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph of a document.

    Attributes:
        start: First code point of the paragraph in the document's text.
        end: One past its last code point.
        number: Its place among the document's paragraphs, from 1.
        heading: The nearest heading above it, or None.
        page: The page or slide where it begins, from 1; None in a document without pages.
    """

    start: int
    end: int
    number: int
    heading: str | None = None
    page: int | None = None


SLIDES = ".pptx.md"
"""How the path of a text ends that was extracted from slides."""


@dataclass(frozen=True)
class Document:
    """A text as it was read, with its paragraphs.

    Attributes:
        id: A short name, unique in its bank.
        title: What a reader would call it.
        path: Where it was read from, as the bank writes it.
        text: The text, unchanged: all offsets count its Unicode code points.
        passages: Its paragraphs in order, headings left out.
    """

    id: str
    title: str
    path: str
    text: str
    passages: tuple[Passage, ...]

    @cached_property
    def sha256(self) -> str:
        """The hash of the text in UTF-8, 64 hexadecimal digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def slides(self) -> bool:
        """Whether its pages are slides, as the ending of its path tells."""
        return self.path.lower().endswith(SLIDES)

    @cached_property
    def words(self) -> int:
        """The words of its paragraphs, as white space parts them."""
        return sum(len(self.text[one.start : one.end].split()) for one in self.passages)

    def passage_at(self, offset: int) -> Passage | None:
        """Return the paragraph that holds a code point, or None between paragraphs."""
        return next((passage for passage in self.passages if passage.start <= offset < passage.end), None)


@dataclass(frozen=True, slots=True)
class Citation:
    """A span of a document that proves something.

    Attributes:
        document: The document's id.
        start: First code point of the span.
        end: One past its last code point.
        quote: The document's text at the span, character for character.
    """

    document: str
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer on offer.

    Attributes:
        text: What the reader sees.
        citation: For a distractor, the passage where it really belongs; None where it stands in none.
    """

    text: str
    citation: Citation | None = None


UNESTIMATED = 0.5
"""The difficulty of a question that nobody has estimated."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What a generator proposes; only verification makes a question of it.

    Attributes:
        kind: How it is answered.
        stem: What is asked; a cloze has one blank, `____`.
        key: The right answer.
        distractors: The wrong choices, none for a kind without choices.
        citation: The span that proves the key.
        also: Further spans that the proof leans on, such as the one that names "the talks".
        difficulty: From 0, easy, to 1, hard.
        origin: Who made it: `rules/1`, `llm/MODEL` or `human`.
    """

    kind: Kind
    stem: str
    key: str
    distractors: tuple[Choice, ...]
    citation: Citation
    also: tuple[Citation, ...] = ()
    difficulty: float = UNESTIMATED
    origin: str = "human"

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The key first, then the distractors."""
        return (Choice(self.key, self.citation), *self.distractors)

    @property
    def citations(self) -> Iterator[Citation]:
        """Every span that it leans on, the proof first."""
        yield self.citation
        yield from self.also
        for distractor in self.distractors:
            if distractor.citation:
                yield distractor.citation


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Candidate):
    """A candidate that passed, with a name of its own.

    Attributes:
        id: Eight hexadecimal digits, from the content when it was generated.
        status: Whether it may be asked.
        rank: How good its engine takes it to be, from 0 to 1; None where nobody has said.
        note: What a person has noted, such as why it is left out.
    """

    id: str
    status: Status = Status.APPROVED
    rank: float | None = None
    note: str = ""


@dataclass(frozen=True)
class Bank:
    """Questions with the documents that prove them.

    Attributes:
        title: What a teacher would call it.
        language: The language of its texts, as BCP 47 has it.
        documents: The documents by id.
        questions: In the order of the file.
    """

    title: str
    language: str
    documents: Mapping[str, Document]
    questions: tuple[Question, ...] = field(default=())

    @cached_property
    def approved(self) -> tuple[Question, ...]:
        """The questions that may be asked."""
        return tuple(question for question in self.questions if question.status is Status.APPROVED)

    def question(self, question_id: str) -> Question:
        """Return the question with this id; raises KeyError where there is none."""
        for question in self.questions:
            if question.id == question_id:
                return question
        raise KeyError(question_id)


BLANK = "____"
"""The gap of a cloze stem."""


def content_id(asked: Candidate) -> str:
    """Return the id that the content gives: eight hexadecimal digits.

    A generated question whose id is no longer that of its content was edited by hand.
    """
    texts = (choice.text for choice in asked.distractors)
    content = "\x1f".join((asked.kind.value, asked.stem, asked.key, *texts, asked.citation.quote))
    return hashlib.sha256(content.encode()).hexdigest()[:8]
