"""Whatever a file holds, it ends in text or in one line with a code; never in another exception."""

from __future__ import annotations

import io
import logging
import struct
import zlib
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions.errors import (
    DocumentDamaged,
    DocumentEmpty,
    DocumentError,
    DocumentFormat,
    DocumentLocked,
    DocumentMissing,
    DocumentScanned,
    DocumentTooLarge,
)
from questions.reading.extraction import LARGEST_FILE, extract, extractable
from questions.reading.extraction.archive import MOST_ENTRIES, MOST_UNPACKED
from tests.questions.reading.files import (
    BUILT,
    EVERY,
    archive,
    chapter,
    epub,
    odt,
    pdf,
    scan,
    word_bytes,
)

VALID = {name: make() for name, make in EVERY.items()}
LAUGHS = (
    '<!DOCTYPE bomb [<!ENTITY a "haha">'
    + "".join(f'<!ENTITY {chr(97 + one)} "{f"&{chr(96 + one)};" * 10}">' for one in range(1, 10))
    + "]>"
)


def refusal(data: bytes, name: str) -> DocumentError:
    with pytest.raises(DocumentError) as raised:
        extract(data, name)
    told = str(raised.value)
    assert told.startswith(f"[{raised.value.code}] {name} ")
    assert "\n" not in told
    return raised.value


def members(data: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(data)) as given_:
        return {name: given_.read(name) for name in given_.namelist()}


def zeros(mebibytes: int) -> bytes:
    """A Word document one of whose members is very long and packs well."""
    buffer = io.BytesIO(word_bytes())
    with (
        ZipFile(buffer, "a", ZIP_DEFLATED) as out,
        out.open("word/media/a.xml", "w", force_zip64=True) as file,
    ):
        for _ in range(mebibytes):
            file.write(bytes(1024 * 1024))
    return buffer.getvalue()


def test_an_empty_file_is_named() -> None:
    for name in EVERY:
        assert isinstance(refusal(b"", name), DocumentEmpty)
        assert isinstance(refusal(b" \n", name), DocumentEmpty)


def test_a_file_without_a_paragraph_is_named() -> None:
    assert isinstance(refusal(odt("<text:p/>"), "a.odt"), DocumentEmpty)
    assert isinstance(refusal(b"<html><body><p> </p></body></html>", "a.html"), DocumentEmpty)


def test_a_scan_is_told_from_a_broken_file() -> None:
    assert isinstance(refusal(scan(), "a.pdf"), DocumentScanned)


