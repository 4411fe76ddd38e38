"""What happens to a group and the people in it; knows what the bot is told of it, and nothing of calls."""

from bot.local.chats import Group
from bot.local.members import status, status_change
from bot.local.store import Json
from bot.local.world import World

__all__ = ["add_bot", "delete", "join", "leave", "promote", "remove_bot", "restrict_polls", "upgrade"]


def join(world: World, group: Group, user: Json) -> None:
    """Someone comes in.

    Raises:
        LookupError: There is no such group.
    """
    row = _row(world, group)
    if user["id"] not in row["members"]:
        members = [*row["members"], user["id"]]
        world.chats.change(group.id, members=members, creator=row["creator"] or user["id"])
        _note(world, group.id, user, new_chat_members=[user])
        world.store.commit()


def leave(world: World, group: Group, user: Json) -> None:
    """Someone goes, and is no administrator any more."""
    row = _row(world, group)
    if user["id"] in row["members"]:
        _note(world, group.id, user, left_chat_member=user)
        world.chats.change(
            group.id,
            members=[other for other in row["members"] if other != user["id"]],
            administrators=[other for other in row["administrators"] if other != user["id"]],
        )
        world.store.commit()


def promote(world: World, group: Group, user: Json) -> None:
    """Make a member an administrator.

    Raises:
        LookupError: Who is no member cannot be one.
    """
    row = _row(world, group)
    if user["id"] not in row["members"]:
        raise LookupError(f"{user['first_name']} is not in the chat {group.id}")
    if user["id"] not in row["administrators"]:
        world.chats.change(group.id, administrators=[*row["administrators"], user["id"]])
        world.store.commit()


def restrict_polls(world: World, group: Group) -> None:
    """Take the right to send polls from members, of which the bot is one."""
    _row(world, group)
    world.chats.change(group.id, polls=False)
    world.store.commit()


def add_bot(world: World, title: str, user: Json) -> Group:
    """Someone adds the bot to the group of that title, which is theirs where there was none.

    Raises:
        LookupError: Others have a group of that title.
    """
    group = world.chats.group(title, [], bot="left")
    members = world.chats.row(group.id)["members"]
    if members and user["id"] not in members:
        raise LookupError(f"{user['first_name']} is not in the chat {group.id}")
    world.chats.group(title, [user["id"]])
    was = status(world, group.id, world.number)
    if was != "member":
        world.chats.change(group.id, bot="member")
        world.updates.add("my_chat_member", status_change(world, group.id, user, was))
        _note(world, group.id, user, new_chat_members=[world.bot])
        world.store.commit()
    return group


def remove_bot(world: World, group: Group) -> None:
    """The creator kicks the bot, which hears of it and of nothing more."""
    row = _row(world, group)
    by = _someone(world, row)
    world.chats.change(group.id, bot="kicked")
    world.updates.add("my_chat_member", status_change(world, group.id, by, row["bot"]))
    _note(world, group.id, by, left_chat_member=world.bot)
    world.store.commit()


def delete(world: World, group: Group) -> None:
    """The group is no more."""
    _row(world, group)
    world.chats.change(group.id, gone="deleted", members=[])
    world.store.commit()


def upgrade(world: World, group: Group) -> Group:
    """The group becomes a supergroup under another id; both chats say so."""
    row = _row(world, group)
    by = _someone(world, row)
    supergroup = world.chats.supergroup_of(group.id)
    _note(world, group.id, by, migrate_to_chat_id=supergroup.id)
    _note(world, supergroup.id, by, migrate_from_chat_id=group.id)
    world.store.commit()
    return supergroup


def _row(world: World, group: Group) -> Json:
    row = world.chats.row(group.id)
    if row["chat"]["type"] == "private" or row["gone"]:
        raise LookupError(f"the chat {group.id} is no group, or none any more")
    return row


def _someone(world: World, row: Json) -> Json:
    """Who acts for the group: its creator, or else whoever is in it."""
    present = [user for user in (row["creator"], *row["members"]) if user in row["members"]]
    if not present:
        raise LookupError(f"nobody is in the chat {row['chat']['id']}")
    return world.chats.user(present[0])


def _note(world: World, chat: int, by: Json, **what: object) -> None:
    """A service message. The bot gets them all where it is a member, whatever its privacy mode."""
    row = world.chats.row(chat)
    message = world.messages.add(row["chat"], by, world.now, what)
    if row["bot"] == "member":
        world.updates.add("message", message)
