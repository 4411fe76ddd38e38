"""The rules of QTI 2.1 for what we write, told again from its schema and not from our code.

Content models, attributes and types are those of `imsqti_v2p1.xsd` and of `imscp_v1p2.xsd`; the rules beyond
a schema are those of the information model (https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html).
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from xml.etree.ElementTree import Element, fromstring

QTI = "{http://www.imsglobal.org/xsd/imsqti_v2p1}"
PACKAGE = "{http://www.imsglobal.org/xsd/imscp_v1p1}"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates/"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
BODY = "id class label " + LANG

BLOCK = "(?:p|blockquote|choiceInteraction) "
INLINE = "(?:(?:br|textEntryInteraction) )*"
NAME = re.compile(r"[A-Za-z_][\w.-]*")
"""An identifier: a name without a colon."""

BASES = {
    "identifier": NAME,
    "integer": re.compile(r"-?\d{1,10}"),
    "float": re.compile(r"-?\d+(?:\.\d+)?"),
    "string": re.compile(r".+", re.DOTALL),
}


@dataclass(frozen=True)
class Rule:
    """What an element may hold: its children as a pattern of their names, each with a space after it."""

    children: str = ""
    must: str = ""
    may: str = ""
    words: bool = False


RULES = {
    "assessmentItem": Rule(
        "(?:responseDeclaration )*(?:outcomeDeclaration )*(?:itemBody )?(?:responseProcessing )?"
        "(?:modalFeedback )*",
        "identifier title adaptive timeDependent",
        f"label toolName toolVersion {LANG}",
    ),
    "responseDeclaration": Rule(
        "(?:defaultValue )?(?:correctResponse )?(?:mapping )?", "identifier cardinality", "baseType"
    ),
    "correctResponse": Rule("(?:value )+", may="interpretation"),
    "value": Rule(may="fieldIdentifier baseType", words=True),
    "mapping": Rule("(?:mapEntry )+", may="lowerBound upperBound defaultValue"),
    "mapEntry": Rule(must="mapKey mappedValue", may="caseSensitive"),
    "outcomeDeclaration": Rule(
        "(?:defaultValue )?",
        "identifier cardinality",
        "baseType view interpretation longInterpretation normalMaximum normalMinimum masteryValue",
    ),
    "defaultValue": Rule("(?:value )+", may="interpretation"),
    "itemBody": Rule(f"(?:{BLOCK})*", may=BODY),
    "p": Rule(INLINE, may=BODY, words=True),
    "br": Rule(may=BODY),
    "blockquote": Rule(f"(?:{BLOCK})*", may=f"cite {BODY}"),
    "choiceInteraction": Rule(
        "(?:prompt )?(?:simpleChoice )+",
        "responseIdentifier shuffle maxChoices",
        f"minChoices orientation {BODY}",
    ),
    "prompt": Rule("(?:br )*", may=BODY, words=True),
    "simpleChoice": Rule("(?:br )*", "identifier", f"fixed templateIdentifier showHide {BODY}", words=True),
    "textEntryInteraction": Rule(
        "", "responseIdentifier", f"base stringIdentifier expectedLength patternMask placeholderText {BODY}"
    ),
    "responseProcessing": Rule(
        "(?:(?:responseCondition|setOutcomeValue) )*", may="template templateLocation"
    ),
    "responseCondition": Rule("responseIf (?:responseElseIf )*(?:responseElse )?"),
    "responseIf": Rule("(?:match|equal) (?:setOutcomeValue )*"),
    "responseElse": Rule("(?:setOutcomeValue )*"),
    "match": Rule("variable correct "),
    "equal": Rule("variable correct ", "toleranceMode", "tolerance includeLowerBound includeUpperBound"),
    "variable": Rule(must="identifier", may="weightIdentifier"),
    "correct": Rule(must="identifier"),
    "mapResponse": Rule(must="identifier"),
    "setOutcomeValue": Rule("(?:baseValue|variable|mapResponse) ", "identifier"),
    "baseValue": Rule(must="baseType", words=True),
    "modalFeedback": Rule(
        "(?:(?:p|blockquote) )*", "outcomeIdentifier showHide identifier", "title", words=True
    ),
}


def checked(data: bytes) -> dict[str, Element]:
    """Assert that a package and its items keep the rules, and return the items by their paths."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        files = {name: packed.read(name) for name in packed.namelist()}
    manifest = fromstring(files.pop("imsmanifest.xml"))  # noqa: S314 - we wrote it
    assert manifest.tag == f"{PACKAGE}manifest"
    assert [one.tag for one in manifest] == [
        f"{PACKAGE}{name}" for name in ("metadata", "organizations", "resources")
    ]
    assert manifest.findtext(f"{PACKAGE}metadata/{PACKAGE}schema") == "QTIv2.1 Package"
    assert manifest.findtext(f"{PACKAGE}metadata/{PACKAGE}schemaversion") == "1.0.0"
    resources = manifest.findall(f"{PACKAGE}resources/{PACKAGE}resource")
    names = [manifest.attrib["identifier"], *(one.attrib["identifier"] for one in resources)]
    assert len(set(names)) == len(names)
    assert all(NAME.fullmatch(one) for one in names)
    assert {one.attrib["type"] for one in resources} <= {"imsqti_item_xmlv2p1"}
    for one in resources:
        assert [file.attrib["href"] for file in one.findall(f"{PACKAGE}file")] == [one.attrib["href"]]
    assert [one.attrib["href"] for one in resources] == list(files)
    items = {name: fromstring(text) for name, text in files.items()}  # noqa: S314 - we wrote it
    for item in items.values():
        _keeps_the_schema(item)
        _keeps_the_model(item)
    return items


