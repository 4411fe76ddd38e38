"""The opposite of a word comes in the word's own form."""

from __future__ import annotations

import pytest

from questions.language.opposites import opposite


@pytest.mark.parametrize(
    ("word", "lemma", "tag", "other"),
    [
        ("increased", "increase", "VBD", "decreased"),
        ("strengthens", "strengthen", "VBZ", "weakens"),
        ("often", "often", "RB", "rarely"),
        ("larger", "large", "JJR", "smaller"),
        ("majority", "majority", "NN", "minority"),
        ("most", "most", "JJS", "few"),
        ("tower", "tower", "NN", None),
    ],
)
def test_an_opposite_has_the_form_of_its_word(word: str, lemma: str, tag: str, other: str | None) -> None:
    assert opposite(word, lemma, tag) == other
