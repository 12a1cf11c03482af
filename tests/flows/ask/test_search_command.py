"""`kehtiv search` over the sample register: what it prints, in which form, and what it says where it finds nothing."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest

from flows.run.summary import Summary
from tests.flows.conftest import Run


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


def test_a_hit_names_its_act_and_force_and_leads_to_its_place(run: Run, data: Path) -> None:
    status, printed, said = run("search", "arhiivi", "üleandmine", "--kind", "duty", "--data", data)
    head, sentence, show = printed.splitlines()
    assert status == 0
    assert head == (
        "duty of “Referent”, Järelevalveosakond, annex 10 of käskkiri 09.05.2022 nr 11 (Näidisamet):"
        " in force from 2022-05-09, no longer from 2025-01-01"
    )
    assert "toimikute »üleandmine« »arhiivi«" in sentence
    assert "1 place found" in said
    shown = run("show", show.split()[-1], "--data", data)
    assert (shown[0], "üleandmine arhiivi" in shown[1]) == (0, True)


def test_words_are_found_in_other_forms_and_in_other_order(run: Run, data: Path) -> None:
    _, printed, _ = run("search", "kehtetuks tunnistama", "--kind", "directive", "--data", data)
    assert re.search(r"»Tunnistan« »kehtetuks« peadirektori 04\.11\.2019 käskkirja nr 88", printed)


def test_a_day_leaves_out_what_is_not_in_force(run: Run, data: Path) -> None:
    asked = ("search", "arhiivi", "üleandmine", "--kind", "duty", "--data", data, "--on")
    assert "annex 10" in run(*asked, "31.12.2024")[1]
    status, printed, said = run(*asked, "2025-01-01")
    assert (status, printed) == (0, "")
    assert "nothing has all these words together within the limits given: leave one out" in said


def test_json_has_each_word_and_each_place(run: Run, data: Path) -> None:
    status, printed, _ = run(
        "search", "dokumendid", "ja", "--language", "inglise B1", "--json", "--limit", "2", "--data", data
    )
    found = json.loads(printed)
    assert status == 0
    assert [one["meaning"] for one in found["asked"]] == ["known", "passed_over"]
    assert found["is_cut"] is True
    assert len(found["hits"]) == 2
    assert all("»" in hit["sentence"] and hit["evidence_id"] for hit in found["hits"])


def test_other_formats_are_those_of_sql(run: Run, data: Path, tmp_path: Path) -> None:
    _, printed, _ = run("search", "töö", "--format", "csv", "--limit", "3", "--data", data)
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert len(rows) == 3
    assert {"kind", "sentence", "evidence_id", "in_force_from"} <= rows[0].keys()
    file = tmp_path / "found.xlsx"
    assert run("search", "töö", "--output", file, "--data", data)[0] == 0
    assert file.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    "words, status, sentence",
    [
        ([""], 2, "there is no word to look for: write words of the text"),
        (["?!", "…"], 2, "there is no word to look for"),
        (["ja", "ning"], 2, "nearly every text has “ja”, “ning”: add a word that fewer have"),
        (["arhiivx"], 0, "no text has “arhiivx” in any form (did you mean “arhiivi”"),
        (["kaskkirja"], 0, "no text has “kaskkirja” as typed: looked for with õ, ä, ö, ü"),
        (["referent", "sisekontroll", "hoidla"], 0, "nothing has all these words together: leave one out"),
        (["'; DROP TABLE annexes; --"], 0, "no text has “drop” in any form"),
        (["x" * 10_000], 2, "there is no word to look for"),
        (["töö " * 2_500], 0, "20 places found (--limit asks for more)"),
        ([" ".join(f"s{n}" for n in range(3_000))], 0, "no text has “s0” in any form"),
        (["töö", "--kind", "post"], 2, "--kind post: one of annex, duty, position, directive"),
        (["töö", "--on", "31.02.2026"], 2, "--on: '31.02.2026' is not a day"),
        (["töö", "--format", "pdf"], 2, "--format pdf: one of table, csv, json, parquet, xlsx"),
        (["töö", "--language", "klingoni"], 0, "nothing has this word within the limits given: leave one out"),
    ],
)
def test_what_finds_nothing_says_what_to_do(run: Run, data: Path, words: list[str], status: int, sentence: str) -> None:
    found, _, said = run("search", *words, "--data", data)
    assert sentence in said
    assert found == status
    assert "Traceback" not in said


def test_a_file_without_an_index_says_what_is_missing(run: Run, data: Path, tmp_path: Path) -> None:
    import duckdb

    with duckdb.connect(str(tmp_path / "warehouse.duckdb")) as con:
        con.execute("CREATE TABLE annexes (annex_id VARCHAR)")
    status, _, said = run("search", "töö", "--data", tmp_path)
    assert status == 1
    assert "was published by another version of kehtiv: the next run publishes one that can be searched" in said
