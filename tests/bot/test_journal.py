"""Each update has a line that says what it was and how it went, and not whose it was or what stood in it."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime

import pytest
from telegram import CallbackQuery, Chat, Document, Message, PollAnswer, Update, User

from bot.gauges import Gauges
from bot.journal import Journal, kind_of, note_error, note_refusal
from bot.sightings import Sightings
from bot.traffic import ChatOrder
from tests.bot.test_traffic import nothing

WHO = User(77001, "Zebedee", is_bot=False, last_name="Quill")
WHERE = Chat(77001, "private")


class Clock:
    """Seconds that pass when a test says so."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def written(text: str | None = None, *, document: Document | None = None) -> Message:
    return Message(5, datetime.now(UTC), WHERE, text=text, document=document, from_user=WHO)


def pressed(data: str) -> Update:
    return Update(9, callback_query=CallbackQuery("1", WHO, "instance", message=written("A quiz"), data=data))


KINDS = [
    (Update(1, written("/quiz nato")), "command"),
    (Update(2, written("in 1871")), "text"),
    (Update(3, written(document=Document("id", "unique"))), "document"),
    (Update(4, written()), "message"),
    (Update(5, poll_answer=PollAnswer("1", [0], WHO, option_persistent_ids=["a"])), "vote"),
    (Update(6, edited_message=written("mended")), "other"),
    (pressed("a:1:0:2"), "press"),
]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def journal(clock: Clock, caplog: pytest.LogCaptureFixture) -> Journal:
    caplog.set_level(logging.INFO, "bot.journal")
    return Journal(Gauges(), clock=clock)


@pytest.mark.parametrize(("update", "kind"), KINDS)
def test_an_update_is_one_of_a_few_kinds(update: Update, kind: str) -> None:
    assert kind_of(update) == kind


def test_a_line_tells_how_long_it_took_from_the_arrival_on(
    journal: Journal, clock: Clock, caplog: pytest.LogCaptureFixture
) -> None:
    journal.arrived(Update(17, written("/quiz")))
    clock.now += 0.5
    with journal.following(Update(17, written("/quiz"))) as begin:
        begin()
        clock.now += 0.25
    assert caplog.messages == ["update=17 kind=command chat=private ms=750.0 waiting=0 outcome=ok"]


@pytest.mark.parametrize(
    ("data", "letter"), [("a:1:0:2", "a"), ("Zebedee’s secret", "Z"), ("7", "none"), ("\nupdate=1", "none")]
)
def test_of_a_button_nothing_is_written_but_its_letter(
    journal: Journal, caplog: pytest.LogCaptureFixture, data: str, letter: str
) -> None:
    with journal.following(pressed(data)):
        pass
    assert caplog.messages == [f"update=9 kind=press press={letter} chat=private ms=0.0 waiting=0 outcome=ok"]


def test_what_was_refused_says_why(journal: Journal, caplog: pytest.LogCaptureFixture) -> None:
    with journal.following(Update(1, written("/stop"))):
        note_refusal("over")
    assert caplog.messages[0].endswith("outcome=refused reason=over")


def test_what_failed_says_so_even_where_something_was_refused_before(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    with journal.following(Update(1, written("/stop"))):
        note_refusal("over")
        note_error(KeyError("Zebedee"))
    assert caplog.messages[0].endswith("outcome=error reason=KeyError")


def test_what_is_noted_outside_of_an_update_is_written_nowhere(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    note_refusal("over")
    with journal.following(Update(1, written("/stop"))):
        pass
    note_error(None)
    assert [line.rpartition(" ")[2] for line in caplog.messages] == ["outcome=ok"]


async def test_updates_side_by_side_keep_their_notes_apart(
    journal: Journal, caplog: pytest.LogCaptureFixture
) -> None:
    both_here = asyncio.Barrier(2)

    async def handled(number: int, reason: str) -> None:
        with journal.following(Update(number, written("/stop"))):
            await both_here.wait()
            note_refusal(reason)

    await asyncio.gather(handled(1, "over"), handled(2, "unknown"))
    assert sorted(line.partition(" ")[0] + " " + line.rpartition(" ")[2] for line in caplog.messages) == [
        "update=1 reason=over",
        "update=2 reason=unknown",
    ]


async def test_an_update_waits_until_its_turn_has_come(journal: Journal) -> None:
    order = ChatOrder(Sightings(), journal, nothing)
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def handler() -> None:
        begun.set()
        await may_end.wait()

    updates = [Update(number, written("in 1871")) for number in range(3)]
    for update in updates:
        journal.arrived(update)
    assert journal.waiting == 3
    async with asyncio.TaskGroup() as group:
        for update in updates:
            group.create_task(order.process_update(update, handler()))
        await begun.wait()
        assert journal.waiting == 2
        may_end.set()
    assert journal.waiting == 0


async def test_an_update_that_telegram_brings_twice_is_not_counted_as_waiting_for_ever(
    journal: Journal,
) -> None:
    order = ChatOrder(Sightings(), journal, nothing)

    async def handler() -> None:
        pass

    update = Update(1, written("in 1871"))
    journal.arrived(update)
    journal.arrived(update)
    await asyncio.gather(*(order.process_update(update, handler()) for _ in range(2)))
    assert journal.waiting == 0
