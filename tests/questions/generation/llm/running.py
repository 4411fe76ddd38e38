"""Runs the engine against the server as a test wants it, and takes down what it lets go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import SecretStr

from questions.generation import Made, Refused, Stretch, make_bank
from questions.generation.llm import llm_generator
from questions.generation.llm.asking import Manner
from questions.reading import document_from_text
from questions.spending import Spending
from tests.questions.generation.llm.server import KEY, MODEL, ModelServer


@dataclass
class Run:
    """One run of the engine, and what came of it.

    Args:
        server: Who is asked.
        budget: The most tokens.
        cache: The folder of the cache.
        timeout: Seconds in which an answer has to be there.
        model: What the model is called.
    """

    server: ModelServer
    budget: int | None = None
    cache: Path | None = None
    timeout: float = 20.0
    model: str = MODEL
    waits: list[float] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)
    spending: Spending = field(default_factory=Spending)

    def make(self, *texts: str) -> Made:
        """Make a bank of texts."""
        engine = llm_generator(
            self.model,
            base_url=self.server.address,
            api_key=SecretStr(KEY),
            budget=self.budget,
            cache=self.cache,
            manner=Manner(tries=3, timeout=self.timeout, sleep=self._sleep),
        )
        self.spending = engine.spending
        documents = [document_from_text(text, path=f"text-{n}.txt") for n, text in enumerate(texts)]
        return make_bank(
            documents,
            engine,
            watch=self._watch,
        )

    def _watch(self, stretch: Stretch, refused: Sequence[Refused]) -> None:
        self.reasons += [one.reason for one in stretch.dropped] + [one.reason for one in refused]

    async def _sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
