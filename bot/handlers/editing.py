"""A maker looks through the questions of a book and changes them.

```mermaid
stateDiagram-v2
    [*] --> page: LookThrough
    page --> page: LookThrough (the same message is edited)
    page --> [*]: OpenBook
    [*] --> sent: Questions file
    sent --> [*]: the file comes back
```
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler

from bot.handlers.chat import acknowledge, edit, place_of
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.handlers.prompting import Take
from bot.views.callbacks import LookThrough, Press, Questions
from bot.views.editing import bank_file, mended_view, page_of_book_view
from bot.views.message import Message, shortened
from questions.errors import QuizError
from questions.model import Status
from questions.quiz import Refusal, Refused
from questions.reading.decoding import decode

REASON = 600
"""Characters of a reason that are told."""


async def mended(context: Context, user_id: int, name: str, content: bytes) -> Message:
    """Take a bank that its maker has mended by hand."""
    words = context.words
    try:
        text = decode(content, name=name)
        return mended_view(words, user_id, await context.mending.mend(user_id, name, text))
    except QuizError as error:
        return Message(words("mend-refused", reason=shortened(str(error), REASON)))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    if chat.type != Chat.PRIVATE:
        raise Refused(Refusal.UNKNOWN)
    words, editing = context.words, context.editing
    match pressed:
        case Questions(book_id, "file"):
            file = bank_file(words, await context.library.volume(user.id, book_id))
            await acknowledge(query)
            await context.delivery.hand_over(user.id, [file])
        case LookThrough(book_id, name, sort, "show"):
            page = await editing.page(user.id, book_id, name, sort)
            await acknowledge(query)
            await edit(query, page_of_book_view(words, page))
        case LookThrough(book_id, name, sort, "keep" | "out" as step):
            status = Status.APPROVED if step == "keep" else Status.REJECTED
            page = await editing.judge(user.id, book_id, name, sort, status)
            await acknowledge(query)
            await edit(query, page_of_book_view(words, page))
        case _:
            raise Refused(Refusal.UNKNOWN)


HANDLERS = (CallbackQueryHandler(taking(_step), "^[GVN]:"),)

TAKERS: dict[type[Press], Take] = {}
"""What takes a text that was asked for, by the press that asked."""
