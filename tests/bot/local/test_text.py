"""Texts and their formatting, as Telegram reads and limits them."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.local import ApiError, LocalTelegram, Person
from bot.local.html import parse_html
from bot.local.text import formatted
from tests.bot.local.conftest import Refused

EMPTY = "Bad Request: message text is empty"


def entities(html: str) -> list[tuple[str, int, int]]:
    found = formatted(html, parse_mode="HTML").get("entities", [])
    return [(entity["type"], entity["offset"], entity["length"]) for entity in found]


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("tg-spoiler", "spoiler"),
        ("code", "code"),
        ("pre", "pre"),
        ("blockquote", "blockquote"),
    ],
)
def test_each_tag_becomes_its_entity(tag: str, kind: str) -> None:
    assert entities(f"a <{tag}>word</{tag.upper()}> b") == [(kind, 2, 4)]


def test_offsets_count_utf16_code_units() -> None:
    assert entities("😀<b>😀é</b>") == [("bold", 2, 3)]


def test_nested_tags_nest_their_entities() -> None:
    assert entities("<b>one <i>two</i></b>") == [("bold", 0, 7), ("italic", 4, 3)]


def test_an_expandable_quote_a_spoiler_span_and_a_code_block_with_language_are_known() -> None:
    assert entities("<blockquote expandable>q</blockquote>") == [("expandable_blockquote", 0, 1)]
    assert entities('<span class="tg-spoiler">q</span>') == [("spoiler", 0, 1)]
    block = formatted('<pre><code class="language-python">x</code></pre>', parse_mode="HTML")
    assert block["entities"] == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]


def test_a_link_keeps_its_address_and_one_that_leads_nowhere_is_plain_text() -> None:
    linked = formatted("<a href='https://example.org/?a=1&amp;b=2'>x</a>", parse_mode="html")
    assert linked["entities"][0] == {
        "type": "text_link",
        "offset": 0,
        "length": 1,
        "url": "https://example.org/?a=1&b=2",
    }
    assert "entities" not in formatted('<a href="javascript:alert(1)">x</a>', parse_mode="HTML")


def test_named_and_numeric_characters_are_decoded_and_others_stay() -> None:
    text = "&lt;&gt;&amp;&quot; &#233; &#x1F600; &nbsp; &#xD800; & a"
    assert formatted(text, parse_mode="HTML")["text"] == '<>&" é 😀 &nbsp; &#xD800; & a'


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("é</b>", "Unexpected end tag at byte offset 2"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("<h1>x</h1>", 'Unsupported start tag "h1" at byte offset 0'),
        ("<!-- x -->", 'Unsupported start tag "!--" at byte offset 0'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ('<a href="x', 'Unclosed start tag "a" at byte offset 0'),
        ('<a ="x">x</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=é>x</a>", "Unexpected end of name token at byte offset 0"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
async def test_bad_html_is_refused_with_its_place(
    html: str, reason: str, ana: Person, refused: Refused
) -> None:
    description = await refused("sendMessage", chat_id=ana.id, text=html, parse_mode="HTML")
    assert description == f"Bad Request: can't parse entities: {reason}"


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse_html(escaped) == (text, [])


@given(st.text("<>/&;=\"' abspre", max_size=40))
def test_any_html_is_read_or_refused_and_never_fails(html: str) -> None:
    try:
        text, spans = parse_html(html)
    except ApiError as error:
        assert "can't parse entities" in str(error)
    else:
        assert all(0 <= span.start < span.end <= len(text) for span in spans)


def test_the_ends_of_a_text_are_trimmed_and_offsets_follow() -> None:
    assert formatted(" \n <b>x</b> y \n", parse_mode="HTML") == {
        "text": "x y",
        "entities": [{"type": "bold", "offset": 0, "length": 1}],
    }
    assert entities("x<b> \n</b>") == []


def test_commands_addresses_and_mentions_are_found_in_any_text() -> None:
    text = "Try /quiz@local_bot or https://example.org/a. Ask @teacher, not a/b or x@y.z"
    found = formatted(text)["entities"]
    words = [(entity["type"], text[entity["offset"] :][: entity["length"]]) for entity in found]
    assert words == [
        ("bot_command", "/quiz@local_bot"),
        ("url", "https://example.org/a"),
        ("mention", "@teacher"),
    ]


def test_nothing_is_found_within_code() -> None:
    assert entities("<code>/quiz</code>") == [("code", 0, 5)]


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>", "<b> </b>"])
async def test_an_empty_text_is_refused(text: str, ana: Person, refused: Refused) -> None:
    assert await refused("sendMessage", chat_id=ana.id, text=text, parse_mode="HTML") == EMPTY


async def test_4096_characters_after_parsing_are_the_limit(
    telegram: LocalTelegram, ana: Person, refused: Refused
) -> None:
    longest = f"<b>{'😀' * 4096}</b>"
    await telegram.call("sendMessage", {"chat_id": ana.id, "text": longest, "parse_mode": "HTML"})
    description = await refused("sendMessage", chat_id=ana.id, text="x" * 4097)
    assert description == "Bad Request: message is too long"


async def test_only_html_is_a_parse_mode(ana: Person, refused: Refused) -> None:
    description = await refused("sendMessage", chat_id=ana.id, text="*x*", parse_mode="MarkdownV2")
    assert description == "Bad Request: unsupported parse_mode"


def test_explicit_entities_are_kept() -> None:
    given_entities = [{"type": "italic", "offset": 2, "length": 1}, {"type": "url", "offset": 0, "length": 1}]
    assert formatted("😀xy", entities=given_entities)["entities"] == given_entities[:1]


@pytest.mark.parametrize(
    ("entity", "reason"),
    [
        (
            {"type": "bold", "offset": 9, "length": 1},
            "can't parse entities: Entity begins after the end of the text at UTF-16 offset 9",
        ),
        (
            {"type": "bold", "offset": 2, "length": 4},
            "can't parse entities: Entity beginning at UTF-16 offset 2 ends after the end of the text"
            " at UTF-16 offset 6",
        ),
        (
            {"type": "bold", "offset": 1, "length": 1},
            "can't parse entities: Entity begins in a middle of a UTF-16 symbol at UTF-16 offset 1",
        ),
        (
            {"type": "bold", "offset": 0, "length": 1},
            "can't parse entities: Entity ends in a middle of a UTF-16 symbol at UTF-16 offset 1",
        ),
        ({"type": "loud", "offset": 0, "length": 2}, "can't parse MessageEntity: Unsupported type specified"),
        ({"type": "bold", "offset": 0, "length": 0}, "can't parse MessageEntity: Wrong offset or length"),
        (
            {"type": "text_link", "offset": 0, "length": 2},
            "can't parse MessageEntity: Can't find field \"url\"",
        ),
        ({"offset": 0, "length": 2}, "can't parse MessageEntity: Can't find field \"type\""),
        ("bold", "can't parse MessageEntity: Expected an Object"),
    ],
)
async def test_a_wrong_entity_is_refused(entity: Any, reason: str, ana: Person, refused: Refused) -> None:
    description = await refused("sendMessage", chat_id=ana.id, text="😀xyz", entities=[entity])
    assert description == f"Bad Request: {reason}"
