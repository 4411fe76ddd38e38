"""The pages around a quiz: /start, /help, /privacy, /score, /leaderboard and words that are no command."""

from __future__ import annotations

from telegram import Update
from telegram.ext import CommandHandler, MessageHandler, filters

from bot.handlers.chat import name_of, place_of, send
from bot.handlers.context import Context
from bot.views.pages import leaderboard_view, page_view, score_view, welcome_view


async def start(update: Update, context: Context) -> None:
    """Greet a person."""
    chat, user = place_of(update)
    await context.quiz.remember(user.id, name_of(user))
    await send(chat, welcome_view(context.words, user.first_name, context.bot.username))


async def show_help(update: Update, context: Context) -> None:
    """Tell how it works."""
    await send(place_of(update)[0], page_view(context.words, "help"))


async def show_privacy(update: Update, context: Context) -> None:
    """Tell what is kept."""
    await send(place_of(update)[0], page_view(context.words, "privacy"))


async def show_score(update: Update, context: Context) -> None:
    """Show a person's own totals."""
    chat, user = place_of(update)
    await send(chat, score_view(context.words, await context.quiz.scores(user.id)))


async def show_leaderboard(update: Update, context: Context) -> None:
    """Show the best of all."""
    chat, user = place_of(update)
    await send(chat, leaderboard_view(context.words, user.id, await context.quiz.leaderboard(user.id)))


async def lost(update: Update, context: Context) -> None:
    """Help a person who wrote something that we do not understand."""
    await send(place_of(update)[0], page_view(context.words, "lost"))


HANDLERS = (
    CommandHandler("help", show_help, filters.ChatType.PRIVATE),
    CommandHandler("privacy", show_privacy, filters.ChatType.PRIVATE),
    CommandHandler("score", show_score, filters.ChatType.PRIVATE),
    CommandHandler("leaderboard", show_leaderboard, filters.ChatType.PRIVATE),
)

LOST = MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE, lost)
"""Comes after all others."""
