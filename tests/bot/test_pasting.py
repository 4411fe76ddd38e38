"""Pieces of a text become the text again, however a client cut it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.pasting import LIMIT, ending_of, goes_on, grown, title_of

SENTENCES = " ".join(f"Sentence {number} tells of the lighthouse and its keepers." for number in range(400))
PARAGRAPHS = "\n\n".join(
    f"In {number} the lighthouse of Ostholm was painted anew." for number in range(1600, 1900)
)


def sent(pieces: list[str]) -> str:
    """What comes of pieces, each as Telegram delivers it: without white space at its ends."""
    text = ""
    for piece in pieces:
        text = grown(text, piece.strip())
    return text.strip()


def at_the_limit(text: str) -> list[str]:
    """As iOS cuts: wherever the limit is."""
    return [text[start : start + LIMIT] for start in range(0, len(text), LIMIT)]


def at_a_word(text: str) -> list[str]:
    """As Android cuts: at white space in the last 300 characters."""
    pieces = []
    while len(text) > LIMIT:
        space = text.rindex(" ", LIMIT - 300, LIMIT)
        pieces.append(text[:space])
        text = text[space:]
    return [*pieces, text]


def at_a_paragraph(text: str) -> list[str]:
    """As the desktop cuts: after a paragraph, or else a sentence, in the second half."""
    pieces = []
    while len(text) > LIMIT:
        paragraph = text.rfind("\n\n", LIMIT // 2, LIMIT)
        end = paragraph if paragraph > 0 else text.rindex(". ", LIMIT // 2, LIMIT) + 1
        pieces.append(text[:end])
        text = text[end:]
    return [*pieces, text]


@pytest.mark.parametrize("cut", [at_the_limit, at_a_word, at_a_paragraph])
@pytest.mark.parametrize("text", [SENTENCES, PARAGRAPHS])
def test_a_text_that_was_cut_is_whole_again(cut, text: str) -> None:  # type: ignore[no-untyped-def]
    pieces = cut(text)
    assert len(pieces) > 2
    assert sent(pieces).split() == text.split()
    if cut is at_a_paragraph and text is PARAGRAPHS:
        assert sent(pieces) == text


@given(st.integers(1, LIMIT - 1), st.sampled_from(["Harbourmaster", "unforgettable"]))
def test_a_word_in_the_middle_of_which_a_text_was_cut_is_whole_again(inside: int, word: str) -> None:
    cut = 1 + inside % (len(word) - 1)
    before = ("x " * LIMIT)[: LIMIT - cut - 1].rstrip() + " "
    before = before.rjust(LIMIT - cut, "y")
    text = before + word + " comes after."
    assert text[LIMIT - 1].isalpha()
    assert text[LIMIT].isalpha()
    assert sent([text[:LIMIT], text[LIMIT:]]) == text


@given(st.lists(st.text(st.sampled_from("ab. \n"), max_size=60), max_size=8))
def test_what_is_said_is_kept_whatever_its_pieces(pieces: list[str]) -> None:
    assert re.sub(r"\s", "", sent(pieces)) == re.sub(r"\s", "", "".join(pieces))


def test_only_the_rest_of_what_was_cut_may_be_short() -> None:
    assert not goes_on(grown("", "A whole text. " * 40))
    for piece in at_the_limit(SENTENCES)[:2]:
        assert goes_on(grown("", piece))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The Town of Ostholm\n\nIt was founded in 1642.", "The Town of Ostholm"),
        ("Some words first.\n\n## The Harbour ##\n\nIt is deep.", "The Harbour"),
        ("It was founded in 1642 by the merchant Henrik Dahl.", "It was founded in 1642 by the merchant…"),
        ("../../etc/passwd: it is a file", ".. .. etc passwd: it is a file"),
        ("a" * 200, "a" * 60 + "…"),
        ("...", "Text"),
    ],
)
def test_a_text_is_called_by_its_heading_or_its_first_words(text: str, title: str) -> None:
    assert title_of(text) == title


def test_a_text_with_headings_is_read_as_markdown() -> None:
    assert ending_of("# The Harbour\n\nIt is deep.") == ".md"
    assert ending_of("The Harbour\n\nIt is deep, #1 of all.") == ".txt"
