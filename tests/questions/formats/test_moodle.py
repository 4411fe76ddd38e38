"""Moodle's XML: ours comes back as it was, others' as far as we can, hostile files not at all."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given

from questions.errors import FormatBroken
from questions.formats import contents, proved
from questions.model import Kind, Question, Status
from tests.material import bank, harbour, typed_bank
from tests.questions.formats.drawn import back, bank_of, questions, there

OTHERS = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <!-- question: 0 -->
  <question type="category"><category><text>$course$/top/Ostholm</text></category></question>
  <question type="multichoice">
    <name><text>The light</text></name>
    <questiontext format="html"><text><![CDATA[<p>When did <b>Marta Brandt</b> build the harbour light?</p>
      <p><img src="@@PLUGINFILE@@/light.png" alt=""></p>]]></text>
      <file name="light.png" path="/" encoding="base64">iVBORw0KGgo=</file></questiontext>
    <generalfeedback format="html"><text></text></generalfeedback>
    <single>true</single>
    <answer fraction="100" format="html"><text><![CDATA[<p>March 1871</p>]]></text></answer>
    <answer fraction="0" format="html"><text>&lt;p&gt;June 1913 &amp;amp; later&lt;/p&gt;</text></answer>
    <answer fraction="50" format="html"><text>in 1871</text></answer>
    <answer fraction="-33.33333" format="html"><text>May 1956</text></answer>
  </question>
  <question type="truefalse">
    <name><text>Tower</text></name>
    <questiontext format="plain_text"><text>The tower stands 64 metres high.</text></questiontext>
    <answer fraction="0"><text>true</text></answer>
    <answer fraction="100"><text>false</text></answer>
  </question>
  <question type="shortanswer">
    <name><text>Keeper</text></name>
    <questiontext format="moodle_auto_format">
      <text>Who kept the light until ______ 1956?</text>
    </questiontext>
    <answer fraction="100"><text>May</text></answer>
    <answer fraction="80"><text>in May</text></answer>
  </question>
  <question type="numerical">
    <name><text>Visitors</text></name>
    <questiontext format="html"><text>How many visitors has it a year?</text></questiontext>
    <answer fraction="100"><text>15900</text><tolerance>50</tolerance></answer>
  </question>
  <question type="multichoice">
    <name><text>Several</text></name>
    <questiontext format="html"><text>Which?</text></questiontext>
    <single>false</single>
    <answer fraction="50"><text>A</text></answer>
    <answer fraction="50"><text>B</text></answer>
  </question>
  <question type="matching"><name><text>Match</text></name></question>
  <question type="essay"><name><text>Essay</text></name></question>
  <question type="cloze"><name><text>Gaps</text></name></question>
</quiz>
"""

OLDER = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/Ostholm</text></category><info format="markdown">
    <text>About *Ostholm*</text></info><idnumber>1 &lt; 2</idnumber></question>
  <question type="multichoice">
    <name><text>
      The <![CDATA[<b>board</b>]]>
    </text></name>
    <questiontext format="markdown"><text>When did the **Harbour Board** replace the oil lamp?</text>
    </questiontext>
    <image>board.png</image>
    <image_base64>
iVBORw0KGgo=
    </image_base64>
    <shuffleanswers>1</shuffleanswers><single>true</single><shuffleanswers>true</shuffleanswers>
    <answer fraction="0"><!-- the year of the light --><text>
March 1871
    </text><feedback><text>

    </text></feedback></answer>
    <answer fraction="100"><text>
June 1913
    </text></answer>
  </question>
</quiz>
"""
"""As older ones write it: pictures beside the text, no format, line ends around each text."""


def test_what_older_ones_wrote_is_read_too() -> None:
    held = contents(OLDER.encode(), "older.xml")
    (board,) = held.held
    assert (board.stem, board.key, board.distractors) == (
        "When did the Harbour Board replace the oil lamp?",
        "June 1913",
        ("March 1871",),
    )
    assert [one.reason for one in held.left_out] == ["its picture or sound is left out"]


BOMB = (
    b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><quiz>&b;</quiz>"""
)
FILES = b"""<?xml version="1.0"?><!DOCTYPE q [<!ENTITY a SYSTEM "file:///etc/hostname">]><quiz>&a;</quiz>"""


def test_a_bank_comes_back_as_it_was() -> None:
    for one in (bank(), typed_bank()):
        got, held = back(one, "moodle-xml", name="a.xml")
        assert got == one.questions
        assert held.shelf is not None
        assert held.shelf.documents[0].path == "harbour.txt"


