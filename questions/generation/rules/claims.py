"""Statements to be called true or false, with the passage that proves or refutes them; knows no ranking."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from random import Random

from questions.generation.rules.blanks import worth_asking
from questions.generation.rules.distractors import Distractors
from questions.generation.rules.drafts import FALSE, TRUE, Draft
from questions.generation.rules.statements import Statement
from questions.generation.rules.truth import QUESTION, article_before, false_versions
from questions.language.mentions import DATES, Mention
from questions.model import Choice, Citation, Kind


def claims(statement: Statement, mentions: Sequence[Mention], distractors: Distractors) -> Iterator[Draft]:
    """Yield a statement as it stands, and false versions of it.

    Args:
        statement: The statement.
        mentions: The dates and figures of its sentence.
        distractors: What stands elsewhere in the text.
    """
    yield _claim("true", statement.text(), statement.sentence.text, true=True)
    for changed in false_versions(statement):
        yield _claim(changed.pattern, statement.text(changed.edits), changed.place.text)
    yield from _other_figures(statement, mentions, distractors)


def _claim(
    pattern: str, text: str, asks: str, *, true: bool = False, belongs: Citation | None = None
) -> Draft:
    key, other = (TRUE, FALSE) if true else (FALSE, Choice("True", belongs))
    return Draft(pattern, Kind.TRUE_FALSE, QUESTION + text, key.text, (other,), asks)


def _other_figures(
    statement: Statement, mentions: Sequence[Mention], distractors: Distractors
) -> Iterator[Draft]:
    for mention in mentions:
        tokens = worth_asking(statement, mention, mentions)
        wrong = distractors.for_mention(mention, statement.text()) if tokens else ()
        if not wrong:
            continue
        choice = Random(statement.text()).choice(wrong)  # noqa: S311
        edits = (
            {token.i: "" for token in tokens}
            | {tokens[-1].i: choice.text}
            | article_before(tokens[0], choice.text)
        )
        kind = "date" if mention.type in DATES else "figure"
        yield _claim(f"false: {kind}", statement.text(edits), mention.text, belongs=choice.citation)
