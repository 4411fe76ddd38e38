"""Sending files; knows their limits and nothing of where their contents are kept."""

import struct

from bot.local.errors import ApiError, bad_request
from bot.local.fields import Reader, array, boolean, file, string
from bot.local.files import Upload
from bot.local.methods.method import Method
from bot.local.methods.sending import SENDING, place
from bot.local.store import Json
from bot.local.text import captioned
from bot.local.world import World

__all__ = ["METHODS"]

DOCUMENT_BYTES = 50 * 1024 * 1024
DOWNLOAD_BYTES = 20 * 1024 * 1024
PHOTO_BYTES = 10 * 1024 * 1024
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
PNG = b"\x89PNG\r\n\x1a\n"
CAPTION: dict[str, Reader] = {"caption": string, "parse_mode": string, "caption_entities": array}


async def send_document(world: World, fields: Json) -> Json:
    """A new message with a file of any kind."""
    caption = _caption(fields)
    given = fields["document"]
    if isinstance(given, Upload):
        _check_size(given)
    chat, about = place(world, fields)
    content = {"document": world.files.described(_kept(world, given))}
    return world.messages.add(chat, world.bot, world.now, content | caption | about)


async def send_photo(world: World, fields: Json) -> Json:
    """A new message with a picture, which must be a PNG here."""
    caption = _caption(fields)
    given = fields["photo"]
    if isinstance(given, Upload):
        _check_size(given)
        _size(given.content)
        if len(given.content) > PHOTO_BYTES:
            raise bad_request(f"file of size {len(given.content)} bytes is too big for a photo")
    chat, about = place(world, fields)
    file_id = _kept(world, given)
    document = world.files.described(file_id)
    width, height = _size(world.files.read(file_id)[2])
    photo = {name: document[name] for name in ("file_id", "file_unique_id", "file_size")}
    content = {"photo": [photo | {"width": width, "height": height}]}
    return world.messages.add(chat, world.bot, world.now, content | caption | about)


async def get_file(world: World, fields: Json) -> Json:
    """Where a file can be had: a bot can download up to 20 MB."""
    file_id: str = fields["file_id"]
    if not world.files.has(file_id):
        raise bad_request("invalid file_id")
    document = world.files.described(file_id)
    if document["file_size"] > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    kept = {name: document[name] for name in ("file_id", "file_unique_id", "file_size")}
    return kept | {"file_path": f"documents/{file_id}"}


def _caption(fields: Json) -> Json:
    return captioned(
        fields.get("caption", ""),
        parse_mode=fields.get("parse_mode", ""),
        entities=fields.get("caption_entities"),
    )


def _check_size(upload: Upload) -> None:
    if not upload.content:
        raise bad_request("file must be non-empty")
    if len(upload.content) > DOCUMENT_BYTES:
        raise ApiError(413, "Request Entity Too Large")


def _kept(world: World, given: Upload | str) -> str:
    if isinstance(given, Upload):
        return world.files.keep(given)
    if not world.files.has(given):
        raise bad_request("wrong file identifier/HTTP URL specified")
    return given


def _size(content: bytes) -> tuple[int, int]:
    """Width and height in pixels, from the header of a PNG (PNG specification, 11.2.2)."""
    if not content.startswith(PNG) or content[12:16] != b"IHDR" or len(content) < 24:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = struct.unpack(">II", content[16:24])
    if not 0 < width + height <= PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return width, height


METHODS = [
    Method(
        "sendDocument",
        send_document,
        SENDING | CAPTION | {"document": file, "disable_content_type_detection": boolean},
        ("chat_id", "document"),
    ),
    Method("getFile", get_file, {"file_id": string}, ("file_id",)),
    Method("sendPhoto", send_photo, SENDING | CAPTION | {"photo": file}, ("chat_id", "photo")),
]
