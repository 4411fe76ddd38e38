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
    question --> question: Hint, ShowChoices (the same message is edited)
    question --> question: PassOver, Choose in an exam (the same message is edited)
    question --> result: Choose (the same message is edited), or a text that answers (a new message)
    result --> result: Context (the same message is edited)
    result --> question: Next (a new message)
    result --> ended: Next after the last
    question --> stopping: AskToStop (the same message is edited)
    stopping --> question: Resume
    stopping --> ended: Stop
    question --> ended: /stop
    ended --> question: Retry
    ended --> answer: Browse, and Summary back (the same message is edited)
    length --> question: Adapt
```

Every step is kept before it is shown, and showing may fail: pressing the button again shows it once more.
"""

from __future__ import annotations

from contextlib import suppress

from telegram import CallbackQuery, Chat, Update, User
from telegram import Message as Sent
from telegram.error import BadRequest
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers.chat import acknowledge, edit, key_of, place_of, player_of, send, strip
from bot.handlers.context import Context
from bot.journal import note_refusal
from bot.services import Adaptive, Answered, Ended, Posed, Running
from bot.views.callbacks import (
    Adapt,
    AskToStop,
    Browse,
    Choose,
    ChooseBank,
    ChooseLength,
    Hint,
    Next,
    PassOver,
    Practise,
    Press,
    Resume,
    Retry,
    ShowChoices,
    Stop,
    Summary,
    decode,
)
from bot.views.callbacks import Context as ShowContext
from bot.views.message import Message
from bot.views.pages import bank_choice_view, length_choice_view, page_view, running_view
from bot.views.play import answer_view, browse_view, ended_view, question_view
from bot.views.study import adapted_nothing_view
from questions.quiz import Refusal, Refused, named_choice

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


async def answer_by_text(context: Context, chat: Chat, running: Posed, message: Sent) -> None:
    """Take what a person writes in private for the answer to the open question.

    Where the question has choices, their letters and their texts are answers. What was written before the
    question stood there was meant for another one.
    """
    words, text = context.words, message.text or ""
    asked_in = await context.quiz.message_of(running)
    if asked_in is None:
        await show_step(context, chat, running)
        return
    choice = None if running.typed else named_choice(running.choices, text)
    # A private chat has the number of its person.
    at = {"user_id": chat.id, "session_id": running.session_id, "position": running.position}
    step: Answered | Posed | Ended | None = None
    try:
        if message.message_id < asked_in:
            pass
        elif running.typed:
            step = await context.quiz.answer_by_text(**at, text=text)
        elif choice is not None:
            step = await context.quiz.answer(**at, choice=choice)
        else:
            await send(chat, page_view(words, "which-choice"))
            return
    except Refused as refused:
        note_refusal(refused.refusal)
        if refused.refusal is Refusal.TOO_LATE:
            await send(chat, page_view(words, "alert-too-late"))
            return
    if step is None:
        await send(chat, running_view(words, running))
        return
    await _put_away(context, chat, asked_in)
    if isinstance(step, Answered):
        await send(chat, answer_view(words, step))
    else:
        await show_step(context, chat, step)


async def press(update: Update, context: Context) -> None:
    """Take the step that a button asks for, or tell why not."""
    query = update.callback_query
    if query is None or query.data is None:
        raise TypeError("a press comes with a callback query")
    try:
        pressed = decode(query.data)
    except ValueError:
        await acknowledge(query, context.refusal(Refusal.UNKNOWN))
        return
    try:
        await _step(update, context, query, pressed)
    except Refused as refused:
        await acknowledge(query, context.refusal(refused.refusal))
        if refused.refusal in PASSED and isinstance(pressed, Choose | Next):
            await _show_answer_again(context, query, pressed)


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    key, player = key_of(query), player_of(update)
    starts, quiz, words = context.starts, context.quiz, context.words
    match pressed:
        case ChooseBank(owner, bank):
            _refuse_others(user, owner)
            offers = await starts.banks(user.id)
            offer = next((offer for offer in offers if offer.key.startswith(bank)), None)
            if offer is None:
                raise Refused(Refusal.UNKNOWN)
            await acknowledge(query)
            await edit(query, length_choice_view(words, user.id, offer))
        case ChooseLength(owner, bank, length):
            _refuse_others(user, owner)
            started = await starts.start(player, bank=bank, length=length, start_key=key)
            await acknowledge(query)
            await _turn_into(context, query, started)
        case Adapt(owner, bank, kind):
            _refuse_others(user, owner)
            if kind not in set(Adaptive):
                raise Refused(Refusal.UNKNOWN)
            adapted = await starts.adapt(player, Adaptive(kind), bank=bank, start_key=key)
            await acknowledge(query)
            if adapted is None:
                await edit(query, adapted_nothing_view(words))
            else:
                await _turn_into(context, query, adapted)
        case Retry(session_id):
            started = await starts.retry(player, session_id=session_id, start_key=key)
            await acknowledge(query)
            await show_step(context, chat, started)
        case Practise(session_id):
            started = await starts.practise(player, session_id=session_id, start_key=key)
            await acknowledge(query)
            await show_step(context, chat, started)
        case Resume(session_id):
            resumed = await quiz.resume(user_id=user.id, session_id=session_id)
            await acknowledge(query)
            await _turn_into(context, query, resumed)
        case Choose(session_id, position, choice):
            step = await quiz.answer(user_id=user.id, session_id=session_id, position=position, choice=choice)
            await acknowledge(query)
            if isinstance(step, Answered):
                await _explain(context, query, step)
            else:
                await _turn_into(context, query, step)
        case PassOver(session_id, position):
            onward = await quiz.pass_over(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await _turn_into(context, query, onward)
        case Hint(session_id, position):
            posed = await quiz.take_hint(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, question_view(words, posed))
        case ShowChoices(session_id, position):
            posed = await quiz.show_choices(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, question_view(words, posed))
        case Summary(session_id):
            ended = await quiz.ended(user_id=user.id, session_id=session_id)
            await acknowledge(query)
            await edit(query, ended_view(words, ended))
        case Browse(session_id, position):
            answered = await quiz.answered(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, browse_view(words, answered))
        case ShowContext(session_id, position, shown):
            answered = await quiz.answered(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await edit(query, answer_view(words, answered, in_context=bool(shown)))
        case Next(session_id, position):
            went = await quiz.advance(user_id=user.id, session_id=session_id, position=position)
            await acknowledge(query)
            await show_step(context, chat, went.step)
            await edit(query, answer_view(words, went.answered))
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
    banks = await context.starts.banks(user.id)
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


async def _put_away(context: Context, chat: Chat, message_id: int) -> None:
    """Take the buttons off a question that was answered in words; that it is gone is no trouble."""
    with suppress(BadRequest):
        await context.bot.edit_message_reply_markup(chat.id, message_id)


def _refuse_others(user: User, owner: int) -> None:
    if user.id != owner:
        raise Refused(Refusal.FOREIGN)


HANDLERS = (
    CommandHandler("quiz", choose, filters.ChatType.PRIVATE),
    CommandHandler("stop", stop, filters.ChatType.PRIVATE),
    CallbackQueryHandler(press),
)
