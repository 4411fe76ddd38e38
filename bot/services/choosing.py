"""Who may choose what makes the questions: teachers, where a language model is set; knows no model."""

from __future__ import annotations

from bot.engines import LLM, RULES
from bot.services.roles import Role, RoleService
from questions.quiz import Refusal, Refused


class ChoosingService:
    """Tells what somebody may choose.

    Args:
        roles: Who may do what.
        model: The name of the language model, or None where none is set.
    """

    def __init__(self, roles: RoleService, *, model: str | None) -> None:
        self._roles = roles
        self._model = model

    async def model_for(self, user_id: int) -> str | None:
        """Return the name of the model that somebody may choose; None where there is no choice."""
        if self._model is None or await self._roles.role_of(user_id) < Role.TEACHER:
            return None
        return self._model

    async def check(self, user_id: int, engine: str) -> None:
        """Let somebody have an engine.

        Raises:
            Refused: It is not theirs to choose.
        """
        if engine == RULES:
            return
        if engine != LLM or await self.model_for(user_id) is None:
            raise Refused(Refusal.NOT_ALLOWED)
