"""Sending, editing and deleting messages; knows who may do what to which message."""

from typing import Any

from bot.local.errors import bad_request
from bot.local.fields import array, boolean, chat_id, integer, json_object, string
from bot.local.markup import inline_keyboard, reply_markup
from bot.local.methods.method import Method
from bot.local.spans import LINK
from bot.local.store import Json
from bot.local.text import formatted
from bot.local.world import World

__all__ = ["METHODS"]

TWO_DAYS = 48 * 3600
ACTIONS = frozenset(
    {
        "typing",
        "choose_sticker",
        "find_location",
        *(f"record_{what}" for what in ("video", "voice", "video_note")),
        *(f"upload_{what}" for what in ("photo", "video", "voice", "document", "video_note")),
    }
)
TEXT = {"text": string, "parse_mode": string, "entities": array, "link_preview_options": json_object}


async def send_message(world: World, fields: Json) -> Json:
    """A new message from the bot."""
    content = _content(fields)
    markup = reply_markup(fields["reply_markup"]) if "reply_markup" in fields else None
    chat = world.chats.reachable(fields["chat_id"])
    replied = _replied(world, chat, fields.get("reply_parameters"))
    if fields.get("protect_content"):
        content["has_protected_content"] = True
    content |= {"reply_to_message": replied, "reply_markup": markup}
    return world.messages.add(chat, world.bot, world.now, content)


async def edit_message_text(world: World, fields: Json) -> Json:
    """New text and keyboard for a message of the bot; a keyboard that is not given again goes away."""
    content = _content(fields)
    message = _own(world, fields)
    return world.messages.edit(message, content, _keyboard(fields), edited=world.now)


async def edit_message_reply_markup(world: World, fields: Json) -> Json:
    """A new keyboard, or none, for a message of the bot."""
    return world.messages.edit(_own(world, fields), {}, _keyboard(fields), edited=None)


async def delete_message(world: World, fields: Json) -> bool:
    """Take a message away: in private any one, in a group the bot's own; for two days after it was sent."""
    chat = world.chats.chat(fields["chat_id"])
    message = world.messages.find(chat["id"], fields["message_id"])
    if message is None:
        raise bad_request("message to delete not found")
    if chat["type"] != "private" and message["from"]["id"] != world.number:
        raise bad_request("message can't be deleted")
    if world.now - message["date"] > TWO_DAYS:
        raise bad_request("message can't be deleted for everyone")
    world.messages.delete(message)
    return True


async def send_chat_action(world: World, fields: Json) -> bool:
    """Show that the bot is at work."""
    if fields["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chats.reachable(fields["chat_id"])
    world.feed.publish("action", chat["id"], action=fields["action"])
    return True


async def get_chat(world: World, fields: Json) -> Json:
    """All about a chat that the bot knows."""
    chat = world.chats.chat(fields["chat_id"])
    gifts = (
        "unlimited_gifts",
        "limited_gifts",
        "unique_gifts",
        "premium_subscription",
        "gifts_from_channels",
    )
    return chat | {
        "accent_color_id": abs(chat["id"]) % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(gifts, False),
    }


def _content(fields: Json) -> Json:
    """Checked before anything else, so that a refused call changes nothing."""
    content = formatted(
        fields["text"], parse_mode=fields.get("parse_mode", ""), entities=fields.get("entities")
    )
    if "link_preview_options" in fields:
        content["link_preview_options"] = _link_preview(fields["link_preview_options"])
    return content


def _link_preview(options: Json) -> Json:
    for name, value in options.items():
        flag = name in {"is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text"}
        link = name == "url" and isinstance(value, str) and LINK.fullmatch(value) is not None
        if not link and not (flag and isinstance(value, bool)):
            raise bad_request(f'can\'t parse link preview options: wrong field "{name}"')
    return options


def _keyboard(fields: Json) -> Json | None:
    return inline_keyboard(fields["reply_markup"]) if "reply_markup" in fields else None


def _own(world: World, fields: Json) -> Json:
    """The message to edit, which must be the bot's."""
    chat = world.chats.chat(fields["chat_id"])
    message = world.messages.find(chat["id"], fields["message_id"])
    if message is None:
        raise bad_request("message to edit not found")
    if message["from"]["id"] != world.number:
        raise bad_request("message can't be edited")
    return message


def _replied(world: World, chat: Json, parameters: Json | None) -> Json | None:
    """The message that is replied to, without the one that it replies to in turn."""
    if parameters is None:
        return None
    known: dict[str, Any] = {
        "message_id": integer,
        "chat_id": chat_id,
        "allow_sending_without_reply": boolean,
    }
    for name in parameters:
        if name not in known:
            raise bad_request(f'can\'t parse reply parameters: unknown field "{name}"')
    given = {name: known[name](name, value) for name, value in parameters.items()}
    if given.get("chat_id", chat["id"]) != chat["id"]:
        raise bad_request("replies to another chat are not supported by the local Telegram")
    message = world.messages.find(chat["id"], given.get("message_id", 0))
    if message is None and not given.get("allow_sending_without_reply", False):
        raise bad_request("message to be replied not found")
    return {k: v for k, v in message.items() if k != "reply_to_message"} if message else None


METHODS = [
    Method(
        "sendMessage",
        send_message,
        {
            "chat_id": chat_id,
            **TEXT,
            "disable_notification": boolean,
            "protect_content": boolean,
            "reply_parameters": json_object,
            "reply_markup": json_object,
        },
        ("chat_id", "text"),
    ),
    Method(
        "editMessageText",
        edit_message_text,
        {"chat_id": chat_id, "message_id": integer, **TEXT, "reply_markup": json_object},
        ("chat_id", "message_id", "text"),
    ),
    Method(
        "editMessageReplyMarkup",
        edit_message_reply_markup,
        {"chat_id": chat_id, "message_id": integer, "reply_markup": json_object},
        ("chat_id", "message_id"),
    ),
    Method(
        "deleteMessage",
        delete_message,
        {"chat_id": chat_id, "message_id": integer},
        ("chat_id", "message_id"),
    ),
    Method("sendChatAction", send_chat_action, {"chat_id": chat_id, "action": string}, ("chat_id", "action")),
    Method("getChat", get_chat, {"chat_id": chat_id}, ("chat_id",)),
]
