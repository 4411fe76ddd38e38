"""The weights of the ranking, learned from judged sheets; knows marks and verdicts, no text.

Overgenerate and rank: Heilman and Smith (2010), "Good Question! Statistical Ranking for Question Generation",
NAACL. A logistic regression says how likely a question is to be accepted by all who judged it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from questions.generation.review.sheet import Asked, Sheet
from questions.generation.review.verdicts import Verdict

FEWEST = 8
"""Questions in which a mark must stand to get a weight."""

PENALTY = 0.005
"""The inverse strength of the L2 penalty on marks of unit variance: few questions are judged."""

FOLDS = 10


@dataclass(frozen=True, slots=True)
class Learned:
    """What came of learning.

    Attributes:
        weights: The weight of each mark, the intercept under the empty name.
        questions: How many questions it was learned from.
        auc: The area under the ROC curve (0.5 is chance) on documents that were left out in turn.
    """

    weights: Mapping[str, float]
    questions: int
    auc: float


def learn(judged: Iterable[tuple[Sheet, Sequence[Verdict]]]) -> Learned:
    """Learn the weights.

    Args:
        judged: Sheets with the verdicts on them.

    Raises:
        ModuleNotFoundError: scikit-learn is not installed (the extra `train`).
    """
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import GroupKFold, cross_val_predict

    rows = [row for sheet, verdicts in judged for row in _rows(sheet, verdicts)]
    marks, accepted, documents = ([row[column] for row in rows] for column in range(3))
    vectorizer = DictVectorizer(sparse=False)
    table = vectorizer.fit_transform(marks)
    common = (table != 0).sum(axis=0) >= FEWEST
    table = table[:, common]
    spread = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=PENALTY, max_iter=5000)
    folds = GroupKFold(min(FOLDS, len(set(documents))))
    guessed = cross_val_predict(
        model, table / spread, accepted, groups=documents, cv=folds, method="predict_proba"
    )[:, 1]
    model.fit(table / spread, accepted)
    names = [name for name, kept in zip(vectorizer.feature_names_, common, strict=True) if kept]
    weights = {name: round(float(w), 3) for name, w in zip(names, model.coef_[0] / spread, strict=True)}
    intercept = round(float(model.intercept_[0]), 3)
    return Learned({"": intercept, **weights}, len(rows), float(roc_auc_score(accepted, guessed)))


def dump_weights(learned: Learned, path: Path) -> None:
    """Write weights as the engine reads them."""
    path.write_text(json.dumps(learned.weights, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _rows(sheet: Sheet, verdicts: Sequence[Verdict]) -> Iterable[tuple[dict[str, float], bool, str]]:
    """Yield the marks, whether all accept it, and the document of each judged question."""
    said: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        said.setdefault(verdict.id, []).append(verdict)
    judged: Iterable[Asked] = (one for one in sheet.questions if one.id in said)
    for one in judged:
        yield dict(one.marks), all(verdict.accepted for verdict in said[one.id]), one.document
