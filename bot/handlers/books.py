"""A whole book in its maker's hands: who can have it, who edits it, its name, one of two, away, gone.

```mermaid
stateDiagram-v2
    [*] --> shelf: /library, ShowShelf
    shelf --> shelf: ShowShelf (the same message is edited)
    [*] --> found: /library and words
    shelf --> book: OpenBook
    found --> book: OpenBook
    book --> care: Manage more (from here on the same message is edited)
    care --> seen: Manage seen
    seen --> seen: Manage private, link, public
    care --> editors: Manage editors
    editors --> editors: Dismiss
    editors --> invitation: Manage invite (a new message)
    care --> merging: Manage merge
    merging --> merged: MergeBooks, asked once
    care --> care: Manage rename, and a text
    care --> archived: Manage archive
    archived --> book: Manage restore
    care --> gone: Manage delete, erase
    book --> care: Manage take, for one that everybody finds
```
"""

from __future__ import annotations

from telegram import CallbackQuery, Chat, Update
from telegram.ext import CallbackQueryHandler, CommandHandler, filters

from bot.handlers import prompting
from bot.handlers.chat import acknowledge, edit, name_of, place_of, send
from bot.handlers.context import Context
from bot.handlers.pressing import taking
from bot.services import Listed, Role, Visibility, Volume
from bot.views.books import (
    archived_view,
    care_view,
    delete_sure_view,
    editors_view,
    invitation_view,
    merge_sure_view,
    merged_view,
    merging_view,
    public_view,
    seen_view,
)
from bot.views.callbacks import Dismiss, Manage, MergeBooks, OpenBook, Press, ShowShelf
from bot.views.library import TITLE, found_view, library_view, ready_view
from bot.views.message import Message, shortened
from bot.views.pages import page_view
from questions.quiz import Refusal, Refused


async def show(update: Update, context: Context) -> None:
    """Show the books on a person's shelf, or those that have the words after the command."""
    chat, user = place_of(update)
    if context.args:
        looked_for = " ".join(context.args)
        matches = await context.books.search(user.id, looked_for)
        await send(chat, found_view(context.words, looked_for, matches))
        return
    await send(chat, library_view(context.words, "own", await context.library.listed(user.id)))


async def _step(update: Update, context: Context, query: CallbackQuery, pressed: Press) -> None:
    chat, user = place_of(update)
    if chat.type != Chat.PRIVATE:
        raise Refused(Refusal.UNKNOWN)
    words, books = context.words, context.books
    match pressed:
        case ShowShelf(shelf, page):
            view = library_view(words, shelf, await _listed(context, user.id, shelf), page)
        case OpenBook(book_id):
            view = await _opened(context, user.id, await context.library.seen(user.id, book_id))
        case MergeBooks(book_id, other_id, 0):
            volume = await context.library.volume(user.id, book_id)
            view = merge_sure_view(words, volume, await context.library.volume(user.id, other_id))
        case MergeBooks(book_id, other_id, _):
            view = merged_view(words, *await books.merge(user.id, book_id, other_id))
        case Dismiss(book_id, editor_id):
            await books.dismiss(user.id, book_id, editor_id)
            view = editors_view(words, await books.care(user.id, book_id))
        case Manage(book_id, "invite"):
            care = await books.care(user.id, book_id)
            code = await context.roles.invite(user.id, name_of(user), book_id=book_id)
            await acknowledge(query)
            await send(chat, invitation_view(words, code, title=care.volume.bank.title))
            return
        case Manage(book_id, "rename"):
            volume = await context.library.volume(user.id, book_id)
            asked = words("rename-ask", title=shortened(volume.bank.title, TITLE))
            await prompting.ask(context, query, pressed, asked, cancel=Manage(book_id, "more"))
            return
        case Manage(book_id, step):
            view = await _managed(context, query, book_id, step)
        case _:
            raise Refused(Refusal.UNKNOWN)
    await acknowledge(query)
    await edit(query, view)


async def _rename(update: Update, context: Context, pressed: Manage, text: str) -> None:
    """Call a book what its maker has written."""
    chat, user = place_of(update)
    await context.books.rename(user.id, pressed.book_id, text)
    await send(chat, care_view(context.words, await context.books.care(user.id, pressed.book_id)))


async def _managed(context: Context, query: CallbackQuery, book_id: int, step: str) -> Message:
    """Take a step with a book; returns what the message becomes."""
    user, words, books = query.from_user, context.words, context.books
    match step:
        case "more":
            return care_view(words, await books.care(user.id, book_id))
        case "seen":
            return seen_view(words, await books.care(user.id, book_id))
        case "private" | "link" | "public":
            if await books.show_to(user.id, book_id, Visibility(step)):
                return seen_view(words, await books.care(user.id, book_id))
            return page_view(words, "taken-down")
        case "editors":
            return editors_view(words, await books.care(user.id, book_id))
        case "merge":
            others = await books.mergeable(user.id, book_id)
            return merging_view(words, await context.library.volume(user.id, book_id), others)
        case "archive":
            await books.archive(user.id, book_id)
            return archived_view(words, book_id)
        case "restore":
            return ready_view(words, user.id, await books.restore(user.id, book_id))
        case "delete":
            return delete_sure_view(words, await books.care(user.id, book_id))
        case "erase":
            await books.delete(user.id, book_id)
            return page_view(words, "book-deleted")
        case "take":
            volume = await context.library.take_public(user.id, name_of(user), book_id)
            return ready_view(words, user.id, volume)
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _listed(context: Context, user_id: int, shelf: str) -> tuple[Listed, ...]:
    match shelf:
        case "own":
            return await context.library.listed(user_id)
        case "archived":
            return await context.library.listed(user_id, archived=True)
        case "public":
            return await context.library.public(user_id)
        case _:
            raise Refused(Refusal.UNKNOWN)


async def _opened(context: Context, user_id: int, volume: Volume) -> Message:
    if volume.shelved:
        return ready_view(context.words, user_id, volume)
    takes_down = await context.roles.role_of(user_id) is Role.ADMIN
    return public_view(context.words, volume, takes_down=takes_down)


TAKERS: dict[type[Press], prompting.Take] = {Manage: _rename}
"""What takes the text that a button asks for."""

HANDLERS = (
    CommandHandler("library", show, filters.ChatType.PRIVATE),
    CallbackQueryHandler(taking(_step), "^[TYIQ]:|^i:[1-9]"),
)
