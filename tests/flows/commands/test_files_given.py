"""Files given to `kehtiv add` and `kehtiv extract`: what can be read is, and the rest is named."""

from __future__ import annotations

import io
import json
from pathlib import Path

from flows import cli
from tests.flows.conftest import Run

DIRECTIVE = """KÄSKKIRI
12.05.2025 nr 7
Ametijuhendite kinnitamine
Asutuse põhimääruse § 5 punkti 2 alusel
1. Kinnitan arhiivitalituse ametijuhendid (lisad 1 ja 2).
2. Tunnistan kehtetuks direktori 03.02.2022 käskkirja nr 4 lisad 1 kuni 3.
3. Käskkiri jõustub allkirjastamisest.
(allkirjastatud digitaalselt)
"""


def test_added_files_are_loaded_and_a_second_time_changes_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "kaskkiri.txt").write_text(DIRECTIVE, "utf-8")
    status, _, said = run("add", tmp_path / "in", "--data", tmp_path / "data")
    assert status == 0
    assert "1 new" in said
    assert "1 unchanged" in run("add", tmp_path / "in", "--data", tmp_path / "data")[2]
    told = run(
        "sql", "SELECT revoked_annex_number AS n FROM revocations", "--format", "csv", "--data", tmp_path / "data"
    )
    assert sorted(told[1].split()) == ["1", "2", "3", "n"]


def bad_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "a-good.txt").write_text(DIRECTIVE, "utf-8")
    (folder / "b-empty.pdf").write_bytes(b"")
    (folder / "c-error.pdf").write_bytes(b"<!DOCTYPE html><html><body>Lehek\xc3\xbclge ei leitud!</body></html>")
    pdf = Path(cli.__file__).parent / "sample" / "documents" / "700111.pdf"
    (folder / "d-cut.pdf").write_bytes(pdf.read_bytes()[:4000])
    (folder / "e-noise.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "f-encrypted.pdf").write_bytes(encrypted_pdf())
    (folder / "z-good.pdf").write_bytes(pdf.read_bytes())


def encrypted_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt="salasõna")
    canvas.drawString(100, 700, "KÄSKKIRI")
    canvas.save()
    return out.getvalue()


BAD = {
    "b-empty.pdf": "empty_file",
    "c-error.pdf": "error_page_instead_of_file",
    "d-cut.pdf": "truncated_file",
    "e-noise.pdf": "unreadable_file",
    "f-encrypted.pdf": "encrypted_file",
}


def test_what_cannot_be_read_is_held_back_by_name_and_the_rest_is_loaded(run: Run, tmp_path: Path) -> None:
    bad_files(tmp_path / "in")
    status, _, said = run("add", tmp_path / "in", "--data", tmp_path / "data")
    assert status == 1
    for name, code in BAD.items():
        assert f"{name} at read: {code}" in said
    query = "SELECT name, code FROM quarantine WHERE closed_at IS NULL ORDER BY name"
    held = json.loads(run("sql", query, "--format", "json", "--data", tmp_path / "data")[1])
    assert {row["name"]: row["code"] for row in held} == BAD
    query = "SELECT count(*) AS n FROM directives"
    assert json.loads(run("sql", query, "--format", "json", "--data", tmp_path / "data")[1]) == [{"n": 2}]


def test_extract_prints_json_for_what_it_can_read_and_names_the_rest(run: Run, tmp_path: Path) -> None:
    bad_files(tmp_path / "in")
    status, told, said = run("extract", "--json", *sorted((tmp_path / "in").iterdir()))
    assert status == 1
    assert [Path(one["file"]).name for one in json.loads(told)] == ["a-good.txt", "z-good.pdf"]
    for name, code in BAD.items():
        assert f"{name}: {code}" in said


def test_extract_of_one_file_is_one_object_and_stores_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kaskkiri.txt").write_text(DIRECTIVE, "utf-8")
    status, told, _ = run("extract", "--json", tmp_path / "kaskkiri.txt")
    found = json.loads(told)
    assert status == 0
    assert found["directive"]["number"] == "7"
    [revoked] = [effect for effect in found["effects"] if effect["effect"] == "revoke"]
    assert revoked["affected"]["annexes"] == [1, 2, 3]
    assert list(tmp_path.iterdir()) == [tmp_path / "kaskkiri.txt"]


def test_extract_for_a_person_names_what_was_found(run: Run, tmp_path: Path) -> None:
    (tmp_path / "kaskkiri.txt").write_text(DIRECTIVE, "utf-8")
    told = run("extract", tmp_path / "kaskkiri.txt")[1]
    assert "2025-05-12 nr 7" in told
    assert "revoke:" in told


def test_an_empty_folder_is_said_to_be_empty(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    status, _, said = run("add", tmp_path / "in", "--data", tmp_path / "data")
    assert status == 1
    assert "there is no file in" in said
