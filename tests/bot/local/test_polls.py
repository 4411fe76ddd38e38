"""Polls: what can be sent, who can vote when, what the bot hears and what a person sees."""

import asyncio
import time
from pathlib import Path
from typing import Any

import pytest

from bot.local import Group, LocalTelegram, Person
from bot.local.transcript import transcript
from tests.bot.local.conftest import Clock, Refused

Json = dict[str, Any]
QUIZ: Json = {
    "question": "When did status talks for Kosovo start?",
    "options": ["June 1999", "February 2006", "March 2007"],
    "type": "quiz",
    "correct_option_ids": [1],
    "is_anonymous": False,
}
REGULAR: Json = {"question": "Which?", "options": ["A", "B", "C"], "is_anonymous": False}
KEYBOARD = {"inline_keyboard": [[{"text": "Stop", "callback_data": "stop"}]]}


@pytest.fixture
def ben(telegram: LocalTelegram) -> Person:
    return telegram.person("Ben")


@pytest.fixture
def group(telegram: LocalTelegram, ana: Person, ben: Person) -> Group:
    return telegram.group("Class 7b", ana, ben)


async def sent(telegram: LocalTelegram, chat: Group | Person, poll: Json, **fields: Any) -> Json:
    message: Json = await telegram.call("sendPoll", {"chat_id": chat.id, **poll, **fields})
    return message


async def news(telegram: LocalTelegram) -> list[Json]:
    """What waits for the bot, confirmed, each update without its number."""
    updates = await telegram.call("getUpdates")
    await telegram.call("getUpdates", {"offset": updates[-1]["update_id"] + 1} if updates else {})
    return [{k: v for k, v in update.items() if k != "update_id"} for update in updates]


def counts(poll: Json) -> list[int]:
    return [option["voter_count"] for option in poll["options"]]


