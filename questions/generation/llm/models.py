"""Turns a name and an address into a model that can be asked; knows the providers, no prompt."""

from __future__ import annotations

from pydantic_ai.exceptions import UserError
from pydantic_ai.models import Model
from pydantic_ai.models.anthropic import AnthropicModel
from pydantic_ai.models.google import GoogleModel
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.providers.anthropic import AnthropicProvider
from pydantic_ai.providers.google import GoogleProvider
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from questions.errors import ModelUnknown

NO_KEY = "none"
"""What is sent as a key to a server that asks for none, such as Ollama: the protocol wants one."""

KEY_NAMES = {"openai": "OPENAI_API_KEY", "anthropic": "ANTHROPIC_API_KEY", "google": "GOOGLE_API_KEY"}


def model_of(name: str, *, base_url: str | None, api_key: str | None) -> Model:
    """Return the model of a name.

    Args:
        name: `openai:…`, `anthropic:…` or `google:…`; with an address, whatever the server there calls it.
        base_url: The address of a server that speaks the provider's protocol, OpenAI's where none is named.
        api_key: The key; without one, the provider's own environment variable.

    Raises:
        ModelUnknown: [Q081] The name says no provider and there is no address, or there is no key.
    """
    provider, _, bare = name.partition(":")
    try:
        match provider if bare else "":
            case "openai":
                return OpenAIChatModel(bare, provider=OpenAIProvider(base_url=base_url, api_key=api_key))
            case "anthropic":
                return AnthropicModel(bare, provider=AnthropicProvider(base_url=base_url, api_key=api_key))
            case "google":
                return GoogleModel(bare, provider=GoogleProvider(base_url=base_url, api_key=api_key))
    except UserError as error:
        raise ModelUnknown(
            f"There is no key for {name}", advice=f"Set LLM_API_KEY, or {KEY_NAMES[provider]}"
        ) from error
    if not base_url:
        raise ModelUnknown(
            f"{name!r} says no provider",
            advice="Set LLM_MODEL to openai:…, anthropic:… or google:…, or LLM_BASE_URL to your server",
        )
    server = OpenAICompatibleProvider("openai-compatible", base_url=base_url, api_key=api_key or NO_KEY)
    return OpenAIChatModel(name, provider=server)
