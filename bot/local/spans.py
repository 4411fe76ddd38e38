"""Spans of formatting over a text, as Telegram keeps them; knows entities and nothing of markup languages.

Inside, a span counts code points; at the edge, an entity counts UTF-16 code units, as the Bot API does.
"""

import re
from dataclasses import dataclass, replace
from typing import Any

from bot.local.errors import ApiError, bad_request
from bot.local.store import Json

__all__ = ["Span", "detected", "entities_of", "spans_of", "tidied"]

QUOTES = frozenset({"blockquote", "expandable_blockquote"})
CODE = frozenset({"code", "pre"})
KINDS = frozenset({"bold", "italic", "underline", "strikethrough", "spoiler", "text_link"}) | CODE | QUOTES
AUTOMATIC = frozenset({"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"})
DETECTED = {
    "url": re.compile(r"(?<![\w@/.])(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?()\[\]{}'*_]", re.IGNORECASE),
    "bot_command": re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@[A-Za-z0-9_]{3,32})?(?![\w/<>@])"),
    "mention": re.compile(r"(?<![\w/])@[A-Za-z][A-Za-z0-9_]{2,31}(?!\w)"),
}
LINK = re.compile(r"(?:https?|tg)://[^\s/?#]+[^\s]*", re.IGNORECASE)
DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")


@dataclass(frozen=True)
class Span:
    """One stretch of formatting.

    Attributes:
        kind: A MessageEntity type.
        start: The first code point.
        end: The code point after the last.
        url: Where a text_link leads.
        language: The programming language of a pre.
    """

    kind: str
    start: int
    end: int
    url: str | None = None
    language: str | None = None

    @property
    def range(self) -> tuple[int, int]:
        """Start and end."""
        return self.start, self.end


def spans_of(text: str, entities: list[Any]) -> list[Span]:
    """Read explicit entities.

    Args:
        text: The text that they belong to.
        entities: MessageEntity objects; types that Telegram finds by itself are passed over.

    Raises:
        ApiError: 400, for an entity that is malformed or lies outside of the text.
    """
    boundaries = {0: 0}
    units = 0
    for index, character in enumerate(text, start=1):
        units += 2 if ord(character) > 0xFFFF else 1
        boundaries[units] = index
    spans = []
    for entity in entities:
        kind, offset, length = _entity_head(entity)
        if kind in AUTOMATIC:
            continue
        if kind not in KINDS:
            raise bad_request("can't parse MessageEntity: Unsupported type specified")
        if offset > units:
            raise _misplaced(f"Entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > units:
            raise _misplaced(
                f"Entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
        if offset not in boundaries:
            raise _misplaced(f"Entity begins in a middle of a UTF-16 symbol at UTF-16 offset {offset}")
        if offset + length not in boundaries:
            raise _misplaced(f"Entity ends in a middle of a UTF-16 symbol at UTF-16 offset {offset + length}")
        url, language = entity.get("url"), entity.get("language")
        if kind == "text_link" and not isinstance(url, str):
            raise bad_request("can't parse MessageEntity: Can't find field \"url\"")
        spans.append(Span(kind, boundaries[offset], boundaries[offset + length], url, language))
    return spans


def _entity_head(entity: Any) -> tuple[str, int, int]:
    if not isinstance(entity, dict):
        raise bad_request("can't parse MessageEntity: Expected an Object")
    unknown = set(entity) - {"type", "offset", "length", "url", "language"}
    if unknown:
        raise bad_request(f'can\'t parse MessageEntity: Unknown field "{min(unknown)}"')
    kind, offset, length = entity.get("type"), entity.get("offset"), entity.get("length")
    if not isinstance(kind, str):
        raise bad_request("can't parse MessageEntity: Can't find field \"type\"")
    if type(offset) is not int or type(length) is not int:
        raise bad_request('can\'t parse MessageEntity: Field "offset" and "length" must be of type Number')
    if offset < 0 or length <= 0:
        raise bad_request("can't parse MessageEntity: Wrong offset or length")
    return kind, offset, length


def _misplaced(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def tidied(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """What Telegram keeps of a text: control characters gone, ends trimmed, empty spans dropped.

    White space at the front is kept where a span covers it, as Telegram does.
    """
    kept = "".join(" " if character < " " and character != "\n" else character for character in text)
    kept = kept.rstrip()
    front = min([span.start for span in spans] or [len(kept)])
    lead = len(kept[:front]) - len(kept[:front].lstrip())
    kept = kept[lead:]
    moved = [
        replace(span, start=max(span.start - lead, 0), end=min(span.end - lead, len(kept))) for span in spans
    ]
    return kept, _nested([span for span in moved if kept[slice(*span.range)].strip()])


def _nested(spans: list[Span]) -> list[Span]:
    """In order, without links that lead nowhere, quotes within quotes and formatting within code."""
    result: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        around = [other for other in result if other.start < span.end and span.start < other.end]
        if any(other.kind in CODE for other in around):
            continue
        if span.kind in QUOTES and any(other.kind in QUOTES for other in around):
            continue
        if span.kind == "text_link":
            url = _address(span.url or "")
            if url is None:
                continue
            span = replace(span, url=url)
        result.append(span)
    return result


def _address(url: str) -> str | None:
    if DOMAIN.fullmatch(url):
        url = "http://" + url
    if LINK.fullmatch(url) is None:
        return None
    return url if "/" in url.split("://", 1)[1] else url + "/"


def detected(text: str, spans: list[Span]) -> list[Span]:
    """The spans together with the commands, addresses and mentions that Telegram finds by itself."""
    taken = [span for span in spans if span.kind in CODE or span.kind == "text_link"]
    found: list[Span] = []
    for kind, pattern in DETECTED.items():
        for match in pattern.finditer(text):
            span = Span(kind, *match.span())
            if all(span.end <= other.start or other.end <= span.start for other in taken + found):
                found.append(span)
    return sorted(spans + found, key=lambda span: (span.start, -span.end))


def entities_of(text: str, spans: list[Span]) -> list[Json]:
    """The spans as MessageEntity objects, counted in UTF-16 code units."""
    entities = []
    for span in spans:
        offset = _units(text[: span.start])
        entity: Json = {"type": span.kind, "offset": offset, "length": _units(text[slice(*span.range)])}
        if span.url is not None and span.kind == "text_link":
            entity["url"] = span.url
        if span.language is not None and span.kind == "pre":
            entity["language"] = span.language
        entities.append(entity)
    return entities


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
