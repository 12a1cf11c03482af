"""Rows have a column for everything that was read, by the names of the model's fields."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, date, datetime

from extractors.model.effect import Affected, Citation, Effect
from extractors.model.extraction import Signature
from extractors.model.ids import DocumentId, FileRef
from extractors.model.position import Position
from extractors.model.provision import Provision
from extractors.model.signatory import Signatory
from tests.warehouse.factory import Writer, citation, document, effect, position
from warehouse.load.copies import ELSEWHERE, WITHHELD, is_restricted_elsewhere, is_withheld
from warehouse.load.rows import Place, Rows, collect_rows
from warehouse.load.values import fields_of

AT = datetime(2026, 3, 1, 1, 0, tzinfo=UTC)
SIGNATURE = Signature(
    signer="Näidis, Nimi",
    role="direktor",
    claimed_at=AT,
    checked="signature valid",
    reason="no time stamp",
    reason_code="no_timestamp",
    is_refuted=False,
    trusted_at=AT,
    trusted_by="ocsp",
    profile="B",
    is_seal=False,
    covers=("kaskkiri.pdf",),
)


def rows() -> Rows:
    writer = Writer()
    file = document(
        writer,
        citations=(citation(writer, "4", "2025-01-01"),),
        provisions=(Provision("avaliku teenistuse seadus", "52", "1", "3", writer.say("ATS § 52 lg 1 p 3")),),
        signatories=(Signatory("Mari Maasikas", "peadirektor", False, writer.say("Mari Maasikas")),),
        effects=(
            effect(writer, "suspend", Affected(annexes="all", limit="osas, millega"), until=date(2026, 12, 31)),
            effect(writer, "revoke", Affected(annexes=("1", "2"), except_points=("2.1",))),
        ),
        positions=(position(writer, "1", other=(("Töövahendid", "auto"),)),),
        signatures=(SIGNATURE,),
    )
    ref = FileRef(DocumentId("mets/1"), "a.pdf")
    place = Place(
        ref=ref,
        root_file_id=ref.file_id,
        parent_file_id=None,
        ordinal=1,
        extractor_version="1",
        loaded_at=AT,
        run_id="r",
    )
    return collect_rows(file, place)


def test_a_signature_comes_with_every_field() -> None:
    [row] = rows()["base.signatures"]
    values = {field.name: getattr(SIGNATURE, field.name) for field in fields(Signature)}
    assert {name: row[name] for name in values} == values | {"covers": ["kaskkiri.pdf"]}


def test_effects_and_citations_come_with_every_field() -> None:
    elsewhere = {"affected", "evidence", "until", "limit"}
    everything = {field.name for model in (Effect, Affected) for field in fields(model)} - elsewhere
    suspended, revoked = rows()["base.effects"]
    assert everything <= suspended.keys()
    assert (suspended["until_on"], suspended["limit_words"]) == (date(2026, 12, 31), "osas, millega")
    assert (suspended["annexes"], suspended["is_every_annex"]) == (None, True)
    assert (revoked["annexes"], revoked["is_every_annex"]) == (["1", "2"], False)
    assert revoked["except_points"] == ["2.1"]
    cited, law = rows()["base.citations"]
    assert {field.name for field in fields(Citation)} - {"evidence"} <= cited.keys()
    assert {field.name for field in fields(Provision)} - {"evidence", "law"} <= law.keys()
    assert (law["kind"], law["title"]) == ("law", "avaliku teenistuse seadus")
    assert cited["citation_id"] != law["citation_id"]
    [signatory] = rows()["base.signatories"]
    assert {field.name for field in fields(Signatory)} - {"evidence"} <= signatory.keys()


def test_other_fields_of_a_post_keep_label_and_value() -> None:
    [row] = rows()["base.positions"]
    assert row["other"] == [{"label": "Töövahendid", "value": "auto"}]
    renamed = {"position", "other", "duties", "languages", "field_evidence", "evidence", "field_basis"}
    assert {field.name for field in fields(Position)} - renamed <= row.keys()


def test_fields_left_out_are_those_that_were_named() -> None:
    whole, part = fields_of(SIGNATURE), fields_of(SIGNATURE, but="role covers")
    assert whole.keys() - part.keys() == {"role", "covers"}
    assert fields_of(replace(SIGNATURE, covers=None))["covers"] is None


def test_a_document_without_a_word_on_access_is_neither_withheld_nor_restricted_elsewhere() -> None:
    assert not is_withheld(None)
    assert not is_restricted_elsewhere(None)
    assert is_withheld(f"{WITHHELD}: 451")
    assert is_restricted_elsewhere(f"{ELSEWHERE}: mets/1")
