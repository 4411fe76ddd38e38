"""A quiz from choosing it to its end, in one message after another.

```mermaid
stateDiagram-v2
    [*] --> bank: /quiz, several banks
    [*] --> length: /quiz, one bank
    [*] --> running: /quiz, a quiz is open
    bank --> length: ChooseBank
    length --> question: ChooseLength
    running --> question: Resume
    running --> ended: Stop
    question --> result: Choose (the same message is edited)
    result --> result: Context (the same message is edited)
    result --> question: Next (a new message)
    result --> ended: Next after the last
    question --> stopping: AskToStop (the same message is edited)
    stopping --> question: Resume
    stopping --> ended: Stop
    question --> ended: /stop
    ended --> question: Retry
```

Every step is kept before it is shown, and showing may fail: pressing the button again shows it once more.
"""

from __future__ import annotations

from contextlib import suppress
from string import ascii_uppercase

from telegram import CallbackQuery, Chat, Update, User
from telegram.ext import CallbackQueryHandler, CommandHandler, MessageHandler, filters

from bot.handlers.chat import acknowledge, edit, key_of, name_of, place_of, send, strip
from bot.handlers.context import Context
from bot.handlers.pages import PAGES
from bot.services import Answered, Ended, Posed, Running
from bot.views.callbacks import (
    AskToStop,
    Choose,
    ChooseBank,
    ChooseLength,
    Next,
    Open,
    Practise,
    Press,
    Resume,
    Retry,
    Stop,
    decode,
)
from bot.views.callbacks import Context as ShowContext
from bot.views.message import Message
from bot.views.pages import bank_choice_view, length_choice_view, page_view, running_view
from bot.views.play import answer_view, ended_view, question_view
from questions.quiz import Refusal, Refused

PASSED = (Refusal.ANSWERED_BEFORE, Refusal.MOVED_ON)


async def choose(update: Update, context: Context) -> None:
    """Offer the banks, or the lengths where there is one bank, or the quiz that is open."""
    chat, user = place_of(update)
    await send(chat, await _choices(context, chat, user))


async def stop(update: Update, context: Context) -> None:
    """End the quiz that a person has open in this chat."""
    chat, user = place_of(update)
    ended = await context.quiz.stop_here(user_id=user.id, chat_id=chat.id)
    if ended is None:
        await send(chat, page_view(context.words, "nothing-to-stop"))
    else:
        await show_step(context, chat, ended)


async def answer_by_letter(update: Update, context: Context) -> None:
    """Take a letter that a person types in private for a tap on it, where a question is open."""
    chat, user = place_of(update)
    message = update.effective_message
    if message is None or message.text is None:
        raise TypeError("a letter comes in a text message")
    running = await context.quiz.running(user.id, chat.id)
    if running is None:
        await send(chat, page_view(context.words, "lost"))
        return
    try:
        answered = await context.quiz.answer(
            user_id=user.id,
            session_id=running.session_id,
            position=running.position,
            choice=ascii_uppercase.index(message.text.upper()),
        )
    except Refused:
        await send(chat, running_view(context.words, running))
    else:
        await send(chat, answer_view(context.words, answered))


