"""What every message that the bot sends has in common; knows its place and keyboard, not its content."""

from typing import Any

from bot.local.errors import bad_request
from bot.local.fields import Reader, boolean, chat_id, integer, json_object, string
from bot.local.markup import reply_markup
from bot.local.store import Json
from bot.local.world import World

__all__ = ["SENDING", "place", "thread_of"]

SENDING: dict[str, Reader] = {
    "chat_id": chat_id,
    "message_thread_id": integer,
    "disable_notification": boolean,
    "protect_content": boolean,
    "reply_parameters": json_object,
    "reply_markup": json_object,
}
REPLY: dict[str, Any] = {
    "message_id": integer,
    "chat_id": chat_id,
    "allow_sending_without_reply": boolean,
    "quote_parse_mode": string,  # the library sends it with its defaults, though nothing is quoted
}


def place(world: World, fields: Json) -> tuple[Json, Json]:
    """Where a new message goes, and what it has besides its content.

    A reply goes to the topic of what it replies to.

    Raises:
        ApiError: The bot cannot write there, or a field is wrong.
    """
    markup = reply_markup(fields["reply_markup"]) if "reply_markup" in fields else None
    chat = world.chats.reachable(fields["chat_id"])
    replied = _replied(world, chat, fields.get("reply_parameters"))
    thread = thread_of(world, chat, fields)
    if thread is None and replied is not None:
        thread = replied.get("message_thread_id")
    return chat, {
        "message_thread_id": thread,
        "is_topic_message": True if thread is not None else None,
        "reply_to_message": replied,
        "has_protected_content": True if fields.get("protect_content") else None,
        "reply_markup": markup,
    }


def thread_of(world: World, chat: Json, fields: Json) -> int | None:
    """The topic that a call names; one is there from the first message that somebody wrote in it.

    Raises:
        ApiError: 400, where the chat has no such topic.
    """
    thread: int | None = fields.get("message_thread_id")
    if thread is not None and thread not in world.chats.row(chat["id"])["threads"]:
        raise bad_request("message thread not found")
    return thread


def _replied(world: World, chat: Json, parameters: Json | None) -> Json | None:
    """The message that is replied to, without the one that it replies to in turn."""
    if parameters is None:
        return None
    for name in parameters:
        if name not in REPLY:
            raise bad_request(f'can\'t parse reply parameters: unknown field "{name}"')
    given = {name: REPLY[name](name, value) for name, value in parameters.items()}
    if given.get("chat_id", chat["id"]) != chat["id"]:
        raise bad_request("replies to another chat are not supported by the local Telegram")
    message = world.messages.find(chat["id"], given.get("message_id", 0))
    if message is None and not given.get("allow_sending_without_reply", False):
        raise bad_request("message to be replied not found")
    return {k: v for k, v in message.items() if k != "reply_to_message"} if message else None
