"""The language model of the settings, as the process that asks it is told of it; knows no process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import SecretStr

from bot.settings import Settings

KEYS = {
    "openai": ("OPENAI_API_KEY",),
    "anthropic": ("ANTHROPIC_API_KEY",),
    "google": ("GOOGLE_API_KEY", "GEMINI_API_KEY"),
}
"""Each provider's own variables for its key."""

BESIDES = {
    "openai": ("OPENAI_BASE_URL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"),
    "anthropic": ("ANTHROPIC_BASE_URL",),
    "google": ("GOOGLE_GEMINI_BASE_URL",),
}
"""What else each provider's library reads."""

WAY_OUT = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR")
"""How to get to the network from here."""


@dataclass(frozen=True, slots=True)
class LanguageModel:
    """A language model that teachers may choose.

    Attributes:
        name: `openai:…`, `anthropic:…` or `google:…`; with an address, whatever the server there calls it.
        base_url: The address of a server of one's own, or None.
        api_key: The key, or None for the provider's own variable.
        budget: The most tokens that one bank may use.
    """

    name: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    budget: int | None = None

    @classmethod
    def of(cls, settings: Settings) -> LanguageModel | None:
        """Return the model of the settings, or None where none is set."""
        if not settings.llm_model:
            return None
        return cls(settings.llm_model, settings.llm_base_url, settings.llm_api_key, settings.llm_budget)

    @property
    def provider(self) -> str:
        """Whose model it is; empty where only its address tells."""
        provider, _, bare = self.name.partition(":")
        return provider if bare and provider in KEYS else ""

    def environment(self) -> dict[str, str]:
        """Return what the process that asks is told: the model, the way there, and one key."""
        told = dict(_set(WAY_OUT)) | dict(_set(name.lower() for name in WAY_OUT))
        told |= dict(_set(BESIDES.get(self.provider, ()))) | self._key()
        told["LLM_MODEL"] = self.name
        if self.base_url:
            told["LLM_BASE_URL"] = self.base_url
        if self.budget is not None:
            told["LLM_BUDGET"] = str(self.budget)
        return told

    def secrets(self) -> tuple[str, ...]:
        """Return the keys that the process is told."""
        return tuple(self._key().values())

    def _key(self) -> dict[str, str]:
        if self.api_key:
            return {"LLM_API_KEY": self.api_key.get_secret_value()}
        return dict(_set(KEYS.get(self.provider, ())))


def _set(names: Iterator[str] | tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the variables of those names that are set."""
    yield from ((name, os.environ[name]) for name in names if os.environ.get(name))
