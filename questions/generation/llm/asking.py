"""Asks a model for an answer of a shape, patiently and within a budget; knows no passage and no question."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel
from pydantic_ai import Agent, NativeOutput, RunUsage, ToolOutput
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelContextWindowExceededError,
    ModelHTTPError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelServerError,
    ModelUnavailableError,
    UnexpectedModelBehavior,
)
from pydantic_ai.models import Model
from pydantic_ai.settings import ModelSettings

from questions.errors import ModelRefused, ModelUnreachable
from questions.spending import SIGNS_A_TOKEN, Spending

Shape = TypeVar("Shape", bound=BaseModel)

TRIES = 5
"""How often one request is sent at most, where the server is busy, fails or does not answer."""

TRIES_TO_CONNECT = 2
"""How often where nobody is at the address: it is mostly wrong, or the server was not started."""

FIRST_WAIT, LONGEST_WAIT = 2.0, 60.0
"""Seconds before the second try, doubled each time; and the most, whatever the server asks for."""

TIMEOUT = 300.0
"""Seconds in which an answer has to be there: a model on a desk is slow."""

MENDINGS = 1
"""How often a model may mend an answer that is not of the shape."""

PASSING = (
    ModelRateLimitError,
    ModelUnavailableError,
    ModelServerError,
    ModelConnectionError,
    ModelRequestTimeout,
)
"""Failures that may be over in a while."""


class Unusable(Exception):
    """The model gave nothing that can be used: not of the shape, half of it, or it was asked too much."""


@dataclass(frozen=True)
class Manner:
    """How a model is asked.

    Attributes:
        tries: How often a request is sent at most.
        timeout: Seconds in which an answer has to be there.
        sleep: What waits for some seconds.
    """

    tries: int = TRIES
    timeout: float = TIMEOUT
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep


class Asker:
    """Asks one model.

    Args:
        model: The model.
        spending: Where it is counted.
        manner: How it is asked.
    """

    def __init__(self, model: Model, spending: Spending, manner: Manner) -> None:
        self._model = model
        self._spending = spending
        self._manner = manner

    async def ask(self, instructions: str, data: str, shape: type[Shape]) -> Shape:
        """Return the model's answer.

        Args:
            instructions: What it has to do.
            data: With what, as JSON.
            shape: The shape of the answer.

        Raises:
            Spent: The budget does not reach for it.
            Unusable: The answer was of no use, though it was asked to mend it.
            ModelRefused: [Q082] The server refuses the key, the model or the request.
            ModelUnreachable: [Q083] The server is busy, fails or does not answer, however often it is tried.
        """
        agent = self._agent(instructions, shape)
        failure: ModelAPIError | None = None
        tries = 0
        while tries < _tries(failure, self._manner.tries):
            if failure:
                await self._manner.sleep(_wait(failure, tries))
            tries += 1
            self._spending.check(len(instructions) + len(data))
            usage = RunUsage()
            try:
                run = await agent.run(data, usage=usage)
            except UnexpectedModelBehavior as error:
                raise Unusable from error
            except (ModelContextWindowExceededError, *PASSING) as error:
                if isinstance(error, ModelContextWindowExceededError):
                    raise Unusable from error
                failure = error
            except ModelAPIError as error:
                raise self._refused(error) from error
            else:
                return run.output
            finally:
                self._count(usage, len(instructions) + len(data))
        raise ModelUnreachable(
            f"{self._model.model_name} does not answer ({_cause(failure)}), though it was asked "
            f"{tries} times",
            advice="Run it again later, or check LLM_BASE_URL; what was answered is kept",
        ) from None

    def _agent(self, instructions: str, shape: type[Shape]) -> Agent[object, Shape]:
        native = self._model.profile.get("supports_json_schema_output", False)
        return Agent(
            self._model,
            output_type=NativeOutput(shape) if native else ToolOutput(shape),
            instructions=instructions,
            retries={"output": MENDINGS},
            model_settings=ModelSettings(timeout=self._manner.timeout, max_retries=0),
        )

    def _count(self, usage: RunUsage, signs: int) -> None:
        tokens_in, tokens_out = usage.input_tokens, usage.output_tokens
        if usage.unmeasured_requests:
            tokens_in = max(tokens_in, usage.requests * signs // SIGNS_A_TOKEN)
        self._spending.add(usage.requests, tokens_in, tokens_out, usage.cost)

    def _refused(self, error: ModelAPIError) -> ModelRefused:
        name = self._model.model_name
        if isinstance(error, ModelQuotaExceededError):
            return ModelRefused(
                f"The account for {name} has no credit left", advice="Top it up; what was answered is kept"
            )
        advice = "Check LLM_MODEL, LLM_API_KEY and LLM_BASE_URL"
        if isinstance(error, ModelRequestRejectedError | ModelHTTPError):
            return ModelRefused(f"{name} refuses the request ({_cause(error)})", advice=advice)
        return ModelRefused(f"{name} cannot be asked ({type(error).__name__})", advice=advice)


def _tries(failure: ModelAPIError | None, most: int) -> int:
    """Return how often a request is sent at most, after what went wrong last."""
    nobody = isinstance(failure, ModelConnectionError) and failure.phase == "connect"
    return min(most, TRIES_TO_CONNECT) if nobody else most


def _wait(failure: ModelAPIError, turn: int) -> float:
    """Return the seconds before the next try: what the server asks for, else twice as long each time."""
    asked = failure.retry_after
    wait = FIRST_WAIT * 2 ** (turn - 1) if asked is None else asked
    return min(max(wait, 0.0), LONGEST_WAIT)


def _cause(error: ModelAPIError | None) -> str:
    """Return what went wrong in our own words: a server's may hold the key."""
    if isinstance(error, ModelHTTPError):
        return f"HTTP status {error.status_code}"
    if isinstance(error, ModelRequestTimeout) or "timed out" in str(error).lower():
        return "no answer in time"
    return "no connection"
