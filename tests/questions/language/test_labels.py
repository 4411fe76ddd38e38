"""What other pipelines label by CLEAR and OntoNotes reads as Universal Dependencies and our names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span

from questions.errors import PipelineError
from questions.language.labels import use_universal_labels
from questions.language.pipeline import load_pipeline

VOCAB = spacy.blank("en").vocab


def parsed(*rows: str, names: tuple[tuple[int, int, str], ...] = ()) -> Doc:
    """A document from rows of "word tag part label head", heads counted from 1; a root names itself."""
    words, tags, parts, labels, heads = zip(*(row.split() for row in rows), strict=True)
    doc = Doc(
        VOCAB,
        words=list(words),
        tags=list(tags),
        pos=list(parts),
        deps=list(labels),
        heads=[int(head) - 1 for head in heads],
    )
    doc.set_ents([Span(doc, *name) for name in names])
    return doc


def tree(doc: Doc) -> list[str]:
    """Each word as "word label head"."""
    return [f"{token} {token.dep_} {token.head}" for token in doc]


def test_a_preposition_goes_under_its_noun_and_the_noun_to_the_verb_or_noun_above() -> None:
    doc = parsed(
        "Boats NNS NOUN nsubj 4",
        "from IN ADP prep 1",
        "Elm NNP PROPN pobj 2",
        "sail VBP VERB ROOT 4",
        "to IN ADP prep 4",
        "Ash NNP PROPN pobj 5",
    )
    assert tree(use_universal_labels(doc)) == [
        "Boats nsubj sail",
        "from case Elm",
        "Elm nmod Boats",
        "sail ROOT sail",
        "to case Ash",
        "Ash obl sail",
    ]


def test_a_preposition_of_two_words_is_one_and_two_prepositions_are_two() -> None:
    doc = parsed(
        "According VBG VERB prep 4",
        "to IN ADP prep 1",
        "Ada NNP PROPN pobj 2",
        "came VBD VERB ROOT 4",
        "from IN ADP prep 4",
        "behind IN ADP prep 5",
        "walls NNS NOUN pobj 6",
        "because IN SCONJ prep 4",
        "of IN ADP pcomp 8",
        "rain NN NOUN pobj 8",
    )
    assert tree(use_universal_labels(doc)) == [
        "According case Ada",
        "to fixed According",
        "Ada obl came",
        "came ROOT came",
        "from case walls",
        "behind case walls",
        "walls obl came",
        "because case rain",
        "of fixed because",
        "rain obl came",
    ]


def test_a_preposition_before_a_clause_marks_it() -> None:
    doc = parsed(
        "They PRP PRON nsubj 2",
        "left VBD VERB ROOT 2",
        "after IN ADP prep 2",
        "eating VBG VERB pcomp 3",
        "plans NNS NOUN dobj 4",
        "for IN ADP prep 5",
        "sailing VBG VERB pcomp 6",
    )
    assert tree(use_universal_labels(doc))[2:] == [
        "after mark eating",
        "eating advcl left",
        "plans obj eating",
        "for mark sailing",
        "sailing acl plans",
    ]


def test_a_preposition_without_a_noun_of_its_own_stays_as_an_adverb() -> None:
    doc = parsed(
        "houses NNS NOUN ROOT 1", "they PRP PRON nsubj 3", "lived VBD VERB relcl 1", "in IN ADP prep 3"
    )
    assert tree(use_universal_labels(doc))[2:] == ["lived acl:relcl houses", "in advmod lived"]


@pytest.mark.parametrize(("tag", "part", "label"), [("NN", "NOUN", "attr"), ("JJ", "ADJ", "acomp")])
def test_what_is_said_of_the_subject_stands_above_be(tag: str, part: str, label: str) -> None:
    doc = parsed(
        "She PRP PRON nsubj 3",
        "wo MD AUX aux 3",
        "be VB AUX ROOT 3",
        "n’t RB PART neg 3",
        f"right {tag} {part} {label} 3",
        "in IN ADP prep 3",
        "1990 CD NUM pobj 6",
        "; : PUNCT punct 3",
    )
    assert tree(use_universal_labels(doc)) == [
        "She nsubj right",
        "wo aux right",
        "be cop right",
        "n’t advmod right",
        "right ROOT right",
        "in case 1990",
        "1990 obl right",
        "; punct right",
    ]


def test_a_place_stands_above_be_too() -> None:
    doc = parsed(
        "Elm NNP PROPN nsubj 2",
        "is VBZ AUX ROOT 2",
        "in IN ADP prep 2",
        "Ash NNP PROPN pobj 3",
        "where WRB SCONJ advmod 7",
        "we PRP PRON nsubj 7",
        "are VBP AUX relcl 4",
    )
    assert tree(use_universal_labels(doc)) == [
        "Elm nsubj Ash",
        "is cop Ash",
        "in case Ash",
        "Ash ROOT Ash",
        "where acl:relcl Ash",
        "we nsubj where",
        "are cop where",
    ]


def test_what_there_is_is_the_subject_and_other_verbs_than_be_stay_above() -> None:
    doc = parsed(
        "There EX PRON expl 2",
        "are VBP AUX ROOT 2",
        "boats NNS NOUN attr 2",
        "which WDT PRON nsubj 5",
        "seem VBP VERB relcl 3",
        "new JJ ADJ acomp 5",
    )
    assert tree(use_universal_labels(doc)) == [
        "There expl are",
        "are ROOT are",
        "boats nsubj are",
        "which nsubj seem",
        "seem acl:relcl boats",
        "new xcomp seem",
    ]


def test_be_above_a_clause_stays_there() -> None:
    doc = parsed(
        "Fear NN NOUN nsubj 2",
        "is VBZ AUX ROOT 2",
        "in IN ADP prep 2",
        "fact NN NOUN pobj 3",
        "that IN SCONJ mark 7",
        "he PRP PRON nsubj 7",
        "left VBD VERB ccomp 2",
    )
    assert tree(use_universal_labels(doc))[1:4] == ["is ROOT is", "in case fact", "fact obl is"]


def test_the_passive_and_who_did_it() -> None:
    doc = parsed(
        "Boats NNS NOUN nsubjpass 3",
        "were VBD AUX auxpass 3",
        "built VBN VERB ROOT 3",
        "by IN ADP agent 3",
        "Ada NNP PROPN compound 6",
        "Lowe NNP PROPN pobj 4",
        names=((4, 6, "PERSON"),),
    )
    assert tree(use_universal_labels(doc)) == [
        "Boats nsubj:pass built",
        "were aux:pass built",
        "built ROOT built",
        "by case Ada",
        "Ada obl:agent built",
        "Lowe flat Ada",
    ]


def test_a_hyphen_does_not_part_a_name() -> None:
    doc = parsed(
        "Captain NNP PROPN compound 5",
        "Ada NNP PROPN compound 5",
        "Ki NNP PROPN compound 5",
        "- HYPH PUNCT punct 5",
        "lo NNP PROPN nsubj 6",
        "sails VBZ VERB ROOT 6",
        names=((1, 5, "PERSON"),),
    )
    assert tree(use_universal_labels(doc)) == [
        "Captain compound Ada",
        "Ada nsubj sails",
        "Ki flat Ada",
        "- punct Ada",
        "lo flat Ada",
        "sails ROOT sails",
    ]


def test_who_is_given_what() -> None:
    bare = parsed("gave VBD VERB ROOT 1", "him PRP PRON dative 1", "a DT DET det 4", "boat NN NOUN dobj 1")
    assert tree(use_universal_labels(bare))[1:] == ["him iobj gave", "a det boat", "boat obj gave"]
    marked = parsed("gave VBD VERB ROOT 1", "it PRP PRON dobj 1", "to IN ADP dative 1", "him PRP PRON pobj 3")
    assert tree(use_universal_labels(marked))[2:] == ["to case him", "him obl gave"]


def test_the_subject_of_a_clause_without_finite_verb_is_the_object_above() -> None:
    doc = parsed(
        "made VBD VERB ROOT 1",
        "him PRP PRON nsubj 3",
        "leave VB VERB ccomp 1",
        "said VBD VERB conj 1",
        "she PRP PRON nsubj 6",
        "left VBD VERB ccomp 4",
    )
    assert tree(use_universal_labels(doc)) == [
        "made ROOT made",
        "him obj made",
        "leave xcomp made",
        "said conj made",
        "she nsubj left",
        "left ccomp said",
    ]


def test_conjuncts_hang_on_the_first_and_their_commas_on_them() -> None:
    doc = parsed(
        "Kings NNS NOUN nsubj 7",
        ", , PUNCT punct 1",
        "queens NNS NOUN conj 1",
        ", , PUNCT punct 3",
        "and CC CCONJ cc 3",
        "maids NNS NOUN conj 3",
        "sailed VBD VERB ROOT 7",
        "in IN ADP prep 7",
        "May NNP PROPN pobj 8",
        "or CC CCONJ cc 8",
        "in IN ADP conj 8",
        "June NNP PROPN pobj 11",
    )
    assert tree(use_universal_labels(doc)) == [
        "Kings nsubj sailed",
        ", punct queens",
        "queens conj Kings",
        ", punct maids",
        "and cc maids",
        "maids conj Kings",
        "sailed ROOT sailed",
        "in case May",
        "May obl sailed",
        "or cc June",
        "in case June",
        "June conj May",
    ]


def test_two_prepositions_may_share_a_noun() -> None:
    doc = parsed(
        "sailed VBD VERB ROOT 1",
        "in IN ADP prep 1",
        "and CC CCONJ cc 2",
        "around IN ADP conj 2",
        "Elm NNP PROPN pobj 4",
    )
    assert tree(use_universal_labels(doc))[1::3] == ["in case Elm", "Elm obl sailed"]


@pytest.mark.parametrize(
    ("clear", "universal"),
    [
        ("csubjpass", "csubj:pass"), ("relcl", "acl:relcl"), ("poss", "nmod:poss"),
        ("npadvmod", "obl:unmarked"),
        ("neg", "advmod"), ("prt", "compound:prt"), ("preconj", "cc:preconj"), ("predet", "det:predet"),
        ("oprd", "xcomp"), ("quantmod", "advmod"), ("intj", "discourse"), ("meta", "dep"), ("dep", "dep"),
        ("case", "case"), ("appos", "appos"), ("nummod", "nummod"),
    ],
)  # fmt: skip
def test_other_relations_change_at_most_their_name(clear: str, universal: str) -> None:
    doc = use_universal_labels(parsed(f"so RB ADV {clear} 2", "sail VBP VERB ROOT 2"))
    assert tree(doc) == [f"so {universal} sail", "sail ROOT sail"]


def test_to_marks_an_infinitive() -> None:
    doc = use_universal_labels(parsed("to TO PART aux 2", "sail VB VERB ROOT 2"))
    assert tree(doc)[0] == "to mark sail"


def test_names_are_ours_without_articles_and_what_is_no_name_is_dropped() -> None:
    doc = parsed(
        "The DT DET det 3",
        "Elm NNP PROPN compound 3",
        "Board NNP PROPN nsubj 4",
        "met VBD VERB ROOT 4",
        "three CD NUM nummod 6",
        "Danes NNPS PROPN dobj 4",
        "in IN ADP prep 4",
        "Ash NNP PROPN poss 10",
        "’s POS PART case 8",
        "port NN NOUN pobj 7",
        names=((0, 3, "ORG"), (4, 5, "CARDINAL"), (5, 6, "NORP"), (7, 9, "GPE")),
    )
    ents = [(entity.text, entity.label_) for entity in use_universal_labels(doc).ents]
    assert ents == [("Elm Board", "ORG"), ("Ash", "PLACE")]


def test_words_tags_and_sentences_stay() -> None:
    rows = ("It PRP PRON nsubj 2", "is VBZ AUX ROOT 2", "new JJ ADJ acomp 2", ". . PUNCT punct 2")
    again = tuple(row[:-1] + str(int(row[-1]) + 4) for row in rows)
    before, after = (parsed(*rows, *again) for _ in range(2))
    use_universal_labels(after)
    assert [token.tag_ for token in after] == [token.tag_ for token in before]
    assert [(one.start, one.end) for one in after.sents] == [(0, 4), (4, 8)]
    assert [one.root.text for one in after.sents] == ["new", "new"]


def pipeline(folder: Path, *labels: str, tags: tuple[str, ...] = ("NNP", "VB")) -> str:
    """A pipeline that has learned nothing but has these labels."""
    nlp = spacy.blank("en")
    for part, given in (("tagger", tags), ("parser", labels)):
        if given:
            component = nlp.add_pipe(part)
            for label in given:
                getattr(component, "add_label")(label)  # noqa: B009
    nlp.initialize()
    nlp.to_disk(folder)
    return str(folder)


@pytest.fixture(autouse=True)
def no_pipeline_is_kept() -> Iterator[None]:
    yield
    load_pipeline.cache_clear()


def test_a_pipeline_is_converted_exactly_where_it_labels_by_clear(tmp_path: Path) -> None:
    clear = load_pipeline(pipeline(tmp_path / "clear", "nsubj", "pobj"))
    assert clear.pipe_names[-1] == "passage_quiz_labels"
    universal = load_pipeline(pipeline(tmp_path / "universal", "nsubj", "obl"))
    assert "passage_quiz_labels" not in universal.pipe_names
    assert "passage_quiz_labels" not in load_pipeline().pipe_names


def test_what_is_sent_along_with_a_text_comes_back_with_it(tmp_path: Path) -> None:
    nlp = load_pipeline(pipeline(tmp_path / "clear", "nsubj", "pobj"))
    assert [place for _, place in nlp.pipe([("Boats sail.", 7)], as_tuples=True)] == [7]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "One", "…", "Boats  sail. They\nsink. "])
def test_whatever_it_is_given_it_reads_at_the_same_offsets(text: str, tmp_path: Path) -> None:
    nlp = load_pipeline(pipeline(tmp_path / "clear", "nsubj", "pobj"))
    assert nlp(text).text == text


@pytest.mark.parametrize(
    ("labels", "tags", "lack"), [((), ("NNP",), "parses"), (("nsubj",), ("N",), "tags words")]
)
def test_a_pipeline_that_cannot_be_asked_from_says_what_it_lacks(
    labels: tuple[str, ...], tags: tuple[str, ...], lack: str, tmp_path: Path
) -> None:
    with pytest.raises(PipelineError, match=rf"\[Q030\].* has no part that {lack}.*SPACY_PIPELINE"):
        load_pipeline(pipeline(tmp_path / "lacking", *labels, tags=tags))
