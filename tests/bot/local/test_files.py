"""Documents and photos: what passes, what is refused, and that the content comes back."""

import struct
import zlib
from pathlib import Path
from typing import Any

import pytest

from bot.local import ApiError, LocalTelegram, Person
from bot.local.files import Upload
from bot.local.transcript import transcript
from tests.bot.local.conftest import Refused

CSV = Upload("grades.csv", b"name,mark\nAna,3\n")
KEYBOARD = {"inline_keyboard": [[{"text": "A", "callback_data": "a"}]]}


def png(width: int, height: int) -> bytes:
    """A black picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = zlib.compress((b"\0" + b"\0" * width) * height)
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


async def test_a_document_is_described_and_its_content_kept(telegram: LocalTelegram, ana: Person) -> None:
    fields = {"chat_id": ana.id, "document": CSV, "caption": "<b>Grades</b>", "parse_mode": "HTML"}
    message = await telegram.call("sendDocument", fields | {"reply_markup": KEYBOARD})
    document = message["document"]
    assert document == {
        "file_id": document["file_id"],
        "file_unique_id": document["file_unique_id"],
        "file_name": "grades.csv",
        "mime_type": "text/csv",
        "file_size": 16,
    }
    assert message["caption"] == "Grades"
    assert message["caption_entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert message["reply_markup"] == KEYBOARD
    assert ana.messages()[-1] == message
    assert telegram.world.files.read(document["file_id"]) == ("grades.csv", "text/csv", CSV.content)
    with pytest.raises(KeyError):
        telegram.world.files.read("other")


async def test_a_photo_has_the_size_of_its_picture(telegram: LocalTelegram, ana: Person) -> None:
    content = png(64, 48)
    fields = {"chat_id": ana.id, "photo": Upload("chart.png", content)}
    message = await telegram.call("sendPhoto", fields)
    (size,) = message["photo"]
    assert (size["width"], size["height"], size["file_size"]) == (64, 48, len(content))
    assert telegram.world.files.read(size["file_id"]) == ("chart.png", "image/png", content)
    assert "caption" not in message


async def test_a_file_that_was_sent_can_be_sent_again_by_its_id(telegram: LocalTelegram, ana: Person) -> None:
    first = await telegram.call("sendDocument", {"chat_id": ana.id, "document": CSV})
    again = await telegram.call("sendDocument", {"chat_id": ana.id, "document": first["document"]["file_id"]})
    assert again["document"] == first["document"]
    other = await telegram.call("sendDocument", {"chat_id": ana.id, "document": CSV})
    assert other["document"]["file_id"] != first["document"]["file_id"]
    assert other["document"]["file_unique_id"] == first["document"]["file_unique_id"]


@pytest.mark.parametrize(
    ("method", "fields", "reason"),
    [
        ("sendDocument", {}, 'parameter "document" is required'),
        ("sendDocument", {"document": Upload("x", b"")}, "file must be non-empty"),
        ("sendDocument", {"document": "other"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": "attach://part"}, "wrong file identifier/HTTP URL specified"),
        ("sendDocument", {"document": 5}, 'field "document" must be of type String'),
        ("sendDocument", {"document": CSV, "caption": "x" * 1025}, "message caption is too long"),
        ("sendDocument", {"document": CSV, "part": CSV}, 'unknown field "part" of sendDocument'),
        ("sendDocument", {"document": CSV, "message_thread_id": 7}, "message thread not found"),
        ("sendPhoto", {"photo": CSV}, "IMAGE_PROCESS_FAILED"),
        ("sendPhoto", {"photo": Upload("x.png", png(9000, 1001))}, "PHOTO_INVALID_DIMENSIONS"),
        ("sendPhoto", {"photo": Upload("x.png", png(21, 1))}, "PHOTO_INVALID_DIMENSIONS"),
        (
            "sendPhoto",
            {"photo": Upload("x.png", png(1, 1) + b"x" * 10_485_760)},
            f"file of size {10_485_760 + len(png(1, 1))} bytes is too big for a photo",
        ),
        ("sendMessage", {"text": CSV}, 'field "text" must be of type String'),
    ],
)
async def test_a_wrong_file_is_refused_and_nothing_is_sent(
    method: str, fields: dict[str, Any], reason: str, ana: Person, refused: Refused
) -> None:
    assert await refused(method, chat_id=ana.id, **fields) == f"Bad Request: {reason}"
    assert len(ana.messages()) == 1


async def test_50_megabytes_are_the_limit_of_a_document(telegram: LocalTelegram, ana: Person) -> None:
    too_large = Upload("x.bin", bytes(50 * 1024 * 1024 + 1))
    with pytest.raises(ApiError, match="413 Request Entity Too Large"):
        await telegram.call("sendDocument", {"chat_id": ana.id, "document": too_large})


async def test_a_caption_of_1024_characters_after_parsing_passes(
    telegram: LocalTelegram, ana: Person
) -> None:
    fields = {"chat_id": ana.id, "document": CSV, "caption": f"<i>{'é' * 1024}</i>", "parse_mode": "HTML"}
    assert len((await telegram.call("sendDocument", fields))["caption"]) == 1024


async def test_a_file_named_by_attach_is_the_part_of_that_name(telegram: LocalTelegram, ana: Person) -> None:
    fields = {"chat_id": ana.id, "document": "attach://part", "part": CSV}
    message = await telegram.call("sendDocument", fields)
    assert message["document"]["file_name"] == "grades.csv"


async def test_files_outlive_the_process(tmp_path: Path) -> None:
    path = tmp_path / "chats.db"
    old = LocalTelegram(path=path)
    ana = old.person("Ana")
    await ana.send("/start")
    content = bytes(range(256))
    fields = {"chat_id": ana.id, "document": Upload("all.bin", content)}
    message = await old.call("sendDocument", fields)
    old.close()
    new = LocalTelegram(path=path)
    name, mime_type, kept = new.world.files.read(message["document"]["file_id"])
    assert (name, mime_type, kept) == ("all.bin", "application/octet-stream", content)
    new.close()


async def test_a_file_has_no_text_to_edit_and_shows_in_a_failed_test(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    fields = {"chat_id": ana.id, "document": CSV, "caption": "Grades"}
    message = await telegram.call("sendDocument", fields)
    description = await refused("editMessageText", chat_id=ana.id, message_id=message["message_id"], text="x")
    assert description == "Bad Request: there is no text in the message to edit"
    await telegram.call("sendPhoto", {"chat_id": ana.id, "photo": Upload("x.png", png(4, 3))})
    assert transcript(ana.messages()[1:]).split("\n") == [
        "  #2 Local bot: (file grades.csv, 16 bytes)",
        "      Grades",
        "  #3 Local bot: (photo, 4 x 3)",
    ]
