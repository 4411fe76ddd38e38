"""The files of the web chat page; knows their names and nothing of what is in them."""

from pathlib import Path
from types import MappingProxyType

from tornado.web import HTTPError

from bot.local.http.guarded import Guarded

__all__ = ["Page"]

FOLDER = Path(__file__).parent.parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FILES = MappingProxyType({file.name: file for file in FOLDER.iterdir() if file.suffix in KINDS})


class Page(Guarded):
    """One file of the page; nothing else on the disk can be asked for."""

    foreign_sites = True

    def get(self, name: str) -> None:
        """Answer with the file."""
        file = FILES.get(name or "index.html")
        if file is None:
            raise HTTPError(404)
        self.set_header("Content-Type", f"{KINDS[file.suffix]}; charset=utf-8")
        self.set_header("Cache-Control", "no-cache")
        self.finish(file.read_bytes())
