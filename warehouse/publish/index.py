"""Build the index of the macro ``search`` in the published file: what can be found, its passages, their words.

It stands in the published file only, so that what is withdrawn leaves it with the next publish. Everything is SQL of
``sql/search`` but the lemmas, which are looked up once for each word of all passages together.
"""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extractors.words import compounds, lemmas, searched
from extractors.words.lemmas import lemma_of
from extractors.words.searched import PASSED_OVER, SENTENCES, words_of
from warehouse.memory import NO_LIMIT, STEP_LIMIT, limit_memory, within_limits
from warehouse.publish.writing import ALIAS, STEPS, Pace, materialise
from warehouse.sources import SQL_FOLDER, Source, read_source
from warehouse.transactions import transaction

TABLES = ("search_passages", "search_items", "search_measures", "search_entries", "search_words")
"""The published tables of the index."""

STEPS_OF_FOUND = ("held", "suspended", "languages", "units", "listed", "described", "found")
"""The steps to what can be found. In one statement DuckDB holds the hash tables of all at once, and spills none."""

_VARIABLES = ("sentences", "first_item", "last_item", "passages_before")
_FOUND = "(SELECT CAST(rowid + 1 AS INTEGER) AS item_no, letters FROM search_found)"
_CHUNK_LETTERS = 20_000_000
"""Letters of passages that are laid out at a time, so that memory does not grow with their number."""
_CHUNK_WORDS = 4_000_000
"""Words that are sorted at a time. The entries of a chunk are in order; a search reads those of its words in each."""
_BATCH = 50_000
_COUNTED = {
    "lemma": "SELECT lemma_no, count(*) FROM search_entries {among} GROUP BY 1",
    "form": "SELECT form_no, count(*) FROM (SELECT unnest(coalesce(list_transform(forms, lambda f: f.form_no),"
    " [form_no])) AS form_no FROM search_entries {among}) GROUP BY 1",
}
"""How many items of a chunk have each lemma and each form."""


def build(con: duckdb.DuckDBPyConnection, pace: Pace) -> None:
    """Write the tables of the index; the public tables are there already."""
    limit_memory(con, STEP_LIMIT)
    try:
        _build_whole(con, pace, is_limited=True)
    except duckdb.OutOfMemoryException:  # as of the other tables: one night takes much memory, which beats none
        limit_memory(con, NO_LIMIT)
        _build_whole(con, pace, is_limited=False)


def fingerprint() -> str:
    """Return what decides, beside the SQL, how the index looks: the rules for words and the dictionary."""
    rules = b"".join(Path(str(module.__file__)).read_bytes() for module in (compounds, lemmas, searched))
    return f"{hashlib.sha256(rules).hexdigest()} {version('simplemma')}"


def _build_whole(con: duckdb.DuckDBPyConnection, pace: Pace, *, is_limited: bool) -> None:
    with ExitStack() as stack:
        for name in _VARIABLES:
            stack.callback(con.execute, f"RESET VARIABLE {name}")
        for name in () if pace.is_on_disk else STEPS_OF_FOUND:  # the connection is used further
            stack.callback(con.execute, f"DROP TABLE IF EXISTS temp.main.search_{name}")
        writing = _Writing(con, pace, is_limited)
        # Rows have the numbers of items (rowid) only once they are committed.
        for name in STEPS_OF_FOUND:
            writing.step(f"search_{name}", search_source(name).sql)
        if not pace.is_on_disk:
            stack.enter_context(transaction(con))
        _build(writing)


def search_source(name: str) -> Source:
    """Return the SQL of a table or a step of the index."""
    return read_source(SQL_FOLDER / "search" / f"{name}.sql")


class _Writing:
    """Writes one table after another, each in a transaction of its own where steps have a file of their own.

    ``is_limited``: each of these has little memory, and more only where it needs it.
    """

    def __init__(self, con: duckdb.DuckDBPyConnection, pace: Pace, is_limited: bool) -> None:
        self.con = con
        self.pace = pace
        self._is_limited = is_limited

    def step(self, name: str, sql: str) -> None:
        """Write a table that is not published."""
        self._write(STEPS, lambda: self.con.execute(f"CREATE OR REPLACE {self.pace.step(name)} AS {sql}"))

    def add_to_step(self, name: str, sql: str) -> None:
        """Add rows to a table that is not published."""
        self._write(STEPS, lambda: self.con.execute(f"INSERT INTO {name} {sql}"))

    def table(self, name: str) -> None:
        """Write a published table with its comments."""
        self._write(ALIAS, lambda: materialise(self.con, search_source(name)))

    def add_to_table(self, name: str) -> None:
        """Add to a published table the rows that its SQL gives now."""
        self._write(ALIAS, lambda: self.con.execute(f"INSERT INTO {ALIAS}.main.{name} {search_source(name).sql}"))

    def drop(self, *steps: str) -> None:
        """Drop steps that are no longer needed."""
        for name in steps:
            self._write(STEPS, partial(self.con.execute, f"DROP TABLE {name}"))

    def _write(self, file: str, write: Callable[[], object]) -> None:
        def committed() -> None:
            with transaction(self.con):
                write()
            self.con.execute(f"CHECKPOINT {file}")

        if not self.pace.is_on_disk:
            write()
        elif self._is_limited:
            within_limits(self.con, committed)
        else:
            committed()


