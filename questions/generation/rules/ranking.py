"""How likely a question is to pass all gates, from its marks; knows numbers, no text.

The weights are a logistic regression's (`python -m questions.generation.review learn`) on 610 questions of
103 documents that judges had read gate by gate: all gates passed or not. On documents that had no part in
it, it puts a good question before a bad one in 78 of 100 pairs (107 questions, two judges). Six patterns of
which few had been read, and which read badly, were then lowered by hand: who, which two, how many, what, a
negation left out, an opposite.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("ranking.json")


def rank_of(marks: Mapping[str, float]) -> float:
    """Return the estimated chance (0 to 1) that two judges pass a question at all eight gates."""
    weights = _weights()
    total = weights.get("", 0.0) + sum(weights.get(name, 0.0) * value for name, value in marks.items())
    return 1 / (1 + math.exp(-total))


@lru_cache(maxsize=1)
def _weights() -> Mapping[str, float]:
    loaded: Mapping[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
    return loaded
