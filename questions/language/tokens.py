"""Cuts text into words as the treebank does; knows orthography, nothing of tags or trees."""

import re
from collections.abc import Callable
from pathlib import Path

from spacy.language import Language
from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex, registry

PREFIXES = frozenset(
    "anti co counter cross e ex inter intra mid mini multi non over post pre pro re semi socio sub super "
    "ultra un".split()
)
"""Beginnings that the treebank does not part from the rest ("multi-ethnic"); "NATO-led" is three words."""

ABBREVIATIONS = ("al.", "etc.", "approx.", "Sept.", "Capt.", "Vol.", "Fig.", "Figs.", "pp.")
CUT_ANYWAY = frozenset({"and/or"})
MORE_INFIXES = (
    r"(?<=[0-9])[–—](?=[0-9])",
    r"(?<=[A-Za-z])/(?=[A-Za-z])",
    r"”(?=[—–])|(?<=[—–])“|—|(?<=[”’)])–",
)

DIGIT_GROUPS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?: \d{3})+(?!\d|[.,]\d)")
BLANK_LINE = re.compile(r"\n\s*\n")
SPACE = re.compile(r"(\n\s*\n)|[^\S ]")


class TreebankTokenizer:
    """spaCy's English tokeniser, brought to the treebank's habits, and blind to how lines are broken.

    - A hyphen cuts a word, but not after a prefix; a dash or a stroke between words or numbers cuts.
    - Digits grouped by spaces are one word: "15 900".
    - A line end, a no-break space or a tab within a paragraph counts as a space. The document's text is
      therefore as long as the text that came in, with the same offsets, but its white space is not the
      same: quote from the text, by offsets. A blank line ends a sentence.

    Args:
        nlp: the pipeline whose language defaults are the starting point.
    """

    def __init__(self, nlp: Language) -> None:
        defaults = nlp.Defaults
        rules = {
            word: pieces
            for word, pieces in (defaults.tokenizer_exceptions or {}).items()
            if word not in CUT_ANYWAY
        }
        infixes = compile_infix_regex([*(defaults.infixes or ()), *MORE_INFIXES])

        def find_infixes(word: str) -> list[re.Match[str]]:
            return [
                match
                for match in infixes.finditer(word)
                if match.group() != "-" or word[: match.start()].lower() not in PREFIXES
            ]

        self.vocab = nlp.vocab
        self.inner = Tokenizer(
            nlp.vocab,
            rules=rules,
            prefix_search=compile_prefix_regex(defaults.prefixes or ()).search,
            suffix_search=compile_suffix_regex(defaults.suffixes or ()).search,
            infix_finditer=find_infixes,
            token_match=defaults.token_match,
            url_match=defaults.url_match,
        )
        for abbreviation in ABBREVIATIONS:
            self.inner.add_special_case(abbreviation, [{"ORTH": abbreviation}])

    def __call__(self, text: str) -> Doc:
        """Cut a text into words.

        Args:
            text: any text; paragraphs are parted by blank lines.

        Returns:
            A document as long as the text.
        """
        doc: Doc = self.inner(SPACE.sub(lambda space: space[1] or " ", text))
        groups = [doc.char_span(*match.span()) for match in DIGIT_GROUPS.finditer(doc.text)]
        if any(groups):
            with doc.retokenize() as retokenizer:
                for group in groups:
                    if group is not None:
                        retokenizer.merge(group)
        for token in doc[:-1]:
            if token.is_space and BLANK_LINE.search(token.text):
                doc[token.i + 1].is_sent_start = True
        return doc

    def to_disk(self, path: Path, **_: object) -> None:
        """Save nothing: the rules are code."""

    def from_disk(self, path: Path, **_: object) -> "TreebankTokenizer":  # noqa: ARG002
        """Load nothing: the rules are code."""
        return self

    def to_bytes(self, **_: object) -> bytes:
        """Save nothing: the rules are code."""
        return b""

    def from_bytes(self, data: bytes, **_: object) -> "TreebankTokenizer":  # noqa: ARG002
        """Load nothing: the rules are code."""
        return self


@registry.tokenizers("passage_quiz.Tokenizer.v1")  # type: ignore[untyped-decorator]
def make_tokenizer() -> Callable[[Language], TreebankTokenizer]:
    """Make the tokeniser that the config names."""
    return TreebankTokenizer
