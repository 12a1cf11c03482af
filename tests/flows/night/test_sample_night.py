"""What a night over the bundled register must come to, against the truth that its maker wrote down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from flows.run.summary import Summary
from flows.sample.catalogue import load_catalogue
from warehouse.connection import Warehouse, open_published

TRUTH: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parents[3] / "flows" / "sample" / "truth.json").read_text("utf-8")
)
PUBLIC = [directive for directive in TRUTH["directives"] if directive["content"] == "public"]
RESTRICTED = [directive for directive in TRUTH["directives"] if directive["content"] == "restricted"]


@pytest.fixture(scope="module")
def w(sample_night: tuple[Path, Summary]) -> Iterator[Warehouse]:
    with open_published(sample_night[0]) as opened:
        yield opened


def rows(w: Warehouse, sql: str, *values: Any) -> list[dict[str, Any]]:
    found = w.connection.execute(sql, list(values))
    names = [column[0] for column in found.description or ()]
    return [
        {name: str(v) if hasattr(v, "isoformat") else v for name, v in zip(names, row, strict=True)}
        for row in found.fetchall()
    ]


def key_of(w: Warehouse) -> dict[str, str]:
    """Directive ids by the truth's own keys."""
    return {f"sample/{each['external_id']}": each["key"] for each in TRUTH["directives"]}


def ends(row: dict[str, Any]) -> str | None:
    """The act that ends it, or may."""
    [may_end] = [each["revoking_directive"] for each in TRUTH["open_revocations"]]
    return row["ended_by"] or (may_end if row["undecided_from"] else None)


def test_the_night_is_done_without_trouble(sample_night: tuple[Path, Summary]) -> None:
    summary = sample_night[1]
    assert summary.wants_person == []
    assert summary.exit_status == 0
    assert summary.counts["new"] == len(PUBLIC)
    assert summary.counts["restricted"] == len(RESTRICTED)


@pytest.mark.parametrize("directive", PUBLIC, ids=lambda each: each["key"])
def test_every_public_directive_has_its_dates(w: Warehouse, directive: dict[str, Any]) -> None:
    [held] = rows(w, "SELECT * FROM directives WHERE directive_id = ?", f"sample/{directive['external_id']}")
    for column in ("number", "signed_on", "registered_on", "title", "in_force_from", "in_force_from_basis"):
        assert held[column] == directive[column], column
    assert held["undecided_from"] == directive["undecided_from"]
    assert held["in_force_until"] == directive["in_force_until"]
    assert key_of(w).get(held["ended_by"]) == ends(directive)


@pytest.mark.parametrize("directive", PUBLIC, ids=lambda each: each["key"])
def test_every_annex_has_its_interval_and_the_act_that_ended_it(w: Warehouse, directive: dict[str, Any]) -> None:
    held = rows(w, "SELECT * FROM annexes WHERE directive_id = ?", f"sample/{directive['external_id']}")
    days = ("in_force_from", "in_force_from_basis", "applied_from", "in_force_until", "undecided_from")
    columns = ("annex_number", "kind", *days)
    keys = key_of(w)

    def told(annex: dict[str, Any], ended_by: str | None) -> tuple[Any, ...]:
        return (*(annex[column] for column in columns), ended_by)

    found = {told(annex, keys.get(annex["ended_by"])) for annex in held}
    assert found == {told(annex, ends(annex)) for annex in directive["annexes"]}


@pytest.mark.parametrize("directive", PUBLIC, ids=lambda each: each["key"])
def test_every_job_description_is_read_whole(w: Warehouse, directive: dict[str, Any]) -> None:
    held = rows(
        w,
        "SELECT p.*, a.annex_number FROM positions p JOIN annexes a USING (annex_id) WHERE a.directive_id = ?",
        f"sample/{directive['external_id']}",
    )
    wanted = [annex for annex in directive["annexes"] if annex.get("position")]
    assert len(held) == len(wanted)
    by_number = {position["annex_number"]: position for position in held}
    for annex in wanted:
        position, truth = by_number[annex["annex_number"]], annex["position"]
        for column in ("title", "unit", "reports_to", "purpose"):
            assert position[column] == truth[column], (annex["annex_number"], column)
        duties = rows(
            w,
            "SELECT number, duty, outcomes FROM duties WHERE position_id = ? ORDER BY ordinal",
            position["position_id"],
        )
        assert [(d["number"], d["duty"], d["outcomes"]) for d in duties] == [
            (d["number"], d["duty"], d["outcomes"]) for d in truth["duties"]
        ]


