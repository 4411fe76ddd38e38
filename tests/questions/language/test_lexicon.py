"""A word's own features: what the dictionary says of it, and what counts as the same."""

from spacy.lang.en import English

from questions.language.lexicon import FEATURES, dictionary_entry, features
from questions.language.network import learn_words, lexicon_embed


def test_the_dictionary_gives_every_tag_that_a_form_may_have() -> None:
    tags, lemma = dictionary_entry("led")
    assert {"VBD", "VBN"} <= set(tags.split())
    assert "VBZ" not in tags.split()
    assert lemma == "lead"


def test_a_word_that_the_dictionary_lacks_has_no_tags_and_is_its_own_lemma() -> None:
    assert dictionary_entry("Kfor") == ("", "kfor")


def test_digits_grouped_by_spaces_read_as_digits_grouped_by_commas() -> None:
    assert features("15 900") == features("15,900")


def test_years_share_their_form_and_words_their_quotation_marks() -> None:
    form = FEATURES.index("form")
    assert features("1999")[form] == features("2007")[form]
    assert features("n’t")[form] == features("n't")[form]


def test_words_that_are_used_alike_share_a_class_and_rare_ones_have_none() -> None:
    coarse = FEATURES.index("coarse")
    assert features("April")[coarse] == features("october")[coarse] != features("harbour")[coarse]
    assert features("Ostholm")[FEATURES.index("fine")] == 0


def test_a_word_seen_once_is_unknown_but_keeps_its_other_features() -> None:
    nlp = English()
    rows = dict.fromkeys(FEATURES, 100)
    layer = lexicon_embed(width=8, column_width=8, rows=rows)
    nlp.add_pipe("tok2vec")
    setattr(nlp.get_pipe("tok2vec"), "model", layer)  # noqa: B010
    learn_words(nlp, [nlp.make_doc("boats boats sail")])
    extract = next(node for node in layer.walk() if node.name == "lexicon_features")
    (table,) = extract.predict([nlp.make_doc("boats sail")])
    form, suffix = FEATURES.index("form"), FEATURES.index("suffix3")
    assert table[0][form] == features("boats")[form]
    assert table[1][form] == 0
    assert table[1][suffix] == features("sail")[suffix]
