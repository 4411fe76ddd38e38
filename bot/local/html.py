"""Telegram's HTML style to plain text and spans; knows tags and nothing of messages.

The tags are read by hand and not by `html.parser`: that one forgives what Telegram refuses (a lone `<`, an
unclosed tag at the end, an end tag that closes another), and what exactly it forgives changes from one
Python release to the next.
"""

import re
from dataclasses import dataclass, field

from bot.local.errors import ApiError, bad_request
from bot.local.spans import Span

__all__ = ["parse_html"]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "a": "text_link",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
CHARACTER = re.compile(r"&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([a-zA-Z]+));?")
TEXT = re.compile(r"[^<]+")
END_TAG = re.compile(r"</([^\s>]*)\s*>")
TAG_NAME = re.compile(r"<([^\s>]*)")
SPACE = re.compile(r"\s*")
ATTRIBUTE_NAME = re.compile(r"[^\s=>/\"']*")
TOKEN = re.compile(r"[A-Za-z0-9.-]+(?=[\s>])")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")


@dataclass
class OpenTag:
    """A start tag whose end has not come yet."""

    name: str
    start: int
    attributes: dict[str, str] = field(default_factory=dict)


def parse_html(source: str) -> tuple[str, list[Span]]:
    """Read a text in Telegram's HTML style.

    Args:
        source: The marked-up text.

    Returns:
        The plain text, and the spans over it in the order in which they close, counted in code points.

    Raises:
        ApiError: 400, "can't parse entities: …", for whatever Telegram would not read.
    """
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text = ""
        self.open: list[OpenTag] = []
        self.spans: list[Span] = []

    def read(self) -> tuple[str, list[Span]]:
        while self.position < len(self.source):
            if match := TEXT.match(self.source, self.position):
                self.text += _decoded(match[0])
                self.position = match.end()
            elif self.source.startswith("</", self.position):
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise _refusal(f'Can\'t find end tag corresponding to start tag "{self.open[-1].name}"')
        return self.text, self.spans

    def _start_tag(self) -> None:
        begin = self.position
        match = TAG_NAME.match(self.source, begin)
        name = match[1].lower() if match else ""
        self.position = begin + 1 + len(name)
        if self.position >= len(self.source):
            raise self._refused_at(begin, "Unclosed start tag")
        if name not in KINDS:
            raise self._refused_at(begin, f'Unsupported start tag "{name}"')
        tag = OpenTag(name, len(self.text))
        while not self._skip_to(">"):
            self._attribute(tag, begin)
        self.position += 1
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._refused_at(begin, 'Tag "span" must have class "tg-spoiler"')
        self.open.append(tag)

    def _attribute(self, tag: OpenTag, begin: int) -> None:
        match = ATTRIBUTE_NAME.match(self.source, self.position)
        name = match[0].lower() if match else ""
        if not name and self.position < len(self.source):
            raise self._refused_at(begin, f'Empty attribute name in the tag "{tag.name}"')
        self.position += len(name)
        value = ""
        if self._skip_to("="):
            self.position += 1
            self._skip_to("")
            if quoted := QUOTED.match(self.source, self.position):
                value = _decoded(quoted[1] if quoted[1] is not None else quoted[2])
                self.position = quoted.end()
            elif token := TOKEN.match(self.source, self.position):
                value = token[0].lower()
                self.position = token.end()
            elif self.position < len(self.source) and self.source[self.position] not in "\"'":
                raise self._refused_at(begin, "Unexpected end of name token")
            else:
                self.position = len(self.source)
        if self.position >= len(self.source):
            raise self._refused_at(begin, f'Unclosed start tag "{tag.name}"')
        tag.attributes[name] = value

    def _end_tag(self) -> None:
        begin = self.position
        if not self.open:
            raise self._refused_at(begin, "Unexpected end tag")
        match = END_TAG.match(self.source, begin)
        if match is None:
            raise self._refused_at(begin, "Unclosed end tag")
        tag = self.open.pop()
        if match[1] and match[1].lower() != tag.name:
            found = f'expected "</{tag.name}>", found "</{match[1].lower()}>"'
            raise self._refused_at(begin, "Unmatched end tag", found)
        self.position = match.end()
        if len(self.text) > tag.start:
            self._close(tag)

    def _close(self, tag: OpenTag) -> None:
        span = Span(KINDS[tag.name], tag.start, len(self.text))
        if tag.name == "a":
            span = Span("text_link", *span.range, url=tag.attributes.get("href") or self.text[tag.start :])
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            span = Span("expandable_blockquote", *span.range)
        elif tag.name in ("pre", "code"):
            self._close_code(tag, span)
            return
        self.spans.append(span)

    def _close_code(self, tag: OpenTag, span: Span) -> None:
        """`<pre><code class="language-x">` is one block in the language x, not two spans."""
        if self.spans and self.spans[-1].range == span.range:
            inner = self.spans[-1]
            if tag.name == "pre" and inner.kind == "code":
                self.spans[-1] = Span("pre", *span.range, language=inner.language)
                return
        language = tag.attributes.get("class", "")
        known = tag.name == "code" and language.startswith("language-")
        self.spans.append(
            Span(span.kind, *span.range, language=language.removeprefix("language-") if known else None)
        )

    def _skip_to(self, wanted: str) -> bool:
        match = SPACE.match(self.source, self.position)
        self.position = match.end() if match else self.position
        return self.source.startswith(wanted, self.position) and self.position < len(self.source)

    def _refused_at(self, position: int, reason: str, detail: str = "") -> ApiError:
        offset = len(self.source[:position].encode())
        return _refusal(f"{reason} at byte offset {offset}" + (f", {detail}" if detail else ""))


def _refusal(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def _decoded(text: str) -> str:
    return CHARACTER.sub(_character, text)


def _character(match: re.Match[str]) -> str:
    hexadecimal, decimal, name = match.groups()
    if name is not None:
        return NAMED.get(name, match[0])
    number = int(hexadecimal, 16) if hexadecimal is not None else int(decimal)
    valid = 0 < number < 0x110000 and not 0xD800 <= number < 0xE000
    return chr(number) if valid else match[0]
