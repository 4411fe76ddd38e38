"""The bench for reading: judges see what is asked and nothing else, and their verdicts are counted right."""

from __future__ import annotations

from io import StringIO
from math import isnan
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from questions.errors import SheetInvalid, SheetsApart, VerdictInvalid
from questions.generation import make_bank
from questions.generation.review.__main__ import ask, compare, main
from questions.generation.review.figures import Share, figures, kappa
from questions.generation.review.judging import judge
from questions.generation.review.sheet import Asked, Sheet, dump_sheet, load_sheet, page, sheet_of
from questions.generation.review.verdicts import Verdict, dump_verdicts, load_verdicts, parse_judgement
from tests.material import BUILT, REPLACED, TEXT, Fixed, harbour


@pytest.fixture
def sheet() -> Sheet:
    return sheet_of([harbour()], make_bank([harbour()], Fixed()).kept)


def said(sheet: Sheet, judge: str, *failed: tuple[int, ...]) -> list[Verdict]:
    pairs = zip(sheet.questions, failed, strict=False)
    return [Verdict(id=asked.id, judge=judge, failed=gates) for asked, gates in pairs]


def test_a_sheet_reads_as_it_was_written(sheet: Sheet, tmp_path: Path) -> None:
    dump_sheet(sheet, tmp_path / "sheet.jsonl")
    assert load_sheet(tmp_path / "sheet.jsonl") == sheet
    assert len((tmp_path / "sheet.jsonl").read_text("utf-8").splitlines()) == 1 + 3


def test_a_judge_sees_key_and_passages_but_neither_pattern_nor_rank(sheet: Sheet) -> None:
    shown = page(7, sheet.questions[0])
    lines = [line.strip() for line in shown.splitlines()]
    letters = {line[3:].removesuffix("   <- key"): line[0] for line in lines if line[1:3] == "  "}
    assert set(letters) == {"March 1871", "June 1913", "May 1956", "March 1881"}
    assert [line for line in lines if line.endswith("<- key")] == [
        f"{letters['March 1871']}  March 1871   <- key"
    ]
    assert f"proof: “{BUILT}”" in lines
    assert f"{letters['June 1913']}: “{REPLACED}”" in lines
    assert f"{letters['March 1881']}: (stands in no passage)" in lines
    assert not any(word in shown for word in ("wh: when", "0.9", "central"))


def test_choices_stand_in_one_order_that_says_nothing_of_the_key(sheet: Sheet) -> None:
    asked = sheet.questions[0]
    assert page(1, asked) == page(1, asked)
    pages = [page(1, asked.model_copy(update={"id": f"{n:08x}"})) for n in range(100)]
    places = [next(line.strip()[0] for line in text.splitlines() if "<- key" in line) for text in pages]
    assert all(places.count(letter) > 10 for letter in "ABCD")


@pytest.mark.parametrize(
    ("line", "failed", "remark"),
    [
        ("", (), ""),
        ("y", (), ""),
        (" Y  fine ", (), "fine"),
        ("2 5 a remark", (2, 5), "a remark"),
        ("5,2, 5", (2, 5), ""),
        ("G7 the key is longest", (7,), "the key is longest"),
        ("6 1990s are no dates", (6,), "1990s are no dates"),
    ],
)
def test_a_judgement_is_one_line(line: str, failed: tuple[int, ...], remark: str) -> None:
    assert parse_judgement(line) == (failed, remark)


@pytest.mark.parametrize("line", ["9", "0 no", "2 12", "vague", "yours"])
def test_a_line_that_is_no_judgement_is_refused(line: str) -> None:
    with pytest.raises(VerdictInvalid, match="gate"):
        parse_judgement(line)


def test_each_judgement_is_kept_at_once_and_the_next_sitting_goes_on(sheet: Sheet, tmp_path: Path) -> None:
    path = tmp_path / "verdicts.yaml"
    dump_verdicts(said(sheet, "ole", (), ()), path)
    shown: list[str] = []

    def sit(*lines: str) -> None:
        replies = iter(lines)
        judge(sheet, path, name="eva", ask=lambda _: next(replies), show=shown.append)

    sit("what?", "2 5 no: “it”", "q")
    assert path.read_text("utf-8").splitlines()[-1] == (
        f"- {{id: {sheet.questions[0].id}, judge: eva, failed: [2, 5], remark: 'no: “it”'}}"
    )
    assert any("[Q061]" in line for line in shown)
    shown.clear()
    sit("", "y")
    assert not any(sheet.questions[0].stem in line for line in shown)
    verdicts = load_verdicts(path, {asked.id for asked in sheet.questions})
    assert [one.accepted for one in verdicts if one.judge == "eva"] == [False, True, True]
    assert len(verdicts) == 5


