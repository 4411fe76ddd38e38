"""A treebank of our own, small enough to read, large enough to train a few steps on."""

# ruff: noqa: E501  (a CoNLL-U row is as long as it is)
import gzip
from pathlib import Path

import pytest

SENTENCES = """\
# newdoc id = GUM_own_harbour
# newpar
# sent_id = GUM_own_harbour-1
# text = Ada Lowe didn’t open the harbour in May.
1	Ada	Ada	PROPN	NNP	Number=Sing	5	nsubj	_	Entity=(1-person-new-nnnnn-cf1-1,2-coref-Ada_Lowe
2	Lowe	Lowe	PROPN	NNP	Number=Sing	1	flat	_	Entity=1)
3-4	didn’t	_	_	_	_	_	_	_	_
3	did	do	AUX	VBD	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	5	aux	_	_
4	n’t	not	PART	RB	Polarity=Neg	5	advmod	_	_
5	open	open	VERB	VB	VerbForm=Inf	0	root	_	_
6	the	the	DET	DT	Definite=Def|PronType=Art	7	det	_	Entity=(2-place-new-nnnnn-cf2-2-sgl
7	harbour	harbour	NOUN	NN	Number=Sing	5	obj	_	Entity=2)
8	in	in	ADP	IN	_	9	case	_	_
9	May	May	PROPN	NNP	Number=Sing	5	obl	_	Entity=(3-time-new-nnnnn-cf3-1-sgl)|SpaceAfter=No
10	.	.	PUNCT	.	_	5	punct	_	_

# sent_id = GUM_own_harbour-2
# text = It was opened by the mayor of Port Elm, a retired sailor.
1	It	it	PRON	PRP	Case=Nom|Number=Sing|Person=3|PronType=Prs	3	nsubj:pass	_	Entity=(2-place-giv:act-nnnnn-cf1-1-ana)
2	was	be	AUX	VBD	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	3	aux:pass	_	_
3	opened	open	VERB	VBN	Tense=Past|VerbForm=Part|Voice=Pass	0	root	_	_
4	by	by	ADP	IN	_	6	case	_	_
5	the	the	DET	DT	Definite=Def|PronType=Art	6	det	_	Entity=(4-person-new-nnnnn-cf2-2-sgl
6	mayor	mayor	NOUN	NN	Number=Sing	3	obl:agent	_	_
7	of	of	ADP	IN	_	9	case	_	_
8	Port	Port	PROPN	NNP	Number=Sing	9	compound	_	Entity=(5-place-new-nnnnn-cf3-2-sgl
9	Elm	Elm	PROPN	NNP	Number=Sing	6	nmod	_	Entity=5)|SpaceAfter=No
10	,	,	PUNCT	,	_	13	punct	_	_
11	a	a	DET	DT	Definite=Ind|PronType=Art	13	det	_	_
12	retired	retired	ADJ	JJ	Degree=Pos	13	amod	_	_
13	sailor	sailor	NOUN	NN	Number=Sing	6	appos	_	Entity=4)|SpaceAfter=No
14	.	.	PUNCT	.	_	3	punct	_	_

# newdoc id = own-boats
# newpar id = own-boats-p0001
# sent_id = own-boats-0001
# text = "Boats sail," she said.
1	"	"	PUNCT	``	_	7	punct	_	SpaceAfter=No
2	Boats	boat	NOUN	NNS	Number=Plur	3	nsubj	_	_
3	sail	sail	VERB	VBP	Mood=Ind|Number=Plur|Person=3|Tense=Pres|VerbForm=Fin	7	ccomp	_	SpaceAfter=No
4	,	,	PUNCT	,	_	7	punct	_	SpaceAfter=No
4.1	_	_	_	_	_	_	_	_	_
5	"	"	PUNCT	''	_	7	punct	_	_
6	she	she	PRON	PRP	Case=Nom|Number=Sing|Person=3|PronType=Prs	7	nsubj	_	_
7	said	say	VERB	VBD	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	0	root	_	SpaceAfter=No
8	.	.	PUNCT	.	_	7	punct	_	_

"""


@pytest.fixture
def treebank(tmp_path: Path) -> Path:
    """A folder that holds the little treebank as its training, development and test part."""
    folder = tmp_path / "treebank"
    folder.mkdir()
    for part in ("train", "dev", "test"):
        with gzip.open(folder / f"en-{part}.conllu.gz", "wt", encoding="utf-8") as stream:
            stream.write(SENTENCES)
    return folder
