"""QTI 2.1: ours keeps the rules of the standard and comes back, others' as far as we have words for it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import replace
from xml.etree.ElementTree import tostring
from zipfile import ZipFile

import pytest
from hypothesis import given

from questions.errors import FormatBroken
from questions.formats import Contents, contents, proved
from questions.model import BLANK, Choice, Kind, Question, Status
from tests.material import KEPT, bank, cite, harbour, typed_bank
from tests.questions.formats.drawn import back, bank_of, questions, there
from tests.questions.formats.qti_rules import QTI, checked
from tests.questions.reading.files import archive

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<assessmentItem '
    'xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="one" title="{title}" '
    'adaptive="false" timeDependent="false">'
)


def item(body: str, *declared: str, title: str = "", after: str = "") -> str:
    """An item as others write it."""
    return "".join(
        (HEAD.format(title=title), *declared, f"<itemBody>{body}</itemBody>{after}</assessmentItem>")
    )


def response(*right: str, base: str = "identifier", several: bool = False, worth: str = "") -> str:
    """The declaration of a response."""
    values = "".join(f"<value>{one}</value>" for one in right)
    correct = f"<correctResponse>{values}</correctResponse>" if right else ""
    mapping = f'<mapping defaultValue="0">{worth}</mapping>' if worth else ""
    cardinality = "multiple" if several else "single"
    return (
        f'<responseDeclaration identifier="RESPONSE" cardinality="{cardinality}" baseType="{base}">'
        f"{correct}{mapping}</responseDeclaration>"
    )


def choices(prompt: str, *texts: str) -> str:
    """An interaction with choices A, B, C."""
    told = "".join(
        f'<simpleChoice identifier="{chr(65 + place)}">{text}</simpleChoice>'
        for place, text in enumerate(texts)
    )
    return (
        '<choiceInteraction responseIdentifier="RESPONSE" shuffle="true" maxChoices="1">'
        f"<prompt>{prompt}</prompt>{told}</choiceInteraction>"
    )


FIELD = '<textEntryInteraction responseIdentifier="RESPONSE" expectedLength="15"/>'


def package(items: Mapping[str, str], *, kind: str = "imsqti_item_xmlv2p1", folder: str = "") -> bytes:
    """A package of items by their paths."""
    resources = "".join(
        f'<resource identifier="r{place}" type="{kind}" href="{path}"><file href="{path}"/></resource>'
        for place, path in enumerate(items)
    )
    manifest = (
        '<manifest xmlns="http://www.imsglobal.org/xsd/imscp_v1p1" identifier="m"><organizations/>'
        f"<resources>{resources}</resources></manifest>"
    )
    files = {f"{folder}{path.replace('%20', ' ')}": text for path, text in items.items()}
    return archive({f"{folder}imsmanifest.xml": manifest, **files})


def unpacked(data: bytes) -> dict[str, bytes]:
    """The files of a package."""
    with ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def asked(**changes: object) -> Question:
    """A question, changed as asked and not verified again."""
    return replace(bank().questions[0], **changes)  # type: ignore[arg-type]


def one(text: str) -> Contents:
    """What a single item holds."""
    return contents(text.encode(), "a.xml")


def test_a_bank_comes_back_as_it_was() -> None:
    for each in (bank(), typed_bank()):
        got, held = back(each, "qti", name="a.zip")
        assert got == each.questions
        assert held.shelf is not None
        assert (held.shelf.title, held.shelf.documents[0].path) == (each.title, "harbour.txt")


@given(drawn=questions())
def test_whatever_the_texts_a_question_comes_back_as_it_was(drawn: Question) -> None:
    got, _ = back(bank_of(drawn), "qti", name="a.zip")
    assert got == (drawn,)


@given(drawn=questions())
def test_whatever_the_texts_the_package_keeps_the_rules_of_the_standard(drawn: Question) -> None:
    assert len(checked(there(bank_of(drawn), "qti").data)) == 1


def test_each_kind_has_its_interaction_its_right_value_and_its_template() -> None:
    statement = asked(
        id="1" * 8, kind=Kind.TRUE_FALSE, stem="It is lit.", key="False", distractors=(Choice("True"),)
    )
    gap = asked(id="2" * 8, kind=Kind.CLOZE, stem=f"It was {BLANK} then.", key="lit", distractors=())
    high = asked(id="3" * 8, kind=Kind.NUMBER, stem="How high is it?", key="31.5 metres", distractors=())
    every = (*bank().questions[:1], *typed_bank().questions[:2], statement, gap, high)
    told = []
    for each in checked(there(bank_of(*every), "qti").data).values():
        (interaction,) = (part for part in each.iter() if part.tag.endswith("Interaction"))
        declared, processing = each.find(f"{QTI}responseDeclaration"), each.find(f"{QTI}responseProcessing")
        assert declared is not None
        assert processing is not None
        told.append(
            (
                interaction.tag.removeprefix(QTI),
                declared.attrib["baseType"],
                declared.findtext(f"{QTI}correctResponse/{QTI}value"),
                processing.get("template", "").rpartition("/")[2],
            )
        )
    assert told == [
        ("choiceInteraction", "identifier", "B", "match_correct"),
        ("textEntryInteraction", "integer", "15900", "match_correct"),
        ("textEntryInteraction", "string", "May 1956", "map_response"),
        ("choiceInteraction", "identifier", "A", "match_correct"),
        ("textEntryInteraction", "string", "lit", "map_response"),
        ("textEntryInteraction", "float", "31.5", ""),
    ]


def test_the_blank_is_where_the_answer_is_typed() -> None:
    gap = asked(
        kind=Kind.CLOZE,
        stem=f"Jon Vik kept the light\nuntil {BLANK}, it says.",
        key="May 1956",
        distractors=(),
        citation=cite(KEPT),
    )
    (written,) = checked(there(bank_of(gap), "qti").data).values()
    paragraph = written.find(f"{QTI}itemBody/{QTI}p")
    assert paragraph is not None
    assert [part.tag.removeprefix(QTI) for part in paragraph] == ["br", "textEntryInteraction"]
    assert [part.tail for part in paragraph] == ["until ", ", it says."]


def test_the_proof_is_told_to_everyone_and_the_passage_of_a_distractor_to_whoever_chose_it() -> None:
    first = next(iter(checked(there(bank(), "qti").data).values()))
    feedback = {
        (told.attrib["outcomeIdentifier"], told.attrib["identifier"]): [
            "".join(part.itertext()) for part in told
        ]
        for told in first.findall(f"{QTI}modalFeedback")
    }
    assert feedback["PROOF", "shown"] == [
        "Marta Brandt built the harbour light of Ostholm in March 1871.",
        "The Harbour Light, paragraph 1",
    ]
    belongs = {
        choice.attrib["identifier"]: choice.text for choice in first.iter(f"{QTI}simpleChoice")
    }  # the one that stands in no passage has none
    assert {belongs[letter] for outcome, letter in feedback if outcome == "FEEDBACK"} == {
        "June 1913",
        "May 1956",
    }


def test_what_it_cannot_hold_is_said() -> None:
    high = asked(kind=Kind.NUMBER, stem="How high is it?", key="31 metres", distractors=())
    (unit,) = there(bank_of(high), "qti").left_out
    assert (unit.name, "'metres'" in unit.reason) == (high.id, True)
    many = [replace(bank().questions[0], id=f"{number:08x}") for number in range(1002)]
    exported = there(bank_of(*many, replace(high, id="f" * 8, status=Status.DRAFT)), "qti")
    assert exported.count == 999
    draft, *beyond = exported.left_out
    assert "only approved questions leave" in draft.reason
    assert [said.name for said in beyond] == [each.id for each in many[999:]]
    assert len(contents(exported.data, "a.zip").held) == 999


def test_an_id_that_could_leave_the_folder_names_no_file() -> None:
    three = [replace(bank().questions[0], id=name) for name in ("../../etc/x", "a b", "1")]
    assert list(checked(there(bank_of(*three), "qti").data)) == [
        "items/item.1.xml",
        "items/item.2.xml",
        "items/item-1.xml",
    ]
    got, _ = back(bank_of(*three), "qti", name="a.zip")
    assert [each.id for each in got] == ["../../etc/x", "a b", "1"]


OTHERS = {
    "choice.xml": item(
        "<p>Look at the\n   board.</p><p><img src='images/board.png' alt='A BOARD'/></p>"
        + choices(
            "When did Marta Brandt build the <em>harbour</em> light?",
            "<p>March 1871</p>",
            'June 1913<feedbackInline outcomeIdentifier="F" identifier="B">No.</feedbackInline>',
            "May 1956",
        ),
        response("A"),
        title="The board",
    ),
    "text_entry.xml": item(
        f"<p>Which month is missing?</p><blockquote><p>Jon Vik kept the light<br/> until {FIELD} 1956, when"
        "<br/> the last keeper’s house was closed.</p></blockquote>",
        response(
            "May",
            base="string",
            worth='<mapEntry mapKey="May" mappedValue="1"/><mapEntry mapKey="may" mappedValue="0.5"/>',
        ),
    ),
    "true%20false.xml": item(
        choices("The tower stands 64 metres high.", "TRUE", "FALSE"),
        response(worth='<mapEntry mapKey="B" mappedValue="2"/>'),
    ),
    "number.xml": item(
        f"<p>How many visitors has the museum a year?</p><div>{FIELD}</div>",
        response("15900", base="float"),
        after="<responseProcessing><responseCondition><responseIf><equal toleranceMode='absolute' "
        "tolerance='50 50'><variable identifier='RESPONSE'/><correct identifier='RESPONSE'/></equal>"
        "</responseIf></responseCondition></responseProcessing>",
    ),
    "inline_choice.xml": item(
        "<p>The museum opened on <inlineChoiceInteraction responseIdentifier='RESPONSE' shuffle='false'>"
        "<inlineChoice identifier='A'>4 April 1988</inlineChoice><inlineChoice identifier='B'>May 1956"
        "</inlineChoice></inlineChoiceInteraction>, it is said.</p>",
        response("A"),
    ),
    "order.xml": item("<orderInteraction responseIdentifier='RESPONSE'/>", response("A")),
    "essay.xml": item(
        "<extendedTextInteraction responseIdentifier='RESPONSE'/>", response(base="string"), title="Write"
    ),
    "several.xml": item(
        choices("Which are keepers?", "Jon Vik", "Marta", "The Board"), response("A", "B", several=True)
    ),
    "gaps.xml": item(f"<p>{FIELD} and {FIELD}</p>", response("May", base="string")),
    "none.xml": item("<p>Read this first.</p>", response("A")),
    "variables.xml": item(
        f"<p>{FIELD}</p>",
        response("1", base="integer"),
        "<templateDeclaration identifier='X' cardinality='single' baseType='integer'/>",
    ),
    "judged.xml": item(choices("Who?", "I", "You"), response()),
    "broken.xml": "<assessmentItem>",
}


def test_what_others_wrote_comes_in_as_drafts_with_a_proof() -> None:
    got = proved(contents(package(OTHERS), "others.zip"), [harbour()]).questions
    light, gap, tower, visitors, opened = got
    assert light.stem == "Look at the board.\nWhen did Marta Brandt build the harbour light?"
    assert (light.key, [each.text for each in light.distractors]) == ("March 1871", ["June 1913", "May 1956"])
    assert light.citation.quote == "Marta Brandt built the harbour light of Ostholm in March 1871."
    assert (gap.kind, gap.key) == (Kind.CLOZE, "May")
    assert gap.stem.split("\n")[1:3] == ["Jon Vik kept the light", f"until {BLANK} 1956, when"]
    assert (tower.kind, tower.key, tower.distractors) == (Kind.TRUE_FALSE, "False", (Choice("True"),))
    assert (visitors.kind, visitors.key) == (Kind.NUMBER, "15 900")
    assert (opened.kind, opened.stem) == (Kind.CLOZE, f"The museum opened on {BLANK}, it is said.")
    assert {each.status for each in got} == {Status.DRAFT}


def test_what_is_not_supported_is_named_with_its_file() -> None:
    said = [str(each) for each in contents(package(OTHERS), "others.zip").left_out]
    assert said[:-1] == [
        "choice.xml (The board): its picture, sound or formula is left out",
        "text_entry.xml: the further answer 'may' is left out: a question has one key",
        "number.xml: its tolerance of 50 50 is left out: a figure is right or wrong here",
        "order.xml: its interaction, orderInteraction, is not supported",
        "essay.xml (Write): its interaction, extendedTextInteraction, is not supported",
        "several.xml: it has several right choices",
        "gaps.xml: it asks for 2 answers at once",
        "none.xml: it asks for no answer",
        "variables.xml: its text has variables, another value each time",
        "judged.xml: it has no right choice",
    ]
    assert said[-1].startswith("broken.xml: it is no XML that can be read")


@pytest.mark.parametrize(
    "name",
    "associate match gapMatch hottext hotspot selectPoint graphicOrder graphicAssociate graphicGapMatch "
    "positionObject slider media drawing upload custom endAttempt".split(),
)
def test_each_other_interaction_of_the_standard_is_named(name: str) -> None:
    held = one(item(f"<{name}Interaction responseIdentifier='RESPONSE'/>", response("A")))
    assert [each.reason for each in held.left_out] == [
        f"its interaction, {name}Interaction, is not supported"
    ]


def test_a_single_item_is_read_and_so_is_a_package_in_a_folder() -> None:
    (alone,) = one(OTHERS["choice.xml"]).held
    (within,) = contents(package({"choice.xml": OTHERS["choice.xml"]}, folder="export/"), "a.zip").held
    assert (alone.stem, alone.key) == (within.stem, within.key)
    older = OTHERS["choice.xml"].replace("imsqti_v2p1", "imsqti_item_v2p0")
    assert one(older).held[0].key == "March 1871"


@pytest.mark.parametrize("folder", ["", "of-the-whole-school/"])
def test_of_two_manifests_the_one_nearest_the_root_is_read(folder: str) -> None:
    outer = unpacked(package({"items/choice.xml": OTHERS["choice.xml"]}, folder=folder))
    inner = unpacked(package({"items/gap.xml": OTHERS["gaps.xml"]}, folder="a/b/"))
    read = contents(archive({**inner, **outer}), "a.zip")
    assert [each.key for each in read.held] == ["March 1871"]


def test_a_test_and_items_of_another_version_are_named() -> None:
    (said,) = contents(
        package({"test.xml": "<assessmentTest/>"}, kind="imsqti_test_xmlv2p1"), "a.zip"
    ).left_out
    assert str(said) == "test.xml: a test's order, times and weights are left out"
    (said,) = contents(package({"old.xml": "<questestinterop/>"}, kind="imsqti_xmlv1p2"), "a.zip").left_out
    assert str(said) == "old.xml: it is of the type imsqti_xmlv1p2, and items of QTI 2 are read"


def test_what_a_teacher_changed_elsewhere_stays_and_is_a_draft_where_it_is_not_proved() -> None:
    changed = typed_bank().questions[1]
    text = there(bank_of(changed), "qti")
    (path, written), *_ = checked(text.data).items()
    told = tostring(written, encoding="unicode").replace(">May 1956<", ">May 1957<")
    imported = proved(contents(package({path: told}), "a.zip"), [harbour()])
    (got,) = imported.questions
    assert (got.id, got.key, got.status) == (changed.id, "May 1957", Status.DRAFT)
    assert "it is a draft now" in imported.left_out[-1].reason


BOMB = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "a.zip: it is no XML that can be read"),
        (b"no package", "a.zip: it is no XML that can be read"),
        (b"<html/>", "a.zip begins with <html>, not with <assessmentItem>"),
        (b"PK\x03\x04 and no more", "a.zip is damaged"),
        (archive({"a.xml": OTHERS["choice.xml"]}), "a.zip has no imsmanifest.xml"),
        (archive({"imsmanifest.xml": "<manifest>"}), "a.zip: imsmanifest.xml: it is no XML"),
        (archive({"imsmanifest.xml": "<html/>"}), "a.zip: imsmanifest.xml begins with <html>"),
        (archive({"imsmanifest.xml": f"{BOMB}<manifest>&b;</manifest>"}), "a.zip: imsmanifest.xml: it defi"),
        (archive({"imsmanifest.xml": " " * 2_000_001}), "a.zip: imsmanifest.xml: it has more than 2000000"),
        (archive({"imsmanifest.xml": "", "b": bytes(101 * 1024**2)}), "a.zip unpacks to more than 100 MB"),
        (
            archive(dict.fromkeys(map(str, range(1001)), "")),
            "a.zip unpacks to more than 100 MB or 1000 files",
        ),
    ],
)
def test_a_broken_or_hostile_file_is_one_error(data: bytes, said: str) -> None:
    with pytest.raises(FormatBroken) as caught:
        contents(data, "a.zip", of="qti")
    assert str(caught.value).startswith(f"[Q071] {said}"), str(caught.value)


def test_a_hostile_item_is_left_out_and_the_others_are_read() -> None:
    bomb = OTHERS["choice.xml"].replace("<assessmentItem", f"{BOMB}<assessmentItem", 1)
    long = item(choices("Why? " * 50_000, "So", "No"), response("A"))
    deep = item("<div>" * 50_000 + choices("Why?", "So", "No") + "</div>" * 50_000, response("A"))
    files = {"bomb.xml": bomb, "long.xml": long, "deep.xml": deep, "large.xml": " " * 2_000_001}
    held = contents(package({**files, "../gone.xml": "", "choice.xml": OTHERS["choice.xml"]}), "a.zip")
    assert [each.key for each in held.held] == ["So", "March 1871"]
    assert [str(each) for each in held.left_out][:-1] == [
        "bomb.xml: it defines a document type or entities of its own",
        "long.xml: its text has more than 200000 characters",
        "large.xml: it has more than 2000000 bytes",
        "../gone.xml: it is no XML that can be read (no element found: line 1, column 0)",
    ]
