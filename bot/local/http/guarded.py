"""What every request must pass; knows hosts, origins and seats, and nothing of the content.

A page from elsewhere that runs in the same browser can reach this server too. It is kept out by three checks:
the Host header must be ours (against a foreign name that resolves to our address), the Origin must be ours
where there is one, and a request that the browser itself marks as another site's is refused.

Where the server listens to the whole room, a request comes from here only if both ends of its connection are
this machine and it asks for 127.0.0.1 or localhost; all others must show the token of a seat.
"""

from http import HTTPStatus
from ipaddress import ip_address
from typing import Any

from tornado.web import HTTPError, RequestHandler

from bot.local.api import LocalTelegram, encoded
from bot.local.errors import ApiError
from bot.local.http.entrance import Entrance

__all__ = ["Guarded", "OnlyHere"]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)
HERE = ("127.0.0.1", "localhost")


class Guarded(RequestHandler):
    """A handler behind the checks, which answers errors in the Bot API's form.

    Attributes:
        telegram: What the server serves.
        entrance: Who may come in.
    """

    telegram: LocalTelegram
    entrance: Entrance
    foreign_sites = False
    """Whether a link on another site may lead here."""

    def initialize(self) -> None:
        """Take what the server set."""
        self.telegram = self.settings["telegram"]
        self.entrance = self.settings["entrance"]

    def set_default_headers(self) -> None:
        """The same strict headers on every answer."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        if self.is_here:  # elsewhere it is plain http, where browsers pass over it with a warning
            self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    @property
    def is_here(self) -> bool:
        """Whether the request was made on this very machine, for this machine's own address."""
        host = self.request.host.lower()
        if host not in [f"{name}:{self.settings['port']}" for name in HERE]:
            return False
        try:
            return ip_address(self.request.remote_ip or "").is_loopback
        except ValueError:
            return False

    def prepare(self) -> None:
        """Refuse what does not come from our own pages and programs."""
        host = self.request.host.lower()
        if host not in [f"{name}:{self.settings['port']}" for name in (*HERE, *self.settings["hosts"])]:
            raise HTTPError(HTTPStatus.FORBIDDEN, "foreign host")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin != f"http://{host}":
            raise HTTPError(HTTPStatus.FORBIDDEN, "foreign origin")
        site = self.request.headers.get("Sec-Fetch-Site", "none")
        if site not in ("same-origin", "none") and not self.foreign_sites:
            raise HTTPError(HTTPStatus.FORBIDDEN, "foreign site")

    def write_error(self, status_code: int, **kwargs: Any) -> None:  # noqa: ARG002
        """Errors look like the Bot API's, whichever way they came about."""
        self.answer(status_code, encoded(ApiError(status_code, HTTPStatus(status_code).phrase).as_json()))

    def answer(self, status: int, body: bytes) -> None:
        """Send a body of JSON."""
        self.set_status(status)
        self.set_header("Content-Type", "application/json; charset=utf-8")
        self.finish(body)


class OnlyHere(Guarded):
    """A handler for programs and pages on this machine alone."""

    def prepare(self) -> None:
        """Refuse who comes from another machine, seated or not."""
        super().prepare()
        if not self.is_here:
            raise HTTPError(HTTPStatus.FORBIDDEN, "only on this machine")
