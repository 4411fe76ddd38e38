"""Prose to ask about, as long as a test needs it, and whether a question on it is true; knows no model."""

from __future__ import annotations

from questions.model import BLANK, Bank, Kind, Question

PEOPLE = "Marta Brandt, Jon Vik, Olaf Holm, Ida Lund, Henrik Dahl, Nils Berg, Greta Moe, Lars Aas".split(", ")
THINGS = "old bridge, harbour light, town hall, grain store, north gate, school, theatre, bath house".split(
    ", "
)
TOWNS = "Ostholm, Bergstad, Vikby, Lundal, Sandnes, Holmvik, Dalby".split(", ")
BESIDE = (
    "The records of the council tell what it cost, who carried the stones, and how the people thought of it. "
)
"""A sentence that nobody asks about."""


def chronicle(paragraphs: int, *, beside: int = 12) -> str:
    """Return a text of paragraphs, each of which tells of one year.

    Args:
        paragraphs: How many, 56 at most.
        beside: How many sentences each has besides.
    """
    return "\n\n".join(
        f"{PEOPLE[number % 8]} built the {THINGS[number % 8]} of {TOWNS[number % 7]} in {1500 + 7 * number}. "
        + BESIDE * beside
        for number in range(paragraphs)
    )


def unproved(bank: Bank) -> list[Question]:
    """Return the questions of a bank that its documents do not prove, by looking, not by what a model says.

    Every quote has to stand where it says, every blank with its key filled in has to be in the text and with
    no distractor, and a statement is true where it stands there word for word.
    """
    return [one for one in bank.questions if not _proved(one, bank)]


def _proved(question: Question, bank: Bank) -> bool:
    text = bank.documents[question.citation.document].text
    stands = all(
        bank.documents[one.document].text[one.start : one.end] == one.quote for one in question.citations
    )
    if question.kind is Kind.TRUE_FALSE:
        told = question.stem.removeprefix("True or false? ")
        return stands and (told in question.citation.quote) is (question.key == "True")
    others = (choice.text for choice in question.distractors)
    return (
        stands
        and question.stem.replace(BLANK, question.key) in question.citation.quote
        and not any(question.stem.replace(BLANK, other) in text for other in others)
    )
