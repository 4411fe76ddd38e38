"""Whether two questions can stand in one bank; knows their words, no parse and no engine."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from functools import cached_property

from questions.language.wording import content_words
from questions.model import BLANK, Candidate, Kind, Question
from questions.verification.fault import Fault

NEAR = 40
"""Questions before it in the document that each is compared with, besides those with the same key."""

SAME_FACT = 0.6
"""The share of the shorter stem's words that two stems share from which they speak of one fact."""

SAME_SENTENCE = 0.4
"""The same for two questions of which one is a claim, proved by one sentence."""


class Compared:
    """What is compared of a question, made once.

    Args:
        asked: The question.
        asks: What it asks for, in the words of the document; its key where that says it.
    """

    def __init__(self, asked: Candidate, asks: str = "") -> None:
        self._asked = asked
        self._asks = asks

    @cached_property
    def stem(self) -> set[str]:
        """The words of the stem that carry meaning."""
        return content_words(self._asked.stem.replace(BLANK, " ")) - {"true", "false", "accord", "text"}

    @cached_property
    def asks(self) -> set[str]:
        """The words of the answer that carry meaning; none for a claim that does not say what it turns on."""
        return content_words(self._asks or ("" if self.claims else self._asked.key))

    @property
    def claims(self) -> bool:
        """Whether it is a statement to be called true or false."""
        return self._asked.kind is Kind.TRUE_FALSE

    def clash(self, other: Compared) -> str:
        """Return why two questions cannot stand in one bank, or nothing.

        Two are of one fact when they ask for the same of nearly the same; one tells the other when its stem
        holds the other's answer and speaks of the same.
        """
        one, two = self._asked, other._asked
        shared = len(self.stem & other.stem) / max(min(len(self.stem), len(other.stem)), 1)
        same_sentence = one.citation.document == two.citation.document and (
            one.citation.start < two.citation.end and two.citation.start < one.citation.end
        )
        same_answer = bool(self.asks) and self.asks == other.asks
        told = bool(self.asks and self.asks <= other.stem) or bool(other.asks and other.asks <= self.stem)
        claims = self.claims or other.claims
        if same_sentence and (same_answer or (claims and shared >= SAME_SENTENCE)):
            return "same fact"
        if same_sentence and told:
            return "one tells the other"
        if shared >= SAME_FACT and same_answer:
            return "same fact"
        if shared >= SAME_FACT and (told or claims):
            return "one tells the other"
        return ""


class Company:
    """Questions that stand together, each compared with those near it and those with the same key.

    Args:
        near: With how many of those that joined before it a question is compared.
    """

    def __init__(self, *, near: int = NEAR) -> None:
        self._near: deque[tuple[str, Compared]] = deque(maxlen=near)
        self._same_key: defaultdict[frozenset[str], list[tuple[str, Compared]]] = defaultdict(list)

    def clash(self, compared: Compared) -> tuple[str, str] | None:
        """Return why a question cannot join, and the name of the one in its way; None where it can."""
        keyed = self._same_key[frozenset(compared.asks)] if compared.asks else []
        for name, other in dict([*self._near, *keyed]).items():
            if reason := compared.clash(other):
                return reason, name
        return None

    def join(self, name: str, compared: Compared) -> None:
        """Add a question."""
        self._near.append((name, compared))
        if compared.asks:
            self._same_key[frozenset(compared.asks)].append((name, compared))


def collisions(questions: Sequence[Question]) -> Iterator[tuple[str, str, str]]:
    """Yield each question that cannot stand beside one before it in the documents: why, and beside which.

    Args:
        questions: The questions of a bank that may be asked.

    Returns:
        The question's id, the reason, the other's id.
    """
    company = Company()
    for question in sorted(questions, key=lambda one: (one.citation.document, one.citation.start)):
        compared = Compared(question)
        if found := company.clash(compared):
            yield question.id, *found
        company.join(question.id, compared)


def clashes(questions: Sequence[Question]) -> Iterator[tuple[str, Fault]]:
    """Yield a fault for each question that cannot stand beside one before it in the documents.

    Args:
        questions: The questions of a bank that may be asked.
    """
    for question_id, reason, other in collisions(questions):
        yield question_id, clash_fault(reason, other)


def clash_fault(reason: str, other: str) -> Fault:
    """Return the fault of a question that cannot stand beside another one."""
    return Fault("V21" if reason == "same fact" else "V22", f"{reason}: question {other}")