def test_a_file_under_a_password_is_told_from_a_broken_one() -> None:
    assert isinstance(refusal(pdf([[(72, 700, BUILT)]], locked="secret"), "a.pdf"), DocumentLocked)
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    assert isinstance(refusal(ole, "a.docx"), DocumentLocked)
    manifest = {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"}
    assert isinstance(refusal(odt(extra=manifest), "a.odt"), DocumentLocked)
    rights = "<encryption><CipherReference URI='OEBPS/text/b.xhtml'/></encryption>"
    assert isinstance(refusal(epub(extra={"META-INF/encryption.xml": rights}), "a.epub"), DocumentLocked)
    packed = bytearray(word_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = packed.find(mark)
        while at >= 0:
            packed[at + place] |= 1
            at = packed.find(mark, at + 1)
    assert isinstance(refusal(bytes(packed), "a.docx"), DocumentLocked)


def test_a_book_whose_fonts_alone_are_encrypted_is_read() -> None:
    rights = "<encryption><CipherReference URI='OEBPS/fonts/a.ttf'/></encryption>"
    assert BUILT in extract(epub(extra={"META-INF/encryption.xml": rights}), "a.epub").text


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("other", EVERY)
def test_a_wrong_ending_is_told_with_the_right_one(name: str, other: str) -> None:
    if name == other:
        return
    refused = refusal(VALID[other], name)
    assert isinstance(refused, DocumentFormat)
    assert refused.advice == f"Rename it to end in {Path(other).suffix}"


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(
    "data",
    [
        b"Only words, and no format.",
        b"{\\rtf1 words}",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old",
        b"\x89PNG\r\n\x1a\n\x00",
    ],
)
def test_what_is_of_no_format_is_refused_under_every_ending(name: str, data: bytes) -> None:
    assert isinstance(refusal(data, name), DocumentFormat)


def test_an_archive_of_something_else_is_refused() -> None:
    for contents in (
        {"a.txt": "words"},
        {"mimetype": "application/zip"},
        {"[Content_Types].xml": "", "xl/a": ""},
    ):
        assert isinstance(refusal(archive(contents), "a.docx"), DocumentFormat)


def test_a_file_of_more_than_twenty_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(DocumentTooLarge):
        extract(path, str(path))
    assert isinstance(refusal(bytes(LARGEST_FILE + 1), "a.pdf"), DocumentTooLarge)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentMissing):
        extract(tmp_path / "a.pdf", "a.pdf")
    with pytest.raises(DocumentMissing):
        extractable(tmp_path / "report")


def test_a_bomb_that_declares_its_size_is_not_unpacked() -> None:
    data = zeros(1024)
    assert len(data) < 2 * 1024 * 1024
    before = process_time()
    assert isinstance(refusal(data, "a.docx"), DocumentTooLarge)
    assert process_time() - before < 1


def test_a_bomb_whose_header_lies_is_unpacked_no_further_than_it_declares() -> None:
    size = 200 * 1024 * 1024
    data = zeros(200)
    lying = data.replace(struct.pack("<I", size), struct.pack("<I", 1000))
    assert lying != data
    assert isinstance(refusal(lying, "a.docx"), DocumentDamaged)


def test_members_that_are_small_one_by_one_count_together() -> None:
    contents = {f"word/{place}.xml": bytes(MOST_UNPACKED // 50) for place in range(52)}
    assert isinstance(refusal(archive({"[Content_Types].xml": "", **contents}), "a.docx"), DocumentTooLarge)


@pytest.mark.parametrize("entries", [MOST_ENTRIES + 1, 5000, 70000])
def test_an_archive_of_very_many_files_is_refused(entries: int) -> None:
    data = archive({f"word/{place}": b"" for place in range(entries)})
    before = process_time()
    assert isinstance(refusal(data, "a.docx"), DocumentTooLarge)
    assert process_time() - before < 1


def test_a_directory_that_lies_about_its_length_is_refused_before_it_is_parsed() -> None:
    data = bytearray(archive({f"word/{place:05}": b"" for place in range(30000)}))
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<HH", 5, 5)
    assert isinstance(refusal(bytes(data), "a.docx"), DocumentTooLarge)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_wherever_they_stand(encoding: str) -> None:
    declared = f'<?xml version="1.0" encoding="{encoding}"?>{LAUGHS}'
    body = f'{declared}<w:document xmlns:w="x"><w:body><w:p>&j;</w:p></w:body></w:document>'.encode(encoding)
    for part in ("word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"):
        bomb = archive({**members(VALID["a.docx"]), part: body})
        assert isinstance(refusal(bomb, "a.docx"), DocumentDamaged)
    deck = archive({**members(VALID["a.pptx"]), "ppt/slides/slide1.xml": body})
    assert isinstance(refusal(deck, "a.pptx"), DocumentDamaged)


def test_entities_of_other_formats_are_refused_or_left_as_they_are() -> None:
    assert isinstance(refusal(odt("<text:p>&j;</text:p>", prolog=LAUGHS), "a.odt"), DocumentDamaged)
    bomb = members(epub())
    package = (
        bomb["OEBPS/book.opf"]
        .replace(b"<package", LAUGHS.encode() + b"<package")
        .replace(b"<manifest>", b"<manifest>&j;")
    )
    assert isinstance(refusal(archive({**bomb, "OEBPS/book.opf": package}), "a.epub"), DocumentDamaged)
    laughing = chapter("<p>It says &j; and no more.</p>").replace("<html", f"{LAUGHS}<html", 1)
    assert len(extract(epub({"a.xhtml": laughing}), "a.epub").text) < 10_000


def test_nothing_outside_the_file_is_opened(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("The secret of the light.", encoding="utf-8")
    prolog = f'<!DOCTYPE a [<!ENTITY s SYSTEM "{secret.as_uri()}">]>'
    assert isinstance(refusal(odt("<text:p>&s;</text:p>", prolog=prolog), "a.odt"), DocumentDamaged)
    page_ = f"{prolog}<html><body><p>It says &s; and <img src='{secret.as_uri()}'> no more.</p></body></html>"
    assert "secret of" not in extract(page_.encode(), "a.html").text
    book = epub({f"../../../../..{secret}": "", "a.xhtml": chapter(f"<p>{BUILT}</p>")})
    assert "secret of" not in extract(book, "a.epub").text


def test_a_page_of_very_deep_elements_ends() -> None:
    deep = b"<html><body>" + b"<div>" * 20_000 + b"<p>It ends.</p>" + b"</div>" * 20_000
    ends(deep, "a.html")
    ends(odt("<text:section>" * 20_000 + f"<text:p>{BUILT}</text:p>" + "</text:section>" * 20_000), "a.odt")


def test_a_page_that_opens_very_many_comments_is_told_in_no_time() -> None:
    before = process_time()
    ends(b"<!-- a -->" * 6000 + b"no page", "a.html")
    assert process_time() - before < 1


def test_the_cause_of_a_broken_file_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="questions.reading.extraction")
    assert isinstance(refusal(b"%PDF-1.7\nnothing follows", "a.pdf"), DocumentDamaged)
    assert "a.pdf cannot be read" in caplog.text
    assert "Traceback" in caplog.text


def ends(data: bytes, name: str) -> None:
    """Extract; only a failure with a code may come."""
    try:
        extracted = extract(data, name)
    except DocumentError as error:
        assert "\n" not in str(error)
    else:
        assert extracted.text.encode()


@pytest.mark.parametrize("name", EVERY)
def test_a_file_that_breaks_off_ends_in_text_or_a_code(name: str) -> None:
    data = VALID[name]
    for tenth in range(10):
        ends(data[: len(data) * tenth // 10], name)
    ends(data[:-1], name)


@pytest.mark.parametrize("name", EVERY)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_a_file_with_flipped_bits_ends_in_text_or_a_code(name: str, drawn: st.DataObject) -> None:
    broken = bytearray(VALID[name])
    for place in drawn.draw(st.lists(st.integers(0, len(broken) * 8 - 1), min_size=1, max_size=20)):
        broken[place // 8] ^= 1 << place % 8
    ends(bytes(broken[: drawn.draw(st.integers(1, len(broken)))]), name)


@pytest.mark.parametrize("name", [name for name in EVERY if name not in ("a.pdf", "a.html")])
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_an_archive_with_a_broken_part_ends_in_text_or_a_code(name: str, drawn: st.DataObject) -> None:
    contents = members(VALID[name])
    part = drawn.draw(st.sampled_from(sorted(one for one in contents if contents[one])))
    broken = bytearray(contents[part])
    for place in drawn.draw(st.lists(st.integers(0, len(broken) - 1), min_size=1, max_size=8)):
        broken[place] = drawn.draw(st.sampled_from(b"<>&\"' /az09\x00\xff"))
    ends(archive({**contents, part: bytes(broken)}), name)


@pytest.mark.parametrize(
    "start", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html>", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
@settings(max_examples=40, deadline=None)
@given(rest=st.binary(max_size=400), name=st.sampled_from([*EVERY, "report"]))
def test_random_bytes_end_in_text_or_a_code(start: bytes, rest: bytes, name: str) -> None:
    ends(start + rest, name)


@settings(max_examples=40, deadline=None)
@given(
    rest=st.text(max_size=300),
    tags=st.lists(st.sampled_from(["<p>", "</div>", "<table>", "<sup><a>", "<h1>"])),
)
def test_random_markup_ends_in_text_or_a_code(rest: str, tags: list[str]) -> None:
    ends(f"<html><body>{rest.join(tags)}{rest}".encode(errors="surrogatepass"), "a.html")


def test_checksums_are_of_what_is_read() -> None:
    data = bytearray(archive({"mimetype": "application/epub+zip"}))
    crc = struct.pack("<I", zlib.crc32(b"application/epub+zip"))
    assert isinstance(refusal(bytes(data).replace(crc, b"\x00\x00\x00\x01"), "a.epub"), DocumentDamaged)
