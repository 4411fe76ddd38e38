"""Prose read for a test: its sentences, statements and proposals, by the bundled pipeline."""

from __future__ import annotations

from questions.generation.proposal import Dropped, Proposal, Stretch
from questions.generation.rules.antecedents import Antecedents
from questions.generation.rules.chain import read_stretch
from questions.generation.rules.names import find_names
from questions.generation.rules.sentences import Sentence, sentences_of
from questions.generation.rules.statements import Statement, statements_of
from questions.language.pipeline import load_pipeline
from questions.model import Document
from questions.reading import document_from_text


def document(text: str, *, title: str = "Ostholm") -> Document:
    """A document of a text."""
    return document_from_text(text, path="any.txt", title=title)


def sentences(text: str, *, title: str = "Ostholm") -> list[Sentence]:
    """The sentences of a text."""
    return list(sentences_of(document(text, title=title), load_pipeline()))


def made_of_last(text: str, *, title: str = "Ostholm") -> list[Statement | Dropped]:
    """What becomes of the last sentence of a text of one paragraph."""
    read = sentences(text, title=title)
    antecedents = Antecedents(read, find_names(read))
    return list(statements_of(read[-1], read[:-1], antecedents))


def said(text: str, *, title: str = "Ostholm") -> list[str]:
    """The statements that the last sentence of a text makes."""
    return [one.text() for one in made_of_last(text, title=title) if isinstance(one, Statement)]


def dropped(text: str, *, title: str = "Ostholm") -> list[str]:
    """Why the last sentence of a text makes no statement."""
    return [one.reason for one in made_of_last(text, title=title) if isinstance(one, Dropped)]


def stretch(text: str, *, title: str = "Ostholm") -> Stretch:
    """All that comes of a text."""
    return read_stretch(sentences(text, title=title))


def proposals(text: str, pattern: str, *, title: str = "Ostholm") -> list[Proposal]:
    """The proposals of one pattern."""
    return [one for one in stretch(text, title=title).proposals if one.pattern == pattern]
