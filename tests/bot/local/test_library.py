"""python-telegram-bot with groups, polls and files, in process and over HTTP."""

from typing import Any

import pytest
from telegram import (
    Bot,
    ChatMemberAdministrator,
    ChatMemberBanned,
    ChatMemberLeft,
    ChatMemberMember,
    ChatMemberOwner,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    InputFile,
    InputPollOption,
    Poll,
)
from telegram.error import BadRequest, ChatMigrated, Forbidden
from telegram.ext import Defaults, ExtBot

from bot.local import Group, LocalRequest, LocalServer, LocalTelegram, Person
from bot.local.methods import METHODS
from tests.bot.local.test_files import png

KEYBOARD = InlineKeyboardMarkup([[InlineKeyboardButton("Stop", callback_data="stop")]])


@pytest.fixture(params=["in process", "over HTTP"])
def bot(request: pytest.FixtureRequest, telegram: LocalTelegram, server: LocalServer) -> Bot:
    """A bot of python-telegram-bot on either way, with HTML as its parse mode."""
    defaults = Defaults(parse_mode="HTML")
    if request.param == "in process":
        calls, polls = LocalRequest(telegram), LocalRequest(telegram)
        return ExtBot(telegram.token, defaults=defaults, request=calls, get_updates_request=polls)
    return ExtBot(telegram.token, defaults=defaults, base_url=f"{server.address}/bot")


@pytest.fixture
def ben(telegram: LocalTelegram) -> Person:
    return telegram.person("Ben")


@pytest.fixture
def group(telegram: LocalTelegram, ana: Person, ben: Person) -> Group:
    return telegram.group("Class 7b", ana, ben)


async def quiz(bot: Bot, group: Group, **fields: Any) -> Any:
    return await bot.send_poll(
        group.id,
        "When?",
        [InputPollOption("1999"), "2006 & later"],
        type=Poll.QUIZ,
        correct_option_ids=[1],
        is_anonymous=False,
        explanation="<b>2006</b>",
        **fields,
    )


async def test_a_quiz_from_its_question_to_its_end(bot: Bot, ben: Person, group: Group) -> None:
    async with bot:
        message = await quiz(bot, group, open_period=600, reply_markup=KEYBOARD, description="d")
        poll = message.poll
        assert (poll.question, [option.text for option in poll.options]) == (
            "When?",
            ["1999", "2006 & later"],
        )
        assert (poll.correct_option_ids, poll.explanation) == ((1,), "2006")
        assert poll.to_dict()["open_period"] == 600
        assert (poll.allows_revoting, poll.members_only) == (False, False)
        await ben.vote(message.message_id, 1, chat=group)
        answered, changed = await bot.get_updates()
        assert answered.poll_answer is not None
        assert answered.poll_answer.user is not None
        assert answered.poll_answer.user.id == ben.id
        assert answered.poll_answer.option_ids == (1,)
        assert answered.poll_answer.option_persistent_ids == (poll.options[1].persistent_id,)
        assert changed.poll is not None
        assert changed.poll.total_voter_count == 1
        edited = await message.edit_reply_markup(None)
        assert edited.poll.id == poll.id
        closed = await bot.stop_poll(group.id, message.message_id)
        assert (closed.is_closed, closed.options[1].voter_count) == (True, 1)
        with pytest.raises(BadRequest, match=r"^Poll has already been closed$"):
            await bot.stop_poll(group.id, message.message_id)
        (*_, last) = await bot.get_updates()
        assert last.poll == closed


async def test_files_arrive_as_they_were_sent(
    bot: Bot, telegram: LocalTelegram, ana: Person, group: Group
) -> None:
    async with bot:
        for document in (b"a,b\n", InputFile(b"a,b\n", filename="grades.csv", attach=True)):
            message = await bot.send_document(
                ana.id, document, filename="grades.csv", caption="<b>Grades</b>", reply_markup=KEYBOARD
            )
            assert message.document is not None
            assert (message.document.file_name, message.document.mime_type) == ("grades.csv", "text/csv")
            assert message.caption_html == "<b>Grades</b>"
            assert telegram.world.files.read(message.document.file_id)[2] == b"a,b\n"
            again = await bot.send_document(group.id, message.document.file_id)
            assert again.document == message.document
        content = png(30, 20)
        message = await bot.send_photo(ana.id, content, filename="chart.png")
        (size,) = message.photo
        assert (size.width, size.height) == (30, 20)
        assert telegram.world.files.read(size.file_id)[2] == content


