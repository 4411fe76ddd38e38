"""Who is in a chat; knows what a bot may ask and nothing of how people come and go."""

from bot.local.errors import bad_request
from bot.local.fields import boolean, chat_id, integer
from bot.local.members import member
from bot.local.methods.method import Method
from bot.local.store import Json
from bot.local.world import World

__all__ = ["METHODS"]


async def get_chat_member(world: World, fields: Json) -> Json:
    """What someone is in the chat."""
    chat = world.chats.chat(fields["chat_id"])
    try:
        return member(world, chat["id"], fields["user_id"])
    except KeyError as error:
        raise bad_request("user not found") from error


async def get_chat_administrators(world: World, fields: Json) -> list[Json]:
    """The creator and those whom they promoted."""
    chat = world.chats.chat(fields["chat_id"])
    if chat["type"] == "private":
        raise bad_request("there are no administrators in the private chat")
    row = world.chats.row(chat["id"])
    everyone = [member(world, chat["id"], user) for user in row["members"]]
    return [someone for someone in everyone if someone["status"] in ("creator", "administrator")]


async def get_chat_member_count(world: World, fields: Json) -> int:
    """How many there are, the bot among them."""
    chat = world.chats.chat(fields["chat_id"])
    return len(world.chats.row(chat["id"])["members"]) + 1


METHODS = [
    Method(
        "getChatMember", get_chat_member, {"chat_id": chat_id, "user_id": integer}, ("chat_id", "user_id")
    ),
    Method(
        "getChatAdministrators",
        get_chat_administrators,
        {"chat_id": chat_id, "return_bots": boolean},
        ("chat_id",),
    ),
    Method("getChatMemberCount", get_chat_member_count, {"chat_id": chat_id}, ("chat_id",)),
]
