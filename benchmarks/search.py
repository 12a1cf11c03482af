"""Measure the index of words and searches in it over very many duties, beside ILIKE and DuckDB's own full-text search.

    python -m benchmarks.search [--annexes 1000000] [--duties 4] [--fts]

Base rows are those of `benchmarks.as_of`; each annex is a job description with so many duties of ten words, drawn from
some twenty thousand words by Zipf's law. `--fts` needs the extension (the wheel duckdb-extension-fts of DuckDB's own
version); it has no Estonian stemmer and compares forms.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from benchmarks.as_of import fill
from benchmarks.machine import describe_machine
from benchmarks.peak_memory import peak_mib
from extractors.words.compounds import FIRST_PARTS, LAST_PARTS
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish import index
from warehouse.publish.publish import publish
from warehouse.transactions import touch_content, transaction

RUNS = 5
WORD_NUMBER = 20_000
_POSITIONS = """
    INSERT INTO base.positions BY NAME
    SELECT root_file_id, part_id || '!' AS position_id, file_id, document_id, ordinal, annex_number, title,
           'üksus ' || ordinal AS unit, span_start, span_end, page_number
    FROM base.parts WHERE part = 'annex'"""
# Rank n has a share of about 1/n of all words.
_DUTIES = """
    INSERT INTO base.duties BY NAME
    SELECT p.root_file_id, p.position_id, k AS ordinal, CAST(k AS VARCHAR) AS number,
           array_to_string(list_transform(range(10), lambda i: $words[CAST(floor(exp($range
               * ((hash(p.position_id || '/' || k || '/' || i) % 1000003) / 1000003.0))) AS INTEGER)]), ' ')
               || '.' AS duty,
           CAST([] AS VARCHAR[]) AS outcomes, 'q' AS quote, p.span_start, p.span_end, 2 AS page_number
    FROM base.positions AS p, range(1, CAST($duties AS BIGINT) + 1) AS d (k)"""


def made_words() -> list[str]:
    """Return the words of which duties are made, the commonest first: parts of compounds, then compounds."""
    parts = sorted(LAST_PARTS)
    compounds = (f"{first}{last}" for last, first in itertools.product(parts, sorted(FIRST_PARTS)))
    return list(itertools.islice(itertools.chain(parts, compounds), WORD_NUMBER))


def add_duties(w: Warehouse, words: Sequence[str], duties: int) -> None:
    """Insert a job description for each annex, with so many duties."""
    import math

    with transaction(w.connection):
        w.connection.execute(_POSITIONS)
        given = {"words": list(words), "range": math.log(len(words)), "duties": duties}
        w.connection.execute(_DUTIES, given)
        touch_content(w.connection)


def searches(words: Sequence[str]) -> list[str]:
    """Return what is searched for: common words and rare ones, alone and together."""
    ranks = [
        (1,),
        (5,),
        (30,),
        (300,),
        (3000,),
        (1, 5),
        (2, 30),
        (10, 300),
        (3, 8, 40),
        (20, 2000),
        (5000,),
        (100, 101),
    ]
    return [" ".join(words[rank - 1] for rank in chosen) for chosen in ranks]


def median_ms(con: duckdb.DuckDBPyConnection, sql: str, values: Sequence[object]) -> float:
    """Return the median wall time of an answer, in milliseconds."""
    times = []
    for _ in range(RUNS):
        started = time.perf_counter()
        con.execute(sql, list(values)).fetchall()
        times.append(time.perf_counter() - started)
    return statistics.median(times) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=1_000_000)
    parser.add_argument("--duties", type=int, default=4, help="duties of each annex")
    parser.add_argument("--fts", action="store_true", help="also build and ask DuckDB's full-text index")
    wanted = parser.parse_args()
    words = made_words()
    print(f"search, {wanted.annexes:,} annexes, {wanted.annexes * wanted.duties:,} duties ({describe_machine()})")
    with tempfile.TemporaryDirectory() as folder:
        with open_working(Path(folder)) as w:
            fill(w, wanted.annexes, wanted.annexes // 2)
            add_duties(w, words, wanted.duties)
            before, started = peak_mib(), time.perf_counter()
            took = measured_index()
            path = publish(w, Path(folder))
            whole = time.perf_counter() - started
            print(f"publish {whole:.1f} s, of which the index {sum(took):.1f} s")
            print(f"peak memory {peak_mib():.0f} MiB (before publishing {before:.0f})")
        print(f"file {path.stat().st_size / 2**20:.0f} MiB")
        with open_published(Path(folder)) as published:
            con = published.connection
            ours = {asked: median_ms(con, "SELECT * FROM search(?)", [asked]) for asked in searches(words)}
            like = {asked: median_ms(con, _like(asked), []) for asked in searches(words)}
        for asked, ms in ours.items():
            print(f"  {asked:40} search {ms:8.1f} ms   ILIKE {like[asked]:8.1f} ms")
        print(f"median: search {_median(ours):.1f} ms, ILIKE {_median(like):.1f} ms")
        if wanted.fts:
            _measure_fts(path, searches(words))


def measured_index() -> list[float]:
    """Have the building of the index measured; return the list that gets its seconds."""
    took: list[float] = []
    build = index.build

    def measured(*given: object) -> None:
        started = time.perf_counter()
        build(*given)  # type: ignore[arg-type]
        took.append(time.perf_counter() - started)

    index.build = measured
    return took


def _median(times: Mapping[str, float]) -> float:
    return statistics.median(times.values())


def _like(asked: str) -> str:
    conditions = " AND ".join(f"duty ILIKE '%{word}%'" for word in asked.split())
    return f"SELECT count(*), any_value(duty) FROM duties WHERE {conditions}"


def _measure_fts(path: Path, asked: Sequence[str]) -> None:
    import importlib

    extension = importlib.import_module("duckdb_extension_fts")
    con = duckdb.connect(config={"allow_unsigned_extensions": "true"})
    file = next(Path(str(extension.__path__[0])).rglob("*.duckdb_extension"))
    con.execute(f"LOAD '{file}'")
    con.execute(f"ATTACH '{path}' AS held (READ_ONLY)")
    started = time.perf_counter()
    con.execute("CREATE TABLE duties AS SELECT row_number() OVER () AS n, duty FROM held.duties")
    con.execute(
        "PRAGMA create_fts_index('duties', 'n', 'duty', stemmer = 'none', stopwords = 'none', ignore = '[^\\w]+')"
    )
    print(f"fts: index {time.perf_counter() - started:.1f} s")
    scored = "SELECT n, fts_main_duties.match_bm25(n, ?, conjunctive := 1) AS score FROM duties"
    sql = f"SELECT n, score FROM ({scored}) WHERE score IS NOT NULL ORDER BY score DESC LIMIT 20"
    times = [median_ms(con, sql, [words]) for words in asked]
    print(f"fts: median {statistics.median(times):.1f} ms")


if __name__ == "__main__":
    main()
