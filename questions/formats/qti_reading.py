"""A package of QTI that we or others wrote, or one item of it, read item by item; knows no answer."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from questions.errors import DocumentError, FormatBroken
from questions.formats.exchange import Contents, Held, LeftOut, Unsupported, contents_of
from questions.formats.qti_answers import held_of
from questions.formats.qti_names import MANIFEST, local
from questions.formats.record import SHELF_MARK, Shelf, shelf_from
from questions.reading.extraction.archive import Archive

ZIP_MARKS = (b"PK\x03\x04", b"PK\x05\x06")
ITEM = re.compile(r"imsqti_item_xmlv2p\d")
TEST = re.compile(r"imsqti_(?:test|section)_xmlv2p\d")
OTHER = re.compile(r"imsqti_|assessment|question-bank")
"""Resources that are questions of another version of QTI or of a cartridge, beside pictures and the like."""

MOST_XML = 2_000_000
"""Bytes of an item or a manifest: as a tree they take some fifty times as much memory."""

TITLE = 80


def read(data: bytes, name: str) -> Contents:
    """Read a content package, or a single item.

    Raises:
        FormatBroken: [Q071] It is no package of QTI 2, unpacks to more than we read, or is locked.
    """
    if not data.startswith(ZIP_MARKS):
        return contents_of(_item(_root(data, name, "assessmentItem"), name), name)
    try:
        archive = Archive(data, name)
        path = _manifest(archive, name)
        manifest = _root(_member(archive, path), f"{name}: {MANIFEST}", "manifest")
        return contents_of(_items(archive, manifest, posixpath.dirname(path)), name, _shelf(manifest))
    except DocumentError as error:
        raise FormatBroken(str(error.args[0]), advice=error.advice) from error
    except Unsupported as error:
        raise FormatBroken(f"{name}: {MANIFEST}: {error}", advice="Export it again") from error


def _manifest(archive: Archive, name: str) -> str:
    """Return the path of the manifest that is nearest the root: one within is of a package in this one."""
    found = [one for one in archive.names if posixpath.basename(one) == MANIFEST]
    if not found:
        raise FormatBroken(
            f"{name} has no {MANIFEST}, so it is no package", advice="Export it as a QTI 2.1 package"
        )
    return min(found, key=lambda path: (path.count("/"), path))


def _root(data: bytes, name: str, wanted: str) -> Element:
    try:
        root = _parsed(data)
    except Unsupported as error:
        raise FormatBroken(f"{name}: {error}", advice="Export it again as QTI 2.1") from error
    if local(root.tag) != wanted:
        raise FormatBroken(
            f"{name} begins with <{local(root.tag)}>, not with <{wanted}>",
            advice="Export it as a QTI 2.1 package",
        )
    return root


def _parsed(data: bytes) -> Element:
    if len(data) > MOST_XML:
        raise Unsupported(f"it has more than {MOST_XML} bytes")
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except ParseError as error:
        raise Unsupported(f"it is no XML that can be read ({error})") from error
    except DefusedXmlException as error:
        raise Unsupported("it defines a document type or entities of its own") from error
    except (LookupError, ValueError) as error:
        raise Unsupported("its encoding is unknown") from error
    return root


def _member(archive: Archive, member: str) -> bytes:
    if member not in archive.names:
        raise Unsupported("it is not in the package")
    if archive.size(member) > MOST_XML:
        raise Unsupported(f"it has more than {MOST_XML} bytes")
    return archive.read(member)


def _items(archive: Archive, manifest: Element, folder: str) -> Iterator[Held | LeftOut]:
    """Yield what a manifest lists, by paths from its folder."""
    for resource in manifest.iter():
        if local(resource.tag) != "resource":
            continue
        kind, href = resource.get("type", ""), resource.get("href", "")
        if TEST.match(kind):
            yield LeftOut(href or kind, "a test's order, times and weights are left out")
        elif ITEM.match(kind):
            member = posixpath.normpath(posixpath.join(folder, unquote(href)))
            try:
                root = _parsed(_member(archive, member))
            except Unsupported as error:
                yield LeftOut(href, str(error))
            else:
                yield from _item(root, href)
        elif OTHER.search(kind):
            yield LeftOut(href or kind, f"it is of the type {kind}, and items of QTI 2 are read")


def _item(item: Element, where: str) -> Iterator[Held | LeftOut]:
    title = " ".join(item.get("title", "").split())[:TITLE]
    where = f"{where} ({title})" if title else where
    if local(item.tag) != "assessmentItem":
        yield LeftOut(where, f"it begins with <{local(item.tag)}>, not with <assessmentItem>")
        return
    try:
        yield from held_of(item, where)
    except Unsupported as error:
        yield LeftOut(where, str(error))


def _shelf(manifest: Element) -> Shelf | None:
    texts = ((one.text or "").strip() for one in manifest.iter() if local(one.tag) == "string")
    found = (shelf_from(text.removeprefix(SHELF_MARK)) for text in texts if text.startswith(SHELF_MARK))
    return next((shelf for shelf in found if shelf), None)
