"""Names are trimmed out of GUM's nested entity spans."""

import pytest

from questions.language.convert import Word
from questions.language.names import find_names


def words(*rows: str) -> list[Word]:
    """Words from rows of "form xpos head relation [entity]", heads counted from 1, 0 for the root."""
    made = []
    for index, row in enumerate(rows):
        form, xpos, head, relation, *entity = row.split()
        where = index if head == "0" else int(head) - 1
        made.append(Word(form, form, "X", xpos, "", where, relation, True, "".join(entity)))
    return made


def test_the_article_and_what_follows_a_comma_are_no_part_of_a_name() -> None:
    sentence = words(
        "the DT 3 det (1-organization-new-x",
        "Harbour NNP 3 compound",
        "Board NNP 0 root",
        ", , 6 punct",
        "a DT 6 det",
        "body NN 3 appos 1)",
    )
    assert find_names(sentence) == [(1, 3, "ORG")]


def test_the_longest_of_nested_names_stands() -> None:
    sentence = words(
        "University NNP 0 root (1-organization-new-x",
        "of IN 3 case",
        "Elm NNP 1 nmod (2-place-new-x)1)",
    )
    assert find_names(sentence) == [(0, 3, "ORG")]


def test_a_title_is_no_part_of_a_person() -> None:
    sentence = words("General NNP 2 nmod:desc (1-person-new-x", "Lowe NNP 0 root 1)")
    assert find_names(sentence) == [(1, 2, "PERSON")]


def test_a_saint_is_part_of_a_place() -> None:
    sentence = words("St. NNP 2 nmod:desc (1-place-new-x", "Elm NNP 0 root 1)")
    assert find_names(sentence) == [(0, 2, "PLACE")]


def test_two_joined_names_are_two() -> None:
    sentence = words(
        "Elm NNP 0 root (1-place-new-x(2-place-new-x)",
        "and CC 3 cc",
        "Ash NNP 1 conj (3-place-new-x)1)",
    )
    assert find_names(sentence) == [(0, 1, "PLACE"), (2, 3, "PLACE")]


@pytest.mark.parametrize("kind", ["animal", "plant", "substance"])
def test_rare_kinds_and_common_nouns_are_no_names(kind: str) -> None:
    assert find_names(words(f"Rex NNP 0 root (1-{kind}-new-x)")) == []
    assert find_names(words("sailor NN 0 root (1-person-new-x)")) == []
