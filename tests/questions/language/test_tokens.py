"""Text is cut into words as the treebank cuts it, at the offsets that it has."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as some

from questions.language.tokens import TreebankTokenizer

TOKENIZER = TreebankTokenizer(spacy.blank("en"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The crew’s boat didn’t sail.", ["The", "crew", "’s", "boat", "did", "n’t", "sail", "."]),
        ("a state-led, multi-ethnic crew", ["a", "state", "-", "led", ",", "multi-ethnic", "crew"]),
        ("some 15 900 people", ["some", "15 900", "people"]),
        ("some 15\xa0900 people", ["some", "15 900", "people"]),
        ("in 2007 900 people", ["in", "2007", "900", "people"]),
        ("from 1990–1995", ["from", "1990", "–", "1995"]),
        ("“fine”—really", ["“", "fine", "”", "—", "really"]),
        ("boats and/or ships etc.", ["boats", "and", "/", "or", "ships", "etc."]),
    ],
)
def test_words(text: str, words: list[str]) -> None:
    assert [token.text for token in TOKENIZER(text)] == words


def test_a_line_end_within_a_paragraph_is_a_space() -> None:
    assert [token.text for token in TOKENIZER("the long\nboat")] == ["the", "long", "boat"]


@pytest.mark.parametrize("line", ["\n\n", "\n \n", "\r\n\r\n", "\n\n\n"])
def test_a_blank_line_starts_a_sentence(line: str) -> None:
    doc = TOKENIZER(f"The harbour{line}Boats sail.")
    assert [token.text for token in doc if token.is_sent_start] == ["The", "Boats"]


@given(some.text(alphabet="ab A1 9\n\t\xa0’'-–—.,/“”", max_size=60))
def test_offsets_are_the_texts_own(text: str) -> None:
    doc = TOKENIZER(text)
    assert len(doc.text) == len(text)
    assert all(text[token.idx : token.idx + len(token)].split() == token.text.split() for token in doc)