def one_per_annex(row: dict[str, Any]) -> list[dict[str, Any]]:
    """What an act approved is, where that act is held, its job descriptions: one row each."""
    if row["scope"] != "approved" or row["resolution"] != "resolved":
        return [row]
    key = f"käskkiri/{row['revoked_date']}/{row['revoked_number']}"
    [directive] = [each for each in TRUTH["directives"] if each["key"] == key]
    return [{**row, "revoked_annex_number": annex["annex_number"]} for annex in directive["annexes"]]


def test_every_revocation_is_there_once_with_its_day_and_resolution(w: Warehouse) -> None:
    columns = (
        "revoked_date",
        "revoked_number",
        "revoked_annex_number",
        "scope",
        "resolution",
        "effective_on",
        "effective_on_basis",
    )
    keys = key_of(w)
    held = [
        (keys[row["revoking_directive_id"]], *(row[column] for column in columns))
        for row in rows(w, "SELECT * FROM revocations")
    ]
    truths = [each for row in TRUTH["revocations"] for each in one_per_annex(row)]
    wanted = [(row["revoking_directive"], *(row[column] for column in columns)) for row in truths]
    wanted += [
        (row["revoking_directive"], None, None, None, "act", "ambiguous", row["undecided_from"], "clause")
        for row in TRUTH["open_revocations"]
    ]
    assert set(held) ^ set(wanted) == set()
    assert len(held) == len(wanted)


def test_every_revocation_shows_its_sentence_and_page(w: Warehouse) -> None:
    for row in rows(w, "SELECT quote, page_number FROM revocations"):
        assert "kehtetuks" in row["quote"] or row["quote"][0].isdigit(), row
        assert row["page_number"] is not None


def test_every_suspension_has_its_days_and_the_act_that_says_so(w: Warehouse) -> None:
    keys = key_of(w)
    held = rows(w, "SELECT s.*, a.annex_number FROM suspensions s LEFT JOIN annexes a USING (annex_id)")
    found = [
        {
            "suspending_directive": keys[row["suspending_directive_id"]],
            "suspended_directive": keys[row["directive_id"]],
            "suspended_annex_number": row["annex_number"],
            "suspended_from": row["suspended_from"],
            "suspended_until": row["suspended_until"],
        }
        for row in held
    ]
    assert found == TRUTH["suspensions"]


@pytest.mark.parametrize("directive", RESTRICTED, ids=lambda each: each["key"])
def test_nothing_but_metadata_is_held_of_a_restricted_document(w: Warehouse, directive: dict[str, Any]) -> None:
    name = f"sample/{directive['external_id']}"
    [document] = rows(w, "SELECT * FROM documents WHERE document_id = ?", name)
    assert document["access"] == "AK"
    for table in ("files", "annexes", "parts"):
        column = "directive_id" if table == "annexes" else "document_id"
        assert rows(w, f"SELECT * FROM {table} WHERE {column} = ?", name) == [], table


def test_documents_that_are_no_directives_are_left_out(w: Warehouse) -> None:
    held = {row["document_id"] for row in rows(w, "SELECT document_id FROM documents")}
    listed = {f"sample/{document.id}" for document in load_catalogue().documents}
    assert held == {f"sample/{each['external_id']}" for each in TRUTH["directives"]}
    assert len(listed - held) == 5


def test_the_signer_of_the_container_is_held_and_no_personal_code(w: Warehouse) -> None:
    [signature] = rows(w, "SELECT * FROM signatures")
    assert (signature["signer"], signature["is_seal"]) == ("Aadu Väljamõeldis", False)
    assert (signature["checked"], signature["reason_code"]) == ("signature valid", "untrusted_chain")
    everything = json.dumps(signature, default=str)
    assert "00000000000" not in everything


def test_the_days_are_proven_searched(w: Warehouse) -> None:
    for row in rows(w, "SELECT * FROM register_coverage"):
        assert row["is_whole"], row
        assert not row["is_capped"]


def test_no_error_check_fails(w: Warehouse) -> None:
    from warehouse.ask.checks import run_checks

    failed = [result.name for result in run_checks(w) if not result.passed and result.level == "error"]
    assert failed == []
