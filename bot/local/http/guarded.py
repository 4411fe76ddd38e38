"""What every request must pass on a localhost server; knows hosts and origins and nothing of the content.

A page from elsewhere that runs in the same browser can reach 127.0.0.1 too. It is kept out by three checks:
the Host header must be ours (against a foreign name that resolves to 127.0.0.1), the Origin must be ours
where there is one, and a request that the browser itself marks as another site's is refused.
"""

from http import HTTPStatus
from typing import Any

from tornado.web import HTTPError, RequestHandler

from bot.local.api import LocalTelegram, encoded
from bot.local.errors import ApiError

__all__ = ["Guarded"]

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


class Guarded(RequestHandler):
    """A handler behind the checks, which answers errors in the Bot API's form.

    Attributes:
        telegram: What the server serves.
    """

    telegram: LocalTelegram
    foreign_sites = False
    """Whether a link on another site may lead here."""

    def initialize(self) -> None:
        """Take what the server set."""
        self.telegram = self.settings["telegram"]

    def set_default_headers(self) -> None:
        """The same strict headers on every answer."""
        self.set_header("Content-Security-Policy", POLICY)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "no-referrer")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("Cross-Origin-Opener-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")
        self.clear_header("Server")

    def prepare(self) -> None:
        """Refuse what does not come from this machine's own pages and programs."""
        port = self.settings["port"]
        hosts = [f"{name}:{port}" for name in ("127.0.0.1", "localhost")]
        if self.request.host.lower() not in hosts:
            raise HTTPError(HTTPStatus.FORBIDDEN, "foreign host")
        origin = self.request.headers.get("Origin")
        if origin is not None and origin not in [f"http://{host}" for host in hosts]:
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
