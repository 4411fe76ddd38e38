"""The passages of documents and the terms in them: what answers a query, best first; knows no chat.

A word weighs ln(1 + (N − n + 0.5) / (n + 0.5)), where n of the N passages have it: the inverse document
frequency of BM25 as Lucene has it (Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework").
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Protocol

from questions.model import Citation, Document, Passage
from questions.search.query import Query
from questions.search.sentences import sentence_spans
from questions.search.terms import marks, terms_of

ENOUGH = 0.5
"""The share of a query's weight that a passage must cover."""

BEHIND = 0.75
"""A passage that covers less than this share of what the best one covers is not worth showing beside it."""

WORTH = 0.1
"""The share of a query's weight that a second sentence must bring to be quoted too."""


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that fits a query.

    Attributes:
        document: The document.
        passage: Its paragraph.
        citation: The sentence or two of it that cover most of the query.
        coverage: The share of the query's weight that the paragraph covers, 0 to 1.
        marks: Where the quote has words of the query; places count from its start.
    """

    document: Document
    passage: Passage
    citation: Citation
    coverage: float
    marks: tuple[tuple[int, int], ...]


class Scores(Protocol):
    """What orders passages: BM25."""

    def get_scores(self, query_tokens_single: list[str]) -> Sequence[float]:
        """Return a score for each passage."""


class Library:
    """Documents in which passages can be found. Building it takes time; searching it takes little.

    Args:
        documents: The documents, each once.
    """

    def __init__(self, documents: Iterable[Document]) -> None:
        self._places = [(document, passage) for document in documents for passage in document.passages]
        texts = terms_of([_with_heading(*place) for place in self._places])
        self._terms = [frozenset(terms) for terms in texts]
        self._having: defaultdict[str, list[int]] = defaultdict(list)
        for index, terms in enumerate(self._terms):
            for term in terms:
                self._having[term].append(index)
        self._scores = _bm25(texts) if self._having else None

    def search(self, query: Query, *, limit: int) -> tuple[Found, ...]:
        """Return the passages that fit a query, best first.

        Args:
            query: What is asked.
            limit: How many passages at the most.
        """
        known = [term for term in query.terms if term in self._having]
        if not known or self._scores is None:
            return ()
        weights = {term: self._weight(term) for term in query.terms}
        scores = self._scores.get_scores(known)
        able = (index for index in self._able(weights) if scores[index] > 0)
        order = sorted(able, key=lambda index: (-float(scores[index]), index))
        fitting = [
            (index, covered) for index in order if (covered := _share(weights, self._terms[index])) >= ENOUGH
        ]
        best = max((covered for _, covered in fitting), default=0.0)
        found: list[Found] = []
        for index, covered in fitting:
            citation = self._quote(index, weights) if covered >= BEHIND * best else None
            if citation is None:
                continue
            document, passage = self._places[index]
            words = marks(citation.quote, frozenset(weights))
            found.append(Found(document, passage, citation, covered, words))
            if len(found) == limit:
                break
        return tuple(found)

    def _able(self, weights: dict[str, float]) -> set[int]:
        """Return the passages that can cover enough: those with a heavy term, since the light ones do not."""
        found: set[int] = set()
        enough = left = sum(weights.values())
        for term in sorted(weights, key=lambda one: -weights[one]):
            if left < ENOUGH * enough:
                break
            found.update(self._having.get(term, ()))
            left -= weights[term]
        return found

    def _weight(self, term: str) -> float:
        count = len(self._having.get(term, ()))
        return log(1 + (len(self._places) - count + 0.5) / (count + 0.5))

    def _quote(self, index: int, weights: dict[str, float]) -> Citation | None:
        """Return the sentence or two that cover most; None where only the heading has words of the query."""
        document, passage = self._places[index]
        text = document.text[passage.start : passage.end]
        spans = sentence_spans(text)
        terms = [frozenset(one) for one in terms_of([text[start:end] for start, end in spans])]
        one = [(_share(weights, own), (at, at)) for at, own in enumerate(terms)]
        two = [
            (_share(weights, own | after) - WORTH, (at, at + 1))
            for at, (own, after) in enumerate(pairwise(terms))
        ]
        best, (first, last) = max(one + two, key=lambda choice: choice[0], default=(0.0, (0, 0)))
        if best <= 0:
            return None
        start, end = passage.start + spans[first][0], passage.start + spans[last][1]
        return Citation(document.id, start, end, document.text[start:end])


def _with_heading(document: Document, passage: Passage) -> str:
    text = document.text[passage.start : passage.end]
    return f"{passage.heading}\n{text}" if passage.heading else text


def _share(weights: dict[str, float], terms: frozenset[str]) -> float:
    """Return the share of the weight of a query's terms that some terms cover."""
    return sum(weight for term, weight in weights.items() if term in terms) / sum(weights.values())


def _bm25(texts: Sequence[Sequence[str]]) -> Scores:
    # It brings numpy along, which a bot that nobody has asked anything need not load.
    import bm25s

    # It asks for its own debug lines, whatever is logged besides.
    logging.getLogger(bm25s.__name__).setLevel(logging.WARNING)
    index = bm25s.BM25()
    index.index([list(terms) for terms in texts], show_progress=False)
    scores: Scores = index
    return scores
