"""The day an act was signed, from the signatures around its body: whose, by which clock, and which dates nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction, Signature
from tests.warehouse.factory import NIGHT, Writer, annex, body, day, document, effect, entry, header, load, own
from warehouse.connection import Warehouse

ANSWER = "SELECT signed_on, in_force_from, in_force_from_basis FROM directives"
KNOWN = "SELECT annex_id, in_force_from, in_force_from_basis FROM annexes_in_force_as_known(DATE '2025-12-31', ?)"
REGISTERED = [(None, day("2025-02-10"), "registration")]


def at(words: str) -> datetime:
    return datetime.fromisoformat(words).replace(tzinfo=UTC)


def signature(claimed: str | None, trusted: str | None = None, **values: Any) -> Signature:
    values.setdefault("covers", ("kaskkiri.pdf", "lisa.pdf"))
    return Signature(
        values.pop("signer", "Mari Maasikas"),
        None,
        at(claimed) if claimed else None,
        values.pop("checked", "chain trusted at the time"),
        trusted_at=at(trusted) if trusted else None,
        trusted_by="timestamp" if trusted else None,
        **values,
    )


def container(*signatures: Signature, name: str = "k.asice", **twist: Any) -> FileExtraction:
    """A body without a heading, and an annex in a file of its own."""
    writer, other = Writer(name), Writer(name + "lisa")
    effects = twist.pop("effects", lambda writer: ())(writer)
    main = document(writer, parts=(body(writer),), effects=effects, header=twist.pop("header", None))
    members = twist.pop("members", (main, document(other, "lisa.pdf", parts=(annex(other, "1"),))))
    return FileExtraction(
        name, "application/vnd.etsi.asic-e+zip", str(hash(name)), 1, signatures=signatures, members=members
    )


def signed(w: Warehouse, *signatures: Signature, **twist: Any) -> None:
    load(w, "na/1", entry("5", "2025-02-10"), container(*signatures, **twist))


def test_a_third_partys_clock_comes_before_the_signers_own(working: Warehouse, ask: Any) -> None:
    """And its day is Estonia's: 22:30 UTC in winter is half past midnight of the next day."""
    signed(working, signature("2025-02-01T12:00", "2025-02-04T22:30"))
    assert ask(ANSWER) == [(day("2025-02-05"), day("2025-02-05"), "signing")]


def test_without_a_trusted_clock_the_signers_own_serves(working: Warehouse, ask: Any) -> None:
    signed(working, signature("2025-02-04T12:00", checked="signature valid", reason_code="no_trusted_time"))
    assert ask(ANSWER) == [(day("2025-02-04"), day("2025-02-04"), "signing")]


def test_a_heading_outranks_every_signature(working: Warehouse, ask: Any) -> None:
    signed(working, signature(None, "2025-02-07T12:00"), header=header("5", "2025-02-03"))
    assert ask(ANSWER) == [(day("2025-02-03"), day("2025-02-03"), "signing")]


def test_an_act_is_signed_once_the_last_of_its_signatories_has(working: Warehouse, ask: Any) -> None:
    signed(working, signature(None, "2025-02-04T12:00"), signature(None, "2025-02-06T12:00", signer="Jaan Tamm"))
    assert ask(ANSWER)[0][0] == day("2025-02-06")


def test_a_seal_dates_an_act_only_where_no_person_signed(working: Warehouse, ask: Any) -> None:
    """Registers seal what was signed days before."""
    seal = signature(None, "2025-02-09T12:00", signer="Näidisamet", is_seal=True)
    signed(working, signature(None, "2025-02-04T12:00", is_seal=False), seal)
    load(working, "na/2", entry("6", "2025-02-10"), container(seal, name="b.asice"))
    assert ask("SELECT directive_id, signed_on FROM directives ORDER BY 1") == [
        ("na/1", day("2025-02-04")),
        ("na/2", day("2025-02-09")),
    ]


def test_a_signature_over_an_annex_alone_dates_no_act(working: Warehouse, ask: Any) -> None:
    signed(working, signature(None, "2025-02-04T12:00", covers=("lisa.pdf",)))
    assert ask(ANSWER) == REGISTERED


def test_a_signature_that_covers_nothing_dates_nothing(working: Warehouse, ask: Any) -> None:
    signed(working, signature("2025-02-04T12:00", checked="not checked", covers=()))
    assert ask(ANSWER) == REGISTERED