def test_verdicts_of_another_hand_are_read_and_named_by_their_file(tmp_path: Path) -> None:
    path = tmp_path / "eva.yaml"
    path.write_text('[{"id": 12345678, "failed": [3]},\n {"id": "1e234567", "judge": "ole"}]', "utf-8")
    assert load_verdicts(path, {"12345678", "1e234567"}) == [
        Verdict(id="12345678", judge="eva", failed=(3,)),
        Verdict(id="1e234567", judge="ole"),
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("- {id: a, failed: [9]}", "0.failed.0"),
        ("- {id: b}", "'b'"),
        ("- {id: a}\n- {id: a}", "twice"),
        ("- {id: a, gates: [1]}", "0.gates"),
        ("id: a", "not a list"),
        ("- {id: a", "line 1: not YAML"),
    ],
)
def test_a_verdict_that_cannot_count_is_named_in_one_line(text: str, fault: str, tmp_path: Path) -> None:
    (tmp_path / "eva.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(VerdictInvalid) as raised:
        load_verdicts(tmp_path / "eva.yaml", {"a"})
    assert fault in str(raised.value)
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize("text", ["", "{}", '{"documents": []}\n{"id": 1}', "\x00"])
def test_what_is_no_sheet_is_named_in_one_line(text: str, tmp_path: Path) -> None:
    (tmp_path / "sheet.jsonl").write_text(text, encoding="utf-8")
    with pytest.raises(SheetInvalid, match=r"line [12]") as raised:
        load_sheet(tmp_path / "sheet.jsonl")
    assert "\n" not in str(raised.value)


def test_a_question_is_accepted_when_both_judges_accept_it(sheet: Sheet) -> None:
    verdicts = [*said(sheet, "eva", (), (2, 5), ()), *said(sheet, "ole", (), (2,), (7,))]
    found = figures(sheet, verdicts)
    assert found.accepted["accepted"] == {
        "all": Share(1, 3),
        "best-ranked fifth": Share(1, 1),
        "by eva alone": Share(2, 3),
        "by ole alone": Share(1, 3),
    }
    assert found.accepted["by kind"] == {"choice": Share(1, 2), "cloze": Share(0, 1)}
    assert found.accepted["by pattern"] == {"wh: when": Share(1, 2), "blank: date": Share(0, 1)}
    failed = {name: share.count for name, share in found.failed.items() if share.count}
    assert failed == {"G2 stands alone": 1, "G5 one answer": 1, "G7 no giveaway": 1}
    value, count = found.agreement["eva and ole"]
    assert value == pytest.approx(0.4)
    assert count == 3
    assert found.density == pytest.approx(1000 * 3 / harbour().words)


def test_the_best_fifth_is_of_the_rank_and_of_what_was_judged(sheet: Sheet) -> None:
    def asked(n: int) -> Asked:
        return sheet.questions[0].model_copy(update={"id": str(n), "rank": n / 20})

    ten = sheet.model_copy(update={"questions": tuple(asked(n) for n in range(20))})
    found = figures(ten, said(ten, "eva", *([(1,)] * 8), (), ()))
    assert found.accepted["accepted"]["best-ranked fifth"] == Share(2, 2)
    assert found.accepted["accepted"]["all"] == Share(2, 10)


def test_a_judge_does_not_count_twice(sheet: Sheet) -> None:
    with pytest.raises(VerdictInvalid, match="twice"):
        figures(sheet, said(sheet, "eva", ()) * 2)


def test_kappa_is_that_of_a_known_table() -> None:
    # The example of https://en.wikipedia.org/wiki/Cohen%27s_kappa: 50 proposals, kappa 0.40.
    pairs = [(True, True)] * 20 + [(True, False)] * 5 + [(False, True)] * 10 + [(False, False)] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert isnan(kappa([(True, True)] * 5))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1))
def test_kappa_does_not_ask_who_is_first_and_is_one_at_most(pairs: list[tuple[bool, bool]]) -> None:
    value = kappa(pairs)
    turned = kappa([(second, first) for first, second in pairs])
    assert (isnan(value) and isnan(turned)) or value == pytest.approx(turned)
    assert isnan(value) or value <= 1


def test_from_asking_to_comparing(
    sheet: Sheet, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("harbour.txt").write_bytes(TEXT.encode())
    assert ask([Path("harbour.txt")], out=Path("now.jsonl"), generator=Fixed()) == sheet
    assert all(asked.stem in capsys.readouterr().out for asked in sheet.questions[:1])
    dump_verdicts(said(sheet, "eva", (), (), (2,)), Path("eva.yaml"))
    dump_verdicts(said(sheet, "ole", (5,), (), (2,)), Path("ole.yaml"))
    console = Console(file=StringIO(), width=100)
    now = [Path("now.jsonl"), Path("eva.yaml")]
    compare(now, [*now[:1], Path("ole.yaml")], console=console)
    assert isinstance(console.file, StringIO)
    rows = [line.strip("│").split("│") for line in console.file.getvalue().splitlines() if "│" in line]
    cells = {row[0].strip(): [cell.strip() for cell in row[1:]] for row in rows}
    assert cells["all"] == ["2", "3", "66.7%", "33.3%", "+33.3"]
    assert cells["wh: when"] == ["2", "2", "100.0%", "50.0%", "+50.0", ""]
    assert cells["blank: date"] == ["0", "1", "0.0%", "0.0%", "+0.0", "below 85%"]
    assert cells["G5 one answer"] == ["0", "3", "0.0%", "33.3%", "-33.3"]
    assert cells["questions on the sheet"] == ["3", "3", "+0"]
    assert cells["questions a thousand words"][-1] == "+0.0"


def test_sheets_of_other_documents_are_not_compared(sheet: Sheet, tmp_path: Path) -> None:
    other = sheet.documents[0].model_copy(update={"sha256": "another"})
    now, before, verdicts = (tmp_path / name for name in ("now", "before", "eva.yaml"))
    dump_sheet(sheet, now)
    dump_sheet(sheet.model_copy(update={"documents": (other,)}), before)
    dump_verdicts(said(sheet, "eva", ()), verdicts)
    with pytest.raises(SheetsApart):
        compare([now, verdicts], [before, verdicts])


def test_what_a_person_can_mend_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(tmp_path / "none.jsonl"), "none.yaml"]) == 2
    assert capsys.readouterr().err.startswith("[Q060] ")
