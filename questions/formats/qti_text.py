"""The text of an item's body as a reader sees it, with its gap; knows no answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from questions.formats.exchange import Unsupported
from questions.formats.holding import CONTROL
from questions.formats.markup import BREAKS, MEDIA, MOST_CHARACTERS
from questions.formats.qti_names import VERBATIM, local

GAP = "\x02"
"""Where the gap is; no XML has this character."""

KEPT = "\x01"
ASIDE = frozenset(
    "simpleChoice inlineChoice feedbackInline feedbackBlock templateInline templateBlock rubricBlock".split()
)
"""What is no part of what is asked: the choices, what is said after the answer, notes for others."""

BLOCKS = BREAKS | {"prompt", "blockquote", "pre", "dt", "dd", "choiceInteraction"}
PICTURES = MEDIA | {"math", "include"}
LINE_END = "br"


@dataclass(frozen=True, slots=True)
class Told:
    """A text.

    Attributes:
        text: The text, GAP where its gap is.
        media: Whether a picture, a sound or a formula is left out.
    """

    text: str
    media: bool

    @property
    def gap_in_words(self) -> bool:
        """Whether the gap stands in a line that has words besides."""
        lines = (line for line in self.text.split("\n") if GAP in line)
        return any(re.search(r"\w", line) for line in lines)


def told(root: Element, gap: Element | None = None) -> Told:
    """Return what an element says.

    White space is the layout of the file, but where the text is marked as our own.

    Args:
        root: The element; one that is aside is read all the same when it is the root.
        gap: The interaction whose place is kept.

    Raises:
        Unsupported: It is longer than a question can be.
    """
    pieces: list[str] = []
    kept: list[str] = []
    media, size = False, 0
    within: Element | None = None

    def add(text: str | None) -> None:
        nonlocal size
        size += len(text or "")
        if size > MOST_CHARACTERS:
            raise Unsupported(f"its text has more than {MOST_CHARACTERS} characters")
        if text and within is not None:
            kept.append(text)
            pieces.append(f"{KEPT}{len(kept) - 1}{KEPT}")
        elif text:
            pieces.append(re.sub(r"\s+", " ", text))

    for one, opens in _walk(root, gap):
        name = local(one.tag)
        if one is within and not opens:
            within = None
        if name == LINE_END and opens and within is not None:
            add("\n")
        elif name in BLOCKS and (opens or name != LINE_END):
            pieces.append("\n")
        if not opens:
            add(one.tail if one is not root else "")
            continue
        if within is None and one.get("class") == VERBATIM:
            within = one
        media = media or name in PICTURES
        if one is gap:
            pieces.append(GAP)
        elif one is root or not _is_shut(one):
            add(one.text)
    return Told(_laid("".join(pieces), kept), media)


def _walk(root: Element, gap: Element | None) -> Iterator[tuple[Element, bool]]:
    """Yield each element as it opens and as it closes; what is within one that is shut is left out."""
    waiting = [(root, True)]
    while waiting:
        one, opens = waiting.pop()
        yield one, opens
        if opens:
            waiting.append((one, False))
            if one is not gap and (one is root or not _is_shut(one)):
                waiting.extend((child, True) for child in reversed(one))


def _is_shut(element: Element) -> bool:
    name = local(element.tag)
    return not name or name in ASIDE or name in PICTURES


def _laid(text: str, kept: list[str]) -> str:
    lines = (re.sub(r" +", " ", line).strip() for line in text.split("\n"))
    joined = "\n".join(line for line in lines if line)
    whole = re.sub(rf"{KEPT}(\d+){KEPT}", lambda found: kept[int(found[1])], joined)
    return "".join(part if part == GAP else CONTROL.sub("", part) for part in re.split(f"({GAP})", whole))
