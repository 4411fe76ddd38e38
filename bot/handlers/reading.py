"""Reading: a question in a person's own words, a passage to read, a quiz on it.

```mermaid
stateDiagram-v2
    [*] --> found: /ask and a question, or a question alone where no quiz is open
    [*] --> offered: a long text, from there on as a bank is made
    found --> passage: Read (a new message)
    [*] --> passage: the link under any quote
    passage --> passage: Read with a paragraph's number (the same message is edited)
    found --> playing: QuizOn, from there on a quiz like any other
    passage --> playing: QuizOn
```
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram import Message as Sent
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers import making
from bot.handlers.chat import acknowledge, edit, key_of, place_of, player_of, send
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.handlers.quiz import answer_by_text, show_step
from bot.journal import note_refusal
from bot.views.callbacks import Press, QuizOn, Read
from bot.views.pages import page_view
from bot.views.pointers import Pointer
from bot.views.reading import passage_view, reply_view
from questions.quiz import Mode, Refusal, Refused


async def ask(update: Update, context: Context) -> None:
    """Answer what stands after the command, or tell how it is used."""
    _, *question = _text(update).split(maxsplit=1)
    chat, user = place_of(update)
    running = await context.quiz.running(user.id, chat.id)
    if running and running.mode is Mode.EXAM:
        await send(chat, page_view(context.words, "ask-exam"))
    elif question:
        await _answer(update, context, question[0], lost="ask-usage")
    else:
        await send(chat, page_view(context.words, "ask-usage"))


async def in_own_words(update: Update, context: Context) -> None:
    """Take what a person writes for an answer where a quiz is open, and else for a question.

    A long text is neither: it may become a bank.
    """
    chat, user = place_of(update)
    if await making.hear(update, context):
        return
    running = await context.quiz.running(user.id, chat.id)
    if running:
        await answer_by_text(context, chat, running, _message(update))
    else:
        await _answer(update, context, _text(update), lost="lost")


async def follow(update: Update, context: Context, payload: str) -> None:
    """Open the passage that a link points to."""
    chat, user = place_of(update)
    try:
        pointer = Pointer.read(payload)
        opened = await context.reading.open(user.id, pointer.sha256, (pointer.start, pointer.end))
    except (ValueError, Refused):
        note_refusal(Refusal.UNKNOWN)
        await send(chat, page_view(context.words, "passage-gone"))
    else:
        await send(chat, passage_view(context.words, opened))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    match pressed:
        case Read(sha256, start, end, number) if chat.type == Chat.PRIVATE:
            opened = await context.reading.open(user.id, sha256, (start, end), number=number)
            await acknowledge(query)
            view = passage_view(context.words, opened)
            if number == 0 or not await edit(query, view):
                await send(chat, view)
        case QuizOn(sha256, number) if chat.type == Chat.PRIVATE:
            started = await context.reading.quiz(
                player_of(update),
                sha256=sha256,
                number=number,
                start_key=f"{key_of(query)}:{sha256}:{number}",
            )
            await acknowledge(query)
            await show_step(context, chat, started)
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _answer(update: Update, context: Context, question: str, *, lost: str) -> None:
    chat, user = place_of(update)
    reply = await context.reading.find(user.id, question)
    await send(chat, reply_view(context.words, reply, lost=lost))


def _message(update: Update) -> Sent:
    if update.effective_message is None:
        raise TypeError("a question comes in a message")
    return update.effective_message


def _text(update: Update) -> str:
    return _message(update).text or ""


HANDLERS = (
    CommandHandler("ask", ask, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^[te]:"),
)

IN_OWN_WORDS = MessageHandler(
    filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.TEXT & ~filters.COMMAND, in_own_words
)
"""Comes after all commands."""
