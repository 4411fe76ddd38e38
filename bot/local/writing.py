"""How what people write comes into a chat and to the bot; knows privacy mode and nothing of who writes."""

from bot.local.store import Json
from bot.local.text import written
from bot.local.world import World

__all__ = ["put", "write"]


def write(
    world: World,
    user: Json,
    chat: int,
    text: str,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Json:
    """Add a person's message, tell the bot where it hears it, and return the message.

    In a group the bot hears what its privacy mode lets through: commands that are not for another bot,
    replies to it and mentions of it.

    Args:
        world: Everything there is.
        user: Who writes.
        chat: The chat's number.
        text: 1 to 4096 characters.
        reply_to: The number of the message that this one replies to.
        thread: The topic; one that nobody wrote in yet is opened.

    Raises:
        ValueError: The text is empty or too long.
        LookupError: The message to reply to is not there, the chat has no topics, or it is gone.
    """
    return put(world, user, chat, written(text), reply_to=reply_to, thread=thread)


def put(
    world: World,
    user: Json,
    chat: int,
    content: Json,
    *,
    reply_to: int | None = None,
    thread: int | None = None,
) -> Json:
    """Add a person's message of any content, tell the bot where it hears it, and return the message.

    Args:
        world: Everything there is.
        user: Who sends it.
        chat: The chat's number.
        content: The fields of the message that say what it is.
        reply_to: The number of the message that this one replies to.
        thread: The topic; one that nobody wrote in yet is opened.

    Raises:
        LookupError: The message to reply to is not there, the chat has no topics, or it is gone.
    """
    row = world.chats.row(chat)
    if row["gone"]:
        raise LookupError(f"the chat {chat} was {row['gone']}")
    if reply_to is not None:
        replied = world.messages.find(chat, reply_to)
        if replied is None:
            raise LookupError(f"no message {reply_to} in the chat {chat}")
        content["reply_to_message"] = {k: v for k, v in replied.items() if k != "reply_to_message"}
        thread = replied.get("message_thread_id") if thread is None else thread
    if thread is not None:
        if not row["chat"].get("is_forum"):
            raise LookupError(f"the chat {chat} has no topics")
        if thread not in row["threads"]:
            world.chats.change(chat, threads=[*row["threads"], thread])
        content |= {"message_thread_id": thread, "is_topic_message": True}
    message = world.messages.add(world.chats.open(chat), user, world.now, content)
    if row["bot"] == "member" and (row["chat"]["type"] == "private" or _concerns_bot(world, message)):
        world.updates.add("message", message)
    return message


def _concerns_bot(world: World, message: Json) -> bool:
    name = world.username.lower()
    replied: Json = message.get("reply_to_message", {})
    if replied.get("from", {}).get("id") == world.number:
        return True
    text = message.get("text", "").encode("utf-16-le")
    for entity in message.get("entities", []):
        start, end = entity["offset"] * 2, (entity["offset"] + entity["length"]) * 2
        word = text[start:end].decode("utf-16-le").lower()
        if entity["type"] == "mention" and word == f"@{name}":
            return True
        if entity["type"] == "bot_command" and word.partition("@")[2] in ("", name):
            return True
    return False
