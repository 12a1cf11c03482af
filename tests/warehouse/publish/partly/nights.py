"""Nights made at random over any loaded warehouse: documents come, go and change, and persons rule on doubts."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb

from tests.sql.views.ruling_rows import ruled
from warehouse.connection import Warehouse, open_file
from warehouse.publish import derive
from warehouse.publish.inside import answers
from warehouse.publish.order import ordered_views
from warehouse.publish.partly.digests import columns_of
from warehouse.publish.partly.documents import OWNERS
from warehouse.publish.partly.keeping import STEPS_NAME, steps_beside
from warehouse.transactions import insert_rows, touch_content, transaction

Rows = dict[str, list[dict[str, Any]]]
_DOUBT = "question, document_id, quote, words_before, words_after, quote_number, text_sha256, reference_key, premises"


def _of(column: str) -> str:
    return f"split_part({column}, '!', 1) = ?"


def take_away(w: Warehouse, document_id: str) -> Rows:
    """Delete all rows of a document and return them."""
    held: Rows = {}
    for table, column in OWNERS.items():
        held[table] = (
            w.connection.execute(f"SELECT * FROM base.{table} WHERE {_of(column)}", [document_id])
            .to_arrow_table()
            .to_pylist()
        )
        w.connection.execute(f"DELETE FROM base.{table} WHERE {_of(column)}", [document_id])
    return held


def bring(w: Warehouse, held: Rows) -> None:
    for table, rows in held.items():
        insert_rows(w.connection, f"base.{table}", rows)


def _change(table: str, setting: str) -> Callable[[Warehouse, str], None]:
    column = OWNERS[table]

    def change(w: Warehouse, document_id: str) -> None:
        w.connection.execute(f"UPDATE base.{table} SET {setting} WHERE {_of(column)}", [document_id])

    return change


def _unlist(w: Warehouse, document_id: str) -> None:
    w.connection.execute(
        "INSERT INTO base.unlistings SELECT document_id, file_id, sha256, TIMESTAMPTZ '2025-06-01 10:00:00+00', NULL"
        f" FROM base.files WHERE file_id = root_file_id AND {_of('document_id')}",
        [document_id],
    )


CHANGES: dict[str, Callable[[Warehouse, str], None]] = {
    "unlisted": _unlist,
    "another number": _change("files", "header_number = '2'"),
    "no heading": _change("files", "header_number = NULL, header_kind = NULL, header_signed_on = NULL"),
    "a draft": _change("files", "header_is_draft = true"),
    "signed later": _change("files", "header_signed_on = header_signed_on + 3"),
    "another day of registration": _change("documents", "registered_on = registered_on - 1"),
    "another institution": _change("documents", "institution = 'Proovikeskus'"),
    "restricted": _change("documents", "is_public = false"),
    "ends on another day": _change("effects", "effective_on = DATE '2025-01-06', date_basis = 'stated'"),
    "ends another act": _change("effects", "number = '3'"),
    "not understood": _change("effects", "doubt = 'residue'"),
    "names no annexes": _change("effects", "annexes = NULL, scope = 'act'"),
    "an empty list": _change("effects", "annexes = []"),
    "another kind": _change("parts", "kind = 'kord'"),
    "another annex number": _change("parts", "annex_number = '7'"),
    "no annex number": _change("parts", "annex_number = NULL"),
    "another title": _change("parts", "title = 'Peaspetsialist'"),
    "another post": _change("positions", "title = 'Jurist', unit = 'Õigusosakond'"),
    "another superior": _change("positions", "reports_to = 'Nõunik'"),
    "another group": _change("positions", "staff_group = 'töötaja'"),
    "reworded": _change("duties", "duty = duty || ' õigel ajal'"),
    "fewer languages": _change("language_requirements", "level = 'B1'"),
}


def rule_on(w: Warehouse, published: Path, chance: random.Random) -> None:
    """Rule on a doubt of the published file, where there is one."""
    with open_file(published) as p:
        rows = (
            p.connection.execute(f"SELECT {_DOUBT}, candidates FROM doubts ORDER BY ALL").to_arrow_table().to_pylist()
        )
    if rows:
        doubt = chance.choice(rows)
        candidates = doubt.pop("candidates") or []
        outcome = chance.choice([*candidates, "unsure", "none"])
        insert_rows(w.connection, "base.rulings", [ruled(doubt, outcome, f"r{chance.randrange(10**9)}")])


def play(w: Warehouse, published: Path, held: list[Rows], chance: random.Random) -> list[str]:
    """Play a night and return what it did."""
    documents = [row[0] for row in w.connection.execute("SELECT document_id FROM base.documents ORDER BY 1").fetchall()]
    done = []
    with transaction(w.connection):
        for _ in range(chance.randint(1, 3)):
            kind = chance.choice(["comes", "goes", "ruled", "changes", "changes", "changes"])
            document_id = chance.choice(documents)
            if kind == "comes" and held:
                bring(w, held.pop())
            elif kind == "goes":
                held.append(take_away(w, document_id))
            elif kind == "ruled":
                rule_on(w, published, chance)
            else:
                kind = chance.choice(sorted(CHANGES))
                CHANGES[kind](w, document_id)
            done.append(f"{document_id}: {kind}")
        touch_content(w.connection)
    return done


_ITEM = "i.kind, i.directive_id, i.annex_id, i.position_id, i.ordinal"
INDEX = {
    "items": "SELECT * EXCLUDE (item_no, first_passage_no) FROM search_items WHERE kind IS NOT NULL",
    "numbers": "SELECT item_no FROM search_items WHERE rowid <> item_no - 1"
    " UNION ALL SELECT passage_no FROM search_passages WHERE rowid <> passage_no - 1",
    "passages": f"SELECT {_ITEM}, p.* EXCLUDE (item_no) REPLACE (p.passage_no - i.first_passage_no AS passage_no)"
    " FROM search_passages AS p JOIN search_items AS i USING (item_no) WHERE i.kind IS NOT NULL",
    "entries": f"SELECT {_ITEM}, f.lemma, f.form, CASE WHEN e.forms IS NULL THEN e.times ELSE list_filter(e.forms,"
    " lambda x: x.form_no = f.form_no)[1].times END, e.times, e.item_word_number"
    " FROM search_entries AS e JOIN search_items AS i USING (item_no) JOIN search_words AS f ON f.lemma_no = e.lemma_no"
    " AND coalesce(f.form_no = e.form_no, list_contains(list_transform(e.forms, lambda x: x.form_no), f.form_no))",
    "words": "SELECT * EXCLUDE (form_no) REPLACE (lemma_no IS NULL AS lemma_no) FROM search_words",
    "lemmas": "SELECT lemma FROM search_words GROUP BY 1 HAVING count(DISTINCT lemma_no) > 1",
    "measures": "FROM search_measures",
    "found": " UNION ALL ".join(
        f"FROM search('{words}', most := NULL)" for words in ("ametijuhend", "nõunik jurist", "nõunik", "revoke"))
}  # fmt: skip
"""The index of searches without its numbers, what it finds, and what would be wrong in it."""


def differing(w: Warehouse, published: Path, whole: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Derive everything into ``whole``; return the rows that the publish in part has otherwise, by table."""
    derive.build(w, whole, ledgers_only=False, keep_steps=True)
    found = {}
    with duckdb.connect() as con:
        files = (published, whole, published.parent / STEPS_NAME, steps_beside(whole))
        for name, path in zip(("part", "whole", "part_steps", "whole_steps"), files, strict=True):
            con.execute(f"ATTACH '{path}' AS {name}_file (READ_ONLY)")
        for view in (*ordered_views(), *answers()):
            kind = "_steps" if view.field("publish") == "no" else ""
            part, other = (f"{side}{kind}_file.main.{view.name}" for side in ("part", "whole"))
            names = ", ".join(f'"{name}"' for name in columns_of(con, part, view.inner))
            rows = [
                row
                for one, two in ((part, other), (other, part))
                for row in con.execute(f"SELECT {names} FROM {one} EXCEPT ALL SELECT {names} FROM {two}").fetchall()
            ]
            if rows and view.field("ledger") != "yes":
                found[view.name] = rows
        for name, sql in INDEX.items():
            held = {}
            for side in ("part", "whole"):
                con.execute(f"USE {side}_file")
                held[side] = Counter(map(str, con.execute(sql).fetchall()))
            rows = [(row,) for row in ((held["part"] - held["whole"]) | (held["whole"] - held["part"])).elements()]
            if rows:
                found[name] = rows
        con.execute("USE memory")
    for left in whole.parent.glob(f"{whole.name}*"):
        left.unlink()
    return found
