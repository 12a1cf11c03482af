"""Build the index of the macro ``search`` in the published file: what can be found, its passages, their words.

It is in the published file only, so that withdrawn content leaves it with the next publish. All but the lemmas is SQL
in ``sql/search``; the lemma of each word is looked up once, however many passages have the word.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from extractors.words import compounds, lemmas, searched
from extractors.words.lemmas import lemma_of
from extractors.words.searched import SENTENCES
from warehouse.memory import NO_LIMIT, checkpoint, commits_told, limit_memory
from warehouse.publish.forms import ASKED, NAMED, NEW_FORMS, NEW_LEMMAS, NO_WORDS, PIECES, WRITTEN, pieces, staged
from warehouse.publish.ranges import ranges
from warehouse.publish.writing import ALIAS, STEPS, Pace, add, materialise
from warehouse.sources import SQL_FOLDER, Source, read_source
from warehouse.transactions import transaction

TABLES = ("search_passages", "search_items", "search_measures", "search_entries", "search_words")
"""The published tables of the index."""

STEPS_OF_FOUND = ("held", "suspended", "languages", "units", "listed", "described", "found")
"""The steps to what can be found. In one statement, DuckDB would hold all their hash tables and spill none."""

_VARIABLES = ("sentences", "first_item", "last_item", "items_before", "passages_before", "first_lemma", "last_lemma")
_FOUND = "(SELECT CAST(rowid + 1 AS INTEGER) AS item_no, letters FROM search_found)"
_CHUNK_LETTERS = 4_000_000
"""How many letters of passages are laid out at a time, so that memory does not grow with the number of passages."""
_MOST_CHUNKS = 28
"""The most chunks of passages, because each reads all texts: of 100,000 annexes 94 take 10.4 s of CPU, 29 take 4.8."""
_CHUNK_WORDS = 4_000_000
"""How many words are sorted at a time. Entries are in order within a chunk; a search reads its words' ones in each."""
_PIECE_WORDS = 250_000
"""How many words of a chunk are laid out at a time, then grouped and sorted by lemma: what 8,000 small acts have."""
_BATCH = 10_000
"""How many words are handed to Python at a time."""
COUNTED = {
    "lemma": "SELECT lemma_no, count(*) FROM {entries} {among} GROUP BY 1",
    "form": "SELECT form_no, count(*) FROM (SELECT unnest(coalesce(list_transform(forms, lambda f: f.form_no),"
    " [form_no])) AS form_no FROM {entries} {among}) GROUP BY 1",
}
"""How many items of a chunk have each lemma and each form."""


def build(con: duckdb.DuckDBPyConnection, pace: Pace) -> None:
    """Write the tables of the index; the public tables are there already."""
    limit_memory(con, pace.limits[0])
    try:
        with commits_told():
            _build_whole(con, pace, is_limited=True)
    except duckdb.OutOfMemoryException:  # as for the other tables: better a night that takes much memory than none
        limit_memory(con, NO_LIMIT)
        _build_whole(con, pace, is_limited=False)


def fingerprint() -> str:
    """Return a digest of what the index depends on besides the SQL: the rules for words and the dictionary."""
    rules = b"".join(Path(str(module.__file__)).read_bytes() for module in (compounds, lemmas, searched))
    return f"{hashlib.sha256(rules).hexdigest()} {version('simplemma')}"


def _build_whole(con: duckdb.DuckDBPyConnection, pace: Pace, *, is_limited: bool) -> None:
    with ExitStack() as stack:
        for name in () if pace.is_on_disk else STEPS_OF_FOUND:  # the connection is used again
            stack.callback(con.execute, f"DROP TABLE IF EXISTS temp.main.search_{name}")
        writing = Writing(con, pace, is_limited)
        write_found(writing)
        if not pace.is_on_disk:
            stack.enter_context(transaction(con))
        write_index(writing)


def write_found(writing: Writing) -> None:
    """Write what can be found. Only committed rows have the numbers of items (rowid)."""
    for name in STEPS_OF_FOUND:
        writing.step(f"search_{name}", search_source(name).sql)


def search_source(name: str) -> Source:
    """Return the SQL of a table or a step of the index."""
    return read_source(SQL_FOLDER / "search" / f"{name}.sql")


class Writing:
    """Writes one table after another, each in a transaction of its own where steps have a file of their own.

    ``is_limited``: each transaction begins with little memory, and gets more only if it needs it.
    """

    items_before = passages_before = 0
    """What has a number already."""

    known = NO_WORDS
    """The words that have numbers already, as SQL."""

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
        self._write(ALIAS, lambda: add(self.con, search_source(name)))

    def drop(self, *steps: str) -> None:
        """Drop steps that are no longer needed."""
        for name in steps:
            self._write(STEPS, partial(self.con.execute, f"DROP TABLE {name}"))

    @property
    def limited(self) -> Pace | None:
        """The pace of steps with little memory; ``None`` where each step has all there is."""
        return self.pace if self.pace.is_on_disk and self._is_limited else None

    def _write(self, file: str, write: Callable[[], object]) -> None:
        def committed() -> None:
            with transaction(self.con):
                write()
            checkpoint(self.con, file)

        if not self.pace.is_on_disk:
            write()
        elif self.limited is not None:
            self.limited.write(self.con, committed)
        else:
            committed()


def write_index(writing: Writing) -> None:
    """Write the index of what can be found."""
    con = writing.con
    try:
        con.execute("SET VARIABLE sentences = $pattern", {"pattern": SENTENCES})
        con.execute("SET VARIABLE items_before = $number", {"number": writing.items_before})
        _write_index(writing)
    finally:
        with suppress(duckdb.TransactionException):  # aborted for lack of memory: the next try resets them
            for name in _VARIABLES:
                con.execute(f"RESET VARIABLE {name}")