def _keeps_the_schema(item: Element) -> None:
    assert item.tag == f"{QTI}assessmentItem"
    for one in item.iter():
        assert one.tag.startswith(QTI), one.tag
        rule = RULES[_local(one)]
        children = "".join(f"{_local(child)} " for child in one)
        assert re.fullmatch(rule.children, children), (one.tag, children)
        assert set(rule.must.split()) <= set(one.attrib) <= set(f"{rule.must} {rule.may}".split()), one.attrib
        if not rule.words:
            assert not "".join((one.text or "", *(child.tail or "" for child in one))).strip(), one.tag


def _keeps_the_model(item: Element) -> None:
    declared = {
        one.attrib["identifier"]: one.attrib["baseType"]
        for one in item
        if _local(one) in ("responseDeclaration", "outcomeDeclaration")
    }
    assert all(NAME.fullmatch(one) for one in declared)
    response = item.find(f"{QTI}responseDeclaration")
    assert response is not None
    (right,) = (one.text or "" for one in response.findall(f"{QTI}correctResponse/{QTI}value"))
    base = response.attrib["baseType"]
    assert BASES[base].fullmatch(right)
    (interaction,) = (one for one in item.iter() if _local(one).endswith("Interaction"))
    assert interaction.attrib["responseIdentifier"] == response.attrib["identifier"]
    choices = [one.attrib["identifier"] for one in interaction.findall(f"{QTI}simpleChoice")]
    assert len(set(choices)) == len(choices)
    assert right in choices or base != "identifier"
    assert (base == "identifier") == (_local(interaction) == "choiceInteraction")
    _keeps_the_model_of_processing(item, declared, base)
    for feedback in item.findall(f"{QTI}modalFeedback"):
        assert declared[feedback.attrib["outcomeIdentifier"]] == "identifier"
        assert NAME.fullmatch(feedback.attrib["identifier"])
        assert feedback.attrib["showHide"] == "show"


def _keeps_the_model_of_processing(item: Element, declared: dict[str, str], base: str) -> None:
    processing = item.find(f"{QTI}responseProcessing")
    assert processing is not None
    assert processing.get("template") in (None, f"{TEMPLATES}match_correct", f"{TEMPLATES}map_response")
    for one in processing.iter():
        if _local(one) in ("setOutcomeValue", "variable", "correct", "mapResponse"):
            assert one.attrib["identifier"] in declared
        if _local(one) == "match":
            assert base not in ("float", "duration"), "no float is matched"
        if _local(one) == "mapResponse":
            assert item.find(f"{QTI}responseDeclaration/{QTI}mapping") is not None
        if _local(one) == "setOutcomeValue" and _local(one[0]) == "baseValue":
            assert one[0].attrib["baseType"] == declared[one.attrib["identifier"]]


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
