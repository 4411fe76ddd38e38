"""A reading is scored by where its words stand, whatever words it found."""

from spacy.tokens import Doc
from spacy.vocab import Vocab

from questions.language.evaluate import Score, Scores

VOCAB = Vocab()


def reading(words: list[str], tags: list[str], heads: list[int], deps: list[str]) -> Doc:
    spaces = [word not in {"did", "didn"} for word in words]
    return Doc(VOCAB, words=words, spaces=spaces, tags=tags, pos=["X"] * len(words), heads=heads, deps=deps)


GOLD = reading(["she", "did", "n’t", "sail"], ["PRP", "VBD", "RB", "VB"], [3, 3, 3, 3], "a b c ROOT".split())


def test_a_perfect_reading_scores_one() -> None:
    scores = Scores()
    scores.add(GOLD, GOLD, named=True)
    assert all(scores.measures[name].f == 1.0 for name in ("tokens", "sentences", "tags", "uas", "las"))


def test_words_cut_elsewhere_cost_the_words_and_their_arcs() -> None:
    other = reading(
        ["she", "didn", "’t", "sail"], ["PRP", "VBD", "RB", "VB"], [3, 3, 3, 3], "a b c ROOT".split()
    )
    scores = Scores()
    scores.add(GOLD, other, named=False)
    assert scores.measures["tokens"].f == scores.measures["las"].f == 0.5


def test_a_wrong_label_costs_the_label_alone() -> None:
    other = reading(
        ["she", "did", "n’t", "sail"], ["PRP", "VBD", "RB", "VB"], [3, 3, 3, 3], "a b x ROOT".split()
    )
    scores = Scores()
    scores.add(GOLD, other, named=False)
    assert (scores.measures["uas"].f, scores.measures["las"].f) == (1.0, 0.75)
    assert scores.labels["c"] == Score(right=0, gold=1, read=0)


def test_nothing_read_scores_nothing() -> None:
    assert (Score().precision, Score().recall, Score().f) == (0.0, 0.0, 0.0)
