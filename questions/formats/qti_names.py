"""The names of QTI 2.1 that its writing and its reading share; knows no question.

The elements are those of https://www.imsglobal.org/question/qtiv2p1/imsqti_infov2p1.html and of the content
packages in https://www.imsglobal.org/question/qtiv2p1/imsqti_intgv2p1.html.
"""

from __future__ import annotations

QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/LOM"
TEMPLATES = "http://www.imsglobal.org/question/qti_v2p1/rptemplates"

MANIFEST = "imsmanifest.xml"
ITEM_TYPE = "imsqti_item_xmlv2p1"

RESPONSE, SCORE, FEEDBACK, PROOF = "RESPONSE", "SCORE", "FEEDBACK", "PROOF"
RECORD = "PASSAGE_QUIZ"
"""The variable whose value is our record: systems keep an item's declarations, but no comments."""

VERBATIM = "passage-quiz"
"""The class of the texts that we wrote: their white space is theirs, where others' is the file's layout."""


def local(tag: object) -> str:
    """Return an element's name without its namespace, "" for a comment or an instruction."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
