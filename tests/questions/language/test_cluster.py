"""Words that are used alike come into one class, and what is written is what the lexicon reads."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from questions.language import classes
from questions.language.classes import word_class
from questions.language.cluster import cluster, main, read_vectors, write_classes

VECTORS = """\
the 1.0 0.0 0.0
, 1.0 0.0 0.1
of 2.0 0.1 0.0
harbour 0.0 1.0 0.0
Harbour 0.0 1.0 0.1
port 0.1 2.0 0.0
1871 0.0 0.5 0.5
north-east 0.0 0.0 1.0
u.n. 0.0 0.1 2.0
"""


def test_words_in_small_letters_are_read_and_signs_and_figures_are_not() -> None:
    words, vectors = read_vectors(VECTORS.splitlines(keepends=True))
    assert words == ["the", "of", "harbour", "port", "north-east", "u.n."]
    assert vectors.shape == (6, 3)
    assert vectors[4].tolist() == [0.0, 0.0, 1.0]


def test_the_same_classes_make_the_same_bytes_and_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, again = tmp_path / "once.gz", tmp_path / "again.gz"
    for path in (once, again):
        write_classes([(0, ["of", "the"]), (1, ["harbour", "port"])], path)
    assert once.read_bytes() == again.read_bytes()
    assert once.read_bytes()[4:8] == bytes(4), "no time of writing"
    monkeypatch.setattr(classes, "FILE", once)
    classes._classes.cache_clear()
    try:
        assert [word_class(word) for word in ("The", "port", "boat")] == [(1, 1), (2, 2), (0, 0)]
    finally:
        classes._classes.cache_clear()


def test_words_that_point_the_same_way_are_one_class_however_frequent() -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is in the extra `train`, not in `dev`")
    words, vectors = read_vectors(VECTORS.splitlines(keepends=True))
    found = cluster(words, vectors, fine=3, coarse=2)
    assert sorted(members for _, members in found) == [
        ["harbour", "port"],
        ["north-east", "u.n."],
        ["of", "the"],
    ]
    numbers = [coarse for coarse, _ in found]
    assert numbers == sorted(numbers)
    assert set(numbers) == {0, 1}


def test_the_command_writes_a_file_that_reads_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("sklearn", reason="scikit-learn is in the extra `train`, not in `dev`")
    monkeypatch.setattr("questions.language.cluster.cluster", partial(cluster, fine=3, coarse=2))
    (tmp_path / "vectors.txt").write_text(VECTORS, encoding="utf-8")
    main([str(tmp_path / "vectors.txt"), "--out", str(tmp_path / "classes.txt.gz")])
    monkeypatch.setattr(classes, "FILE", tmp_path / "classes.txt.gz")
    classes._classes.cache_clear()
    try:
        assert word_class("harbour") == word_class("port") != word_class("the")
    finally:
        classes._classes.cache_clear()
