"""The offline engine, `rules/2`: makes questions by rule from the parse of a text."""

from questions.generation.rules.engine import RulesGenerator

__all__ = ["RulesGenerator"]
