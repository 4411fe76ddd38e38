"""Answering a pressed button; knows the length of an answer and nothing of what the buttons mean."""

from bot.local.errors import bad_request
from bot.local.fields import boolean, integer, string
from bot.local.methods.method import Method
from bot.local.queries import CallbackAnswer
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]

TEXT = 200


async def answer_callback_query(world: World, fields: Json) -> bool:
    """Tell the person who pressed a button, once and in time."""
    text = fields.get("text", "")
    if len(text) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG")
    answer = CallbackAnswer(text, fields.get("show_alert", False))
    world.queries.answer(fields["callback_query_id"], answer)
    return True


METHODS = [
    Method(
        "answerCallbackQuery",
        answer_callback_query,
        {"callback_query_id": string, "text": string, "show_alert": boolean, "cache_time": integer},
        ("callback_query_id",),
    )
]
