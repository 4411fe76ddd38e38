"""Others' HTML as plain text, hostile HTML in no time."""

from __future__ import annotations

import pytest

from questions.formats.markup import MOST_MARKDOWN, text_of, written_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One <b>bold</b>\n word</p><p>Two</p>", "One bold word\nTwo"),
        ("a &lt; b &amp; c&nbsp;d", "a < b & c d"),
        ("x<br/>y<script>alert(1)</script><!-- no <b> --> z", "x\ny z"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("x<!-- open", "x"),
    ],
)
def test_what_it_says_is_kept_and_its_marks_go(html: str, text: str) -> None:
    assert text_of(html) == (text, False)


def test_a_picture_is_told_of_however_large() -> None:
    assert text_of(f'See <img src="data:image/png;base64,{"A" * 500_000}"> this') == ("See this", True)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["<a ", "<![", "<!--", "<", "&", "</"])
def test_malformed_text_takes_no_time(piece: str) -> None:
    assert text_of(piece * (190_000 // len(piece)))[1] is False


def test_markdown_is_told_without_its_marks_and_plain_text_with_all_of_them() -> None:
    assert written_text("Who **kept** the\n![light](a.png)?", "markdown") == ("Who kept the ?", True)
    assert written_text("2 < 3 **and** more", "plain") == ("2 < 3 **and** more", False)


@pytest.mark.timeout(20)
@pytest.mark.parametrize("piece", ["![", "[", "*a ", "`", "> ", "- ", "[a]("])
def test_hostile_markdown_takes_no_time(piece: str) -> None:
    written_text(piece * (MOST_MARKDOWN // len(piece)), "markdown")
    assert written_text(f" {piece * MOST_MARKDOWN} ", "markdown") == ((piece * MOST_MARKDOWN).strip(), False)
