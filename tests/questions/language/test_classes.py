"""Words that are used alike are in one cluster, whatever their case; others are in none."""

from __future__ import annotations

from questions.language.classes import word_class


def test_words_that_are_used_alike_share_a_coarse_cluster() -> None:
    assert word_class("physics")[1] == word_class("chemistry")[1] != word_class("tuesday")[1]


def test_case_does_not_count() -> None:
    assert word_class("Monday") == word_class("monday") != (0, 0)


def test_an_unknown_word_is_in_no_cluster() -> None:
    assert word_class("ostholmisch") == (0, 0)
