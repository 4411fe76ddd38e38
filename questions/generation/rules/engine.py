"""Reads documents stretch by stretch, in one process or several; knows the pipeline, no pattern.

A stretch is let go once its proposals are made, so that memory does not grow with the length of a corpus.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from spacy.language import Language

from questions.generation.proposal import Stretch
from questions.generation.rules.chain import read_stretch
from questions.generation.rules.prose import stretches_of
from questions.generation.rules.sentences import sentences_of
from questions.language.pipeline import load_pipeline
from questions.model import Document, Passage

AHEAD = 3
"""Stretches that wait for each process, so that none is idle and few are held."""


class RulesGenerator:
    """Makes questions by rule.

    Args:
        pipeline: The name of a spaCy pipeline, of Universal Dependencies or CLEAR labels; by default ours.
        jobs: How many processes read at once.
    """

    def __init__(self, pipeline: str | None = None, *, jobs: int = 1) -> None:
        self._pipeline = pipeline
        self._jobs = jobs

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        """Yield what comes of each stretch of the documents, in their order however many processes read.

        Raises:
            PipelineError: [Q030] The pipeline cannot be loaded.
        """
        pipeline = load_pipeline(self._pipeline)
        runs = ((document, run) for document in documents for run in stretches_of(document))
        if self._jobs == 1:
            yield from (_read(pipeline, document, run) for document, run in runs)
        else:
            yield from self._side_by_side(documents)

    def _side_by_side(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        places = (
            (number, place)
            for number, document in enumerate(documents)
            for place, _ in enumerate(stretches_of(document))
        )
        waiting: deque[Future[Stretch]] = deque()
        with ProcessPoolExecutor(
            self._jobs, get_context("spawn"), initializer=_start, initargs=(self._pipeline, documents)
        ) as pool:
            for place in places:
                waiting.append(pool.submit(_read_at, *place))
                if len(waiting) >= AHEAD * self._jobs:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()


@dataclass
class _Worker:
    """What a process that reads holds."""

    pipeline: Language
    documents: Sequence[Document]
    runs: dict[int, list[Sequence[Passage]]]


_worker: _Worker | None = None


def _start(pipeline: str | None, documents: Sequence[Document]) -> None:
    global _worker
    _worker = _Worker(load_pipeline(pipeline), documents, {})


def _read_at(number: int, place: int) -> Stretch:
    assert _worker is not None  # noqa: S101  (set by the pool's initializer)
    document = _worker.documents[number]
    if number not in _worker.runs:
        _worker.runs = {number: list(stretches_of(document))}
    return _read(_worker.pipeline, document, _worker.runs[number][place])


def _read(pipeline: Language, document: Document, passages: Sequence[Passage]) -> Stretch:
    with pipeline.memory_zone():
        return read_stretch(list(sentences_of(document, pipeline, passages)))
