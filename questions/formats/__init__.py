"""Banks go out to other quiz systems and their questions come in: one module a format, one front.

Knows neither the database nor Telegram. What a format cannot hold is said and never dropped in silence; a
question that others wrote comes in only with a passage that may prove it, and as a draft.
"""

from questions.formats.exchange import MOST_BYTES, Contents, Exported, Held, LeftOut
from questions.formats.front import FORMATS, Format, contents, export
from questions.formats.proving import Imported, proved
from questions.formats.record import Shelf, ShelfDocument

__all__ = [
    "FORMATS",
    "MOST_BYTES",
    "Contents",
    "Exported",
    "Format",
    "Held",
    "Imported",
    "LeftOut",
    "Shelf",
    "ShelfDocument",
    "contents",
    "export",
    "proved",
]
