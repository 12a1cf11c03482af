"""Number the forms of words and their lemmas, for the index of searches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from extractors.words.lemmas import lemma_of
from extractors.words.searched import PASSED_OVER, words_of

WRITTEN = pa.schema({"written": pa.string(), "form_no": pa.int32(), "lemma_no": pa.int32()})
"""Pieces of text between blanks, with the forms that each contains."""

FORMS = pa.schema({"form": pa.string(), "form_no": pa.int32(), "lemma": pa.string(), "lemma_no": pa.int32()})

ASKED = pa.schema({"word": pa.string()})

Form = tuple[str, int, str, int | None]
"""A form, its number, its lemma and the lemma's number (``None``: searches pass over it)."""


class Numbers:
    """Numbers forms and lemmas in the order in which they are first met, after those that are known."""

    def __init__(
        self, known: Sequence[Form] = (), lemmas: Mapping[str, int] | None = None, forms_before: int = 0,
        lemmas_before: int = 0,
    ) -> None:  # fmt: skip
        self._forms = {form[0]: form for form in known}
        self._lemmas = dict(lemmas or {})
        self._next_form, self._next_lemma = forms_before, lemmas_before
        self._new: list[Form] = []

    def row_of(self, form: str) -> Form:
        row = self._forms.get(form)
        if row is None:
            lemma = lemma_of(form)
            row = self._forms[form] = (form, self._next_form, lemma, self._number_of(form, lemma))
            self._next_form += 1
            self._new.append(row)
        return row

    def _number_of(self, form: str, lemma: str) -> int | None:
        if form in PASSED_OVER:
            return None
        number = self._lemmas.get(lemma)
        if number is None:
            number = self._lemmas[lemma] = self._next_lemma
            self._next_lemma += 1
        return number

    def take_new(self) -> list[Form]:
        """Return the forms that were numbered since this was last asked."""
        new, self._new = self._new, []
        return new


def forms_of(written: Sequence[str]) -> set[str]:
    """Return the forms of all words of these pieces of text."""
    return {form for one in written for form in words_of(one)}


def pieces(written: Sequence[str], numbers: Numbers) -> list[tuple[str, int, int]]:
    """Return which forms each piece of text contains, but those that searches pass over."""
    held = [(one, *numbers.row_of(form)) for one in written for form in words_of(one)]
    return [(one, form_no, lemma_no) for one, _, form_no, _, lemma_no in held if lemma_no is not None]


@contextmanager
def staged(con: duckdb.DuckDBPyConnection, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> Iterator[str]:
    """Let a name mean these rows while the body runs."""
    columns = [[row[turn] for row in rows] for turn in range(len(schema))]  # without rows each has no values
    con.register("staged_words", pa.table(columns, schema=schema))
    try:
        yield "staged_words"
    finally:
        con.unregister("staged_words")
