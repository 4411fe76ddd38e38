"""Misfortune by chance: how often, to whom, and until when."""

from collections import Counter
from random import Random

import pytest

from bot.local import ApiError, ConnectionLostError, LocalTelegram, Person


async def fates(telegram: LocalTelegram, person: Person, *, calls: int) -> Counter[str]:
    """What became of so many messages."""
    seen: Counter[str] = Counter()
    for _ in range(calls):
        before = len(person.messages())
        try:
            await telegram.call("sendMessage", {"chat_id": person.id, "text": "x"})
        except ApiError as error:
            seen[str(error)] += 1
        except ConnectionLostError:
            seen["lost" if len(person.messages()) > before else "dropped"] += 1
        else:
            seen["answered"] += 1
    return seen


async def test_each_call_is_struck_with_the_given_probability(telegram: LocalTelegram, ana: Person) -> None:
    telegram.faults.randomly(0.4, Random(1))
    seen = await fates(telegram, ana, calls=300)
    assert set(seen) == {
        *("429 Too Many Requests: retry after 1", "502 Bad Gateway"),
        *("dropped", "lost", "answered"),
    }
    assert 150 <= seen["answered"] <= 210
    assert min(seen.values()) >= 15


async def test_only_the_named_methods_and_kinds_occur(telegram: LocalTelegram, ana: Person) -> None:
    telegram.faults.randomly(1, Random(1), methods=["sendMessage"], kinds=["refuse"], retry_after=9)
    assert await fates(telegram, ana, calls=5) == {"429 Too Many Requests: retry after 9": 5}
    assert await telegram.call("getMe")
    with pytest.raises(ValueError, match="no method 'sendTelepathy'"):
        telegram.faults.randomly(1, Random(1), methods=["sendTelepathy"])
    with pytest.raises(ValueError, match="no kind of fault 'burn'"):
        telegram.faults.randomly(1, Random(1), kinds=["burn"])


async def test_a_fault_that_waits_goes_before_chance_and_stays_when_that_ends(
    telegram: LocalTelegram, ana: Person
) -> None:
    telegram.faults.randomly(1, Random(1), kinds=["drop"])
    telegram.faults.fail("sendMessage", status=503, times=2)
    assert await fates(telegram, ana, calls=1) == {"503 Service Unavailable": 1}
    telegram.faults.stop()
    assert await fates(telegram, ana, calls=3) == {"503 Service Unavailable": 1, "answered": 2}


async def test_updates_come_twice_by_chance(telegram: LocalTelegram, ana: Person) -> None:
    telegram.faults.repeat_randomly(0.5, Random(1))
    for index in range(100):
        await ana.send(str(index))
    seen: Counter[str] = Counter()
    offset = 0
    while updates := await telegram.call("getUpdates", {"offset": offset, "limit": 7}):
        seen.update(update["message"]["text"] for update in updates)
        offset = max(offset, updates[-1]["update_id"] + 1)
    twice = [text for text, times in seen.items() if times == 2]
    assert len(seen) == 100
    assert set(seen.values()) == {1, 2}
    assert 30 <= len(twice) <= 70
    telegram.faults.stop()
    await ana.send("once")
    (update,) = await telegram.call("getUpdates", {"offset": offset})
    assert await telegram.call("getUpdates", {"offset": update["update_id"] + 1}) == []