async def test_a_quiz_is_sent_with_everything_that_the_library_reads(
    telegram: LocalTelegram, ana: Person, clock: Clock
) -> None:
    message = await sent(
        telegram,
        ana,
        QUIZ,
        explanation="<b>February</b>\n2006",
        explanation_parse_mode="HTML",
        description="d",
        open_period=30,
        reply_markup=KEYBOARD,
        protect_content=True,
    )
    poll = message["poll"]
    ids = [option["persistent_id"] for option in poll["options"]]
    assert len({*ids, poll["id"]}) == 4
    assert poll == {
        "id": poll["id"],
        "question": "When did status talks for Kosovo start?",
        "options": [
            {"persistent_id": persistent, "text": text, "voter_count": 0}
            for persistent, text in zip(ids, QUIZ["options"], strict=True)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": False,
        "type": "quiz",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
        "correct_option_ids": [1],
        "explanation": "February\n2006",
        "explanation_entities": [{"type": "bold", "offset": 0, "length": 8}],
        "description": "d",
        "open_period": 30,
        "close_date": int(clock()) + 30,
    }
    assert message["reply_markup"] == KEYBOARD
    assert message["has_protected_content"] is True
    assert ana.messages()[-1] == message


async def test_what_is_not_said_is_as_telegram_has_it(telegram: LocalTelegram, ana: Person) -> None:
    poll = (await sent(telegram, ana, {"question": "<b>Q</b>", "options": ["A"]}))["poll"]
    assert poll["question"] == "<b>Q</b>"
    assert (poll["type"], poll["is_anonymous"]) == ("regular", True)
    assert (poll["allows_multiple_answers"], poll["allows_revoting"]) == (False, True)
    assert not {"correct_option_ids", "explanation", "open_period", "close_date"} & set(poll)


async def test_formatting_of_questions_and_options_is_read_and_dropped(
    telegram: LocalTelegram, ana: Person
) -> None:
    option = {"text": "a &lt; <b>b</b>", "text_parse_mode": "HTML"}
    fields = {"question": "<b>Q</b>", "question_parse_mode": "HTML", "options": [option]}
    poll = (await sent(telegram, ana, fields))["poll"]
    assert (poll["question"], poll["options"][0]["text"]) == ("Q", "a < b")


async def test_the_longest_poll_passes(telegram: LocalTelegram, ana: Person) -> None:
    longest = {
        "question": "é" * 300,
        "options": [f"{index:0100}" for index in range(12)],
        "correct_option_ids": [0, 5, 11],
        "explanation": "\n".join(["x" * 66] * 3),
        "description": "d" * 1024,
        "open_period": 2_628_000,
    }
    assert len((await sent(telegram, ana, QUIZ, **longest))["poll"]["options"]) == 12
    assert (await sent(telegram, ana, QUIZ, open_period=5))["poll"]["open_period"] == 5


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "x" * 301}, "poll question length must not exceed 300"),
        ({"options": []}, "poll must have at least 1 option"),
        ({"options": ["x"] * 13}, "poll can't have more than 12 options"),
        ({"options": ["x", " "]}, "poll options must be non-empty"),
        ({"options": ["x", "x" * 101]}, "poll options length must not exceed 100"),
        ({"options": ["x", 5]}, "can't parse InputPollOption: Expected an Object"),
        (
            {"options": [{"text": "x", "colour": "red"}]},
            'can\'t parse InputPollOption: Unknown field "colour"',
        ),
        ({"options": [{"text": 5}]}, 'can\'t parse InputPollOption: Field "text" must be of type String'),
        ({"options": "A"}, 'can\'t parse "options": invalid JSON'),
        ({"type": "riddle"}, "unsupported poll type specified"),
        ({"correct_option_ids": []}, "correct option IDs must be non-empty for polls of type quiz"),
        ({"correct_option_ids": None}, "correct option IDs must be non-empty for polls of type quiz"),
        ({"correct_option_ids": [3]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [-1]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [True]}, "wrong correct option ID specified"),
        ({"correct_option_ids": [1, 0]}, "correct option IDs must be monotonically increasing"),
        ({"correct_option_ids": [1, 1]}, "correct option IDs must be monotonically increasing"),
        ({"correct_option_id": 1}, "correct_option_id and correct_option_ids can't be used together"),
        ({"type": "regular"}, 'field "correct_option_ids" is of use only in polls of type quiz'),
        ({"explanation": "x" * 201}, "poll explanation length must not exceed 200"),
        ({"explanation": "a\nb\nc\nd"}, "poll explanation must not have more than 2 line feeds"),
        ({"description": "x" * 1025}, "poll description length must not exceed 1024"),
        ({"open_period": 4}, "open_period must be between 5 and 2628000 seconds"),
        ({"open_period": 2_628_001}, "open_period must be between 5 and 2628000 seconds"),
        ({"close_date": 1_800_000_004}, "close_date must be 5 to 2628000 seconds in the future"),
        (
            {"open_period": 9, "close_date": 1_800_000_009},
            "open_period and close_date can't be used together",
        ),
        ({"open_period": 5.5}, 'field "open_period" must be of type Integer'),
        ({"is_anonymous": "perhaps"}, 'field "is_anonymous" must be of type Boolean'),
        ({"members_only": True}, 'unknown field "members_only" of sendPoll'),
        ({"message_thread_id": 7}, "message thread not found"),
    ],
)
async def test_a_wrong_poll_is_refused_and_nothing_is_sent(
    fields: Json, reason: str, ana: Person, refused: Refused
) -> None:
    assert await refused("sendPoll", chat_id=ana.id, **QUIZ | fields) == f"Bad Request: {reason}"
    assert len(ana.messages()) == 1


async def test_the_old_name_of_the_correct_option_is_read(telegram: LocalTelegram, ana: Person) -> None:
    old = {name: value for name, value in QUIZ.items() if name != "correct_option_ids"}
    message = await sent(telegram, ana, old, correct_option_id=2)
    assert message["poll"]["correct_option_ids"] == [2]


async def test_where_polls_are_restricted_none_can_be_sent(
    telegram: LocalTelegram, group: Group, refused: Refused
) -> None:
    telegram.restrict_polls(group)
    description = await refused("sendPoll", chat_id=group.id, **QUIZ)
    assert description == "Bad Request: not enough rights to send polls to the chat"
    assert await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"})


