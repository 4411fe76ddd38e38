"""Questions in people's own words find the passages that answer them; knows no bank, no file and no chat.

What fits is told by a rule that can be said in a sentence: a passage fits a query where its words cover at
least half of what the query's words weigh together, a word weighing the more the rarer it is among the
passages, and one that stands nowhere the most. BM25 only orders what fits.
"""

from questions.search.library import Found, Library
from questions.search.query import Query
from questions.search.sentences import sentence_spans

__all__ = ["Found", "Library", "Query", "sentence_spans"]