@pytest.mark.parametrize("code", ["digest_mismatch", "signature_invalid", "revoked"])
def test_a_refuted_signature_dates_nothing_and_stays_visible(working: Warehouse, ask: Any, code: str) -> None:
    broken = signature("2025-02-04T12:00", checked="present", reason_code=code, reason="why", is_refuted=True)
    signed(working, broken)
    assert ask(ANSWER) == REGISTERED
    assert ask("SELECT signed_on, reason_code, is_refuted FROM signatures") == [(None, code, True)]


def test_a_refuted_signature_beside_a_good_one_leaves_the_good_one_its_day(working: Warehouse, ask: Any) -> None:
    broken = signature(None, "2025-02-08T12:00", checked="present", reason_code="digest_mismatch", is_refuted=True)
    signed(working, signature(None, "2025-02-04T12:00"), broken)
    assert ask(ANSWER)[0][0] == day("2025-02-04")


def test_a_body_in_a_container_inside_a_signed_one_is_signed_with_it(working: Warehouse, ask: Any) -> None:
    inner = container(name="sees.zip")
    outer = container(signature(None, "2025-02-04T12:00", covers=("sees.zip",)), name="k.asice", members=(inner,))
    load(working, "na/1", entry("5", "2025-02-10"), outer)
    assert ask(ANSWER)[0][0] == day("2025-02-04")


def test_a_file_whose_path_begins_like_a_signed_ones_is_not_signed_with_it(working: Warehouse, ask: Any) -> None:
    """An archive may hold "kaust" and "kaust/kaskkiri.pdf" as two files side by side."""
    writer, other = Writer("kaust"), Writer("kaskkiri")
    members = (
        document(other, "kaust", parts=(annex(other, "1"),)),
        document(writer, "kaust/kaskkiri.pdf", parts=(body(writer),)),
    )
    signed(working, signature(None, "2025-02-04T12:00", covers=("kaust",)), members=members)
    assert ask(ANSWER) == REGISTERED


def test_a_container_that_came_later_does_not_move_the_day_of_signing(working: Warehouse, ask: Any) -> None:
    """What was signed beside the act, an approval or a letter, has a body too and is signed later."""
    signed(working, signature(None, "2025-02-04T12:00"))
    later = container(signature(None, "2025-03-04T12:00"), name="kooskolastus.asice")
    load(working, "na/1", None, later, at=NIGHT + timedelta(days=2))
    assert ask(ANSWER)[0][0] == day("2025-02-04")


def test_the_container_of_the_heading_speaks_before_others(working: Warehouse, ask: Any) -> None:
    """A heading without a day still says which file is the act."""
    signed(working, signature(None, "2025-01-04T12:00"), name="eelnev.asice")
    act = container(signature(None, "2025-02-05T12:00"), name="kaskkiri.asice", header=header("5", None))
    load(working, "na/1", None, act)
    assert ask(ANSWER)[0][0] == day("2025-02-05")


def test_a_clause_that_names_the_signing_takes_the_trusted_day(working: Warehouse, ask: Any) -> None:
    clause = lambda writer: (effect(writer, "commence", own(), date_basis="clause", date_rule="signing"),)  # noqa: E731
    signed(working, signature("2025-02-01T12:00", "2025-02-04T12:00"), effects=clause)
    assert ask(ANSWER) == [(day("2025-02-04"), day("2025-02-04"), "clause")]


def test_the_signing_day_is_known_from_the_night_its_container_came(working: Warehouse, ask: Any) -> None:
    """Before, the register's own day counts: what was known then is not rewritten."""
    writer = Writer("lisa")
    load(working, "na/1", entry("5", "2025-02-10"), document(writer, "l.pdf", parts=(annex(writer, "1"),)))
    load(working, "na/1", None, container(signature(None, "2025-02-04T12:00")), at=NIGHT + timedelta(days=3))
    before, after = (NIGHT + timedelta(days=2)).date(), (NIGHT + timedelta(days=3)).date()
    assert [row[1:] for row in ask(KNOWN, before)] == [(day("2025-02-10"), "registration")]
    assert [row[1:] for row in ask(KNOWN, after)] == [(day("2025-02-04"), "signing")]


def test_the_table_shows_level_clock_reason_and_what_is_covered(working: Warehouse, ask: Any) -> None:
    signed(working, signature("2025-02-01T12:00", "2025-02-04T22:30", profile="XAdES LT", is_seal=False))
    columns = "signer, is_seal, trusted_by, profile, signed_on, checked, reason_code, is_refuted, covers"
    [row] = ask(f"SELECT {columns} FROM signatures")
    assert row[:4] == ("Mari Maasikas", False, "timestamp", "XAdES LT")
    assert row[4:] == (
        day("2025-02-05"),
        "chain trusted at the time",
        None,
        False,
        ["kaskkiri.pdf", "lisa.pdf"],
    )
