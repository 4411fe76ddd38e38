"""Which words are used alike, by clusters of their vectors; knows a word's form, no context.

The clusters are ours, k-means over the GloVe 6B vectors (Pennington, Socher and Manning 2014, public domain
by PDDL 1.0): 640 fine ones in 48 coarse ones, of the 60,000 most frequent words. `cluster.py` makes them.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).with_name("classes.txt.gz")
"""A line a fine cluster: the number of its coarse one, then its words."""


def word_class(word: str) -> tuple[int, int]:
    """Return the fine and the coarse cluster of a word, both from 1; (0, 0) for a word of neither."""
    return _classes().get(word.lower(), (0, 0))


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    lines = gzip.decompress(FILE.read_bytes()).decode().splitlines()
    for fine, line in enumerate(lines, 1):
        coarse, *words = line.split()
        found.update(dict.fromkeys(words, (fine, int(coarse) + 1)))
    return found