async def test_a_vote_is_told_with_who_chose_what_and_counted(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    message = await sent(telegram, group, QUIZ)
    await ben.vote(message["message_id"], 2, chat=group)
    answer, state = await news(telegram)
    poll = message["poll"]
    assert answer["poll_answer"] == {
        "poll_id": poll["id"],
        "user": ben.user,
        "option_ids": [2],
        "option_persistent_ids": [poll["options"][2]["persistent_id"]],
    }
    assert counts(state["poll"]) == [0, 0, 1]
    assert state["poll"]["total_voter_count"] == 1
    assert ana.messages(chat=group)[-1]["poll"] == state["poll"]


async def test_of_an_anonymous_poll_only_the_counts_are_told(telegram: LocalTelegram, ana: Person) -> None:
    message = await sent(telegram, ana, REGULAR, is_anonymous=True)
    await ana.vote(message["message_id"], 0)
    (update,) = await news(telegram)
    assert counts(update["poll"]) == [1, 0, 0]


async def test_a_poll_update_that_waits_is_brought_up_to_date_and_one_that_was_seen_is_not(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    message = await sent(telegram, group, QUIZ)
    await ana.vote(message["message_id"], 0, chat=group)
    await ben.vote(message["message_id"], 1, chat=group)
    seen = await telegram.call("getUpdates")
    assert [kind for update in seen for kind in update if kind != "update_id"] == [
        "poll_answer",
        "poll",
        "poll_answer",
    ]
    assert counts(seen[1]["poll"]) == [1, 1, 0]
    eve = telegram.person("Eve")
    telegram.group("Class 7b", eve)
    await eve.vote(message["message_id"], 1, chat=group)
    again = await telegram.call("getUpdates")
    assert again[:3] == seen
    assert counts(again[-1]["poll"]) == [1, 2, 0]


async def test_the_closing_comes_after_every_answer(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    message = await sent(telegram, group, QUIZ, reply_markup=KEYBOARD)
    place = {"chat_id": group.id, "message_id": message["message_id"]}
    for person in (ana, ben):
        await person.vote(message["message_id"], 1, chat=group)
    closed = await telegram.call("stopPoll", place)
    assert (closed["is_closed"], counts(closed)) == (True, [0, 2, 0])
    updates = await news(telegram)
    assert [next(iter(update)) for update in updates] == ["poll_answer", "poll", "poll_answer", "poll"]
    assert [update["poll"]["is_closed"] for update in updates[1::2]] == [False, True]
    shown = ana.messages(chat=group)[-1]
    assert shown["poll"] == closed == updates[-1]["poll"]
    assert "reply_markup" not in shown


async def test_a_vote_that_no_client_lets_through_changes_nothing(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    quiz = (await sent(telegram, group, QUIZ))["message_id"]
    text = (await telegram.call("sendMessage", {"chat_id": group.id, "text": "x"}))["message_id"]
    for options, reason in (
        ((), "at least one option"),
        ((3,), "no option 3; the poll has 3"),
        ((-1,), "no option -1"),
        ((1, 1), "each option can be chosen once"),
        ((0, 1), "the poll takes one answer"),
    ):
        with pytest.raises(ValueError, match=reason):
            await ana.vote(quiz, *options, chat=group)
    with pytest.raises(ValueError, match="Ana has not voted"):
        await ana.retract(quiz, chat=group)
    with pytest.raises(LookupError, match="carries no poll"):
        await ana.vote(text, 1, chat=group)
    with pytest.raises(LookupError, match="no message 99"):
        await ana.vote(99, 1, chat=group)
    with pytest.raises(LookupError, match="Eve is not in the chat"):
        await telegram.person("Eve").vote(quiz, 1, chat=group)
    assert await news(telegram) == []
    await ana.vote(quiz, 1, chat=group)
    with pytest.raises(ValueError, match="Ana has voted and the poll allows no second vote"):
        await ana.vote(quiz, 2, chat=group)
    with pytest.raises(ValueError, match="does not let a vote be taken back"):
        await ana.retract(quiz, chat=group)
    await telegram.call("stopPoll", {"chat_id": group.id, "message_id": quiz})
    with pytest.raises(ValueError, match="the poll is closed"):
        await ben.vote(quiz, 1, chat=group)
    assert counts(ana.messages(chat=group)[0]["poll"]) == [0, 1, 0]


async def test_several_answers_are_told_in_order(telegram: LocalTelegram, ana: Person) -> None:
    message = await sent(telegram, ana, REGULAR, allows_multiple_answers=True)
    await ana.vote(message["message_id"], 2, 0)
    answer, state = await news(telegram)
    assert answer["poll_answer"]["option_ids"] == [0, 2]
    assert (counts(state["poll"]), state["poll"]["total_voter_count"]) == ([1, 0, 1], 1)


async def test_a_vote_can_be_changed_and_taken_back_where_the_poll_allows_it(
    telegram: LocalTelegram, ana: Person
) -> None:
    number = (await sent(telegram, ana, REGULAR))["message_id"]
    await ana.vote(number, 0)
    await ana.vote(number, 1)
    assert counts(ana.messages()[-1]["poll"]) == [0, 1, 0]
    await ana.retract(number)
    assert ana.messages()[-1]["poll"]["total_voter_count"] == 0
    answers = [update["poll_answer"] for update in await news(telegram) if "poll_answer" in update]
    assert [answer["option_ids"] for answer in answers] == [[0], [1], []]
    assert answers[-1]["option_persistent_ids"] == []
    await ana.vote(number, 2)
    assert counts(ana.messages()[-1]["poll"]) == [0, 0, 1]


async def test_a_stubborn_vote_reaches_the_bot_whatever_the_rules_say(
    telegram: LocalTelegram, ana: Person
) -> None:
    message = await sent(telegram, ana, QUIZ)
    poll = message["poll"]
    await telegram.call("stopPoll", {"chat_id": ana.id, "message_id": message["message_id"]})
    await news(telegram)
    telegram.deliver_vote(poll["id"], ana, 1)
    telegram.deliver_vote(poll["id"], ana)
    first, second = [update["poll_answer"] for update in await news(telegram)]
    assert first["option_persistent_ids"] == [poll["options"][1]["persistent_id"]]
    assert second["option_ids"] == []
    assert ana.messages()[-1]["poll"]["total_voter_count"] == 0


@pytest.mark.parametrize("look", ["at the chat", "at the updates", "at the clock"])
async def test_a_poll_that_is_over_closes_for_whoever_looks_next(
    look: str, telegram: LocalTelegram, ana: Person, clock: Clock
) -> None:
    message = await sent(telegram, ana, QUIZ, open_period=30)
    clock.pass_by(29)
    assert await news(telegram) == []
    assert ana.messages()[-1]["poll"]["is_closed"] is False
    clock.pass_by(1)
    if look == "at the chat":
        assert ana.messages()[-1]["poll"]["is_closed"] is True
    if look == "at the clock":
        telegram.world.polls.close_due()
    (update,) = await news(telegram)
    assert (update["poll"]["id"], update["poll"]["is_closed"]) == (message["poll"]["id"], True)


async def test_a_poll_that_is_over_takes_no_vote_and_cannot_be_stopped(
    telegram: LocalTelegram, ana: Person, clock: Clock, refused: Refused
) -> None:
    message = await sent(telegram, ana, QUIZ, open_period=30)
    clock.pass_by(30)
    with pytest.raises(ValueError, match="the poll is closed"):
        await ana.vote(message["message_id"], 1)
    message = await sent(telegram, ana, QUIZ, close_date=int(clock()) + 30)
    assert message["poll"]["open_period"] == 30
    clock.pass_by(30)
    description = await refused("stopPoll", chat_id=ana.id, message_id=message["message_id"])
    assert description == "Bad Request: poll has already been closed"


async def test_a_poll_closes_by_itself_in_a_later_life_too(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "chats.db"
    old = LocalTelegram(path=path, clock=clock)
    ana = old.person("Ana")
    await ana.send("/start")
    await sent(old, ana, QUIZ, open_period=30)
    await news(old)
    old.close()
    start = time.monotonic()
    new = LocalTelegram(path=path, clock=lambda: clock() + 29.8 + time.monotonic() - start)
    ana = new.person("Ana")
    waiting = asyncio.create_task(new.call("getUpdates", {"timeout": 20}))
    await ana.wait(lambda messages: messages[-1]["poll"]["is_closed"], timeout=20)
    (update,) = await waiting
    assert update["poll"]["is_closed"] is True
    new.close()


async def test_votes_and_deadlines_outlive_the_process(tmp_path: Path, clock: Clock) -> None:
    path = tmp_path / "chats.db"
    old = LocalTelegram(path=path, clock=clock)
    ana, ben = old.person("Ana"), old.person("Ben")
    group = old.group("Class 7b", ana, ben)
    message = await sent(old, group, QUIZ, open_period=30)
    await ana.vote(message["message_id"], 1, chat=group)
    handed = await old.call("getUpdates")

    new = LocalTelegram(path=path, clock=clock)
    ana, ben = new.person("Ana"), new.person("Ben")
    assert ana.messages(chat=group) == old.person("Ana").messages(chat=group)
    with pytest.raises(ValueError, match="Ana has voted"):
        await ana.vote(message["message_id"], 2, chat=group)
    await ben.vote(message["message_id"], 2, chat=group)
    assert counts(ana.messages(chat=group)[-1]["poll"]) == [0, 1, 1]
    assert (await new.call("getUpdates"))[:2] == handed
    clock.pass_by(30)
    assert ana.messages(chat=group)[-1]["poll"]["is_closed"] is True
    for telegram in (old, new):
        telegram.close()


async def test_a_vote_that_was_taken_back_stays_so_in_a_later_life(tmp_path: Path) -> None:
    path = tmp_path / "chats.db"
    telegram = LocalTelegram(path=path)
    ana = telegram.person("Ana")
    await ana.send("/start")
    number = (await sent(telegram, ana, REGULAR))["message_id"]
    await ana.vote(number, 0)
    await ana.retract(number)
    telegram.close()
    telegram = LocalTelegram(path=path)
    assert counts(telegram.person("Ana").messages()[-1]["poll"]) == [0, 0, 0]
    telegram.close()


async def test_only_an_open_poll_of_the_bot_can_be_stopped(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    message = await sent(telegram, ana, QUIZ)
    for number, reason in ((99, "message with poll to stop not found"), (1, "message is not a poll")):
        description = await refused("stopPoll", chat_id=ana.id, message_id=number)
        assert description == f"Bad Request: {reason}"
    place = {"chat_id": ana.id, "message_id": message["message_id"]}
    await telegram.call("stopPoll", {**place, "reply_markup": KEYBOARD})
    assert ana.messages()[-1]["reply_markup"] == KEYBOARD
    assert await refused("stopPoll", **place) == "Bad Request: poll has already been closed"
    closed = await sent(telegram, ana, QUIZ, is_closed=True)
    description = await refused("stopPoll", chat_id=ana.id, message_id=closed["message_id"])
    assert description == "Bad Request: poll has already been closed"


async def test_a_polls_keyboard_can_be_edited_and_its_text_cannot(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    message = await sent(telegram, ana, QUIZ)
    await ana.vote(message["message_id"], 1)
    place = {"chat_id": ana.id, "message_id": message["message_id"]}
    edited = await telegram.call("editMessageReplyMarkup", {**place, "reply_markup": KEYBOARD})
    assert (edited["reply_markup"], counts(edited["poll"])) == (KEYBOARD, [0, 1, 0])
    description = await refused("editMessageText", **place, text="x")
    assert description == "Bad Request: there is no text in the message to edit"


async def test_a_deleted_poll_takes_no_votes_and_closes_in_silence(
    telegram: LocalTelegram, ana: Person, clock: Clock
) -> None:
    message = await sent(telegram, ana, QUIZ, open_period=30)
    await telegram.call("deleteMessage", {"chat_id": ana.id, "message_id": message["message_id"]})
    with pytest.raises(LookupError, match="no message"):
        await ana.vote(message["message_id"], 1)
    clock.pass_by(30)
    assert await news(telegram) == []


async def test_a_person_sees_what_is_right_once_she_has_voted(
    telegram: LocalTelegram, ana: Person, ben: Person, group: Group
) -> None:
    message = await sent(telegram, group, QUIZ, explanation="Because.")
    await ben.vote(message["message_id"], 1, chat=group)
    raw = ana.messages(chat=group)[-1]
    before = ana.sees(raw)["poll"]
    assert not {"correct_option_ids", "explanation"} & set(before)
    assert all("voter_count" not in option for option in before["options"])
    assert (before["chosen"], before["total_voter_count"]) == ([], 1)
    after = ben.sees(raw)["poll"]
    assert after == {**raw["poll"], "chosen": [1]}
    await telegram.call("stopPoll", {"chat_id": group.id, "message_id": message["message_id"]})
    assert ana.sees(ana.messages(chat=group)[-1])["poll"]["correct_option_ids"] == [1]


async def test_hidden_results_show_only_when_the_poll_is_closed(telegram: LocalTelegram, ana: Person) -> None:
    message = await sent(telegram, ana, QUIZ, hide_results_until_closes=True)
    await ana.vote(message["message_id"], 1)
    seen = ana.sees(ana.messages()[-1])["poll"]
    assert seen["chosen"] == [1]
    assert "correct_option_ids" not in seen
    await telegram.call("stopPoll", {"chat_id": ana.id, "message_id": message["message_id"]})
    assert ana.sees(ana.messages()[-1])["poll"]["correct_option_ids"] == [1]


async def test_a_reply_to_a_poll_shows_no_more_than_the_poll(telegram: LocalTelegram, ana: Person) -> None:
    poll = await sent(telegram, ana, QUIZ)
    fields = {"chat_id": ana.id, "text": "x", "reply_parameters": {"message_id": poll["message_id"]}}
    reply = await telegram.call("sendMessage", fields)
    assert reply["reply_to_message"]["poll"] == poll["poll"]
    assert "correct_option_ids" not in ana.sees(reply)["reply_to_message"]["poll"]
    hers = await ana.send("hm", reply_to=reply["message_id"])
    assert "reply_to_message" not in hers["reply_to_message"]


async def test_pages_hear_of_each_vote_and_of_the_closing(telegram: LocalTelegram, ana: Person) -> None:
    message = await sent(telegram, ana, QUIZ)
    with telegram.world.feed.listen() as listener:
        await ana.vote(message["message_id"], 1)
        await telegram.call("stopPoll", {"chat_id": ana.id, "message_id": message["message_id"]})
        for closed in (False, True):
            event = await listener.next(timeout=1)
            assert event is not None
            assert (event["kind"], event["chat_id"]) == ("poll", ana.id)
            assert event["message"]["poll"]["total_voter_count"] == 1
            assert event["message"]["poll"]["is_closed"] is closed


async def test_a_failed_test_shows_the_poll(telegram: LocalTelegram, ana: Person) -> None:
    message = await sent(telegram, ana, QUIZ)
    await ana.vote(message["message_id"], 2)
    assert transcript(ana.messages()[-1:]).split("\n") == [
        "  #2 Local bot: (quiz poll, open) When did status talks for Kosovo start?",
        "      0  June 1999: 0",
        "      1* February 2006: 0",
        "      2  March 2007: 1",
    ]


async def test_a_thousand_votes_are_taken_within_a_second_or_two(tmp_path: Path) -> None:
    telegram = LocalTelegram(path=tmp_path / "chats.db")
    people = [telegram.person(f"Student {index}") for index in range(1000)]
    group = telegram.group("Lecture", *people)
    number = (await sent(telegram, group, QUIZ))["message_id"]
    start = time.process_time()
    for index, person in enumerate(people):
        await person.vote(number, index % 3, chat=group)
    assert time.process_time() - start < 2
    assert counts(people[0].messages(chat=group)[0]["poll"]) == [334, 333, 333]
    telegram.close()
