"""What a model wrote becomes a candidate, its quotes the document's own, or is let go; knows no model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from questions.generation.llm.passages import Piece
from questions.generation.llm.proofs import addressed, mended, speaks_of, stated
from questions.generation.llm.quotes import find_quote
from questions.generation.llm.replies import WrittenDistractor, WrittenQuestion
from questions.generation.proposal import Dropped, Proposal
from questions.language.wording import content_words, plain
from questions.model import BLANK, Candidate, Choice, Citation, Kind

RANK = 0.9
"""The chance that a question passes all gates once a second reader has agreed: above any engine's floor."""

WITH_CHOICES = frozenset({Kind.CHOICE, Kind.CLOZE})
TRUTHS = {"true": "True", "false": "False"}
STATED = "True or false? "
"""What stands before an English statement, as the rules have it."""

FRENCH_MARK = re.compile(r"\s+(?=[?!:;»])|(?<=«)\s+")


@dataclass(frozen=True, slots=True)
class Draft:
    """A proposal that waits for its second reader.

    Attributes:
        proposal: The proposal.
        piece: The passage from which it is to be answered.
    """

    proposal: Proposal
    piece: Piece


def draft(
    written: WrittenQuestion, piece: Piece, batch: Sequence[Piece], *, language: str, origin: str
) -> Draft | Dropped:
    """Make a draft of a question.

    Args:
        written: The question as the model wrote it.
        piece: The passage in which its quote should stand.
        batch: All passages that the model saw.
        language: The language that the model names.
        origin: Who made it: `llm/MODEL`.

    Returns:
        The draft, or the stem with the reason why there is none.
    """
    citation = _cited(written.quote, piece)
    if citation is None:
        return Dropped("its quote stands in no passage", written.stem)
    stem, key = _tidy(written.stem, language), _tidy(written.key, language)
    if addressed(citation.quote) or addressed(stem):
        return Dropped("it tells its reader how to answer", stem)
    if written.kind is Kind.TRUE_FALSE:
        return _claim(written, citation, piece, stem, language=language, origin=origin)
    about = stated(stem.replace(BLANK, key), citation.quote) if written.kind is Kind.CLOZE else True
    if not about or not speaks_of(stem, citation.quote):
        return Dropped("its quote does not speak of what is asked", stem)
    distractors: list[Choice] = []
    for wrong in written.distractors if written.kind in WITH_CHOICES else ():
        choice = _distractor(wrong, batch, language)
        if choice is None:
            return Dropped("a distractor's quote stands in no passage", stem)
        distractors.append(choice)
    candidate = Candidate(
        kind=written.kind,
        stem=stem,
        key=key,
        distractors=tuple(distractors),
        citation=citation,
        origin=origin,
    )
    return Draft(Proposal(candidate, f"llm: {written.kind.value}", RANK, key), piece)


def _claim(
    written: WrittenQuestion, citation: Citation, piece: Piece, stem: str, *, language: str, origin: str
) -> Draft | Dropped:
    key = TRUTHS.get(written.key.strip().casefold())
    if key is None:
        return Dropped("a statement is neither true nor false", stem)
    statement = re.sub(r"^true or false\?\s*", "", stem, flags=re.IGNORECASE)
    told: str | None = statement
    asks = ""
    if key == "False":
        told = mended(statement, written.wrong, written.right, citation.quote)
        asks = written.right or ""
    if told is None or not stated(told, citation.quote):
        return Dropped("a statement says more than its quote", stem)
    english = language.partition("-")[0] == "en"
    candidate = Candidate(
        kind=Kind.TRUE_FALSE,
        stem=STATED + statement if english else statement,
        key=key,
        distractors=(Choice("False" if key == "True" else "True"),),
        citation=citation,
        origin=origin,
    )
    return Draft(Proposal(candidate, f"llm: {key.lower()} statement", RANK, asks), piece)


def _distractor(written: WrittenDistractor, batch: Sequence[Piece], language: str) -> Choice | None:
    """Return a distractor with the passage where it stands; None where its quote is an invention."""
    text = _tidy(written.text, language)
    if not written.quote or not written.quote.strip():
        return Choice(text)
    citation = next((one for piece in batch if (one := _cited(written.quote, piece))), None)
    if citation is None:
        return None
    belongs = content_words(text) <= content_words(citation.quote) or plain(text) in plain(citation.quote)
    return Choice(text, citation if belongs and not addressed(citation.quote) else None)


def _cited(quote: str, piece: Piece) -> Citation | None:
    span = find_quote(quote, piece.text)
    if span is None:
        return None
    start, end = (piece.passage.start + place for place in span)
    return Citation(piece.document.id, start, end, piece.document.text[start:end])


def _tidy(text: str, language: str) -> str:
    """Return a text without stray spaces; French has one before its marks that does not break."""
    text = " ".join(text.split())
    return FRENCH_MARK.sub("\u00a0", text) if language.partition("-")[0] == "fr" else text