def _write_index(writing: Writing) -> None:
    con = writing.con
    writing.drop(*(f"search_{name}" for name in STEPS_OF_FOUND[:-1]))
    for number, _ in enumerate(_chunks(writing, _FOUND, "letters", _letters_together(con))):
        _count_passages(writing, is_first=number == 0)
        writing.add_to_table("search_passages") if number else writing.table("search_passages")
    writing.table("search_items")
    writing.table("search_measures")
    writing.drop("search_found")
    writing.step("search_raw", "SELECT DISTINCT unnest(string_split(words, ' ')) AS written FROM search_passages")
    _write_words(writing)
    if writing.pace.is_on_disk:  # the entries take more memory than any other step, and need no lemma
        lemmas.forget_dictionary()
    writing.drop("search_raw")
    writing.step("search_form_counts", "SELECT 0 AS form_no, 0::BIGINT AS item_number LIMIT 0")
    writing.step("search_lemma_counts", "SELECT 0 AS lemma_no, 0::BIGINT AS item_number LIMIT 0")
    for turn, (first, last) in enumerate(_chunks(writing, "search_items", "word_number", _CHUNK_WORDS)):
        for piece, _ in enumerate(_chunks(writing, _of_chunk(first, last), "word_number", _PIECE_WORDS)):
            write = writing.add_to_step if piece else writing.step
            write("search_said", search_source("said").sql)
        for piece, _ in enumerate(_pieces(writing)):
            writing.add_to_table("search_entries") if turn or piece else writing.table("search_entries")
        writing.drop("search_said")
        for kind, counted in COUNTED.items():
            among = f"WHERE item_no BETWEEN {first} AND {last}"
            writing.add_to_step(f"search_{kind}_counts", counted.format(entries="search_entries", among=among))
    writing.table("search_words")
    writing.drop("search_form_counts", "search_lemma_counts", "search_written", "search_forms")


def _chunks(writing: Writing, table: str, column: str, size: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last item of each chunk: it ends where the ``column`` of its items adds up to ``size``."""
    return ranges(writing.con, writing.limited, f"SELECT item_no AS id, {column} AS number FROM {table}", size, "item")


def _of_chunk(first: int, last: int) -> str:
    return f"(SELECT item_no, word_number FROM search_items WHERE item_no BETWEEN {first} AND {last})"


def _pieces(writing: Writing) -> Iterator[tuple[int, int]]:
    """Yield the first and last lemma of each piece of a chunk's words."""
    counted = "SELECT lemma_no AS id, count(*) AS number FROM search_said GROUP BY 1"
    return ranges(writing.con, writing.limited, counted, _PIECE_WORDS, "lemma")


def _letters_together(con: duckdb.DuckDBPyConnection) -> int:
    [(letters,)] = con.execute(f"SELECT coalesce(sum(letters), 0) FROM {_FOUND}").fetchall()
    return max(_CHUNK_LETTERS, int(letters) // _MOST_CHUNKS)


def _count_passages(writing: Writing, *, is_first: bool) -> None:
    written = 0 if is_first else writing.con.execute("SELECT count(*) FROM search_passages").fetchall()[0][0]
    writing.con.execute("SET VARIABLE passages_before = $number", {"number": writing.passages_before + written})


def _write_words(writing: Writing) -> None:
    """Write the forms that occur in passages, with their lemmas, and which of them each piece of text contains."""
    known = writing.known
    writing.step("search_pieces", "SELECT '' AS written, '' AS form LIMIT 0")
    for some in _batches(writing, "SELECT written FROM search_raw ORDER BY 1"):
        _insert(writing, "search_pieces", PIECES, pieces(some))
    writing.step("search_asked", ASKED)
    writing.step("search_known", f"SELECT * FROM {known} WHERE form IN (SELECT form FROM search_asked)")
    writing.step("search_named", "SELECT '' AS form, '' AS lemma LIMIT 0")
    for some in _batches(
        writing, "SELECT form FROM search_asked WHERE form NOT IN (SELECT form FROM search_known) ORDER BY 1"
    ):
        _insert(writing, "search_named", NAMED, [(form, lemma_of(form)) for form in some])
    among = "lemma_no IS NOT NULL AND lemma IN (SELECT lemma FROM search_named)"
    writing.step("search_lemmas", f"SELECT DISTINCT lemma, lemma_no FROM {known} WHERE {among}")
    writing.add_to_step("search_lemmas", NEW_LEMMAS.format(known=known))
    writing.step("search_forms", NEW_FORMS.format(known=known))
    writing.step("search_written", WRITTEN)
    writing.drop("search_pieces", "search_asked", "search_known", "search_named", "search_lemmas")


def _batches(writing: Writing, sql: str) -> Iterator[list[str]]:
    """Yield the values of a column in batches."""

    def ask() -> pa.ChunkedArray:
        return writing.con.sql(sql).to_arrow_table().column(0)

    values = ask() if writing.limited is None else writing.limited.write(writing.con, ask)
    for start in range(0, len(values), _BATCH):
        yield values[start : start + _BATCH].to_pylist()


def _insert(writing: Writing, step: str, schema: pa.Schema, rows: Sequence[tuple[Any, ...]]) -> None:
    if rows:
        with staged(writing.con, schema, rows) as name:
            writing.add_to_step(step, f"SELECT * FROM {name}")
