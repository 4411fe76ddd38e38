"""Polls and their ends; knows the rules of voting and nothing of how a poll is made or who may send it.

A poll that closes by itself is closed by whoever looks next (`Polls.close_due`): the
clock decides, an alarm only makes sure that somebody looks.
"""

import hashlib
from collections.abc import Callable

from bot.local.alarm import Alarm
from bot.local.ballots import Ballots
from bot.local.messages import Messages
from bot.local.store import Json, Store
from bot.local.updates import Updates

__all__ = ["Polls", "persistent_id"]

FIRST = 5_100_000_000_000_000_001
ANSWERS = ("correct_option_ids", "explanation", "explanation_entities")


class Polls:
    """Every poll, open or closed."""

    def __init__(
        self, store: Store, messages: Messages, updates: Updates, clock: Callable[[], float]
    ) -> None:
        self._store = store
        self._messages = messages
        self._updates = updates
        self._clock = clock
        self._rows = store.table("poll")
        self._ballots = Ballots(store)
        self._due: dict[str, float] = {}
        self._announced: dict[str, int] = {}
        self._alarm = Alarm(clock, self.close_due)
        for poll_id, row in self._rows.items():
            if row["closes"] is not None and not row["poll"]["is_closed"]:
                self._due[poll_id] = row["closes"]
            self._show(poll_id)

    def draft(self, settings: Json) -> Json:
        """A new Poll object, for a message to carry; nobody can vote before it is `opened`."""
        poll_id = str(self._store.next_number("poll", first=FIRST))
        options = [
            {"persistent_id": persistent_id(poll_id, index), **option, "voter_count": 0}
            for index, option in enumerate(settings["options"])
        ]
        return {"id": poll_id, **settings, "options": options, "total_voter_count": 0}

    def opened(self, message: Json, *, hidden: bool, closes: float | None) -> None:
        """Take votes on the poll of this message.

        Args:
            message: The message that carries it.
            hidden: Whether results stay hidden until it closes.
            closes: When it closes by itself, in seconds since 1970.
        """
        poll = message["poll"]
        self._rows.put(
            poll["id"],
            {
                "poll": poll,
                "chat_id": message["chat"]["id"],
                "message_id": message["message_id"],
                "hidden": hidden,
                "closes": closes,
            },
        )
        if closes is not None and not poll["is_closed"]:
            self._due[poll["id"]] = closes
            self.close_due()

    def vote(self, poll_id: str, user: Json, options: list[int]) -> None:
        """Take someone's vote, in place of an earlier one.

        Raises:
            ValueError: Telegram's clients let nobody vote so.
        """
        row = self._open_row(poll_id)
        poll, number = row["poll"], user["id"]
        if not options:
            raise ValueError("a vote chooses at least one option")
        if len(set(options)) < len(options):
            raise ValueError("each option can be chosen once")
        if wrong := [option for option in options if not 0 <= option < len(poll["options"])]:
            raise ValueError(f"no option {wrong[0]}; the poll has {len(poll['options'])}")
        if len(options) > 1 and not poll["allows_multiple_answers"]:
            raise ValueError("the poll takes one answer")
        if self._ballots.of(poll_id, number) and not poll["allows_revoting"]:
            raise ValueError(f"{user['first_name']} has voted and the poll allows no second vote")
        self._ballots.cast(poll_id, number, sorted(options))
        self._announce(poll_id, user, sorted(options))

    def retract(self, poll_id: str, user: Json) -> None:
        """Take someone's vote back.

        Raises:
            ValueError: She has not voted, or the poll is closed or allows no second vote.
        """
        row = self._open_row(poll_id)
        if not self._ballots.of(poll_id, user["id"]):
            raise ValueError(f"{user['first_name']} has not voted")
        if not row["poll"]["allows_revoting"]:
            raise ValueError("the poll does not let a vote be taken back")
        self._ballots.cast(poll_id, user["id"], [])
        self._announce(poll_id, user, [])

    def deliver_vote(self, poll_id: str, user: Json, options: list[int]) -> None:
        """Tell the bot of a vote without counting it or asking the rules."""
        answer = {
            "poll_id": poll_id,
            "user": user,
            "option_ids": options,
            "option_persistent_ids": [persistent_id(poll_id, option) for option in options],
        }
        self._updates.add("poll_answer", answer)

    def close(self, poll_id: str) -> Json:
        """Close an open poll, tell the bot and everyone, and return the Poll object."""
        row = self._rows.get(poll_id)
        self._due.pop(poll_id, None)
        self._rows.put(poll_id, {**row, "poll": row["poll"] | {"is_closed": True}})
        poll = self._show(poll_id)
        self._announced.pop(poll_id, None)
        self._updates.add("poll", poll)
        return poll

    def close_due(self) -> None:
        """Close every poll whose time has come, and be called again when the next one's does."""
        now = self._clock()
        due = sorted((when, poll_id) for poll_id, when in self._due.items() if when <= now)
        for _, poll_id in due:
            self.close(poll_id)
        if due:
            self._store.commit()
        self._alarm.set(min(self._due.values(), default=None))

    def forget(self, poll_id: str) -> None:
        """The message is gone, so nobody can vote any more and nothing is told of it."""
        self._due.pop(poll_id, None)

    def seen_by(self, poll: Json, user: int) -> Json:
        """The poll as one person sees it.

        What is right and how others voted shows when she has voted or the poll is closed, or only then
        where results are hidden. `chosen`, an extra key, holds the options that are hers.
        """
        chosen = self._ballots.of(poll["id"], user)
        hidden = self._rows.get(poll["id"])["hidden"]
        if poll["is_closed"] or (chosen and not hidden):
            return {**poll, "chosen": chosen}
        options = [{k: v for k, v in option.items() if k != "voter_count"} for option in poll["options"]]
        open_facts = {name: value for name, value in poll.items() if name not in ANSWERS}
        return {**open_facts, "options": options, "chosen": chosen}

    def stop(self) -> None:
        """Let no alarm ring."""
        self._alarm.stop()

    def _open_row(self, poll_id: str) -> Json:
        self.close_due()
        row: Json = self._rows.get(poll_id)
        if row["poll"]["is_closed"]:
            raise ValueError("the poll is closed")
        return row

    def _announce(self, poll_id: str, user: Json, options: list[int]) -> None:
        poll = self._show(poll_id)
        if not poll["is_anonymous"]:
            self.deliver_vote(poll_id, user, options)
        waiting = self._announced.get(poll_id)
        if waiting is None or not self._updates.replace(waiting, poll):
            number = self._updates.add("poll", poll)
            if number is not None:
                self._announced[poll_id] = number

    def _show(self, poll_id: str) -> Json:
        row, ballots = self._rows.get(poll_id), self._ballots
        options = [
            {**option, "voter_count": ballots.count(poll_id, index)}
            for index, option in enumerate(row["poll"]["options"])
        ]
        poll = {**row["poll"], "options": options, "total_voter_count": ballots.voters(poll_id)}
        self._messages.show_poll(row["chat_id"], row["message_id"], poll)
        return poll


def persistent_id(poll_id: str, option: int) -> str:
    """An option's name that outlives its place in the list; opaque, so that no bot counts with it."""
    return hashlib.sha256(f"{poll_id}/{option}".encode()).hexdigest()[:12]
