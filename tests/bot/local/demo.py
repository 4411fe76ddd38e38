"""A small bot for the tests of the local Telegram: it shows every kind of thing that the page must draw."""

from typing import Any

from telegram import BotCommand, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    MessageHandler,
    filters,
)

__all__ = ["DemoApplication", "demo_application"]

DemoApplication = Application[Any, Any, Any, Any, Any, Any]
Context = ContextTypes.DEFAULT_TYPE

WELCOME = (
    "<b>Welcome to the demo.</b>\nI ask about a text and show the <i>passage</i> that proves each answer."
    ' Press a button or send /quiz. <a href="https://example.org/about">About me</a>'
)
QUESTION = "<b>Question 1 of 3</b>\n\nWhen did status talks for Kosovo start?"
RESULT = (
    "<b>Question 1 of 3</b>\n\nWhen did status talks for Kosovo start?\n\n✅ <b>{0}</b> is right."
    "\n<blockquote>Status talks for Kosovo started in <b>February 2006</b>.</blockquote>\n"
    "NATO’s role in Kosovo, paragraph 7"
)
LONG = (
    "<blockquote expandable>"
    + "After several rounds the envoy presented his proposal. " * 12
    + "</blockquote>"
)
SAMPLES = (
    "Emoji 😀 <b>bold <i>both</i></b> <u>under</u> <s>struck</s> <tg-spoiler>the secret</tg-spoiler>"
    ' <code>x = 1</code>\n<pre><code class="language-python">print("hello")</code></pre>\n'
    + LONG
    + "\nThe end."
)


def keyboard(*rows: list[str]) -> InlineKeyboardMarkup:
    """Buttons whose data is their label."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=text[:20]) for text in row] for row in rows]
    )


async def start(update: Update, context: Context) -> None:
    """Greet."""
    assert update.message is not None
    await update.message.reply_html(WELCOME, reply_markup=keyboard(["Start a quiz"], ["Samples", "About"]))
    await context.bot.set_my_commands(
        [
            BotCommand("quiz", "Start a quiz"),
            BotCommand("score", "Your score"),
            BotCommand("help", "What I can do"),
        ]
    )


async def quiz(update: Update, context: Context) -> None:
    """Ask."""
    assert update.effective_chat is not None
    await context.bot.send_chat_action(update.effective_chat.id, "typing")
    choices = keyboard(["A. February 2006", "B. March 2007"], ["C. June 1999", "D. March 1999"], ["Stop"])
    await context.bot.send_message(
        update.effective_chat.id, QUESTION, parse_mode="HTML", reply_markup=choices
    )


async def tap(update: Update, context: Context) -> None:
    """Take an answer."""
    query = update.callback_query
    assert query is not None
    assert isinstance(query.message, Message)
    data = query.data or ""
    if data == "About":
        await query.answer("A demo of what the chat page can draw. Close me with Escape.", show_alert=True)
    elif data in ("Start a quiz", "Next"):
        await query.answer()
        await query.edit_message_reply_markup(None)
        await quiz(update, context)
    elif data == "Samples":
        await query.answer()
        await query.message.reply_html(SAMPLES, reply_markup=keyboard(["One", "Two", "Three"]))
    else:
        await query.answer(f"You chose {data}")
        text = RESULT.format(data)
        await query.edit_message_text(
            text, parse_mode="HTML", reply_markup=keyboard(["Show in context"], ["Next", "Stop"])
        )


async def echo(update: Update, context: Context) -> None:  # noqa: ARG001
    """Say the same."""
    assert update.message is not None
    await update.message.reply_text(update.message.text or "")


def demo_application(builder: "ApplicationBuilder[Any, Any, Any, Any, Any, Any]") -> DemoApplication:
    """The bot, over whatever requests the builder has."""
    application = builder.build()
    application.add_handler(CommandHandler("start", start))
    application.add_handler(CommandHandler("quiz", quiz))
    application.add_handler(CallbackQueryHandler(tap))
    application.add_handler(MessageHandler(filters.TEXT, echo))
    return application
