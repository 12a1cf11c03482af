"""The `kehtiv` command: what it answers, what it refuses, and with which exit status."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import shutil
import socket
from pathlib import Path

import openpyxl
import pyarrow.parquet
import pytest
import typer

from flows import cli
from flows.commands.examples import EXAMPLES
from flows.folder import DataFolder
from flows.run.summary import Summary
from tests.flows.conftest import Run


@pytest.fixture
def data(sample_night: tuple[Path, Summary]) -> Path:
    return sample_night[0]


# --- help ---


def test_help_says_what_each_command_does_in_whole_sentences(run: Run) -> None:
    status, told, _ = run("--help")
    listed = " ".join(told.partition("Commands:")[2].split())
    assert status == 0
    assert "..." not in listed
    assert (
        "takedown Remove a document's content from warehouse, archive, caches and ledgers. A tombstone stays." in listed
    )


# --- what is no text ---

NOT_UTF8 = "ab\udcffc"
"""Bytes of a command line that are not UTF-8, as Python gives them (PEP 383)."""


@pytest.mark.parametrize(
    "arguments",
    [
        ("sql", f"SELECT '{NOT_UTF8}'"),
        ("sql", "--name", "chain", "--param", f"title={NOT_UTF8}"),
        ("in-force", "--directive", NOT_UTF8),
        ("history", "14.02.2022 nr 5", NOT_UTF8),
        ("why", NOT_UTF8),
        ("show", NOT_UTF8),
        ("files", NOT_UTF8),
        ("takedown", NOT_UTF8, "--reason", "x"),
        ("takedown", "sample/700110", "--reason", NOT_UTF8),
        ("reextract", "--document", NOT_UTF8, "--dry-run"),
        ("status", "--ask-again", NOT_UTF8),
        ("ingest", f"http://127.0.0.1:9/{NOT_UTF8}/"),
        ("serve", "--register", NOT_UTF8),
        ("report", NOT_UTF8),
    ],
    ids=lambda arguments: " ".join(arguments[:1]),
)
def test_an_argument_that_is_not_utf8_is_wrong_use(run: Run, data: Path, arguments: tuple[str, ...]) -> None:
    status, told, said = run(*arguments, "--data", data)
    assert (status, told) == (2, "")
    assert said.startswith("kehtiv: an argument is not UTF-8: ")
    assert said.count("\n") == 1


@pytest.mark.parametrize("command", [("status",), ("in-force",), ("ingest", "--plain"), ("doctor",), ("config",)])
def test_a_data_folder_that_duckdb_cannot_open_is_wrong_use(run: Run, tmp_path: Path, command: tuple[str, ...]) -> None:
    status, _, said = run(*command, "--data", tmp_path / NOT_UTF8)
    assert status == 2
    assert "has a name that is not UTF-8" in said
    assert said.count("\n") == 1
    assert not (tmp_path / NOT_UTF8).exists()


def test_a_file_to_write_may_have_any_name(run: Run, data: Path, tmp_path: Path) -> None:
    target = tmp_path / f"{NOT_UTF8}.csv"
    assert run("sql", "SELECT 1 AS a", "--output", target, "--data", data)[0] == 0
    assert target.read_text() == "a\n1\n"


@pytest.mark.parametrize("start", [b"\xff\xfe", b"SELECT '\xf5'"], ids=["UTF-16", "Latin-1"])
def test_sql_in_another_encoding_is_wrong_use(run: Run, data: Path, tmp_path: Path, start: bytes) -> None:
    query = tmp_path / "query.sql"
    query.write_bytes(start)
    status, _, said = run("sql", "--file", query, "--data", data)
    assert status == 2
    assert said.startswith(f"kehtiv: {query} is not UTF-8 (byte ")
    query.write_bytes(b"\xef\xbb\xbfSELECT 1 AS a")
    assert run("sql", "--file", query, "--format", "csv", "--data", data)[1] == "a\n1\n"


# --- asking ---


def test_the_day_of_a_revocation_parts_two_answers(run: Run, data: Path) -> None:
    """In force the day before, no longer on the day: the interval is half-open."""
    _, before, _ = run("in-force", "--on", "02.04.2023", "--directive", "14.02.2022 nr 5", "--data", data)
    status, _, said = run("in-force", "--on", "2023-04-03", "--directive", "14.02.2022 nr 5", "--data", data)
    assert before.count("sample/700110#") == 3
    assert status == 0
    assert "no annex is known to be in force on 2023-04-03" in said


def test_history_prints_the_sentence_and_page_that_did_it(run: Run, data: Path) -> None:
    status, told, _ = run("history", "14.02.2022 nr 5", "1", "--data", data)
    assert status == 0
    assert "2023-04-03  annex 1 revoked by nr 14" in told
    assert "page 1: “2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3.”" in told


def test_history_of_what_is_not_held_is_wrong_use(run: Run, data: Path) -> None:
    status, _, said = run("history", "01.01.1999 nr 999", "--data", data)
    assert status == 2
    assert "999" in said


def test_sql_answers_in_every_format(run: Run, data: Path, tmp_path: Path) -> None:
    query = "SELECT annex_id, in_force_from FROM annexes ORDER BY annex_id LIMIT 3"
    assert "sample/700110#1" in run("sql", query, "--data", data)[1]
    rows = list(csv.DictReader(io.StringIO(run("sql", query, "--format", "csv", "--data", data)[1])))
    assert rows[0] == {"annex_id": "sample/700110#1", "in_force_from": "2022-02-14"}
    assert json.loads(run("sql", query, "--format", "json", "--data", data)[1])[0]["in_force_from"] == "2022-02-14"
    run("sql", query, "--format", "parquet", "--output", tmp_path / "a.parquet", "--data", data)
    assert pyarrow.parquet.read_table(tmp_path / "a.parquet").num_rows == 3
    run("sql", query, "--format", "xlsx", "--output", tmp_path / "a.xlsx", "--data", data)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet["A2"].value == "sample/700110#1"


def test_a_shipped_query_takes_parameters(run: Run, data: Path) -> None:
    status, told, _ = run("sql", "--name", "in_force", "--param", "day=2022-03-01", "--format", "csv", "--data", data)
    assert status == 0
    assert told.count("sample/700110#") == 3


def test_sql_from_a_file(run: Run, data: Path, tmp_path: Path) -> None:
    (tmp_path / "q.sql").write_text("SELECT count(*) AS n FROM directives")
    assert json.loads(run("sql", "--file", tmp_path / "q.sql", "--format", "json", "--data", data)[1]) == [{"n": 33}]


@pytest.mark.parametrize(
    "arguments, told",
    [
        (("sql",), "give one of"),
        (("sql", "SELECT 1", "--name", "in_force"), "give one of"),
        (("sql", "SELEKT 1"), "syntax error"),
        (("sql", "DELETE FROM annexes"), "read-only"),
        (("sql", "SELECT * FROM read_csv('/etc/passwd')"), "the function read_csv is refused"),
        (("sql", "SELECT 1", "--format", "pdf"), "--format pdf"),
        (("sql", "SELECT 1", "--format", "xlsx"), "needs --output"),
        (("sql", "--name", "no_such_query"), "there is no query"),
        (("sql", "--name", "in_force", "--param", "day"), "name=value"),
        (("sql", "--file", "/no/such/file.sql"), "no such file"),
        (("in-force", "--on", "31.02.2025"), "--on: '31.02.2025' is not a day"),
        (("ingest", "--since", "tomorrow"), "--since: 'tomorrow' is not a day"),
        (("ingest", "sampel"), "did you mean sample"),
        (("serve", "--register", "sampel"), "did you mean sample"),
        (("serve", "--register", "sample", "--cron", "61 3 * * *"), "'61' is not a valid minute (0 to 59)"),
        (("serve", "--register", "sample", "--every", "0"), "--every 0: a night begins once in a second at most"),
        (("reextract", "sampel"), "holds nothing of a register 'sampel': did you mean sample?"),
        (("registers", "--forget", "sampel"), "holds nothing of a register 'sampel': held are sample"),
        (("add", "/no/such/folder"), "no such file or folder"),
    ],
)
def test_wrong_use_says_what_was_wrong_and_ends_with_2(
    run: Run, data: Path, arguments: tuple[str, ...], told: str
) -> None:
    status, _, said = run(*arguments, "--data", data)
    assert status == 2, said
    assert told in said


def test_asking_before_anything_was_published_says_what_to_do(run: Run, tmp_path: Path) -> None:
    status, _, said = run("status", "--data", tmp_path / "empty")
    assert status == 1
    assert "kehtiv ingest" in said


def test_check_and_status_tell_of_the_night(run: Run, data: Path) -> None:
    status, told, _ = run("check", "--data", data)
    assert status == 0
    assert "pass  quote_is_in_text" in told
    standing = run("status", "--data", data)[1]
    assert "ingest  sample" in standing
    readings = list(DataFolder(data).readings.rglob("*.gz"))
    assert readings
    assert f"readings kept: {len(readings)}, 0." in standing


def test_check_ends_with_1_where_a_check_of_level_error_fails(
    run: Run, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from flows.ask import answers
    from warehouse.ask.checks import CheckResult

    failing = CheckResult("quote_is_in_text", "error", (("a", "b"),), False, "Every quote stands at its span.")
    monkeypatch.setattr(answers, "check", lambda settings: [failing])
    status, told, _ = run("check", "--data", data)
    assert status == 1
    assert "FAIL  quote_is_in_text" in told


# --- folders that cannot be used ---


def test_a_data_folder_that_cannot_be_made_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    status, _, said = run("ingest", "--plain", "--data", tmp_path / "file" / "data")
    assert status == 1
    assert "cannot be written" in said


def test_a_warehouse_of_a_newer_version_is_refused_untouched(run: Run, tmp_path: Path, data: Path) -> None:
    import duckdb

    shutil.copytree(data, tmp_path / "data", symlinks=True)
    with duckdb.connect(str(tmp_path / "data" / "working.duckdb")) as connection:
        connection.execute("INSERT INTO schema_versions VALUES (999, 'from the future', now())")
    status, _, said = run("ingest", "--plain", "--data", tmp_path / "data")
    assert status == 1
    assert "newer" in said


def test_two_runs_at_once_the_second_says_so_and_stops(run: Run, tmp_path: Path) -> None:
    from filelock import FileLock

    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / ".lock"):
        status, _, said = run("ingest", "--plain", "--data", tmp_path / "data")
    assert status == 1
    assert "another run is going on" in said


def test_a_register_behind_a_robot_check_is_not_asked(run: Run, tmp_path: Path) -> None:
    status, _, said = run("ingest", "ppa", "--plain", "--data", tmp_path / "data")
    assert status == 1
    assert "robot check" in said


def test_a_real_host_is_not_asked_without_a_contact(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEHTIV_CONTACT", raising=False)
    for way in ([], ["--plain"]):
        status, _, said = run("ingest", "https://register.invalid/naidis/", *way, "--data", tmp_path / "data")
        assert status == 2
        assert said.splitlines() == [
            "kehtiv: register.invalid requires a contact address: set KEHTIV_CONTACT (e-mail or URL)"
        ]
    assert not (tmp_path / "data").exists()


def test_a_variable_that_is_no_setting_is_named(run: Run, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEHTIV_CONTAKT", "mari@example.ee")
    _, _, said = run("status", "--data", data)
    assert "kehtiv: KEHTIV_CONTAKT is not a setting: did you mean KEHTIV_CONTACT?" in said


def test_what_keeps_a_night_from_beginning_is_one_sentence(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before Prefect is started: a host that does not answer, a setting that is none."""
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        status, _, said = run("ingest", f"http://127.0.0.1:{port}/naidis/", "--data", tmp_path / "data")
    assert status == 2
    assert said == f"kehtiv: 127.0.0.1 cannot be reached on port {port}: Connection refused\n"
    monkeypatch.setenv("KEHTIV_SILENCE_DAYS", "twenty")
    status, _, said = run("ingest", "--data", tmp_path / "data")
    assert status == 2
    assert said == 'kehtiv: setting silence_days: it is not JSON, such as {"som": 20}\n'
    assert not (tmp_path / "data").exists()


def test_each_command_has_an_example_that_can_be_called(run: Run) -> None:
    """As the shell splits it, its options are the command's own; none is run."""
    group = typer.main.get_command(cli.app)
    assert isinstance(group, typer.core.TyperGroup)
    assert set(group.commands) - set(EXAMPLES) == set()
    for name, command in group.commands.items():
        for example in EXAMPLES[name]:
            program, given, *arguments = shlex.split(example)
            assert (program, given) == ("kehtiv", name)
            command.make_context(name, arguments, resilient_parsing=False).close()
    status, told, _ = run("ingest", "-h")
    assert status == 0
    assert "kehtiv ingest som --since 2025-01-01" in " ".join(told.split())


def test_the_version_is_told_with_what_it_runs_on(run: Run) -> None:
    status, told, _ = run("--version")
    assert status == 0
    assert re.fullmatch(r"kehtiv \S+ \(Python \S+, duckdb \S+, prefect \S+\)\n", told)


def test_help_names_every_command(run: Run) -> None:
    status, told, _ = run("--help")
    assert status == 0
    for command in ("ingest", "add", "extract", "in-force", "history", "sql", "check", "status"):
        assert command in told
