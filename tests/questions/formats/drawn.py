"""Banks of any texts, drawn by hypothesis, for the law that a format gives back what it holds."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from questions.formats import Contents, Exported, contents, export, proved
from questions.model import BLANK, Bank, Choice, Kind, Question, Status
from tests.material import BUILT, KEPT, REPLACED, cite, harbour

NOW = 1_800_000_000.0

SIGNS = "\\~=#{}:;%[]<>&\"'*/|,$-+@\n\t _"
"""What means something in one format or another."""

PIECES = st.sampled_from(
    """[html] [plain] %50% -> #### // :: <b> &amp; ]]> <!-- --> =1+1 \\n T TRUE True|false ANSWER: A. B)
    $CATEGORY: passage-quiz: {} é 漢 🙂 ____ 'x '=x""".split()
)
"""What means something in one format or another, whole."""


def texts(*, newlines: bool = True) -> st.SearchStrategy[str]:
    """Texts that a text file gives back: no control characters, no white space at the ends."""
    alphabet = st.characters(exclude_categories=["Cs", "Cc", "Cn", "Zl", "Zp"])
    signs = SIGNS if newlines else SIGNS.replace("\n", "").replace("\t", "")
    drawn = st.lists(st.sampled_from(signs) | alphabet | PIECES, min_size=1, max_size=12).map("".join)
    return drawn.map(str.strip).filter(bool)


@st.composite
def questions(draw: st.DrawFn, *, choices_only: bool = False, newlines: bool = True) -> Question:
    """A question of any texts and kind, whose citations stand in the harbour's document."""
    kinds = [Kind.CHOICE] if choices_only else list(Kind)
    kind = draw(st.sampled_from(kinds))
    text = texts(newlines=newlines)
    stem = draw(text)
    quotes = st.sampled_from([cite(BUILT), cite(REPLACED), cite(KEPT)])
    if kind is Kind.TRUE_FALSE:
        key, *others = draw(st.permutations(["True", "False"]))
    else:
        size = 2 if kind is Kind.CHOICE else 0
        key, *others = draw(st.lists(text, min_size=1 + size, max_size=4, unique=True))
    if kind is Kind.NUMBER and not others:
        key = draw(st.sampled_from(["15 900", "31", "1,234.5", "42 years", "five", "3–4", "-5", key]))
    if kind is Kind.CLOZE:
        around = stem.replace(BLANK, "…").strip("_ \n\t") or "…"
        stem = draw(st.sampled_from([f"{around} {BLANK}.", f"{BLANK} {around}", f"{around} {BLANK}"]))
    return Question(
        id=draw(st.text("0123456789abcdef", min_size=8, max_size=8)),
        kind=kind,
        stem=stem,
        key=key,
        distractors=tuple(Choice(other, draw(st.none() | quotes)) for other in others),
        citation=draw(quotes),
        also=tuple(draw(st.lists(quotes, max_size=2))),
        difficulty=draw(st.floats(0, 1)),
        rank=draw(st.none() | st.floats(0, 1)),
        note=draw(st.sampled_from(["", "too easy", "<b> -->"])),
        origin=draw(st.sampled_from(["human", "rules/2"])),
    )


def bank_of(*asked: Question) -> Bank:
    """A bank of these questions on the harbour."""
    return Bank("The Harbour/Light: 1", "en", {"harbour": harbour()}, asked)


def there(bank: Bank, to: str) -> Exported:
    """The bank as a file of a format."""
    return export(bank, to, now=NOW)


def back(bank: Bank, to: str, *, name: str) -> tuple[tuple[Question, ...], Contents]:
    """The questions that come back from a format, and what the file held.

    An approved question comes back as a draft where its texts do not pass verification: here they are drawn
    at random, so that the status is set again.
    """
    held = contents(there(bank, to).data, name, of=to)
    assert held.left_out == ()
    got = proved(held, list(bank.documents.values())).questions
    return tuple(replace(one, status=Status.APPROVED) for one in got), held
