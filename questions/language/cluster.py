"""Makes the word classes from word vectors by k-means; knows vectors and words, not what the classes are for.

python -m questions.language.cluster VECTORS --out FILE

It needs scikit-learn, which the extra `train` brings.
"""

import argparse
import gzip
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from pathlib import Path

import numpy
from numpy.typing import NDArray

WORD = re.compile(r"[a-z][a-z.]*[a-z]?|[a-z]+-[a-z]+")
"""What is clustered: words in lower case, abbreviations with their points, and two words with a hyphen."""

LOOKED_AT = 90_000
MOST_WORDS = 60_000
FINE, COARSE = 640, 48
SEED = 7

Vectors = NDArray[numpy.float32]


def read_vectors(lines: Iterable[str]) -> tuple[list[str], Vectors]:
    """Read the words that are clustered out of the most frequent ones.

    Args:
        lines: GloVe's own format, the most frequent word first: a word a line, then its numbers, all
            parted by single spaces.

    Returns:
        The words, and a row of numbers for each.
    """
    words: list[str] = []
    rows: list[Vectors] = []
    for line in islice(lines, LOOKED_AT):
        word, _, numbers = line.partition(" ")
        if WORD.fullmatch(word) and len(words) < MOST_WORDS:
            words.append(word)
            rows.append(numpy.array(numbers.split(), dtype="float32"))
    return words, numpy.stack(rows)


def cluster(
    words: Sequence[str], vectors: Vectors, *, fine: int = FINE, coarse: int = COARSE
) -> list[tuple[int, list[str]]]:
    """Put words that are used alike together, and then such clusters.

    The vectors count by their direction from the mean of all, so that a word's frequency, which makes them
    long, has no say.

    Args:
        words: the words.
        vectors: a row for each.
        fine: how many clusters of words to make.
        coarse: how many clusters of clusters to make.

    Returns:
        The fine clusters, those of one coarse cluster next to each other: the number of the coarse
        one from 0, and the words in the order of the alphabet.
    """
    from sklearn.cluster import KMeans

    alike = KMeans(fine, n_init=1, max_iter=60, random_state=SEED).fit(_directions(vectors - vectors.mean(0)))
    related = KMeans(coarse, n_init=4, random_state=SEED).fit(_directions(alike.cluster_centers_))
    members: Mapping[int, list[str]] = defaultdict(list)
    for word, number in zip(words, alike.labels_, strict=True):
        members[int(number)].append(word)
    order = sorted(members, key=lambda number: (related.labels_[number], number))
    return [(int(related.labels_[number]), sorted(members[number])) for number in order]


def _directions(vectors: Vectors) -> Vectors:
    lengths: Vectors = numpy.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors / lengths


def write_classes(classes: Iterable[tuple[int, Sequence[str]]], out: Path) -> None:
    """Write classes as `classes.py` reads them; the same classes always make the same bytes.

    Args:
        classes: the number of a coarse cluster and the words of a fine one, for each fine cluster.
        out: the file.
    """
    lines = "".join(f"{coarse} {' '.join(words)}\n" for coarse, words in classes)
    out.write_bytes(gzip.compress(lines.encode(), mtime=0))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m questions.language.cluster", description=__doc__)
    parser.add_argument("vectors", type=Path, help="a text file in GloVe's format, the frequent words first")
    parser.add_argument("--out", type=Path, required=True, help="where to write")
    given = parser.parse_args(arguments)
    with given.vectors.open(encoding="utf-8") as lines:
        words, vectors = read_vectors(lines)
    write_classes(cluster(words, vectors), given.out)


if __name__ == "__main__":
    main()
