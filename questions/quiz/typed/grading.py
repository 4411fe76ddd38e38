"""Grades an answer against a key, with distractors and accepted answers; knows no chat and no question."""

from __future__ import annotations

from collections.abc import Collection

from questions.quiz.typed.folding import LONGEST, folded
from questions.quiz.typed.verdict import RIGHT, Match, Verdict, verdict_of


def grade_typed(
    key: str, text: str, *, accepted: Collection[str] = (), others: Collection[str] = ()
) -> Verdict:
    """Grade a typed answer.

    A wrong number or date is never right, however near. A name may lack its title, article or first name, a
    word may have a small slip, but what denies, counts or points the other way never passes for one.

    Args:
        key: The right answer.
        text: What was typed; of a longer text the first 4096 characters are read.
        accepted: Further answers that a teacher has confirmed for the question.
        others: The question's distractors: an answer that is as near to one of them is not right.

    Returns:
        The verdict. It never raises, whatever was typed.
    """
    text, plain = text[:LONGEST], folded(text)
    if text.strip() and text.strip() == key[:LONGEST].strip():
        return verdict_of(Match.EXACT)
    if not plain:
        return verdict_of(Match.EMPTY)
    if plain == folded(key):
        return verdict_of(Match.EXACT)
    if any(plain == folded(one) for one in accepted):
        return verdict_of(Match.ACCEPTED)
    if any(plain == folded(other) for other in others):
        return Verdict(False, _unlike(_graded(key, text)[0].match))
    verdict, slips = _graded(key, text)
    if not verdict.right:
        return verdict
    rivals = [_graded(other, text) for other in others]
    if any(_rivals(verdict, slips, *rival) for rival in rivals):
        match = Match.COARSE if verdict.match in (Match.SAME_NUMBER, Match.SAME_DATE) else Match.OTHER
        return verdict_of(match, verdict.read_as)
    return verdict


def _graded(key: str, text: str) -> tuple[Verdict, int]:
    # Loaded when the first answer is typed that is not the key to the letter: they have a hundred patterns.
    from questions.quiz.typed.keys import value_key
    from questions.quiz.typed.matching import match_values
    from questions.quiz.typed.terms import match_term

    values = value_key(key)
    if values is None:
        match, slips = match_term(key, text)
        return verdict_of(match), slips
    match, said = match_values(values, text)
    return verdict_of(match, said), 0


def _rivals(verdict: Verdict, slips: int, other: Verdict, other_slips: int) -> bool:
    """Whether an answer is as near to a distractor as to the key."""
    if not other.right:
        return False
    mine, theirs = RIGHT.index(verdict.match), RIGHT.index(other.match)
    return theirs < mine or (theirs == mine and other_slips <= slips)


def _unlike(match: Match) -> Match:
    """Return what a distractor's own text is to the key."""
    return match if match in (Match.WRONG_NUMBER, Match.WRONG_DATE, Match.COARSE) else Match.OTHER
