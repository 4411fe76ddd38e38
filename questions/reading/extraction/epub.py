"""EPUB books: the chapters in the order of the spine; knows HTML only by its blocks."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from questions.errors import DocumentDamaged, DocumentLocked
from questions.reading.extraction.archive import Archive
from questions.reading.extraction.manuscript import Block, Heading
from questions.reading.extraction.markup import blocks
from questions.reading.extraction.web import parse

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
XHTML = "application/xhtml+xml"
NCX = "application/x-dtbncx+xml"


def read(data: bytes, name: str) -> Iterator[Block]:
    """Yield the blocks of a book, chapter after chapter.

    A chapter without a heading of its own gets the one that the table of contents has for it. A book that
    flows has no pages.
    """
    archive = Archive(data, name)
    rootfile = _xml(archive, CONTAINER).find(".//{*}rootfile")
    package_path = rootfile.get("full-path", "") if rootfile is not None else ""
    package = _xml(archive, package_path)
    folder = posixpath.dirname(package_path)
    items = {item.get("id", ""): item for item in package.findall(".//{*}manifest/{*}item")}
    chapters = [
        _place(folder, items[key]) for key in _spine(package) if key in items and _is_chapter(items[key])
    ]
    if not chapters:
        raise DocumentDamaged(f"{name} names no chapters", advice="Save it as an EPUB again")
    _refuse_locked(archive, chapters, name)
    titles = _titles(archive, folder, items)
    for chapter in chapters:
        if chapter in archive.names:
            found = list(blocks(parse(archive.read(chapter), name)))
            if found and chapter in titles and not isinstance(found[0], Heading):
                yield Heading(titles[chapter])
            yield from found


def _xml(archive: Archive, member: str) -> Element:
    return fromstring(archive.read(member))


def _spine(package: Element) -> Iterator[str]:
    for reference in package.findall(".//{*}spine/{*}itemref"):
        if reference.get("linear") != "no":
            yield reference.get("idref", "")


def _is_chapter(item: Element) -> bool:
    return item.get("media-type") == XHTML and "nav" not in item.get("properties", "").split()


def _place(folder: str, item: Element) -> str:
    return _within(folder, item.get("href", ""))


def _within(folder: str, reference: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(reference.partition("#")[0])))


def _refuse_locked(archive: Archive, chapters: list[str], name: str) -> None:
    """Refuse a book whose chapters are encrypted; fonts often are, to no harm."""
    if ENCRYPTION not in archive.names:
        return
    locked = {unquote(one.get("URI", "")) for one in _xml(archive, ENCRYPTION).iter() if one.get("URI")}
    if locked & set(chapters):
        raise DocumentLocked(f"{name} is locked by its seller (DRM)", advice="Give a copy without it")


def _titles(archive: Archive, folder: str, items: Mapping[str, Element]) -> dict[str, str]:
    """Return the first title that the table of contents has for each chapter."""
    titles: dict[str, str] = {}
    for item in items.values():
        place = _place(folder, item)
        if place not in archive.names:
            continue
        if item.get("media-type") == NCX:
            for point in _xml(archive, place).iter():
                content, label = point.find("{*}content"), point.findtext("{*}navLabel/{*}text")
                if content is not None and label:
                    titles.setdefault(_within(posixpath.dirname(place), content.get("src", "")), label)
        elif "nav" in item.get("properties", "").split():
            for link in parse(archive.read(place), place).findall(".//nav//a"):
                chapter = _within(posixpath.dirname(place), link.get("href", ""))
                titles.setdefault(chapter, link.text_content())
    return titles
