"""A quote is found again by its letters, and what is cited is the document's own text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.generation.llm.passages import BATCH, LONGEST, batches_of
from questions.generation.llm.quotes import find_quote
from questions.reading import document_from_text
from tests.material import TOWN
from tests.questions.generation.llm.prose import chronicle

TEXT = (
    "In June 1913 – so the Harbour Board’s minutes say – “the oil lamp” was replaced.\nIt had burned for 42 "
    "years, at 15\u00a0900 francs a year. Straße and naïve stand here, the e\u0301tude too."
)


def found(quote: str, text: str = TEXT) -> str | None:
    span = find_quote(quote, text)
    return text[span[0] : span[1]] if span else None


FIRST = TEXT.partition("\n")[0]
SECOND = "It had burned for 42 years, at 15\u00a0900 francs a year."


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        (FIRST, FIRST),
        ('In June 1913 - so the Harbour Board\'s minutes say - "the oil lamp" was replaced', FIRST),
        ("IN JUNE 1913, SO THE HARBOUR BOARD'S MINUTES SAY", FIRST),
        ("it had burned for 42 years, at 15 900 francs a year", SECOND),
        ("burned for 42 years", SECOND),
        ("Strasse and naive stand here, the étude too.", "Straße and naïve stand here, the e\u0301tude too."),
        ("“the oil lamp” was replaced. It had burned", f"{FIRST}\n{SECOND}"),
    ],
)
def test_other_marks_spaces_and_capitals_are_the_same_letters(quote: str, sentence: str) -> None:
    assert found(quote) == sentence


@pytest.mark.parametrize(
    "quote",
    [
        "In July 1913 so the Harbour Board’s minutes say",
        "It had burned for 43 years",
        "It had burnt for 42 years",
        "had burned 42 years",
        "t had burned for 42 year",
        "at 15 90",
        "lamp",
        "",
        "…",
    ],
)
def test_another_letter_a_word_left_out_or_half_a_word_is_not_found(quote: str) -> None:
    assert found(quote) is None


@given(st.data())
def test_whole_words_of_a_text_are_found_where_they_stand(data: st.DataObject) -> None:
    words = TOWN.split()
    start = data.draw(st.integers(0, len(words) - 5))
    part = words[start : start + data.draw(st.integers(4, 9))]
    quote = data.draw(st.sampled_from((" ", "\n", "  "))).join(part)
    span = find_quote(data.draw(st.sampled_from((quote.upper(), quote.lower(), quote))), TOWN)
    assert span is not None
    assert "".join(quote.casefold().split()) in "".join(TOWN[span[0] : span[1]].casefold().split())


@given(st.data())
def test_a_letter_that_is_another_is_never_found(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TOWN) - 40))
    quote = TOWN[start : start + 40]
    place = data.draw(st.sampled_from([n for n, sign in enumerate(quote) if sign.isalnum()]))
    assert find_quote(f"{quote[:place]}ж{quote[place + 1 :]}", TOWN) is None


def test_a_quote_of_a_whole_page_is_none() -> None:
    page = "The tower is high and white. " * 60
    assert find_quote(page, page) is None


@given(st.integers(1, 40), st.integers(0, 60))
def test_each_letter_of_a_document_is_in_one_request(paragraphs: int, beside: int) -> None:
    document = document_from_text(chronicle(paragraphs, beside=beside), path="text.txt")
    batches = list(batches_of(document))
    pieces = [piece for batch in batches for piece in batch]
    assert "".join("".join(piece.text.split()) for piece in pieces) == "".join(document.text.split())
    assert sum(piece.words for piece in pieces) == document.words
    assert all(len(piece.text) <= LONGEST for piece in pieces)
    assert all(sum(len(piece.text) for piece in batch) <= BATCH for batch in batches)
