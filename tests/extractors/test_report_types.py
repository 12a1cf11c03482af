"""`extract --json` prints what its types say, with every promised field."""

from __future__ import annotations

import json
from dataclasses import fields
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from extractors import report_types as types
from extractors.model.effect import Affected, Effect
from extractors.model.extraction import Signature
from extractors.model.position import Position
from extractors.read import read_file
from extractors.report import describe_file
from extractors.report_types import FileReport
from tests.json_shape import misfits, required

DOCUMENTS = Path(__file__).resolve().parents[2] / "flows" / "sample" / "documents"
DIRECTIVE = """METSAAMET
PEADIREKTOR
KÄSKKIRI
12.05.2025 nr 7

1. Kinnitan nõuniku ametijuhendi (lisa 1).
2. Tunnistan kehtetuks peadirektori 02.02.2024 käskkirja nr 2 lisad 1-3, välja arvatud lisa 2.
3. Peatan peadirektori 03.03.2024 käskkirja nr 4 kehtivuse kuni 31.12.2025.
4. Muudan peadirektori 04.04.2024 käskkirja nr 5 punkti 2.1.

KINNITATUD
peadirektori 12.05.2025
käskkirjaga nr 7
Lisa 1

NÕUNIKU AMETIJUHEND
Struktuuriüksus: õigusosakond
Vahetu juht: direktor
2. Tööülesanded
2.1. Nõustab.
3. Nõuded
3.1. eesti keele oskus C1.
"""

CONTRACT: dict[type[Any], str] = {
    types.FileReport: "file media_type sha256 directive parts effects positions findings",
    types.DirectiveReport: "number date title issuer document_type access",
    types.PartReport: "part annex title approved_by span",
    types.ApprovalReport: "date number",
    types.EffectReport: "effect affected date until date_basis is_retroactive doubt quote span",
    types.AffectedReport: "issuer kind date number title annexes except_annexes points except_points limit scope",
    types.PositionReport: "annex position unit reports_to subordinates substitutes_for substituted_by group purpose"
    " duties education experience_years languages",
    types.DutyReport: "number duty outcomes",
    types.LanguageReport: "language level",
    types.FindingReport: "code message span",
}
"""The fields that scripts of users depend on: they are promised and always there."""


EFFECTS = {
    *("approve", "amend", "revoke", "commence", "apply"),
    *("suspend", "extend", "correct", "renumber", "reinstate"),
}


def printed(data: bytes, name: str) -> Any:
    return json.loads(json.dumps(describe_file(read_file(data, name))))


@pytest.mark.parametrize("name", ["700111.pdf", "710306.docx", "720016.asice", "740290.pdf"])
def test_files_of_every_kind_have_the_shape(name: str) -> None:
    report = printed((DOCUMENTS / name).read_bytes(), name)
    assert misfits(report, FileReport) == []


def test_a_directive_with_all_kinds_of_values_has_the_shape() -> None:
    report = printed(DIRECTIVE.encode(), "käskkiri.txt")
    assert misfits(report, FileReport) == []
    assert {effect["effect"] for effect in report["effects"]} >= {"approve", "revoke", "suspend", "amend"}
    assert report["parts"][1]["approved_by"] == {"date": "2025-05-12", "number": "7"}
    assert report["positions"][0]["languages"][0]["language"] == "eesti"


@pytest.mark.parametrize("shape", CONTRACT, ids=lambda shape: shape.__name__)
def test_every_promised_field_is_always_there(shape: type[Any]) -> None:
    assert set(CONTRACT[shape].split()) <= required(shape)


def test_the_effects_and_scopes_are_the_promised_ones() -> None:
    kinds = get_type_hints(types.EffectReport)["effect"].__args__
    assert set(kinds) == EFFECTS
    scopes = get_type_hints(types.AffectedReport)["scope"].__args__
    assert set(scopes) >= {"act", "annexes", "approved", "points", "part"}


def test_a_misfit_is_named() -> None:
    """The check itself can fail: a field too many, one too few, a wrong type, a word that is no member."""
    report = printed(DIRECTIVE.encode(), "käskkiri.txt")
    report["extra"] = 1
    del report["sha256"]
    report["effects"][0]["is_retroactive"] = 0
    report["effects"][1]["affected"]["scope"] = "whole"
    found = misfits(report, FileReport)
    assert found[0] == "$: lacks sha256"
    assert found[1] == "$: has extra"
    assert {words.partition(":")[0] for words in found[2:]} == {
        "$.effects[0].is_retroactive",
        "$.effects[1].affected.scope",
    }


@pytest.mark.parametrize(
    ("model", "shape", "renamed"),
    [
        (Effect, types.EffectReport, {"effective_on": "date", "evidence": "quote"}),
        (Affected, types.AffectedReport, {"enacted_on": "date", "reference_key": "kind"}),
        (
            Position,
            types.PositionReport,
            {
                "annex_number": "annex",
                "staff_group": "group",
                "evidence": "span",
                "field_evidence": "places",
                "field_basis": "basis",
            },
        ),
        (Signature, types.SignatureReport, {}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_field_that_readers_fill_is_printed(model: Any, shape: type[Any], renamed: dict[str, str]) -> None:
    """A field that a reader gains must be printed too; ``reference_key`` says no more than kind, date and number."""
    assert {renamed.get(field.name, field.name) for field in fields(model)} <= required(shape)
