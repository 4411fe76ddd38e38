"""The engine on a language model, `llm/MODEL`: proved like any other; knows no chat.

The library that speaks to models is an extra and takes a second to load: this door loads it when an engine is
made, and nothing else does.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from questions.errors import ModelMissing, ModelUnknown
from questions.generation.llm.cache import Cache

if TYPE_CHECKING:
    from pydantic import SecretStr

    from questions.generation.llm.asking import Manner
    from questions.generation.llm.engine import LlmGenerator

__all__ = ["BUDGET", "llm_generator"]

BUDGET = 1_000_000
"""Tokens that a run may use by default: a book of about 150,000 words."""


def llm_generator(
    model: str | None,
    *,
    base_url: str | None = None,
    api_key: SecretStr | None = None,
    budget: int | None = BUDGET,
    cache: Path | None = None,
    manner: Manner | None = None,
) -> LlmGenerator:
    """Return an engine that asks a language model.

    Args:
        model: `openai:…`, `anthropic:…` or `google:…`; with an address, whatever the server there calls it.
        base_url: The address of the server, for one of one's own.
        api_key: The key; without one, the provider's own environment variable.
        budget: The most tokens that a run may use, those read and those written; None for no bound.
        cache: The folder where results are kept, so that nothing is paid for twice; None keeps nothing.
        manner: How patiently it is asked.

    Raises:
        ModelMissing: [Q080] The extra `llm` is not installed.
        ModelUnknown: [Q081] No model is named, it says no provider, or there is no key.
        CacheUnwritable: [Q086] What is kept there cannot be read.
    """
    if not model:
        raise ModelUnknown(
            "No language model is named", advice="Set LLM_MODEL, such as openai:gpt-5-mini, in .env"
        )
    try:
        from questions.generation.llm.engine import LlmGenerator
        from questions.generation.llm.models import model_of
    except ImportError as error:
        raise ModelMissing(
            "The engine llm needs more packages", advice="Run pip install 'passage-quiz[llm]'"
        ) from error
    secret = api_key.get_secret_value() if api_key else None
    return LlmGenerator(
        model_of(model, base_url=base_url, api_key=secret),
        name=model,
        cache=Cache(cache),
        budget=budget,
        secret=api_key,
        manner=manner,
    )
