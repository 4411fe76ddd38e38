"""Sentences of documents that may prove a key, found by their words; knows no file and no format."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from questions.language.amounts import FIGURE, amount_of
from questions.language.wording import PLAIN, content_words
from questions.model import Citation, Document, Kind
from questions.search import sentence_spans


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a document: where it stands, and its words for comparing."""

    citation: Citation
    plain: str
    words: frozenset[str]

    def spells(self, key: str, kind: Kind) -> str | None:
        """Return a key as the sentence has it, None where it is not there; a figure is spelled as there."""
        if kind is Kind.NUMBER and FIGURE.fullmatch(key):
            wanted = amount_of(key)
            figures = (found[0] for found in FIGURE.finditer(self.plain))
            return next((figure for figure in figures if amount_of(figure) == wanted), None)
        return key if re.search(rf"(?<!\w){re.escape(_plain(key))}(?!\w)", self.plain) else None


class Sentences:
    """The sentences of documents, found by the words that they share with a question."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._all = list(_sentences(documents))
        self._places: dict[str, list[int]] = {}
        for place, one in enumerate(self._all):
            for word in one.words:
                self._places.setdefault(word, []).append(place)

    def sharing(self, words: set[str]) -> Iterator[tuple[Sentence, int]]:
        """Yield each sentence that shares words, with how many: the most first, then the earliest."""
        shared = Counter(place for word in words for place in self._places.get(word, ()))
        for place, count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
            yield self._all[place], count


def _sentences(documents: Sequence[Document]) -> Iterator[Sentence]:
    for document in documents:
        for passage in document.passages:
            for first, last in sentence_spans(document.text[passage.start : passage.end]):
                start, end = passage.start + first, passage.start + last
                quote = document.text[start:end]
                yield Sentence(
                    Citation(document.id, start, end, quote), _plain(quote), frozenset(content_words(quote))
                )


def _plain(text: str) -> str:
    return " ".join(text.translate(PLAIN).casefold().split())
