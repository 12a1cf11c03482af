"""Cut texts into the words that a search compares; the macro ``search`` (sql/macros) cuts what is asked likewise."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_SOFT_HYPHEN = "\N{SOFT HYPHEN}"

LONGEST = 60
"""Letters of a word. What is longer (an address, a digest) is not looked for."""

_PASSED_OVER = "aga ega ehk ei et ja ka kas kes kui mis ning oli olid on see siis või"
PASSED_OVER = frozenset(_PASSED_OVER.split())
"""Words that nearly every text has, so that they tell nothing of it."""

SENTENCES = (
    r"(?s).+?(?:(?:\p{L}{3}|[)\]”\"»]|\d{4})[.;!?][”\"»]*\s+|[.;:!?][”\"»]*[ \t]*\n\s*|\n[ \t]*\n\s*|\z)"  # RE2, in SQL
)
"""Pattern of a sentence or paragraph with the blanks after it; matches after one another are the whole text. A stop
after a short word or a number ("nr. 5", "14.02.") ends nothing within a line."""


def words_of(written: str) -> list[str]:
    """Return the words of a text in lower case, in order, as often as they stand there."""
    composed = unicodedata.normalize("NFC", written.replace(_SOFT_HYPHEN, ""))
    return [word for word in _WORD.findall(composed.lower()) if len(word) <= LONGEST]
