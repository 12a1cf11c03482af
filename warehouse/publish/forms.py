"""Number the forms of words and their lemmas, for the index of searches.

Python finds the words of a text and the lemma of each; SQL finds which of them are new, and numbers these, so that
memory does not grow with the words of all texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from extractors.words.searched import PASSED_OVER, words_of

PIECES = pa.schema({"written": pa.string(), "form": pa.string()})
"""Pieces of text between blanks, with each form that they contain."""

NAMED = pa.schema({"form": pa.string(), "lemma": pa.string()})
"""Forms with their lemmas."""

NO_WORDS = "(SELECT '' AS form, 0 AS form_no, '' AS lemma, 0 AS lemma_no LIMIT 0)"
"""What is known before the first index."""

_PASSED_OVER = f"(SELECT unnest({sorted(PASSED_OVER)}))"

ASKED = f"SELECT DISTINCT form FROM search_pieces UNION FROM {_PASSED_OVER}"
"""The forms that need a number. Words that searches pass over have one even if no passage has them."""

NEW_LEMMAS = f"""
    SELECT lemma, CAST(before.n + row_number() OVER (ORDER BY lemma) - 1 AS INTEGER)
    FROM (SELECT DISTINCT lemma FROM search_named WHERE form NOT IN {_PASSED_OVER}),
         (SELECT coalesce(max(lemma_no) + 1, 0) AS n FROM {{known}}) AS before
    WHERE lemma NOT IN (SELECT lemma FROM search_lemmas)"""
"""Lemmas without a number, each with the next free one."""

NEW_FORMS = f"""
    SELECT n.form, CAST(before.n + row_number() OVER (ORDER BY n.form) - 1 AS INTEGER) AS form_no, n.lemma,
           CASE WHEN n.form NOT IN {_PASSED_OVER} THEN l.lemma_no END AS lemma_no
    FROM search_named AS n
    LEFT JOIN search_lemmas AS l ON l.lemma = n.lemma,
         (SELECT coalesce(max(form_no) + 1, 0) AS n FROM {{known}}) AS before"""
"""Forms that are not known yet, each with the next free number, and their lemmas (NULL where searches pass over it)."""

WRITTEN = """
    WITH numbered AS (
        SELECT form, form_no, lemma_no FROM search_forms UNION ALL SELECT form, form_no, lemma_no FROM search_known
    )
    SELECT p.written, f.form_no, f.lemma_no
    FROM search_pieces AS p JOIN numbered AS f ON f.form = p.form WHERE f.lemma_no IS NOT NULL"""
"""Which forms each piece of text contains, except those that searches pass over."""


def pieces(written: Sequence[str]) -> list[tuple[str, str]]:
    """Return the forms that each piece of text contains, as often as it does."""
    return [(one, form) for one in written for form in words_of(one)]


@contextmanager
def staged(con: duckdb.DuckDBPyConnection, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """Let a name mean these rows while the body runs."""
    columns = [[row[place] for row in rows] for place in range(len(schema))]  # one for each column, even without rows
    con.register("staged_words", pa.table(columns, schema=schema))
    try:
        yield "staged_words"
    finally:
        con.unregister("staged_words")
