"""What someone is in a chat, as the Bot API tells it; knows ranks and nothing of how they came about."""

from bot.local.store import Json
from bot.local.world import World

__all__ = ["member", "status", "status_change"]

RIGHTS = {
    "can_be_edited": False,
    "is_anonymous": False,
    "can_manage_chat": True,
    "can_delete_messages": True,
    "can_manage_video_chats": True,
    "can_restrict_members": True,
    "can_promote_members": False,
    "can_change_info": True,
    "can_invite_users": True,
    "can_post_stories": False,
    "can_edit_stories": False,
    "can_delete_stories": False,
    "can_pin_messages": True,
    "can_manage_topics": False,
}


def member(world: World, chat: int, user: int) -> Json:
    """The ChatMember object of a person or of the bot.

    Raises:
        KeyError: There is no such chat or user.
    """
    someone = world.bot if user == world.number else world.chats.user(user)
    return _as_json(status(world, chat, user), someone)


def status(world: World, chat: int, user: int) -> str:
    """creator, administrator, member, left or, of the bot only, kicked.

    Raises:
        KeyError: There is no such chat.
    """
    row = world.chats.row(chat)
    if user == world.number:
        word: str = row["bot"]
        return word
    if user not in row["members"]:
        return "left"
    if user == row["creator"]:
        return "creator"
    return "administrator" if user in row["administrators"] else "member"


def status_change(world: World, chat: int, by: Json, was: str) -> Json:
    """The ChatMemberUpdated object of what happened to the bot, from what it was to what it is."""
    return {
        "chat": world.chats.row(chat)["chat"],
        "from": by,
        "date": world.now,
        "old_chat_member": _as_json(was, world.bot),
        "new_chat_member": member(world, chat, world.number),
    }


def _as_json(word: str, user: Json) -> Json:
    known = {"status": word, "user": user}
    if word == "creator":
        return known | {"is_anonymous": False}
    if word == "administrator":
        return known | RIGHTS
    return known | ({"until_date": 0} if word == "kicked" else {})
