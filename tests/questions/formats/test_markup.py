"""Others' HTML as plain text, hostile HTML in no time."""

from __future__ import annotations

import pytest

from questions.formats.markup import text_of


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
