"""Reads documents on the machines of a Dask cluster, one at a time on each; knows no pattern.

A document goes to whichever machine is free. What comes of it is taken in the documents' order, so that the
bank is the one that a single machine makes. The work on a machine that goes is done again on another.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from questions.errors import ClusterUnusable, QuizError
from questions.generation.proposal import Stretch
from questions.model import Document

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 3
"""Documents that wait for each machine, so that none is idle and few are held."""

RETRIES = 2
"""How often a document is read again where reading it has failed."""

PATIENCE = 10.0
"""Seconds that the cluster may take to answer, and to have a machine."""


class ClusterGenerator:
    """Makes questions by rule on a Dask cluster, whose machines have this version installed.

    Args:
        address: Where its scheduler listens, such as `tcp://10.0.0.5:8786`.
        pipeline: The name of a spaCy pipeline that all its machines have; by default ours.
    """

    def __init__(self, address: str, pipeline: str | None = None) -> None:
        self._address = address
        self._pipeline = pipeline

    def stretches(self, documents: Sequence[Document]) -> Iterator[Stretch]:
        """Yield what comes of each stretch of the documents, in their order whichever machine reads them.

        Raises:
            ClusterUnusable: [Q031] There is no cluster, or it could not read a document.
            PipelineError: [Q030] A machine cannot load the pipeline.
        """
        with self._client() as client:
            waiting: deque[tuple[Document, Any]] = deque()
            most = AHEAD * max(sum(client.nthreads().values()), 1)
            for document in documents:
                future = client.submit(read_whole, document, self._pipeline, retries=RETRIES, pure=False)
                waiting.append((document, future))
                if len(waiting) >= most:
                    yield from self._result(*waiting.popleft())
            while waiting:
                yield from self._result(*waiting.popleft())

    def _client(self) -> Client:
        try:
            from distributed import Client
        except ImportError as error:
            raise ClusterUnusable(
                "A cluster needs more packages", advice="Run pip install 'passage-quiz[cluster]'"
            ) from error
        try:
            client: Client = Client(  # type: ignore[no-untyped-call]
                self._address, timeout=PATIENCE, set_as_default=False
            )
            client.wait_for_workers(1, timeout=PATIENCE)
        except (OSError, TimeoutError, ValueError) as error:
            raise ClusterUnusable(
                f"There is no cluster with a machine at {self._address}",
                advice="Start 'dask scheduler' there and 'dask worker' on each machine",
            ) from error
        return client

    def _result(self, document: Document, future: Any) -> list[Stretch]:
        try:
            stretches: list[Stretch] = future.result()
        except QuizError:
            raise
        except Exception as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ClusterUnusable(
                f"The cluster could not read {document.path} ({reason})",
                advice="See that each machine has this version installed, and the pipeline",
            ) from error
        future.release()
        return stretches


def read_whole(document: Document, pipeline: str | None) -> list[Stretch]:
    """Return what comes of each stretch of a document; it runs on a machine of the cluster."""
    from questions.generation.rules import RulesGenerator

    return list(RulesGenerator(pipeline).stretches([document]))
