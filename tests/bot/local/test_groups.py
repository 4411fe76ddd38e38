"""Groups: who is in them, what the bot is told of it and where it is not let in."""

from typing import Any

import pytest

from bot.local import ApiError, Group, LocalTelegram, Person
from tests.bot.local.conftest import Refused


@pytest.fixture
def ben(telegram: LocalTelegram) -> Person:
    return telegram.person("Ben")


@pytest.fixture
def group(telegram: LocalTelegram, ana: Person, ben: Person) -> Group:
    return telegram.group("Class 7b", ana, ben)


async def news(telegram: LocalTelegram) -> list[dict[str, Any]]:
    """The updates that wait, confirmed."""
    updates: list[dict[str, Any]] = await telegram.call("getUpdates")
    await telegram.call("getUpdates", {"offset": updates[-1]["update_id"] + 1} if updates else {})
    return updates


async def status(telegram: LocalTelegram, group: Group, user: int) -> str:
    member = await telegram.call("getChatMember", {"chat_id": group.id, "user_id": user})
    word: str = member["status"]
    return word


async def test_a_group_is_no_supergroup_and_has_no_rights_for_all(
    telegram: LocalTelegram, group: Group
) -> None:
    chat = await telegram.call("getChat", {"chat_id": group.id})
    assert (chat["type"], chat["title"]) == ("group", "Class 7b")
    assert not chat.get("all_members_are_administrators")
    assert "is_forum" not in chat
    assert -1_000_000_000_000 < group.id < 0