@given(asked=questions())
def test_whatever_the_texts_a_question_comes_back_as_it_was(asked: Question) -> None:
    got, _ = back(bank_of(asked), "moodle-xml", name="a.xml")
    assert got == (asked,)


def test_another_parser_finds_what_moodle_reads() -> None:
    quiz = ElementTree.fromstring(there(bank(), "moodle-xml").data)  # noqa: S314 - we wrote it
    category, first, *_ = quiz.findall("question")
    assert category.findtext("category/text") == "$course$/top/The Harbour Light"
    assert first.get("type") == "multichoice"
    assert first.findtext("idnumber") == bank().questions[0].id
    assert [one.get("fraction") for one in first.findall("answer")].count("100") == 1
    feedback = first.findtext("generalfeedback/text") or ""
    assert feedback.startswith("<blockquote>Marta Brandt built the harbour light of Ostholm in March 1871.<")
    assert "<p>The Harbour Light, paragraph 1</p>" in feedback
    belongs = [one.findtext("feedback/text") for one in first.findall("answer") if one.get("fraction") == "0"]
    assert sum(bool(one) for one in belongs) == 2
    assert [one.findtext("text") for one in first.findall("tags/tag")][:2] == ["passage-quiz", "kind: choice"]
    typed = ElementTree.fromstring(there(typed_bank(), "moodle-xml").data)  # noqa: S314 - we wrote it
    assert [one.get("type") for one in typed] == ["category", "numerical", "shortanswer", "shortanswer"]


def test_a_tag_is_no_longer_than_moodle_takes() -> None:
    quiz = ElementTree.fromstring(there(bank(), "moodle-xml").data)  # noqa: S314 - we wrote it
    assert all(len(one.text or "") <= 50 for one in quiz.iterfind("question/tags/tag/text"))


def test_what_a_teacher_changed_in_moodle_stays_and_is_a_draft_where_it_is_not_proved() -> None:
    data = there(bank(), "moodle-xml").data.replace(b">June 1913</text>", b">July 1914</text>")
    imported = proved(contents(data, "a.xml"), [harbour()])
    changed = next(one for one in imported.questions if one.key == "July 1914")
    assert changed.status is Status.DRAFT
    assert any("it is a draft now" in one.reason for one in imported.left_out)


def test_what_others_wrote_comes_in_as_drafts_with_a_proof() -> None:
    imported = proved(contents(OTHERS.encode(), "others.xml"), [harbour()])
    light, tower, keeper, visitors = imported.questions
    assert light.stem == "When did Marta Brandt build the harbour light?"
    assert (light.key, [one.text for one in light.distractors]) == (
        "March 1871",
        ["June 1913 & later", "May 1956"],
    )
    assert (tower.kind, tower.key) == (Kind.TRUE_FALSE, "False")
    assert (keeper.kind, keeper.stem) == (Kind.CLOZE, "Who kept the light until ____ 1956?")
    assert (visitors.kind, visitors.key) == (Kind.NUMBER, "15 900")
    assert {one.status for one in imported.questions} == {Status.DRAFT}
    assert [str(one) for one in imported.left_out] == [
        "question 1 (The light): the choice 'in 1871' is left out: it is partly right",
        "question 1 (The light): its picture or sound is left out",
        "question 3 (Keeper): the further answer 'in May' is left out: a question has one key",
        "question 4 (Visitors): its tolerance of 50 is left out: a figure is right or wrong here",
        "question 5 (Several): it has several right choices",
        "question 6 (Match): its type, matching, is not supported",
        "question 7 (Essay): its type, essay, is not supported",
        "question 8 (Gaps): its type, cloze, is not supported",
    ]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<quiz>\n<question>\n</quiz>", "a.xml line 3: mismatched tag"),
        (b"<html/>", "a.xml line 1: it begins with <html>"),
        (b"", "a.xml line 1: no element found"),
        (BOMB, "a.xml defines a document type or entities of its own"),
        (FILES, "a.xml defines a document type or entities of its own"),
        (b"<?xml version='1.0' encoding='klingon'?><quiz/>", "a.xml line 1: "),
    ],
)
def test_a_broken_or_hostile_file_is_one_error(data: bytes, said: str) -> None:
    with pytest.raises(FormatBroken) as caught:
        contents(data, "a.xml")
    assert str(caught.value).startswith(f"[Q071] {said}")
