"""`kehtiv sql`: formats by the name of the file, parameters as people write them, answers that agree with status."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest

from flows.run.summary import Summary
from tests.flows.conftest import Run


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


def rows(run: Run, data: Path, *arguments: object) -> Any:
    status, told, said = run("sql", *arguments, "--json", "--data", data)
    assert status == 0, said
    return json.loads(told)


def test_the_name_of_the_file_decides_the_format(run: Run, data: Path, tmp_path: Path) -> None:
    for suffix in ("csv", "json", "parquet", "xlsx", "XLSX"):
        assert run("sql", "SELECT 1 AS n", "--output", tmp_path / f"a.{suffix}", "--data", data)[0] == 0
    assert (tmp_path / "a.csv").read_text() == "n\n1\n"
    assert json.loads((tmp_path / "a.json").read_text()) == [{"n": 1}]
    assert pyarrow.parquet.read_table(tmp_path / "a.parquet").num_rows == 1
    assert openpyxl.load_workbook(tmp_path / "a.xlsx").active["A2"].value == 1
    assert openpyxl.load_workbook(tmp_path / "a.XLSX").active["A2"].value == 1


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("--output", "a.doc"), "should end in .csv, .json, .parquet, .xlsx"),
        (("--output", "a.csv", "--format", "table"), "--format table is for the terminal"),
        (("--csv-dialect", "excel-et", "--format", "json"), "is for CSV, not for json"),
        (("--csv-dialect", "excel-ru"), "--csv-dialect excel-ru: one of standard, excel-et"),
    ],
)
def test_formats_that_contradict_each_other_are_wrong_use(
    run: Run, data: Path, arguments: tuple[str, ...], told: str
) -> None:
    status, _, said = run("sql", "SELECT 1", *arguments, "--data", data)
    assert (status, told in said) == (2, True), said


def test_headings_in_estonian_reach_csv(run: Run, data: Path) -> None:
    asked = ("--name", "in_force", "--param", "day=02.04.2023", "--csv-dialect", "excel-et", "--keel", "et")
    told = run("sql", *asked, "--data", data)[1]
    assert told.startswith("\ufefflisa id;asutus;number;akti kuupäev;")


def test_a_directive_in_a_parameter_is_named_as_people_write_it(run: Run, data: Path) -> None:
    by_reference = rows(run, data, "--name", "revoked_by", "--param", "directive_id=14.09.2026 nr 21")
    assert by_reference == rows(run, data, "--name", "revoked_by", "--param", "directive_id=sample/740201")
    assert by_reference
    status, _, said = run("sql", "--name", "revoked_by", "--param", "directive_id=nr 11", "--data", data)
    assert (status, "“nr 11” names 2 directives" in said) == (2, True)
    status, _, said = run("sql", "--name", "revoked_by", "--param", "directive_id=nr 4711", "--data", data)
    assert (status, "no directive “nr 4711” is held" in said) == (2, True)
    in_force = ("--name", "in_force", "--param", "day=22.11.2026", "--param")
    assert len(rows(run, data, *in_force, "directive_ids=sample/740201, 10.03.2025 nr 11")) == 3


def test_related_documents_are_found_by_the_address_of_their_page(run: Run, data: Path) -> None:
    related = rows(run, data, "--name", "related_documents", "--param", "directive_id=sample/740201")
    assert [row["held_directive_id"] for row in related] == ["sample/720190", "sample/730012"]
    assert {row["held_state"] for row in related} == {"public"}


@pytest.mark.parametrize("title", ["jurist", "JURIST", "juristi ametijuhend", "„Jurist“", "juristile"])
def test_a_post_is_found_in_every_form_of_its_name(run: Run, data: Path, title: str) -> None:
    found = rows(run, data, "--name", "duties_of_position", "--param", f"title={title}")
    assert {row["annex_id"] for row in found} == {"sample/700240#9"}


def test_a_title_as_in_force_prints_it_is_taken_by_every_query(run: Run, data: Path) -> None:
    """The group in brackets parts the two posts of one name."""
    printed = {row["title"] for row in rows(run, data, "--name", "in_force", "--param", "day=22.11.2026")}
    assert "nõustaja (ametnik)" in printed
    for title in printed:
        assert rows(run, data, "--name", "chain", "--param", f"title={title}"), title
    officials = rows(run, data, "--name", "chain", "--param", "title=nõustaja (ametnik)")
    assert {row["staff_group"] for row in officials} == {"ametnik"}


def test_silent_registers_agree_with_status(run: Run, data: Path) -> None:
    """The bundled register never changes: neither says that it is silent, whatever the day."""
    assert rows(run, data, "--name", "silent_registers") == []
    status = json.loads(run("status", "--json", "--data", data)[1])
    assert [sentence for sentence in status["troubles"] if "silent" in sentence] == []
    assert status["sections"]["Runs"][0]["register"] == "sample"


def test_check_and_registers_answer_as_json(run: Run, data: Path) -> None:
    checks = json.loads(run("check", "--json", "--data", data)[1])
    assert {"name", "level", "passed"} <= checks[0].keys()
    assert json.loads(run("registers", "--json")[1])[0]["code"] == "sample"