async def test_the_first_member_ever_is_the_creator(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    eve = telegram.person("Eve")
    assert await status(telegram, group, ana.id) == "creator"
    assert await status(telegram, group, ben.id) == "member"
    assert await status(telegram, group, eve.id) == "left"
    assert await status(telegram, group, 1) == "member"
    telegram.promote(group, ben)
    assert await status(telegram, group, ben.id) == "administrator"
    with pytest.raises(LookupError, match="Eve is not in the chat"):
        telegram.promote(group, eve)


async def test_members_have_the_shapes_of_their_ranks(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    telegram.promote(group, ben)
    creator, administrator = await telegram.call("getChatAdministrators", {"chat_id": group.id})
    assert creator == {"status": "creator", "user": ana.user, "is_anonymous": False}
    assert administrator["user"] == ben.user
    assert set(administrator) == {"status", "user"} | {
        *("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages"),
        *("can_manage_video_chats", "can_restrict_members", "can_promote_members", "can_change_info"),
        *("can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories"),
        *("can_pin_messages", "can_manage_topics"),
    }
    itself = await telegram.call("getChatMember", {"chat_id": group.id, "user_id": 1})
    assert itself == {"status": "member", "user": telegram.world.bot}
    assert await telegram.call("getChatMemberCount", {"chat_id": group.id}) == 3


async def test_in_private_nobody_is_an_administrator(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    description = await refused("getChatAdministrators", chat_id=ana.id)
    assert description == "Bad Request: there are no administrators in the private chat"
    member = await telegram.call("getChatMember", {"chat_id": ana.id, "user_id": ana.id})
    assert member == {"status": "member", "user": ana.user}
    assert await refused("getChatMember", chat_id=ana.id, user_id=99) == "Bad Request: user not found"


async def test_who_comes_and_goes_is_told_in_the_group_and_to_the_bot(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    eve = telegram.person("Eve")
    telegram.join(group, eve)
    telegram.join(group, eve)
    telegram.leave(group, ben)
    telegram.leave(group, ben)
    first, second = [update["message"] for update in await news(telegram)]
    assert (first["from"], first["new_chat_members"]) == (eve.user, [eve.user])
    assert (second["from"], second["left_chat_member"]) == (ben.user, ben.user)
    assert ana.messages(chat=group) == [first, second]
    with pytest.raises(LookupError, match="Ben is not in the chat"):
        await ben.send("/quiz", chat=group)


async def test_an_administrator_who_left_comes_back_as_a_member(
    telegram: LocalTelegram, ben: Person, group: Group
) -> None:
    telegram.promote(group, ben)
    telegram.leave(group, ben)
    telegram.join(group, ben)
    assert await status(telegram, group, ben.id) == "member"


async def test_only_groups_can_be_joined(telegram: LocalTelegram, ana: Person, ben: Person) -> None:
    for number in (ana.id, -5):
        with pytest.raises(LookupError):
            telegram.join(Group(number, ""), ben)


async def test_the_groups_of_a_person_are_those_that_she_is_in(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    forum = telegram.group("Forum", ana, forum=True)
    chats = telegram.world.chats
    assert [chat["id"] for chat in chats.groups_of(ana.id)] == [group.id, forum.id]
    assert [chat["title"] for chat in chats.groups_of(ben.id)] == ["Class 7b"]
    telegram.delete_group(group)
    assert chats.groups_of(ben.id) == []


@pytest.mark.parametrize("title", ["", " ", "x" * 129, "\ud83d"])
def test_a_group_needs_a_title(title: str, telegram: LocalTelegram) -> None:
    with pytest.raises(ValueError, match=r"128 characters|surrogates"):
        telegram.group(title)


async def test_a_bot_added_by_link_hears_that_and_the_payload(
    telegram: LocalTelegram, ana: Person, ben: Person
) -> None:
    group = telegram.add_bot("Class 8", ana, "bank_7")
    change, joined, start = await news(telegram)
    assert change["my_chat_member"] == {
        "chat": {"id": group.id, "title": "Class 8", "type": "group"},
        "from": ana.user,
        "date": telegram.world.now,
        "old_chat_member": {"status": "left", "user": telegram.world.bot},
        "new_chat_member": {"status": "member", "user": telegram.world.bot},
    }
    assert joined["message"]["new_chat_members"] == [telegram.world.bot]
    assert start["message"]["text"] == "/start@local_bot bank_7"
    assert start["message"]["entities"] == [{"type": "bot_command", "offset": 0, "length": 16}]
    assert start["message"]["from"] == ana.user
    assert await status(telegram, group, ana.id) == "creator"
    assert telegram.add_bot("Class 8", ana) == group
    assert await news(telegram) == []
    with pytest.raises(LookupError, match="Ben is not in the chat"):
        telegram.add_bot("Class 8", ben)
    with pytest.raises(ValueError, match="deep-link payload"):
        telegram.add_bot("Class 9", ana, "no such thing")


async def test_a_kicked_bot_hears_it_and_nothing_more_until_it_is_added_again(
    telegram: LocalTelegram, ana: Person, group: Group, refused: Refused
) -> None:
    telegram.remove_bot(group)
    (update,) = await news(telegram)
    change = update["my_chat_member"]
    assert change["from"] == ana.user
    assert change["old_chat_member"]["status"] == "member"
    assert change["new_chat_member"] == {"status": "kicked", "user": telegram.world.bot, "until_date": 0}
    for method, fields in {"sendMessage": {"text": "x"}, "getChat": {}, "getChatMemberCount": {}}.items():
        description = await refused(method, code=403, chat_id=group.id, **fields)
        assert description == "Forbidden: bot was kicked from the group chat"
    await ana.send("/quiz", chat=group)
    assert await news(telegram) == []
    assert telegram.add_bot("Class 7b", ana) == group
    change = (await news(telegram))[0]["my_chat_member"]
    assert [change[f"{age}_chat_member"]["status"] for age in ("old", "new")] == ["kicked", "member"]
    assert await telegram.call("sendMessage", {"chat_id": group.id, "text": "back"})


async def test_a_bot_that_did_not_ask_for_its_memberships_is_not_told(
    telegram: LocalTelegram, group: Group
) -> None:
    await telegram.call("getUpdates", {"allowed_updates": ["message"]})
    telegram.remove_bot(group)
    assert await news(telegram) == []


async def test_a_deleted_group_lets_nobody_in(
    telegram: LocalTelegram, ana: Person, group: Group, refused: Refused
) -> None:
    telegram.delete_group(group)
    description = await refused("sendMessage", code=403, chat_id=group.id, text="x")
    assert description == "Forbidden: the group chat was deleted"
    with pytest.raises(LookupError):
        await ana.send("/quiz", chat=group)
    assert telegram.group("Class 7b", ana) != group


async def test_an_upgraded_group_names_its_supergroup(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    telegram.promote(group, ben)
    supergroup = telegram.upgrade(group)
    assert supergroup.id < -1_000_000_000_000
    old, new = [update["message"] for update in await news(telegram)]
    assert (old["chat"]["id"], old["migrate_to_chat_id"]) == (group.id, supergroup.id)
    assert (new["chat"]["id"], new["migrate_from_chat_id"]) == (supergroup.id, group.id)
    assert new["chat"]["type"] == "supergroup"
    with pytest.raises(ApiError) as caught:
        await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})
    assert caught.value.as_json() == {
        "ok": False,
        "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": supergroup.id},
    }
    assert await status(telegram, supergroup, ben.id) == "administrator"
    assert telegram.group("Class 7b") == supergroup
    assert ana.messages(chat=group) == [old]
    with pytest.raises(LookupError, match="was upgraded"):
        await ana.send("/quiz", chat=group)
    telegram.remove_bot(supergroup)
    with pytest.raises(ApiError, match="bot was kicked from the supergroup chat"):
        await telegram.call("getChat", {"chat_id": supergroup.id})


async def test_topics_are_those_in_which_someone_wrote(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group, refused: Refused
) -> None:
    forum = telegram.group("Forum", ana, forum=True)
    assert (await telegram.call("getChat", {"chat_id": forum.id}))["is_forum"] is True
    said = await ana.send("/quiz", chat=forum, thread=7)
    assert (said["message_thread_id"], said["is_topic_message"]) == (7, True)
    place = {"chat_id": forum.id, "message_thread_id": 7}
    sent = await telegram.call("sendMessage", {**place, "text": "x"})
    assert (sent["message_thread_id"], sent["is_topic_message"]) == (7, True)
    assert await telegram.call("sendChatAction", {**place, "action": "typing"}) is True
    reply = {"chat_id": forum.id, "text": "x", "reply_parameters": {"message_id": said["message_id"]}}
    assert (await telegram.call("sendMessage", reply))["message_thread_id"] == 7
    general = await telegram.call("sendMessage", {"chat_id": forum.id, "text": "x"})
    assert "message_thread_id" not in general
    for chat, thread in ((forum.id, 8), (group.id, 7), (ana.id, 7)):
        description = await refused("sendMessage", chat_id=chat, text="x", message_thread_id=thread)
        assert description == "Bad Request: message thread not found"
    with pytest.raises(LookupError, match="has no topics"):
        await ben.send("/quiz", chat=group, thread=7)
