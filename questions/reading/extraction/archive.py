"""A zip archive, read within bounds whatever its header says; knows nothing of what is in it."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from questions.errors import DocumentDamaged, DocumentLocked, DocumentTooLarge

MOST_ENTRIES = 1000
MOST_UNPACKED = 100 * 1024 * 1024
"""Bytes of all members together."""

CHUNK = 64 * 1024
"""Bytes that are unpacked at a time: `ZipFile.read` unpacks a member whole, whatever size was declared."""

LARGEST_DIRECTORY = 1024 * 1024
END_MARK = b"PK\x05\x06"
END_SIZE = 22
ENCRYPTED = 0x1


class Archive:
    """A zip archive in memory.

    Args:
        data: The archive.
        name: What the file is called, for errors.

    Raises:
        DocumentDamaged: [Q007] It is no archive or a broken one.
        DocumentTooLarge: [Q008] It has more members, or larger ones, than we unpack.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        self._room = MOST_UNPACKED
        self._refuse_a_long_directory(data)
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except (BadZipFile, ValueError, struct.error, NotImplementedError, OSError) as error:
            raise self._damaged() from error
        self._members: dict[str, ZipInfo] = {one.filename: one for one in self._zip.infolist()}
        if len(self._zip.infolist()) > MOST_ENTRIES or self._declared() > MOST_UNPACKED:
            raise self._too_large()

    @property
    def names(self) -> tuple[str, ...]:
        """The members' names in the archive's order."""
        return tuple(self._members)

    def size(self, member: str) -> int:
        """Return the size in bytes that a member declares."""
        return self._members[member].file_size

    def read(self, member: str) -> bytes:
        """Return what a member holds; all that is read of an archive counts against one bound.

        Raises:
            DocumentDamaged: [Q007] There is no such member or it cannot be unpacked.
            DocumentLocked: [Q006] It is encrypted.
            DocumentTooLarge: [Q008] The archive unpacks to more than we read.
        """
        info = self._members.get(member)
        if info is None or info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
            raise self._damaged()
        if info.flag_bits & ENCRYPTED:
            raise DocumentLocked(f"{self._name} is locked with a password", advice="Save it without one")
        chunks: list[bytes] = []
        try:
            with self._zip.open(info) as file:
                while chunk := file.read(CHUNK):
                    self._room -= len(chunk)
                    if self._room < 0:
                        raise self._too_large()
                    chunks.append(chunk)
        except (BadZipFile, zlib.error, EOFError, OSError, ValueError, struct.error, RuntimeError) as error:
            raise self._damaged() from error
        return b"".join(chunks)

    def repacked(self, change: Callable[[str, bytes], bytes]) -> io.BytesIO:
        """Return the archive with its members stored, for a library that unpacks for itself.

        Args:
            change: Gets each member's name and content, and gives the content to store.
        """
        packed = io.BytesIO()
        with ZipFile(packed, "w", ZIP_STORED) as out:
            for member in self.names:
                if not member.endswith("/"):
                    out.writestr(member, change(member, self.read(member)))
        packed.seek(0)
        return packed

    def _declared(self) -> int:
        return sum(one.file_size for one in self._zip.infolist())

    def _refuse_a_long_directory(self, data: bytes) -> None:
        """Look at the directory's size before it is parsed: 20 MB of it take seconds."""
        end = data.rfind(END_MARK)
        if end < 0 or len(data) < end + END_SIZE:
            raise self._damaged()
        entries, size = struct.unpack("<HI", data[end + 10 : end + 16])
        if entries > MOST_ENTRIES or size > LARGEST_DIRECTORY:
            raise self._too_large()

    def _damaged(self) -> DocumentDamaged:
        return DocumentDamaged(
            f"{self._name} is damaged and cannot be unpacked",
            advice="Open it in its program and save it again",
        )

    def _too_large(self) -> DocumentTooLarge:
        return DocumentTooLarge(
            f"{self._name} unpacks to more than {MOST_UNPACKED // 1024**2} MB or {MOST_ENTRIES} files",
            advice="Give a smaller file, without its pictures",
        )
