"""A bank as a content package of QTI 2.1, a zip of one item for each question; reads nothing."""

from __future__ import annotations

import io
import re
import zipfile
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from questions.formats.exchange import Exported, LeftOut
from questions.formats.holding import CONTROL, lost_units, written
from questions.formats.qti_items import item_of
from questions.formats.qti_names import ITEM_TYPE, LOM, MANIFEST, PACKAGE
from questions.formats.record import SHELF_MARK, shelf_line
from questions.model import Bank, Question
from questions.reading.extraction.archive import MOST_ENTRIES

MOST_ITEMS = MOST_ENTRIES - 1
"""Items beside the manifest in a package that we read back."""

SAFE = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""The ids that can name a file everywhere."""


def write(bank: Bank, _: float) -> Exported:
    """Write a bank's approved questions as a content package.

    The proof is a feedback that everyone sees, the passage where a distractor belongs one for whoever chose
    it; our record is the value of a variable of the item.
    """
    pieces, left_out = written(bank, lambda question: (question, item_of(bank, question)))
    beyond = tuple(
        LeftOut(question.id, f"a package holds {MOST_ITEMS} questions, and it is one more")
        for question, _ in pieces[MOST_ITEMS:]
    )
    pieces = pieces[:MOST_ITEMS]
    names = {_name(question, number): item for number, (question, item) in enumerate(pieces, 1)}
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        _put(packed, MANIFEST, _manifest(bank, list(names)))
        for name, item in names.items():
            _put(packed, _path(name), item)
    units = tuple(lost_units(question for question, _ in pieces))
    return Exported(file.getvalue(), len(pieces), (*left_out, *beyond, *units))


def _name(question: Question, number: int) -> str:
    """Return the name of a question's resource and file; an id never has a full stop there."""
    return f"item-{question.id}" if SAFE.fullmatch(question.id) else f"item.{number}"


def _path(name: str) -> str:
    return f"items/{name}.xml"


def _put(packed: zipfile.ZipFile, path: str, element: Element) -> None:
    # Without a date of its own a member gets the time of day, and no two exports would be the same.
    content = tostring(element, encoding="utf-8", xml_declaration=True)
    packed.writestr(zipfile.ZipInfo(path), content, zipfile.ZIP_DEFLATED)


def _manifest(bank: Bank, names: list[str]) -> Element:
    manifest = Element("manifest", {"xmlns": PACKAGE, "identifier": "passage-quiz"})
    metadata = SubElement(manifest, "metadata")
    SubElement(metadata, "schema").text = "QTIv2.1 Package"
    SubElement(metadata, "schemaversion").text = "1.0.0"
    general = SubElement(SubElement(metadata, "lom", xmlns=LOM), "general")
    title = CONTROL.sub("", bank.title)
    for name, text in (("title", title), ("description", f"{SHELF_MARK} {shelf_line(bank)}")):
        SubElement(SubElement(general, name), "string", language=bank.language).text = text
    SubElement(manifest, "organizations")
    resources = SubElement(manifest, "resources")
    for name in names:
        resource = SubElement(resources, "resource", identifier=name, type=ITEM_TYPE, href=_path(name))
        SubElement(resource, "file", href=_path(name))
    indent(manifest)
    return manifest
