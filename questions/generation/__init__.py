"""Documents become banks: an engine proposes, verification and selection decide; knows no chat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from questions.errors import NothingToAsk
from questions.generation.proposal import Dropped, Proposal, Stretch
from questions.generation.selection import Kept, Refused, Selection, best
from questions.model import Bank, Document, Question

__all__ = ["Dropped", "Generator", "Kept", "Made", "Proposal", "Refused", "Stretch", "make_bank"]

FLOOR = 0.74
"""The rank below which nothing is asked; above it judges passed 98 in 100 on the documents of its making."""


ENGLISH = "en"
"""The language of an engine that names none."""


class Generator(Protocol):
    """An engine that proposes questions."""

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        """Yield what comes of each stretch of the documents, in order."""


@dataclass(frozen=True, slots=True)
class Made:
    """What came of a generation.

    Attributes:
        bank: The bank.
        kept: Its questions with their proposals, in the bank's order.
    """

    bank: Bank
    kept: tuple[Kept, ...]


Watcher = Callable[[Stretch, Sequence[Refused]], None]


def _unwatched(_stretch: Stretch, _refused: Sequence[Refused]) -> None:
    """Look at nothing."""


def make_bank(
    documents: Sequence[Document],
    generator: Generator,
    *,
    title: str | None = None,
    limit: int | None = None,
    floor: float = FLOOR,
    watch: Watcher = _unwatched,
) -> Made:
    """Make a bank of the best proposals that pass verification, in the order of the documents.

    Args:
        documents: What to ask about.
        generator: The engine.
        title: What to call the bank; by default as its first document.
        limit: The most questions to keep.
        floor: The rank (0 to 1) below which nothing is asked.
        watch: Called after each stretch with what came of it and what was refused.

    Raises:
        NothingToAsk: [Q020] No proposal passed.
    """
    by_id: Mapping[str, Document] = {document.id: document for document in documents}
    selection = Selection(by_id, floor=floor)
    kept: list[Kept] = []
    languages = Counter[str]()
    for stretch in generator.stretches(documents):
        if stretch.language:
            languages[stretch.language] += stretch.words
        refused: list[Refused] = []
        for one in selection.choose(stretch.proposals):
            if isinstance(one, Kept):
                kept.append(one)
            else:
                refused.append(one)
        watch(stretch, refused)
    if not kept:
        raise NothingToAsk(
            f"No good question was found in {', '.join(document.path for document in documents)}",
            advice="Give a longer text of whole sentences, one that tells facts",
        )
    if limit is not None:
        kept = best(kept, limit)
    kept = [replace(one, question=_ranked(one)) for one in kept]
    order = {identifier: place for place, identifier in enumerate(by_id)}
    kept.sort(
        key=lambda one: (
            order[one.question.citation.document],
            one.question.citation.start,
            one.question.stem,
        )
    )
    language = languages.most_common(1)[0][0] if languages else ENGLISH
    bank = Bank(title or documents[0].title, language, by_id, tuple(one.question for one in kept))
    return Made(bank, tuple(kept))


def _ranked(kept: Kept) -> Question:
    """Return what was kept with its rank, in thousandths: no two machines differ there."""
    return replace(kept.question, rank=round(kept.proposal.rank, 3))
