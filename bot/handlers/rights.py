"""Who may run a class in a group: its host, teachers, and the group's administrators; knows no flow."""

from __future__ import annotations

from telegram import ChatMember, Message, Update
from telegram.error import BadRequest, Forbidden

from bot.handlers.chat import place_of
from bot.handlers.context import Context
from bot.services import Role
from bot.services.work import ClassStanding
from questions.quiz import Refusal, Refused

ADMINISTRATORS = (ChatMember.OWNER, ChatMember.ADMINISTRATOR)


async def administers(update: Update, context: Context) -> bool:
    """Whether somebody may run a class here: a teacher, or who administers the group, anonymously or not."""
    chat, user = place_of(update)
    if await context.roles.role_of(user.id) >= Role.TEACHER:
        return True
    message = update.message
    if isinstance(message, Message) and message.sender_chat and message.sender_chat.id == chat.id:
        return True
    known = context.members.get(chat.id, user.id)
    if known is None:
        try:
            known = (await chat.get_member(user.id)).status in ADMINISTRATORS
        except (BadRequest, Forbidden):
            known = False
        context.members.note(chat.id, user.id, known)
    return known


async def refuse_others(update: Update, context: Context, standing: ClassStanding | None = None) -> None:
    """Refuse who neither hosts a class nor administers its group.

    Args:
        update: What somebody did.
        context: Its surroundings.
        standing: The class; None where there is none yet.

    Raises:
        Refused: It is not theirs to do, or the class is another group's.
    """
    chat, user = place_of(update)
    if standing:
        refuse_elsewhere(standing, chat.id)
        if user.id == standing.host_id:
            return
    if not await administers(update, context):
        raise Refused(Refusal.NOT_HOST)


def refuse_elsewhere(standing: ClassStanding, chat_id: int) -> None:
    """Refuse a button of another group's class; raises Refused."""
    if standing.chat_id != chat_id:
        raise Refused(Refusal.UNKNOWN)
