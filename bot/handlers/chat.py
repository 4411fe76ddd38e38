"""Small steps in a chat that every flow takes: send, edit, answer a press; knows no quiz."""

from __future__ import annotations

from telegram import CallbackQuery, Chat, LinkPreviewOptions, MaybeInaccessibleMessage, Update, User
from telegram import Message as Sent
from telegram.constants import ParseMode
from telegram.error import BadRequest

from bot.services import SoloPlayer
from bot.views.message import Message, Rows, keyboard

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
UNCHANGED = "message is not modified"
TOO_LATE = ("query is too old", "query id is invalid")
GONE = ("message to edit not found", "message can't be edited", "there is no text in the message to edit")
"""What cannot be turned into another message: it is gone, or it is a poll, a picture or a file."""


async def send(chat: Chat, message: Message, *, thread_id: int | None = None) -> Sent:
    """Send a message to a chat, or to a topic of it."""
    return await chat.send_message(
        message.html,
        parse_mode=ParseMode.HTML,
        reply_markup=message.markup,
        link_preview_options=NO_PREVIEW,
        message_thread_id=thread_id,
    )


async def edit(query: CallbackQuery, message: Message) -> bool:
    """Turn the message whose button was pressed into another.

    Returns:
        Whether it is that now; False where the message is gone or is no text.
    """
    if not isinstance(query.message, Sent):
        return False
    try:
        await query.edit_message_text(
            message.html,
            parse_mode=ParseMode.HTML,
            reply_markup=message.markup,
            link_preview_options=NO_PREVIEW,
        )
    except BadRequest as error:
        _pass_over(error, UNCHANGED, *GONE)
        return UNCHANGED in error.message.lower()
    return True


async def show_buttons(query: CallbackQuery, rows: Rows) -> None:
    """Put other buttons under the message whose button was pressed."""
    if not isinstance(query.message, Sent):
        return
    try:
        await query.edit_message_reply_markup(keyboard(rows))
    except BadRequest as error:
        _pass_over(error, UNCHANGED, *GONE)


async def strip(query: CallbackQuery) -> None:
    """Take the buttons off the message whose button was pressed."""
    await show_buttons(query, ())


async def acknowledge(query: CallbackQuery, alert: str | None = None, *, toast: str | None = None) -> bool:
    """Answer a press, with an alert to close or a toast that passes where one is given.

    Returns:
        Whether the person saw the answer; False where one was given before or it came too late.
    """
    try:
        await query.answer(alert or toast, show_alert=alert is not None)
    except BadRequest as error:
        _pass_over(error, *TOO_LATE)
        return False
    return True


def place_of(update: Update) -> tuple[Chat, User]:
    """Return the chat of an update and the person who caused it."""
    chat, user = update.effective_chat, update.effective_user
    if chat is None or user is None:
        raise TypeError("our handlers take updates from a person in a chat")
    return chat, user


def player_of(update: Update) -> SoloPlayer:
    """Return who plays alone, and in which chat."""
    chat, user = place_of(update)
    return SoloPlayer(user.id, name_of(user), chat.id)


def thread_of(update: Update) -> int | None:
    """Return the topic of a forum in which an update came, or None."""
    message = update.effective_message
    if message is None or not isinstance(message, Sent) or not message.is_topic_message:
        return None
    return message.message_thread_id


def message_of(query: CallbackQuery) -> int:
    """Return the number of the message whose button was pressed."""
    if query.message is None:
        raise TypeError("our buttons stand on messages of chats")
    return query.message.message_id


def key_of(query: CallbackQuery) -> str:
    """Return the key of the message whose button was pressed: no other message ever has it."""
    if query.message is None:
        raise TypeError("our buttons stand on messages of chats")
    return _key(query.message, query.get_bot().id)


def start_key_of(update: Update) -> str:
    """Return the key of the message that a command came in, or whose button was pressed."""
    message = update.effective_message
    if message is None:
        raise TypeError("our commands and buttons stand in messages of chats")
    return _key(message, update.get_bot().id)


def _key(message: MaybeInaccessibleMessage, bot_id: int) -> str:
    # The bot and the date tell the messages of a chat that was reset from those before.
    place = (bot_id, message.chat.id, message.message_id, int(message.date.timestamp()))
    return ":".join(str(number) for number in place)


def name_of(user: User) -> str:
    """Return what a person is called on the leaderboard."""
    return user.full_name


def _pass_over(error: BadRequest, *expected: str) -> None:
    if not any(text in error.message.lower() for text in expected):
        raise error
