"""Values below a column of labels, told apart by the kind of words each field wants."""

from __future__ import annotations

import pytest

from extractors.model.evidence import Span
from extractors.positions.fitting import pair_by_kind
from extractors.positions.words import split_lines


def pair(words: str, *fields: str) -> list[str] | None:
    values = pair_by_kind(words, split_lines(words, Span(0, len(words))), fields)
    return values and [" ".join(span.of(words) for span in value) for value in values]


@pytest.mark.parametrize(
    ("words", "fields", "wanted"),
    [
        # the unit goes over two lines
        (
            "ranna\nosakond\nloots\nkaptenile",
            ("unit", "position", "reports_to"),
            ["ranna osakond", "loots", "kaptenile"],
        ),
        # a bracket that is open, and a line that ends in "ja"
        (
            "loots\nkaptenile (edaspidi\nülem)\nkaptenit ja\nlootsi\nkapten",
            ("position", "reports_to", "substitutes_for", "substituted_by"),
            ["loots", "kaptenile (edaspidi ülem)", "kaptenit ja lootsi", "kapten"],
        ),
        # nobody below
        ("loots\nkapten\npuuduvad", ("position", "reports_to", "subordinates"), ["loots", "kapten", "puuduvad"]),
        # fewer lines than labels, or two ways that fit alike: no answer
        ("loots\nkapten", ("position", "reports_to", "subordinates"), None),
        ("üks\nkaks\nkolm", ("purpose", "special_conditions"), None),
    ],
)
def test_the_kind_of_words_tells_whose_they_are(words: str, fields: tuple[str, ...], wanted: list[str] | None) -> None:
    """Units, cases and "puuduvad"; a guess is never made."""
    assert pair(words, *fields) == wanted
