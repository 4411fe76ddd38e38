"""Bytes become text in the encoding that they are in; knows nothing of what the text means."""

from __future__ import annotations

import codecs
from pathlib import Path
from typing import TYPE_CHECKING

from questions.errors import DocumentEmpty, DocumentEncoding, DocumentFormat, DocumentMissing

if TYPE_CHECKING:
    from charset_normalizer import CharsetMatches

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""The four-byte marks come before the two-byte ones that they begin with."""


WINDOWS = "cp1252"
NEAR_TIE = 0.05


def read_text(path: Path) -> str:
    """Read a file as text, line ends and all other characters kept.

    Raises:
        DocumentMissing: [Q001] The file cannot be opened.
        DocumentFormat: [Q002] The bytes are not text.
        DocumentEncoding: [Q003] The bytes are text in no encoding that we can tell.
        DocumentEmpty: [Q004] There are no bytes.
    """
    data = plain_file(path)
    if not data.strip():
        raise DocumentEmpty(f"{path} is empty", advice="Give a file with at least one sentence")
    return decode(data, name=str(path))


def plain_file(path: Path) -> bytes:
    """Return what a file holds.

    A bank names its documents, and may come from a stranger: a device or a pipe has no end, and is no file.

    Raises:
        DocumentMissing: [Q001] The file cannot be opened.
    """
    reason = "it is a device or a pipe"
    try:
        if not path.exists() or path.is_file() or path.is_dir():
            return path.read_bytes()
    except OSError as error:
        reason = str(error.strerror)
    except ValueError:
        reason = "no file has such a name"
    raise DocumentMissing(f"{path} cannot be opened ({reason})", advice="Check the name and the permissions")


def decode(data: bytes, *, name: str) -> str:
    """Decode bytes by their mark, as UTF-8, or by the likeliest encoding.

    Args:
        data: What the file holds.
        name: The file's name, for the error.

    Raises:
        DocumentFormat: [Q002] The bytes are not text.
        DocumentEncoding: [Q003] No encoding fits, or a marked one does not hold.
    """
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strict(data, encoding, name)
    if b"\x00" in data:
        raise DocumentFormat(f"{name} is not a text file", advice="Save it as plain text in UTF-8")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        # Loaded when the first such text comes: nearly all are UTF-8.
        from charset_normalizer import from_bytes

        best = _likeliest(from_bytes(data))
    if best is None:
        raise DocumentEncoding(f"{name} is in an unknown encoding", advice="Save it as UTF-8")
    return _strict(data, best, name)


def _likeliest(matches: CharsetMatches) -> str | None:
    """Return the best match; on a near tie Windows' Western: short texts look alike in many encodings."""
    best = matches.best()
    if best is None:
        return None
    near = (match for match in matches if match.chaos <= best.chaos + NEAR_TIE)
    return WINDOWS if any(WINDOWS in match.could_be_from_charset for match in near) else best.encoding


def _strict(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentEncoding(
            f"{name} looks like {encoding} but breaks at byte {error.start}", advice="Save it as UTF-8"
        ) from error
