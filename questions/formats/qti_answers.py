"""An item of QTI that we or others wrote becomes a question with its answers; knows no package."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

from questions.formats.exchange import Held, LeftOut, Unsupported
from questions.formats.qti_names import RECORD, local
from questions.formats.qti_text import GAP, told
from questions.formats.record import MARK, Record, record_from
from questions.formats.weighing import FULL, Answers, choice_of, figure_of, ours, short_of, truth_of
from questions.model import BLANK, Kind

CHOOSING = frozenset({"choiceInteraction", "inlineChoiceInteraction"})
TYPING = "textEntryInteraction"
INLINE = frozenset({"inlineChoiceInteraction", TYPING})
"""The interactions that stand in a sentence."""

OPTIONS = frozenset({"simpleChoice", "inlineChoice"})
NUMBERS = frozenset({"integer", "float"})
PARTLY = FULL / 2
"""The weight of an answer that is worth something and is not the right one."""


def held_of(item: Element, where: str) -> Iterator[Held | LeftOut]:
    """Tell an item in our words.

    Args:
        item: The `assessmentItem`.
        where: Where it stands.

    Raises:
        Unsupported: We have no words for it.
    """
    body = _child(item, "itemBody")
    if body is None:
        raise Unsupported("it has no body")
    if _child(item, "templateDeclaration") is not None:
        raise Unsupported("its text has variables, another value each time")
    interaction = _interaction(body)
    record = _record(item)
    response = _response(item, interaction)
    typing = local(interaction.tag) == TYPING
    asked = told(body, interaction if local(interaction.tag) in INLINE else None)
    blank = record.kind is Kind.CLOZE if record else asked.gap_in_words
    options = {one.get("identifier", ""): told(one) for one in interaction if local(one.tag) in OPTIONS}
    if typing:
        answers = _typed(response, _tolerance(item), verbatim=record is not None)
    else:
        answers = _chosen({name: one.text for name, one in options.items()}, response)
    stem = asked.text.replace(GAP, BLANK if blank else "").strip()
    if not stem or not all((answers.key, *answers.distractors)):
        raise Unsupported("its text or one of its answers is empty")
    yield from (LeftOut(where, note) for note in answers.notes)
    if asked.media or any(one.media for one in options.values()):
        yield LeftOut(where, "its picture, sound or formula is left out")
    kind = Kind.SHORT if typing and blank else answers.kind
    kind, stem, key = ours(kind, stem, answers.key, record)
    yield Held(name=where, kind=kind, stem=stem, key=key, distractors=answers.distractors, record=record)


def _interaction(body: Element) -> Element:
    found = [one for one in body.iter() if local(one.tag).endswith("Interaction")]
    if not found:
        raise Unsupported("it asks for no answer")
    if strange := [local(one.tag) for one in found if local(one.tag) not in CHOOSING | {TYPING}]:
        raise Unsupported(f"its interaction, {strange[0]}, is not supported")
    if len(found) > 1:
        raise Unsupported(f"it asks for {len(found)} answers at once")
    return found[0]


def _record(item: Element) -> Record | None:
    for outcome in item:
        if outcome.get("identifier") == RECORD:
            value = outcome.findtext("{*}defaultValue/{*}value") or ""
            return record_from(value.removeprefix(MARK).strip()) if value.startswith(MARK) else None
    return None


@dataclass(frozen=True, slots=True)
class _Response:
    """What an item says of its response: its right values, and what others are worth."""

    base: str
    several: bool
    right: tuple[str, ...]
    worth: Mapping[str, float]


def _response(item: Element, interaction: Element) -> _Response:
    wanted = interaction.get("responseIdentifier")
    declared = next(
        (one for one in item if local(one.tag) == "responseDeclaration" and one.get("identifier") == wanted),
        None,
    )
    if declared is None:
        raise Unsupported("its response is not declared")
    try:
        worth = {
            one.get("mapKey", ""): float(one.get("mappedValue", "0"))
            for one in declared.iterfind("{*}mapping/{*}mapEntry")
        }
    except ValueError as error:
        raise Unsupported("the worth of an answer is no number") from error
    right = tuple("".join(one.itertext()) for one in declared.iterfind("{*}correctResponse/{*}value"))
    several = declared.get("cardinality") != "single"
    return _Response(declared.get("baseType", ""), several, right, worth)


def _weighted(response: _Response, answers: Iterable[str]) -> list[tuple[float, str]]:
    """Weigh answers in percent; where no right one is named it is the one that is worth most."""
    most = max(response.worth.values(), default=0.0)
    right = set(response.right) or {
        name for name, worth in response.worth.items() if worth > 0 and (worth == most or response.several)
    }
    return [
        (FULL if one in right else PARTLY if response.worth.get(one, 0) > 0 else 0.0, one) for one in answers
    ]


def _chosen(options: Mapping[str, str], response: _Response) -> Answers:
    trimmed = replace(response, right=tuple(one.strip() for one in response.right))
    answers = choice_of([(weight, options[name]) for weight, name in _weighted(trimmed, options)])
    if sorted(text.lower() for text in (answers.key, *answers.distractors)) == ["false", "true"]:
        return truth_of(answers.key.lower() == "true")
    return answers


def _typed(response: _Response, tolerance: str, *, verbatim: bool) -> Answers:
    weighted = _weighted(response, dict.fromkeys((*response.right, *response.worth)))
    if not verbatim:
        weighted = [(weight, " ".join(text.split())) for weight, text in weighted]
    if response.base in NUMBERS:
        return figure_of([(weight, text.strip(), tolerance) for weight, text in weighted])
    # A star is a star here; in the weighing it stands for any text, as it does in Moodle.
    return short_of([(weight, text.replace("*", "\\*")) for weight, text in weighted])


def _tolerance(item: Element) -> str:
    processing = _child(item, "responseProcessing")
    equals = processing.iter() if processing is not None else ()
    found = (one.get("tolerance", "") for one in equals if local(one.tag) == "equal")
    return " ".join(next((one for one in found if one), "").split())


def _child(item: Element, name: str) -> Element | None:
    return next((one for one in item if local(one.tag) == name), None)
