"""Reading a damaged file as a whole: its values are legible, its numbers untouched, its doubts told."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from extractors.report import describe_file
from tests.extractors.repair.damaged import HEALTHY, damage, strip

ACT = """NÄIDISSAARTE VEETEEDE AMET
KÄSKKIRI
03.02.2025 nr 6-d/60

Ametijuhendite kinnitamine

Tuginedes ameti põhimäärusele ja arvestades, et töökorraldus muutub ning senised ülesanded jagatakse ümber:
1. Kinnitan majakavahi ametijuhendi (lisa 1).
2. Tunnistan kehtetuks peadirektori 16.06.2020 käskkirja nr 10-6 lisa 6.
3. Käskkiri jõustub allkirjastamisest ning tehakse töötajatele teatavaks õigeaegselt.
"""


def read(text: str) -> FileExtraction:
    return read_file(text.encode("utf-8"), "kaskkiri.txt")


@pytest.fixture(scope="module")
def act() -> FileExtraction:
    return read(strip(ACT))


def test_the_effects_of_a_damaged_act_are_read_and_each_is_doubted_in_words(act: FileExtraction) -> None:
    revoke = next(effect for effect in act.effects if effect.effect == "revoke")
    assert (revoke.affected.number, revoke.affected.enacted_on, revoke.affected.annexes) == (
        "10-6",
        date(2020, 6, 16),
        ("6",),
    )
    assert act.text is not None
    assert "käskkirja nr 10-6 lisa 6" in revoke.evidence.span.of(act.text.text)
    doubts = [finding for finding in act.findings if finding.code == "effect_repaired"]
    assert any(
        finding.span == revoke.evidence.span and "kaskkirja → käskkirja" in finding.message for finding in doubts
    )


def test_quotes_stand_at_their_spans_in_the_repaired_text(act: FileExtraction) -> None:
    assert act.text is not None
    found = [*act.effects, *act.citations, *act.parts]
    assert found
    assert all(each.evidence.quote == each.evidence.span.of(act.text.text) for each in found)
    assert act.text.original == strip(ACT)


def test_a_healthy_act_says_the_same_and_bears_no_doubt(act: FileExtraction) -> None:
    whole = read(ACT)
    assert whole.text is not None
    assert whole.text.text == ACT
    assert not [finding for finding in whole.findings if finding.code.startswith(("repair", "effect_repaired"))]
    assert [(e.effect, e.affected.number, e.affected.annexes) for e in whole.effects] == [
        (e.effect, e.affected.number, e.affected.annexes) for e in act.effects
    ]


def test_the_report_lists_every_repair_with_both_wordings() -> None:
    told: dict[str, Any] = describe_file(read(damage(HEALTHY, 3)))
    text = read(damage(HEALTHY, 3)).text
    assert text is not None
    assert len(told["repairs"]) == len(text.repairs)
    first = told["repairs"][0]
    start, end = first["span"]
    assert text.text[start:end] == first["repaired"] != first["original"]
    assert describe_file(read(HEALTHY))["repairs"] == []


def test_the_scan_that_a_reader_of_english_spoilt_comes_out_legible(shared: Any) -> None:
    path = next((shared / "real" / "seeds").glob("002_*.txt"))
    found = read_file(path.read_bytes(), path.name)
    assert found.text is not None
    assert len(found.text.repairs) > 190
    assert found.text.original == path.read_text("utf-8")
    position = found.positions[0]
    assert position.education == "Kõrgharidus"
    assert position.purpose is not None
    assert position.purpose.startswith("Töökoha eesmärk on ohvriabi taastava õiguse teenuse")


def test_no_other_given_text_is_touched(shared: Any) -> None:
    texts = [*(shared / "gold" / "texts").glob("*.txt"), *(shared / "real" / "seeds").glob("*.txt")]
    files = [read_file(path.read_bytes(), path.name) for path in sorted(texts)]
    assert len(files) > 40
    assert [file.name[:4] for file in files if file.text and file.text.repairs] == ["002_"]
