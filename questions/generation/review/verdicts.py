"""What judges said: a verdict, the line that it is typed as, and the YAML that keeps it; knows no figure."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Annotated

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from questions.errors import VerdictInvalid

GATES = {
    1: "language",
    2: "stands alone",
    3: "proved",
    4: "key",
    5: "one answer",
    6: "distractors",
    7: "no giveaway",
    8: "worth asking",
}
"""The gates that a good question passes, by number."""

JUDGEMENT = re.compile(r"(y(?=\s|$)|(?:g?\d+(?:[\s,]+|$))*)\s*(.*)", re.IGNORECASE | re.DOTALL)

HOW = "Type y, or the failed gates such as '2 5 a remark', or q to stop"


class Verdict(BaseModel):
    """What one judge said of one question.

    Attributes:
        id: The question's id.
        judge: Who judged.
        failed: The gates that it fails, none where it is accepted.
        remark: What else was said.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    judge: str = ""
    failed: tuple[Annotated[int, Field(ge=1, le=len(GATES))], ...] = ()
    remark: str = ""

    @property
    def accepted(self) -> bool:
        """Whether the question passes all gates."""
        return not self.failed


def parse_judgement(line: str) -> tuple[tuple[int, ...], str]:
    """Return the failed gates and the remark of a line such as `2 5 a remark`.

    Args:
        line: Nothing or `y` where all gates hold, else the failed gates and, if anything, a remark.

    Raises:
        VerdictInvalid: [Q061] The line begins with neither, or a number is no gate's.
    """
    said, remark = JUDGEMENT.findall(line.strip())[0]
    failed = {int(number) for number in re.findall(r"\d+", said)}
    if remark and not said:
        raise VerdictInvalid(f"{remark!r} does not begin with a gate", advice=HOW)
    if unknown := failed - GATES.keys():
        raise VerdictInvalid(f"There is no gate {min(unknown)}", advice=f"Gates go from 1 to {len(GATES)}")
    return tuple(sorted(failed)), remark


def load_verdicts(path: Path, ids: Collection[str]) -> list[Verdict]:
    """Read verdicts, written by `judge` or by other means: YAML, or the JSON that is YAML too.

    Args:
        path: The file, a list of verdicts. Where one names no judge, the file's name does.
        ids: The questions on the sheet.

    Raises:
        VerdictInvalid: [Q061] The file cannot be read, or a verdict is not as it should be.
    """
    try:
        # BaseLoader leaves the id 12345678 text.
        rows = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506
        found = TypeAdapter(list[Verdict]).validate_python(rows or [])
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", "not UTF-8")
        raise VerdictInvalid(f"{path} cannot be read ({reason})", advice="Check the name") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" line {mark.line + 1}" if mark else ""
        raise VerdictInvalid(f"{path}{line}: not YAML", advice="Mend the YAML there") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise VerdictInvalid(
            f"{path}: {place or 'not a list of verdicts'}: {first['msg'].lower()}",
            advice=f"A verdict has id, judge, failed (gates from 1 to {len(GATES)}) and remark",
        ) from error
    named = [one if one.judge else one.model_copy(update={"judge": path.stem}) for one in found]
    seen: set[tuple[str, str]] = set()
    for verdict in named:
        if verdict.id not in ids:
            raise VerdictInvalid(
                f"{path}: no question {verdict.id!r} is on the sheet", advice="Name the sheet that was judged"
            )
        if (verdict.id, verdict.judge) in seen:
            raise VerdictInvalid(
                f"{path}: {verdict.judge} judged question {verdict.id} twice", advice="Leave one verdict"
            )
        seen.add((verdict.id, verdict.judge))
    return named


def dump_verdicts(verdicts: Sequence[Verdict], path: Path) -> None:
    """Write verdicts, one a line.

    Raises:
        VerdictInvalid: [Q061] The file cannot be written.
    """
    rows = (
        yaml.safe_dump(
            one.model_dump(mode="json"),
            default_flow_style=True,
            sort_keys=False,
            allow_unicode=True,
            width=10_000,
        )
        for one in verdicts
    )
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        unfinished.write_text("".join(f"- {row}" for row in rows), encoding="utf-8")
        unfinished.replace(path)
    except OSError as error:
        raise VerdictInvalid(
            f"{path} cannot be written ({error.strerror})", advice="Choose another file"
        ) from error
