"""What makes the questions of a bank, by the names that jobs have for it; knows no engine."""

from __future__ import annotations

RULES = "rules"
"""Made here, offline, of English alone."""

LLM = "llm"
"""Made by the language model of the settings."""