async def test_members_are_of_the_librarys_classes(
    bot: Bot, telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    eve, max_ = telegram.person("Eve"), telegram.person("Max")
    telegram.group("Class 7b", eve)
    telegram.promote(group, ben)
    async with bot:
        for person, kind in {
            ana: ChatMemberOwner,
            ben: ChatMemberAdministrator,
            eve: ChatMemberMember,
            max_: ChatMemberLeft,
        }.items():
            member = await bot.get_chat_member(group.id, person.id)
            assert type(member) is kind
            assert member.user.first_name == person.name
        assert type(await bot.get_chat_member(group.id, bot.id)) is ChatMemberMember
        administrators = await bot.get_chat_administrators(group.id)
        assert [member.user.id for member in administrators] == [ana.id, ben.id]
        assert await bot.get_chat_member_count(group.id) == 4


async def test_groups_that_change_become_the_librarys_updates_and_errors(
    bot: Bot, telegram: LocalTelegram, ana: Person, group: Group
) -> None:
    async with bot:
        added = telegram.add_bot("Class 8", ana, "bank_7")
        change, _, start = await bot.get_updates()
        assert change.my_chat_member is not None
        assert type(change.my_chat_member.old_chat_member) is ChatMemberLeft
        assert type(change.my_chat_member.new_chat_member) is ChatMemberMember
        assert start.message is not None
        assert start.message.text == "/start@local_bot bank_7"
        telegram.remove_bot(added)
        (*_, change) = await bot.get_updates()
        assert change.my_chat_member is not None
        assert type(change.my_chat_member.new_chat_member) is ChatMemberBanned
        with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
            await bot.send_message(added.id, "x")
        supergroup = telegram.upgrade(group)
        with pytest.raises(ChatMigrated) as caught:
            await bot.send_message(group.id, "x")
        assert caught.value.new_chat_id == supergroup.id
        (*_, old, new) = await bot.get_updates()
        assert old.message is not None
        assert new.message is not None
        assert old.message.migrate_to_chat_id == new.message.chat_id == supergroup.id
        assert new.message.migrate_from_chat_id == group.id
        telegram.delete_group(supergroup)
        with pytest.raises(Forbidden, match="the group chat was deleted"):
            await bot.send_message(supergroup.id, "x")


async def test_answers_in_a_topic_stay_there(bot: Bot, telegram: LocalTelegram, ana: Person) -> None:
    forum = telegram.group("Forum", ana, forum=True)
    await ana.send("/quiz", chat=forum, thread=7)
    async with bot:
        (update,) = await bot.get_updates()
        assert update.message is not None
        answers = [
            await update.message.reply_text("x"),
            await update.message.reply_poll("Q", ["A", "B"]),
            await update.message.reply_document(b"x", filename="x.txt"),
            await update.message.reply_photo(png(2, 2)),
        ]
        assert [answer.message_thread_id for answer in answers] == [7] * 4
        with pytest.raises(BadRequest, match="Message thread not found"):
            await bot.send_message(forum.id, "x", message_thread_id=8)


def test_the_methods_and_fields_are_those_of_the_bot_api() -> None:
    place = {"chat_id", "message_thread_id", "disable_notification", "protect_content"}
    sending = place | {"reply_parameters", "reply_markup"}
    caption = {"caption", "parse_mode", "caption_entities"}
    fields = {
        "sendPoll": sending
        | {
            *("parse_mode", "question", "question_parse_mode", "options", "is_anonymous", "type"),
            *("allows_multiple_answers", "allows_revoting", "shuffle_options", "hide_results_until_closes"),
            *("correct_option_id", "correct_option_ids", "open_period", "close_date", "is_closed"),
            *("explanation", "explanation_parse_mode", "explanation_entities"),
            *("description", "description_parse_mode", "description_entities"),
        },
        "stopPoll": {"chat_id", "message_id", "reply_markup"},
        "sendDocument": sending | caption | {"document", "disable_content_type_detection"},
        "sendPhoto": sending | caption | {"photo"},
        "getChatMember": {"chat_id", "user_id"},
        "getChatAdministrators": {"chat_id", "return_bots"},
        "getChatMemberCount": {"chat_id"},
        "sendMessage": sending | {"text", "parse_mode", "entities", "link_preview_options"},
        "sendChatAction": {"chat_id", "message_thread_id", "action"},
    }
    assert {name: set(METHODS[name.lower()].accepts) for name in fields} == fields
    assert {METHODS[name.lower()].name for name in fields} == set(fields)
