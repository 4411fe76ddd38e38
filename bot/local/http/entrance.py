"""Who may come in and under which name; knows codes, seats and tries, and nothing of requests or chats.

On the computer that the bot runs on, everybody is in. Another browser in the room shows the code once and
takes a seat: a name that is its own from then on, proved by a token that only this browser holds. The file
keeps a hash of the token, so a restart of the server throws nobody out and the file opens no seat.
"""

import hashlib
import hmac
import secrets
import unicodedata
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from bot.local.store import Store

__all__ = ["Entrance", "NameTaken", "Seat", "TooManyTries", "WrongCode"]

TRIES = 5
"""Wrong codes that one address may try in `SECONDS`; a guess then hits one in 200,000 a minute."""
SECONDS = 60
HERE = "here"
FREE = ""


class WrongCode(Exception):
    """That is not the code."""


class TooManyTries(Exception):
    """The address tried too many wrong codes; it may try again in a minute."""


class NameTaken(Exception):
    """The name belongs to another browser."""


@dataclass(frozen=True)
class Seat:
    """A name that is somebody's.

    Attributes:
        name: As it was first spelled.
        here: Whether it is used on the computer that the bot runs on.
    """

    name: str
    here: bool


class Entrance:
    """The door of one server.

    Args:
        store: Where the seats are kept.
        clock: Seconds since 1970.

    Attributes:
        code: Six digits, new at every start of the server.
        group: Where who comes in is taken, as it was shown to the class last.
    """

    def __init__(self, store: Store, clock: Callable[[], float]) -> None:
        self.code = f"{secrets.randbelow(10**6):06}"
        self.group: int | None = None
        self._store = store
        self._seats = store.table("seat")
        self._clock = clock
        self._wrong: defaultdict[str, list[float]] = defaultdict(list)

    def enter(self, name: str, *, code: str, address: str, token: str) -> tuple[str, str]:
        """Give a seat to a browser that shows the code, or that has a seat and wants another name.

        Args:
            name: The name that it wants.
            code: The code that was typed; one who is in needs none.
            address: Where the browser is, to count its tries.
            token: The token that it holds, or nothing.

        Returns:
            The name of the seat and the token that proves it from now on.

        Raises:
            WrongCode: It is another code.
            TooManyTries: There were too many wrong ones.
            NameTaken: The name belongs to somebody else.
            ValueError: That is no name.
        """
        name = _trimmed(name)
        before = self.seated(token)
        if before is None:
            self._check(code, address)
        row = self._seats.get(_key(name))
        if row is not None and row["owner"] not in (FREE, _hash(token)):
            raise NameTaken
        if before is not None and _key(before) == _key(name):
            return before, token
        fresh = secrets.token_hex(16)
        if before is not None:
            self.free(before)
        seat = {"name": row["name"] if row else name, "owner": _hash(fresh)}
        self._put(seat)
        return seat["name"], fresh

    def seated(self, token: str) -> str | None:
        """The name that belongs to the browser with this token, or None."""
        wanted = _hash(token)
        for row in self._seats.values():
            if hmac.compare_digest(row["owner"], wanted):
                name: str = row["name"]
                return name
        return None

    def here(self, name: str) -> str:
        """A name to be used on the computer that the bot runs on, as it was first spelled.

        Raises:
            NameTaken: It belongs to another browser in the room.
            ValueError: That is no name.
        """
        name = _trimmed(name)
        row = self._seats.get(_key(name)) or {"name": name, "owner": FREE}
        if row["owner"] == FREE:
            self._put({**row, "owner": HERE})
        elif row["owner"] != HERE:
            raise NameTaken
        spelled: str = row["name"]
        return spelled

    def seats(self) -> list[Seat]:
        """The seats that are taken, by name."""
        rows = sorted(self._seats.values(), key=lambda row: _key(row["name"]))
        return [Seat(row["name"], row["owner"] == HERE) for row in rows if row["owner"] != FREE]

    def free(self, name: str) -> None:
        """Let the next browser that asks have the name, with all that was said under it."""
        row = self._seats.get(_key(name))
        if row is not None:
            self._put({**row, "owner": FREE})

    def _check(self, code: str, address: str) -> None:
        now = self._clock()
        recent = [time for time in self._wrong[address] if now - time < SECONDS]
        if len(recent) >= TRIES:
            raise TooManyTries
        if hmac.compare_digest("".join(code.split()).encode(errors="replace"), self.code.encode()):
            self._wrong.pop(address, None)
            return
        self._wrong[address] = [*recent, now]
        raise WrongCode

    def _put(self, row: dict[str, str]) -> None:
        self._seats.put(_key(row["name"]), row)
        self._store.commit()


def _trimmed(name: str) -> str:
    name.encode()  # UnicodeEncodeError is a ValueError
    name = " ".join(name.split())
    if not 1 <= len(name) <= 64:
        raise ValueError("a person's name has 1 to 64 characters")
    return name


def _key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()