async def press(update: Update, context: Context) -> None:
    """Take the step that a button asks for, or tell why not."""
    query = update.callback_query
    if query is None or query.data is None:
        raise TypeError("a press comes with a callback query")
    try:
        pressed = decode(query.data)
    except ValueError:
        await acknowledge(query, context.words(f"alert-{Refusal.UNKNOWN}"))
        return
    try:
        await _step(update, context, query, pressed)
    except Refused as refused:
        await acknowledge(query, context.words(f"alert-{refused.refusal}"))
        if refused.refusal in PASSED and isinstance(pressed, Choose | Next):
            await _show_answer_again(context, query, pressed)


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    key = key_of(query)
    quiz, words = context.quiz, context.words
    match pressed:
        case Open(page):
            await acknowledge(query)
            await (PAGES[page](update, context) if page in PAGES else choose(update, context))
        case ChooseBank(owner, bank):
            _refuse_others(user, owner)
            offer = next((offer for offer in quiz.banks() if offer.key.startswith(bank)), None)
            if offer is None:
                raise Refused(Refusal.UNKNOWN)
            await acknowledge(query)
            await edit(query, length_choice_view(words, user.id, offer))
        case ChooseLength(owner, bank, length):
            _refuse_others(user, owner)
            started = await quiz.start(
                user_id=user.id, name=name_of(user), chat_id=chat.id, bank=bank, length=length, start_key=key
            )
            await acknowledge(query)
            await _turn_into(context, query, started)
        case Retry(session_id):
            started = await quiz.retry(
                user_id=user.id, name=name_of(user), chat_id=chat.id, session_id=session_id, start_key=key
            )
            await acknowledge(query)
            await show_step(context, chat, started)
        case Practise(session_id):
            started = await quiz.practise(
                user_id=user.id, name=name_of(user), chat_id=chat.id, session_id=session_id, start_key=key
            )
            await acknowledge(query)
            await show_step(context, chat, started)
        case Resume(session_id):
            resumed = await quiz.resume(user_id=user.id, session_id=session_id)
            await acknowledge(query)
            await _turn_into(context, query, resumed)
        case Choose(session_id, position, choice):
            answered = await quiz.answer(
                user_id=user.id, session_id=session_id, position=position, choice=choice
            )
            await acknowledge(query)
            await _explain(context, query, answered)
        case ShowContext(session_id, position, shown):
            answered = await quiz.answered(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, answer_view(words, answered, in_context=bool(shown)))
        case Next(session_id, position):
            onward = await quiz.advance(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await show_step(context, chat, onward)
            answered = await quiz.answered(user_id=user.id, session_id=session_id, position=position)
            await edit(query, answer_view(words, answered))
        case AskToStop(session_id):
            posed = await quiz.standing(user_id=user.id, session_id=session_id)
            await acknowledge(query)
            await edit(query, question_view(words, posed, stopping=True))
        case Stop(session_id):
            ended = await quiz.stop(user_id=user.id, session_id=session_id)
            await acknowledge(query)
            await show_step(context, chat, ended)
            await strip(query)


async def _choices(context: Context, chat: Chat, user: User) -> Message:
    running = await context.quiz.running(user.id, chat.id)
    if running:
        return running_view(context.words, running)
    banks = context.quiz.banks()
    if not banks:
        return page_view(context.words, "no-banks")
    if len(banks) == 1:
        return length_choice_view(context.words, user.id, banks[0])
    return bank_choice_view(context.words, user.id, banks)


def _view(context: Context, step: Posed | Ended | Running) -> Message:
    match step:
        case Posed():
            return question_view(context.words, step)
        case Ended():
            return ended_view(context.words, step)
        case Running(posed):
            return running_view(context.words, posed)


async def show_step(context: Context, chat: Chat, step: Posed | Ended | Running) -> None:
    """Show a step in a new message."""
    sent = await send(chat, _view(context, step))
    await _remember(context, step, sent.message_id)


async def _turn_into(context: Context, query: CallbackQuery, step: Posed | Ended | Running) -> None:
    """Show a step in the message whose button was pressed, or in a new one where that is gone."""
    if query.message and await edit(query, _view(context, step)):
        await _remember(context, step, query.message.message_id)
    elif query.message:
        await show_step(context, query.message.chat, step)


async def _explain(context: Context, query: CallbackQuery, answered: Answered) -> None:
    """Turn the question into its answer, or send the answer where the question's message is gone."""
    view = answer_view(context.words, answered)
    if query.message and not await edit(query, view):
        await send(query.message.chat, view)


async def _remember(context: Context, step: Posed | Ended | Running, message_id: int) -> None:
    match step:
        case Posed():
            await context.quiz.shown(step, message_id)
        case Ended():
            await context.quiz.told(step, message_id)
        case Running():
            pass


async def _show_answer_again(context: Context, query: CallbackQuery, pressed: Choose | Next) -> None:
    """Show a message as it should be by now: the edit that was to do so may have been lost."""
    with suppress(Refused):
        answered = await context.quiz.answered(
            user_id=query.from_user.id, session_id=pressed.session_id, position=pressed.position
        )
        await _explain(context, query, answered)


def _refuse_others(user: User, owner: int) -> None:
    if user.id != owner:
        raise Refused(Refusal.FOREIGN)


LETTER = filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.Regex(r"^[A-Ja-j]$")
"""In a group a lone letter may be part of any talk."""

HANDLERS = (
    CommandHandler("quiz", choose, filters.ChatType.PRIVATE),
    CommandHandler("stop", stop, filters.ChatType.PRIVATE),
    MessageHandler(LETTER, answer_by_letter),
    CallbackQueryHandler(press),
)
