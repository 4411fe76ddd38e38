"""What is no update comes no further than the gate, and what is one has texts that can be kept."""

from __future__ import annotations

import json
import logging
from typing import Any

import pytest

from bot.gate import KINDS, NAMELESS, Gate, sound
from bot.listening import UPDATES

EVE: dict[str, Any] = {"id": 5, "is_bot": False, "first_name": "Eve"}


def update(**fields: Any) -> dict[str, Any]:
    """Somebody's message."""
    chat = {"id": 5, "type": "private"}
    message = {"message_id": 1, "date": 1, "chat": chat, "from": EVE, "text": "so", **fields}
    return {"update_id": 3, "message": message}


def fetched(*updates: object) -> list[Any]:
    """What comes of an answer to getUpdates."""
    answer = Gate.parse_json_payload(json.dumps({"ok": True, "result": updates}).encode())
    result: list[Any] = answer["result"]
    return result


def test_it_knows_every_kind_that_is_asked_for() -> None:
    assert {"update_id", *UPDATES} == KINDS


def test_what_is_sound_passes_as_it_is() -> None:
    assert sound(update()) == update()
    assert fetched(update()) == [update()]


@pytest.mark.parametrize(
    "fields",
    [{"chat": None}, {"date": "1"}, {"message_id": 2**63}, {"text": 5}, {"entities": {}}, {"date": True}],
)
def test_a_field_of_another_type_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"is no |is not of its type"):
        sound(update(**fields))


def test_one_that_cannot_be_read_is_passed_over_with_a_line_that_tells_nothing_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    bad = update(text=["my secret"])
    assert fetched(bad, update()) == [{"update_id": 3}, update()]
    assert fetched({"message": "x"}, [], None, {"update_id": True}) == []
    assert "secret" not in caplog.text
    assert [record for record in caplog.records if record.exc_info] == []


def test_what_nobody_says_to_the_bot_is_passed_over() -> None:
    message = update()["message"]
    del message["from"]
    assert sound({"update_id": 3, "message": message}) == {"update_id": 3}
    assert sound({"update_id": 3, "edited_message": message, "poem": 1}) == {"update_id": 3}
    assert sound({"update_id": 3, "callback_query": {"id": "1", "from": EVE}}) == {"update_id": 3}


def test_texts_lose_what_no_database_takes_and_names_what_turns_a_line_around() -> None:
    (passed,) = fetched(
        update(text="a\x00b\ud800c\n\u202e", **{"from": EVE | {"first_name": "E\u202ev\ne\x07"}})
    )
    assert passed["message"]["text"] == "a\ufffdb\ufffdc\n\u202e"
    assert passed["message"]["from"]["first_name"] == "E v e"
    assert (
        sound(update(**{"from": EVE | {"first_name": "\u202e"}}))["message"]["from"]["first_name"] == NAMELESS
    )
