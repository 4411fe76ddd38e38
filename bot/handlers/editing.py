"""A maker looks through the questions of a book: keeps them, leaves them out, changes them.

```mermaid
stateDiagram-v2
    [*] --> overview: Questions (the same message is edited, as at every step)
    overview --> page: LookThrough, all or those of a sort
    overview --> overview: Questions approve, best
    overview --> [*]: OpenBook
    page --> page: LookThrough show, keep, a reason to leave it out, seen
    page --> overview: Done, or the last one is kept or left out
    page --> change: Change
    change --> choice: a wrong choice
    change --> form: how it is answered
    choice --> choice: another one
    choice --> change: away
    form --> change: choose, type
    change --> moving: MoveQuestion, 0
    moving --> page: MoveQuestion, and the question is in another book
    change --> writing: stem, key
    choice --> writing: write
    writing --> change: the text (a new message), see bot.handlers.prompting
    change --> page: Back
```

A change that would leave a fault is refused with the reason, and nothing is changed.
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler

from bot.handlers import prompting
from bot.handlers.chat import acknowledge, edit, place_of, send, show_buttons
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.services import Page
from bot.services.pages import short_name
from bot.views.callbacks import Change, LookThrough, MoveQuestion, Press, Questions
from bot.views.editing import (
    approval_words,
    change_choice_view,
    change_form_view,
    change_view,
    move_view,
    moved_words,
    overview_view,
    plain_reason,
    question_page_view,
    reasons_against_rows,
    write_words,
)
from bot.views.mending import bank_file
from bot.views.message import shortened
from questions.editing import Form, Unfit, form_of
from questions.quiz import Refusal, Refused

REASON = 150
"""Characters of a reason in an alert, which holds 200
(https://core.telegram.org/bots/api#answercallbackquery)."""

WRITTEN = ("stem", "key", "write")


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, _ = place_of(update)
    if chat.type != Chat.PRIVATE:
        raise Refused(Refusal.UNKNOWN)
    try:
        match pressed:
            case Questions():
                await _overview(context, query, pressed)
            case LookThrough():
                await _look(context, query, pressed)
            case Change():
                await _change(context, query, pressed)
            case MoveQuestion():
                await _move(context, query, pressed)
            case _:
                raise Refused(Refusal.UNKNOWN)
    except Unfit as unfit:
        reason = shortened(plain_reason(unfit.reasons), REASON)
        await acknowledge(query, context.words.plain("alert-unchanged", reason=reason))


async def _overview(context: Context, query: CallbackQuery, pressed: Questions) -> None:
    user_id, words, editing = query.from_user.id, context.words, context.editing
    match pressed:
        case Questions(book_id, "show"):
            view = overview_view(words, await editing.overview(user_id, book_id))
        case Questions(book_id, "approve"):
            approval = await editing.approve_drafts(user_id, book_id)
            view = overview_view(words, approval.overview, approval_words(words, approval))
        case Questions(book_id, "best", count):
            view = overview_view(words, await editing.only_best(user_id, book_id, count))
        case Questions(book_id, "file"):
            file = bank_file(words, await context.library.volume(user_id, book_id))
            await acknowledge(query)
            await context.delivery.hand_over(user_id, [file])
            return
        case _:
            raise Refused(Refusal.UNKNOWN)
    await acknowledge(query)
    await edit(query, view)


async def _look(context: Context, query: CallbackQuery, pressed: LookThrough) -> None:
    words, editing = context.words, context.editing
    at = (query.from_user.id, pressed.book_id, pressed.question, pressed.sort)
    page: Page | None
    match pressed.step:
        case "show":
            page = await editing.page(*at)
        case "out":
            page = await editing.page(*at)
            await acknowledge(query)
            await show_buttons(query, reasons_against_rows(words, page))
            return
        case "keep":
            page = await editing.keep(*at)
        case "seen":
            page = await editing.settle(*at)
        case reason:
            page = await editing.leave_out(*at, reason)
    await acknowledge(query)
    if page is None:
        overview = await editing.overview(query.from_user.id, pressed.book_id)
        await edit(query, overview_view(words, overview, words("look-end")))
    else:
        await edit(query, question_page_view(words, page))


async def _change(context: Context, query: CallbackQuery, pressed: Change) -> None:
    words, editing = context.words, context.editing
    at = (query.from_user.id, pressed.book_id, pressed.question, pressed.sort)
    page = await editing.page(*at)
    named = {short_name(one.text): one.text for one in page.question.distractors}
    match pressed.what:
        case "menu":
            view = change_view(words, page)
        case "kind" if form_of(page.question) is Form.CLAIM:
            await acknowledge(query, words.plain("alert-claim-kind"))
            return
        case "kind":
            view = change_form_view(words, page)
        case "choice" | "other" | "write" | "away" if pressed.choice not in named:
            raise Refused(Refusal.UNKNOWN)
        case "choice":
            view = change_choice_view(words, page, named[pressed.choice])
        case "stem" | "key" | "write" as what:
            text = write_words(words, page.question, what, named.get(pressed.choice, ""))
            await prompting.ask(context, query, pressed, text, cancel=_menu(pressed))
            return
        case "other":
            changed = await editing.edit(*at, what="other", choice=pressed.choice)
            new = next(one.text for one in changed.question.distractors if one.text not in named.values())
            view = change_choice_view(words, changed, new)
        case what:
            changed = await editing.edit(*at, what=what, choice=pressed.choice)
            view = change_view(words, changed)
    await acknowledge(query)
    await edit(query, view)


async def _move(context: Context, query: CallbackQuery, pressed: MoveQuestion) -> None:
    words, user_id = context.words, query.from_user.id
    at = (user_id, pressed.book_id, pressed.question, pressed.sort)
    if not pressed.other_id:
        others = await context.books.mergeable(user_id, pressed.book_id)
        view = move_view(words, await context.editing.page(*at), others)
    else:
        moved = await context.editing.move(*at, pressed.other_id)
        said = moved_words(words, moved)
        if moved.after is None:
            view = overview_view(words, await context.editing.overview(user_id, pressed.book_id), said)
        else:
            view = question_page_view(words, moved.after, said)
    await acknowledge(query)
    await edit(query, view)


async def _take(update: Update, context: Context, pressed: Change, text: str) -> None:
    """Take what a maker has written for the question, the answer or a wrong choice."""
    chat, user = place_of(update)
    words = context.words
    if pressed.what not in WRITTEN:
        raise Refused(Refusal.UNKNOWN)
    try:
        page = await context.editing.edit(
            user.id,
            pressed.book_id,
            pressed.question,
            pressed.sort,
            what=pressed.what,
            choice=pressed.choice,
            text=text,
        )
    except Unfit as unfit:
        again = words("write-again", reason=plain_reason(unfit.reasons))
        await prompting.ask_again(update, context, pressed, again, cancel=_menu(pressed))
        return
    await send(chat, question_page_view(words, page))


def _menu(pressed: Change) -> Change:
    return Change(pressed.book_id, pressed.question, pressed.sort, "menu", "-")


HANDLERS = (CallbackQueryHandler(taking(_step), "^[GVNU]:"),)

TAKERS: dict[type[Press], prompting.Take] = {Change: _take}
"""What takes a text that was asked for, by the press that asked."""