def _build(writing: _Writing) -> None:
    con = writing.con
    con.execute("SET VARIABLE sentences = $pattern", {"pattern": SENTENCES})
    writing.drop(*(f"search_{name}" for name in STEPS_OF_FOUND[:-1]))
    for turn, _ in enumerate(_chunks(con, _FOUND, "letters", _CHUNK_LETTERS)):
        _count_passages(con, is_first=turn == 0)
        writing.add_to_table("search_passages") if turn else writing.table("search_passages")
    writing.table("search_items")
    writing.table("search_measures")
    writing.drop("search_found")
    writing.step("search_raw", "SELECT DISTINCT unnest(string_split(words, ' ')) AS written FROM search_passages")
    _write_words(writing)
    writing.drop("search_raw")
    writing.step("search_form_counts", "SELECT 0 AS form_no, 0::BIGINT AS item_number LIMIT 0")
    writing.step("search_lemma_counts", "SELECT 0 AS lemma_no, 0::BIGINT AS item_number LIMIT 0")
    for turn, (first, last) in enumerate(_chunks(con, "search_items", "word_number", _CHUNK_WORDS)):
        writing.add_to_table("search_entries") if turn else writing.table("search_entries")
        for kind, counted in _COUNTED.items():
            among = f"WHERE item_no BETWEEN {first} AND {last}"
            writing.add_to_step(f"search_{kind}_counts", counted.format(among=among))
    writing.table("search_words")
    writing.drop("search_form_counts", "search_lemma_counts", "search_written", "search_forms")


def _chunks(con: duckdb.DuckDBPyConnection, table: str, column: str, size: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last item of each chunk, as variables of SQL too; one without any where nothing can be found.

    A chunk ends where the ``column`` of its items has come to ``size``.
    """
    rows = con.execute(
        "SELECT min(item_no), max(item_no) FROM"
        f" (SELECT item_no, sum({column}) OVER (ORDER BY item_no) // {size} AS chunk FROM {table})"
        " GROUP BY chunk ORDER BY 1"
    ).fetchall()
    for first, last in rows or [(0, -1)]:
        con.execute("SET VARIABLE first_item = $first", {"first": first})
        con.execute("SET VARIABLE last_item = $last", {"last": last})
        yield first, last


def _count_passages(con: duckdb.DuckDBPyConnection, *, is_first: bool) -> None:
    held = 0 if is_first else con.execute("SELECT count(*) FROM search_passages").fetchall()[0][0]
    con.execute("SET VARIABLE passages_before = $held", {"held": held})


_WRITTEN = pa.schema({"written": pa.string(), "form_no": pa.int32(), "lemma_no": pa.int32()})
_FORMS = pa.schema({"form": pa.string(), "form_no": pa.int32(), "lemma": pa.string(), "lemma_no": pa.int32()})

_Form = tuple[str, int, str, int | None]
"""A form, its number, its lemma and the lemma's number (``None``: searches pass over it)."""


class _Numbers:
    """Numbers forms and lemmas in the order in which they are first met."""

    def __init__(self) -> None:
        self.forms: dict[str, _Form] = {}
        self._lemmas: dict[str, int] = {}

    def row_of(self, form: str) -> _Form:
        row = self.forms.get(form)
        if row is None:
            lemma = lemma_of(form)
            number = None if form in PASSED_OVER else self._lemmas.setdefault(lemma, len(self._lemmas))
            row = self.forms[form] = (form, len(self.forms), lemma, number)
        return row


def _write_words(writing: _Writing) -> None:
    """Write the forms that occur in passages, with their lemmas, and which of them each piece of text contains."""
    writing.step("search_forms", "SELECT '' AS form, 0 AS form_no, '' AS lemma, 0 AS lemma_no LIMIT 0")
    writing.step("search_written", "SELECT '' AS written, 0 AS form_no, 0 AS lemma_no LIMIT 0")
    written = writing.con.sql("SELECT written FROM search_raw ORDER BY 1").to_arrow_table()["written"]
    numbers = _Numbers()
    for form in sorted(PASSED_OVER):  # known even where no passage has them, so that a search passes over them
        numbers.row_of(form)
    known = 0
    for start in range(0, max(len(written), 1), _BATCH):
        batch = written[start : start + _BATCH].to_pylist()
        held = [(one, *numbers.row_of(form)) for one in batch for form in words_of(one)]
        rows = [(one, form_no, lemma_no) for one, _, form_no, _, lemma_no in held if lemma_no is not None]
        _insert(writing, "search_written", _WRITTEN, rows)
        _insert(writing, "search_forms", _FORMS, list(itertools.islice(numbers.forms.values(), known, None)))
        known = len(numbers.forms)


def _insert(writing: _Writing, step: str, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> None:
    if not rows:
        return
    staged = pa.table([list(values) for values in zip(*rows, strict=True)], schema=schema)
    writing.con.register("staged_words", staged)
    try:
        writing.add_to_step(step, "SELECT * FROM staged_words")
    finally:
        writing.con.unregister("staged_words")
