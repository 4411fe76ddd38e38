"""Sending and stopping polls; knows when they end and nothing of how people vote."""

from bot.local.errors import bad_request
from bot.local.fields import array, boolean, chat_id, integer, json_object, string
from bot.local.markup import inline_keyboard
from bot.local.methods.method import Method
from bot.local.methods.poll_settings import poll_settings
from bot.local.methods.sending import SENDING, place
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]

SECONDS = range(5, 2_628_001)


async def send_poll(world: World, fields: Json) -> Json:
    """A new message with a poll."""
    settings = poll_settings(fields)
    closes = _closing(world, fields)
    chat, about = place(world, fields)
    if not world.chats.row(chat["id"])["polls"]:
        raise bad_request("not enough rights to send polls to the chat")
    if closes is not None:
        period = fields.get("open_period", round(closes - world.clock()))
        settings |= {"open_period": period, "close_date": fields.get("close_date", world.now + period)}
    content = {"poll": world.polls.draft(settings)}
    message = world.messages.add(chat, world.bot, world.now, content | about)
    world.polls.opened(message, hidden=fields.get("hide_results_until_closes", False), closes=closes)
    return message


async def stop_poll(world: World, fields: Json) -> Json:
    """Close a poll of the bot; its keyboard goes, where no other is given."""
    keyboard = inline_keyboard(fields["reply_markup"]) if "reply_markup" in fields else None
    chat = world.chats.chat(fields["chat_id"])
    message = world.messages.find(chat["id"], fields["message_id"])
    if message is None:
        raise bad_request("message with poll to stop not found")
    if "poll" not in message:
        raise bad_request("message is not a poll")
    if message["from"]["id"] != world.number:
        raise bad_request("poll can't be stopped")
    if message["poll"]["is_closed"]:
        raise bad_request("poll has already been closed")
    if keyboard != message.get("reply_markup"):
        world.messages.edit(message, {}, keyboard, edited=None)
    return world.polls.close(message["poll"]["id"])


def _closing(world: World, fields: Json) -> float | None:
    """When the poll closes by itself, in seconds since 1970."""
    if "open_period" in fields and "close_date" in fields:
        raise bad_request("open_period and close_date can't be used together")
    if "open_period" in fields:
        if fields["open_period"] not in SECONDS:
            raise bad_request(f"open_period must be between {SECONDS[0]} and {SECONDS[-1]} seconds")
        return float(world.clock() + fields["open_period"])
    if "close_date" in fields:
        if fields["close_date"] - world.now not in SECONDS:
            raise bad_request(f"close_date must be {SECONDS[0]} to {SECONDS[-1]} seconds in the future")
        return float(fields["close_date"])
    return None


METHODS = [
    Method(
        "sendPoll",
        send_poll,
        SENDING
        | {
            "parse_mode": string,  # the library sends its default one with every message
            "question": string,
            "question_parse_mode": string,
            "options": array,
            "is_anonymous": boolean,
            "type": string,
            "allows_multiple_answers": boolean,
            "allows_revoting": boolean,
            "shuffle_options": boolean,
            "hide_results_until_closes": boolean,
            "correct_option_id": integer,
            "correct_option_ids": array,
            "explanation": string,
            "explanation_parse_mode": string,
            "explanation_entities": array,
            "open_period": integer,
            "close_date": integer,
            "is_closed": boolean,
            "description": string,
            "description_parse_mode": string,
            "description_entities": array,
        },
        ("chat_id", "question", "options"),
    ),
    Method(
        "stopPoll",
        stop_poll,
        {"chat_id": chat_id, "message_id": integer, "reply_markup": json_object},
        ("chat_id", "message_id"),
    ),
]
