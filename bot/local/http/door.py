"""How a browser comes in and how a class is invited, under /client/; knows the entrance and no chat."""

import io
from dataclasses import asdict
from http import HTTPStatus

import segno
from tornado.web import HTTPError

from bot.local.api import encoded
from bot.local.http.client import Action, Client
from bot.local.http.entrance import NameTaken, TooManyTries, WrongCode
from bot.local.http.guarded import OnlyHere

__all__ = ["Enter", "Free", "Invitation", "Me", "QrCode"]

HALF_A_YEAR = 180 * 24 * 3600
"""Seconds for which a browser keeps its seat: a term and its holidays."""


class Me(Client):
    """GET ?name=…: who this browser may be."""

    def get(self) -> None:
        """Answer {name, here}; 403 where it must enter first, 409 where somebody in the room has the name."""
        wanted = self.get_query_argument("name", "")
        own = wanted if self.is_here else self.entrance.seated(self.token)
        self.answer(200, encoded({"name": self.name(own or ""), "here": self.is_here}))


class Enter(Action):
    """POST {code, name}: take a seat; from another seat it needs no code."""

    def post(self) -> None:
        """Answer {name, group}; 403 for a wrong code, 409 for a taken name, 429 after too many tries."""
        code, name = self.body(code=str, name=str)
        address = self.request.remote_ip or ""
        try:
            name, token = self.entrance.enter(name, code=code, address=address, token=self.token)
        except WrongCode as error:
            raise HTTPError(HTTPStatus.FORBIDDEN, "wrong code") from error
        except TooManyTries as error:
            raise HTTPError(HTTPStatus.TOO_MANY_REQUESTS, "too many wrong codes") from error
        except NameTaken as error:
            raise HTTPError(HTTPStatus.CONFLICT, "that name is taken") from error
        except ValueError as error:
            raise HTTPError(HTTPStatus.BAD_REQUEST, str(error)) from error
        cookie = self.settings["cookie"]
        self.set_cookie(cookie, token, httponly=True, samesite="Strict", max_age=HALF_A_YEAR)
        self.answer(200, encoded({"name": name, "group": self.entrance.group}))


class Invited(OnlyHere):
    """What the page on this machine shows to the class."""

    def prepare(self) -> None:
        """There is nothing to show where nobody else can come in."""
        super().prepare()
        if not self.settings["lan"]:
            raise HTTPError(HTTPStatus.NOT_FOUND)

    def url(self) -> str:
        """The link that lets in, and into a group where ?group=… names one."""
        url = f"{self.settings['lan_address']}/?code={self.entrance.code}"
        group = self.get_query_argument("group", "")
        if not group:
            return url
        if not group.removeprefix("-").isdecimal():
            raise HTTPError(HTTPStatus.BAD_REQUEST, "no group")
        self.entrance.group = int(group)
        return f"{url}&group={group}"


class Invitation(Invited):
    """GET ?group=…: how the class comes in, and who is in already."""

    def get(self) -> None:
        """Answer {code, address, url, seats: [{name, here}]}."""
        seats = [asdict(seat) for seat in self.entrance.seats()]
        told = {"code": self.entrance.code, "address": self.settings["lan_address"], "url": self.url()}
        self.answer(200, encoded({**told, "seats": seats}))


class QrCode(Invited):
    """GET ?group=…: the same link for the cameras of phones."""

    def get(self) -> None:
        """Answer with the picture, dark on light in every theme, or no camera reads it."""
        picture = io.BytesIO()
        segno.make(self.url(), error="m", micro=False).save(
            picture, kind="svg", scale=8, border=4, light="#fff", dark="#000"
        )
        self.set_header("Content-Type", "image/svg+xml")
        self.finish(picture.getvalue())


class Free(Action, OnlyHere):
    """POST {name}: let another browser have the name, as when a student comes with another phone."""

    def post(self) -> None:
        """Answer {}."""
        (name,) = self.body(name=str)
        self.entrance.free(name)
        self.answer(200, encoded({}))
