"""What a method of the Bot API is; knows none of them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.local.fields import Reader, read_fields
from bot.local.store import Json
from bot.local.world import World

__all__ = ["Method"]


@dataclass(frozen=True)
class Method:
    """One method: which fields it takes and what it does.

    Attributes:
        name: As in the Bot API.
        carry_out: Does it; the fields come checked.
        accepts: How each field is read; a field that is not here is refused.
        required: The fields that must be there.
    """

    name: str
    carry_out: Callable[[World, Json], Awaitable[Any]]
    accepts: Mapping[str, Reader] = field(default_factory=dict)
    required: tuple[str, ...] = ()

    async def call(self, world: World, raw: Mapping[str, object]) -> Any:
        """Check the fields and carry the method out.

        Raises:
            ApiError: The call is refused.
        """
        return await self.carry_out(world, read_fields(self.name, self.accepts, self.required, raw))
