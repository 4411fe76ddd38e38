"""The settings, from the environment and `.env`; knows their names and defaults, not their use."""

from __future__ import annotations

import hashlib
import re
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal, Self
from urllib.parse import quote, unquote

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from questions.errors import SettingInvalid

PASSWORD = re.compile("(?:[^/]*//)?[^:/@]*:(.*)@")
"""What stands before it and after it in a database's address, whether that is one or not."""


def proof_of(token: str) -> str:
    """Return what Telegram sends along to prove itself, the same in all processes of one bot."""
    return hashlib.sha256(f"webhook of {token}".encode()).hexdigest()


class Settings(BaseSettings):
    """What can be set; each name in capitals is an environment variable."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: str | None = Field(None, repr=False)
    """The token that @BotFather gave; without one, the bot runs on a Telegram of its own on localhost."""
    telegram_api_url: str = "https://api.telegram.org"
    """The Bot API server to talk to."""
    database_url: str = Field("sqlite+aiosqlite:///quizbot.db", repr=False)
    """Where scores are kept."""
    banks_dir: Path = Path(str(files("questions") / "banks"))
    """The folder whose *.yaml files are asked from."""
    spacy_pipeline: str | None = None
    """The installed spaCy pipeline that reads documents; without one, ours."""
    llm_model: str | None = None
    """The language model of `generate` and of teachers in chat, with its provider or at `llm_base_url`."""
    llm_base_url: str | None = None
    """The address of a server that speaks the model's protocol; without one, the provider's own."""
    llm_api_key: SecretStr | None = None
    """The key for it; without one, the provider's own environment variable."""
    llm_budget: int = Field(1_000_000, ge=1)
    """The most tokens, read and written, that one run, or one bank made in the chat, may use."""
    admin_ids: Annotated[frozenset[int], NoDecode] = frozenset()
    """The Telegram numbers, parted by commas, of people who run the bot."""
    webhook_url: str | None = None
    """The public address that Telegram calls; without one, long polling."""
    webhook_secret: str | None = Field(None, pattern="^[A-Za-z0-9_-]{1,256}$", repr=False)
    """What Telegram sends along to prove itself."""
    webhook_port: int = Field(8443, ge=1, le=65535)
    """The port on 127.0.0.1 behind the public address."""
    local_port: int = Field(8080, ge=0, le=65535)
    """The port of the web chat on localhost; 0 takes a free one."""
    local_data: Path = Path("quizbot-chats.db")
    """Where the Telegram on localhost keeps its chats."""
    metrics_port: int | None = Field(None, ge=1, le=65535)
    """A port on 127.0.0.1 for /healthz and /metrics, besides the webhook's or the web chat's."""
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    """How much is logged."""

    @field_validator("admin_ids", mode="before")
    @classmethod
    def _numbers(cls, given: object) -> object:
        return given.replace(",", " ").split() if isinstance(given, str) else given

    @property
    def secrets(self) -> frozenset[str]:
        """What nobody may read in a log: the token and its secret part, keys and passwords."""
        token = self.telegram_bot_token or ""
        found = PASSWORD.match(self.database_url)
        password = found[1] if found else ""
        proof = self.webhook_secret or proof_of(token)
        given = {token, token.partition(":")[2], proof, password, unquote(password)}
        key = self.llm_api_key.get_secret_value() if self.llm_api_key else ""
        return frozenset({*given, quote(token, safe=""), key} - {""})

    @classmethod
    def load(cls) -> Self:
        """Read the settings.

        Raises:
            SettingInvalid: [Q050] A setting has a value that cannot be read.
        """
        try:
            return cls()
        except ValidationError as error:
            first = error.errors()[0]
            name = str(first["loc"][0]).upper()
            raise SettingInvalid(
                f"{name}: {first['msg'][0].lower()}{first['msg'][1:]}",
                advice="Mend it in the environment or in .env; .env.example shows each setting",
            ) from error
