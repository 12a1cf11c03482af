"""Measure the index of words and searches in it over very many duties, beside ILIKE and DuckDB's own full-text search.

    python -m benchmarks.search [--annexes 1000000] [--duties 4] [--steps] [--data DIR] [--fts]

Base rows are those of `benchmarks.as_of`; each annex is a job description with so many duties of ten words, drawn from
some twenty thousand words by Zipf's law. Searches run on one thread. `--steps` tells the longest steps of the publish;
`--data` keeps the warehouse in a folder, and asks the one that is published there already. `--fts` needs the extension
(the wheel duckdb-extension-fts of DuckDB's own version); it has no Estonian stemmer and compares forms.
"""

from __future__ import annotations

import argparse
import itertools
import statistics
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb

from benchmarks.as_of import fill
from benchmarks.machine import describe_machine
from benchmarks.published import Answered, answered, kept_folder, opened_on_one_thread, publish_measured
from extractors.words.compounds import FIRST_PARTS, LAST_PARTS
from warehouse.connection import PUBLISHED_NAME, Warehouse
from warehouse.transactions import touch_content, transaction

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


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=1_000_000)
    parser.add_argument("--duties", type=int, default=4, help="duties of each annex")
    parser.add_argument("--steps", action="store_true", help="also tell the longest steps of the publish")
    parser.add_argument("--data", type=Path, help="folder that keeps the warehouse, or has it already")
    parser.add_argument("--fts", action="store_true", help="also build and ask DuckDB's full-text index")
    wanted = parser.parse_args()
    words = made_words()
    print(f"search, {wanted.annexes:,} annexes, {wanted.annexes * wanted.duties:,} duties ({describe_machine()})")

    def fill_it(w: Warehouse) -> None:
        fill(w, wanted.annexes, wanted.annexes // 2, with_posts=False)
        add_duties(w, words, wanted.duties)

    with kept_folder(wanted.data) as data:
        publish_measured(data, fill_it, longest=wanted.steps)
        with opened_on_one_thread(data) as con:
            ours = {asked: answered(con, "SELECT * FROM search(?)", [asked]) for asked in searches(words)}
            like = {asked: answered(con, _like(asked), runs=1) for asked in searches(words)}
        for asked, took in ours.items():
            print(f"  {asked:40} search {took.cpu_ms:8.1f} ms of CPU   ILIKE {like[asked].cpu_ms:8.1f} ms")
        print(f"median: search {_median(ours):.1f} ms of CPU, ILIKE {_median(like):.1f} ms")
        if wanted.fts:
            _measure_fts((data / PUBLISHED_NAME).resolve(), searches(words))


def _median(times: Mapping[str, Answered]) -> float:
    return statistics.median(took.cpu_ms for took in times.values())


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
    times = [answered(con, sql, [words]).cpu_ms for words in asked]
    print(f"fts: median {statistics.median(times):.1f} ms of CPU")


if __name__ == "__main__":
    main()
