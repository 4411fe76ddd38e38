"""GIFT: ours comes back as it was, others' as far as we have words for it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from questions.errors import FormatBroken, NothingToExport
from questions.formats import contents, proved
from questions.model import Kind, Question, Status
from tests.material import bank, cite, harbour, question, typed_bank
from tests.questions.formats.drawn import back, bank_of, questions, there

OTHERS = r"""// written by hand
$CATEGORY: $course$/Ostholm

// a choice, over several lines
::Q1 the light:: [html]<p>When did Marta Brandt build the <b>harbour light</b> of Ostholm&#63;</p> {
  =March 1871 # right
  ~June 1913 # that was the lamp
  ~%-50%May 1956
  ~%50%in 1871
  #### It stands in the first paragraph.
}

::Q2:: The tower of Ostholm stands 31 metres high.{T#Look again.}

The tower stands {=31 metres ~42 metres ~64 metres} high.

How many visitors does the museum have a year? {#15900:100}

Who kept the light until May 1956? {=Jon Vik =Vik}

Match the years.{
  =light -> 1871
  =museum -> 1988
}

Write about the lamp. {}

Which are keepers? {
  ~%50%Jon Vik
  ~%50%Marta Brandt
  ~%-100%The Board
}

When was it? {#1871..1872}

This is a description.

Who discovered helium? {=Janssen ~Curie}

When did the \{Harbour\} Board replace the oil lamp with an electric one? {=June 1913 ~at 10\:00 ~1 \= 1}
"""


def test_a_bank_comes_back_as_it_was() -> None:
    for one in (bank(), typed_bank()):
        got, held = back(one, "gift", name="a.gift")
        assert got == one.questions
        assert held.shelf is not None
        assert held.shelf.title == one.title


@given(asked=questions())
def test_whatever_the_texts_a_question_comes_back_as_it_was(asked: Question) -> None:
    try:
        got, _ = back(bank_of(asked), "gift", name="a.gift")
    except NothingToExport:
        assert "->" in asked.key
    else:
        assert got == (asked,)


def test_a_blank_is_where_the_answers_stand() -> None:
    text = there(bank(), "gift").data.decode()
    assert "Jon Vik kept the light until {" in text
    assert "____" not in text
    _, _, third = bank().questions
    last = replace(third, stem="The light was kept by Jon Vik until ____")
    text = there(bank_of(last), "gift").data.decode()
    assert "until ____ {" in text


def test_the_proof_is_the_general_feedback_and_a_distractor_has_its_own() -> None:
    text = there(bank(), "gift").data.decode()
    assert "####“Marta Brandt built the harbour light of Ostholm in March 1871.” — The Harbour Light" in text
    assert "~June 1913#“In June 1913 the Harbour Board" in text
    assert "#15900:0" in there(typed_bank(), "gift").data.decode()


def test_a_figure_that_loses_its_unit_is_named() -> None:
    high = question(
        kind=Kind.NUMBER,
        stem="How high does the tower of the light stand?",
        key="31 metres",
        distractors=(),
        citation=cite("The tower stands 31 metres high, and its lamp burned oil for 42 years."),
    )
    (said,) = there(bank_of(high), "gift").left_out
    assert (said.name, "'metres'" in said.reason) == (high.id, True)
    got, _ = back(bank_of(high), "gift", name="a.gift")
    assert got == (high,)


def test_a_question_that_may_not_be_asked_does_not_leave() -> None:
    kept, *others = bank().questions
    drafts = [replace(one, status=Status.DRAFT) for one in others]
    exported = there(bank_of(kept, *drafts), "gift")
    assert exported.count == 1
    assert [one.name for one in exported.left_out] == [one.id for one in drafts]


def test_what_others_wrote_comes_in_as_drafts_with_a_proof() -> None:
    held = contents(OTHERS.encode(), "others.gift")
    got = {one.stem: one for one in proved(held, [harbour()]).questions}
    light = got["When did Marta Brandt build the harbour light of Ostholm?"]
    assert light.key == "March 1871"
    assert [one.text for one in light.distractors] == ["June 1913", "May 1956"]
    assert light.citation.quote == "Marta Brandt built the harbour light of Ostholm in March 1871."
    assert {one.status for one in got.values()} == {Status.DRAFT}
    tower = got["The tower of Ostholm stands 31 metres high."]
    assert (tower.kind, tower.key) == (Kind.TRUE_FALSE, "True")
    blank = got["The tower stands ____ high."]
    assert (blank.kind, blank.key) == (Kind.CLOZE, "31 metres")
    visitors = got["How many visitors does the museum have a year?"]
    assert (visitors.kind, visitors.key) == (Kind.NUMBER, "15 900")
    keeper = got["Who kept the light until May 1956?"]
    assert (keeper.kind, keeper.key) == (Kind.SHORT, "Jon Vik")
    lamp = got["When did the {Harbour} Board replace the oil lamp with an electric one?"]
    assert [one.text for one in lamp.distractors] == ["at 10:00", "1 = 1"]
    assert len(got) == 6


def test_what_is_not_supported_is_named_with_its_line() -> None:
    held = contents(OTHERS.encode(), "others.gift")
    said = [str(one) for one in proved(held, [harbour()]).left_out]
    for words in (
        "line 5 (Q1 the light): the choice 'in 1871' is left out: it is partly right",
        "its tolerance of 100 is left out",
        "the further answer 'Vik' is left out",
        "it is a matching question",
        "it is an essay question",
        "it has several right choices",
        "is a range or no plain number",
        "it has no answers",
        "no passage proves it",
    ):
        assert any(words in one for one in said), (words, said)
    assert len(said) == 9


MOODLES = """// question: 7  name: Keeper
::Keeper::[html]<p>Who kept the light?</p>{
\t=%100%Jon Vik#
\t=%50%Vik#Nearly.
\t####[html]<p>Yes.</p>
}


// question: 8  name: Visitors
::Visitors::[html]<p>How many visitors has it a year?</p>{#
\t=%100%15900:0#
\t~#No.
}


// question: 9  name: Tower
::Tower::The tower is of wood.{FALSE#Look again.#Right.####[html]It says\\: metres.}
"""
"""As Moodle itself writes GIFT."""


def test_what_moodle_itself_exports_is_read() -> None:
    keeper, visitors, tower = contents(MOODLES.encode(), "a.txt").held
    assert (keeper.kind, keeper.stem, keeper.key) == (Kind.SHORT, "Who kept the light?", "Jon Vik")
    assert (visitors.kind, visitors.key) == (Kind.NUMBER, "15900")
    assert (tower.kind, tower.key, tower.distractors) == (Kind.TRUE_FALSE, "False", ("True",))


def test_a_brace_that_stands_alone_is_an_error_with_its_line() -> None:
    with pytest.raises(FormatBroken, match=r"^\[Q071\] a\.gift line 3: a brace stands alone\."):
        contents(b"// x\n\nWhen? {=1871\n\nWhy? {}", "a.gift")


BOOK = r"""// as Moodle's own examples write it, in our words

How high is the tower, in metres? {#31:0.5}.

The lamp of the harbour light burned for {#42 years~#Count again.} years.

How many keepers had it? {#
    =2:0      #Both of them.
    =%50%2:1  #Nearly,
              and half is yours.
}

The tower stands on an island.{FALSE#It stands in the harbour.#Right.
####The first paragraph says so.}";

{T} is what the second sentence is.

[markdown]Who kept the **harbour light** until *May 1956*? {=[markdown]**Jon Vik** ~[plain]**Marta**}

Which sign ends a sentence? {
   ~ \~     # \~ does not.
   ~ \#     # \# neither.
   = .      # Yes. A stop \{.\} does,
              on a line of its own too.
}
"""
"""Where answers are followed by a stray mark, a figure by what is said of any other, a text by its form."""


def test_the_fine_print_of_the_format_is_read() -> None:
    held = contents(BOOK.encode(), "book.gift")
    assert [(one.kind, one.stem, one.key, one.distractors) for one in held.held] == [
        (Kind.NUMBER, "How high is the tower, in metres?", "31", ()),
        (Kind.NUMBER, "How many keepers had it?", "2", ()),
        (Kind.TRUE_FALSE, "The tower stands on an island.", "False", ("True",)),
        (Kind.TRUE_FALSE, "is what the second sentence is.", "True", ("False",)),
        (Kind.CHOICE, "Who kept the harbour light until May 1956?", "Jon Vik", ("**Marta**",)),
        (Kind.CHOICE, "Which sign ends a sentence?", ".", ("~", "#")),
    ]
    assert [str(one) for one in held.left_out] == [
        "line 3: its tolerance of 0.5 is left out: a figure is right or wrong here",
        "line 5: its figure '42 years' is a range or no plain number",
        "line 7: its further figures are left out: a question has one key",
    ]


def test_what_is_said_of_any_other_figure_is_no_figure() -> None:
    (held,) = contents(b"How high is it? {#31:2~#Look again.}", "a.gift").held
    assert (held.kind, held.key) == (Kind.NUMBER, "31")
