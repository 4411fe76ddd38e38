"""Sending, editing and deleting messages; knows who may do what to which message."""

from bot.local.errors import bad_request
from bot.local.fields import Reader, array, chat_id, integer, json_object, string
from bot.local.markup import inline_keyboard
from bot.local.methods.method import Method
from bot.local.methods.sending import SENDING, place, thread_of
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
TEXT: dict[str, Reader] = {
    "text": string,
    "parse_mode": string,
    "entities": array,
    "link_preview_options": json_object,
}


async def send_message(world: World, fields: Json) -> Json:
    """A new message from the bot."""
    content = _content(fields)
    chat, about = place(world, fields)
    return world.messages.add(chat, world.bot, world.now, content | about)


async def edit_message_text(world: World, fields: Json) -> Json:
    """New text and keyboard for a message of the bot; a keyboard that is not given again goes away."""
    content = _content(fields)
    message = _own(world, fields)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
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
    if "poll" in message:
        world.polls.forget(message["poll"]["id"])
    return True


async def send_chat_action(world: World, fields: Json) -> bool:
    """Show that the bot is at work."""
    if fields["action"] not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = world.chats.reachable(fields["chat_id"])
    thread_of(world, chat, fields)
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


METHODS = [
    Method(
        "sendMessage",
        send_message,
        SENDING | TEXT,
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
        {
            "chat_id": chat_id,
            "message_id": integer,
            "reply_markup": json_object,
            "parse_mode": string,  # the library sends its default one, though there is no text
        },
        ("chat_id", "message_id"),
    ),
    Method(
        "deleteMessage",
        delete_message,
        {"chat_id": chat_id, "message_id": integer},
        ("chat_id", "message_id"),
    ),
    Method(
        "sendChatAction",
        send_chat_action,
        {"chat_id": chat_id, "message_thread_id": integer, "action": string},
        ("chat_id", "action"),
    ),
    Method("getChat", get_chat, {"chat_id": chat_id}, ("chat_id",)),
]
