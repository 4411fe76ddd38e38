"""Texts are compared without what differs only in writing."""

from __future__ import annotations

import pytest

from questions.language.wording import content_words, folded, plain, sounds_vowel


@pytest.mark.parametrize("word", ["apple", "hour", "heir", "honour", "8", "11", "umbrella"])
def test_an_stands_before_what_sounds_a_vowel(word: str) -> None:
    assert sounds_vowel(word)


@pytest.mark.parametrize("word", ["university", "European", "one", "user", "house", "ship", "7"])
def test_a_stands_before_all_else(word: str) -> None:
    assert not sounds_vowel(word)


def test_a_name_is_the_same_with_and_without_its_accents() -> None:
    assert folded("Kőrös") == folded("KOROS")
    assert folded("Kőrös") != folded("Kuros")


def test_quotes_articles_and_spaces_do_not_tell_texts_apart() -> None:
    assert plain("The  town’s “hall”") == plain('town\'s "Hall"')


def test_forms_of_a_word_share_what_they_mean() -> None:
    assert content_words("the harbour") == content_words("its harbours") == {"harbou"}
