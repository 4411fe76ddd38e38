"""The ranking learns from verdicts what speaks for a question and what against it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from questions.generation.review.sheet import Asked, Sheet, Source
from questions.generation.review.verdicts import Verdict
from questions.model import Kind

pytest.importorskip("sklearn", reason="scikit-learn, of the extra 'train', is not installed")

from questions.generation.review.learning import dump_weights, learn


def judged() -> tuple[Sheet, list[Verdict]]:
    """Forty questions of ten documents: all that name something are accepted, no other."""
    questions = tuple(
        Asked(
            id=f"{number:08x}",
            document=f"d{number % 10}",
            kind=Kind.SHORT,
            pattern="true",
            rank=0.5,
            stem="?",
            key="yes",
            distractors=(),
            quotes=("yes",),
            marks={"named": float(number < 20), "words": 1.0},
        )
        for number in range(40)
    )
    sources = tuple(Source(id=f"d{number}", sha256="0", words=100) for number in range(10))
    verdicts = [
        Verdict(id=one.id, judge="eva", failed=() if one.marks["named"] else (2,)) for one in questions
    ]
    return Sheet(documents=sources, questions=questions), verdicts


def test_what_all_accepted_questions_have_gets_a_positive_weight(tmp_path: Path) -> None:
    learned = learn([judged()])
    assert learned.weights["named"] > 0
    assert learned.auc == pytest.approx(1)
    dump_weights(learned, tmp_path / "weights.json")
    assert json.loads((tmp_path / "weights.json").read_text()) == learned.weights


def test_a_question_that_one_judge_refuses_is_not_accepted() -> None:
    sheet, verdicts = judged()
    refused = [Verdict(id=one.id, judge="ole", failed=(8,)) for one in sheet.questions[:20:2]]
    assert learn([(sheet, verdicts + refused)]).weights["named"] < learn([(sheet, verdicts)]).weights["named"]
