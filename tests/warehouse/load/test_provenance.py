"""The place of each row in the warehouse; a warehouse of before learns where things stand when files are read anew."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

import warehouse.migrations as migrations
from extractors.model.evidence import Box, Span
from extractors.model.extraction import FileExtraction
from extractors.model.finding import Finding
from extractors.model.text import DocumentText, PlacedText
from tests.warehouse.factory import Writer, annex, approve, body, citation, document, entry, header, load, position
from warehouse.ask.checks import run_checks
from warehouse.connection import open_published, open_working
from warehouse.publish.publish import publish

OLD = """
INSERT INTO base.files (file_id, document_id, file_key, root_file_id, ordinal, name, media_type, sha256, header_quote,
    header_start, header_end, header_page_number, extractor_version, loaded_at, run_id)
VALUES ('na/1!a.pdf', 'na/1', 'a.pdf', 'na/1!a.pdf', 1, 'a.pdf', 'application/pdf', 'sha', 'Nimi', 0, 4, 1, '0',
    TIMESTAMPTZ '2026-01-01 00:00:00+00', 'run');
INSERT INTO base.texts VALUES ('na/1!a.pdf', 'na/1!a.pdf', 'Nimi: nõunik');
INSERT INTO base.positions (root_file_id, position_id, file_id, document_id, ordinal, title, span_start, span_end,
    page_number)
VALUES ('na/1!a.pdf', 'na/1!a.pdf#position1', 'na/1!a.pdf', 'na/1', 1, 'nõunik', 0, 12, 1);
INSERT INTO base.position_fields VALUES ('na/1!a.pdf', 'na/1!a.pdf#position1', 'position', 'nõunik', 6, 12, 1);
INSERT INTO base.duties VALUES ('na/1!a.pdf', 'na/1!a.pdf#position1', 1, NULL, 'nõunik', [], 'nõunik', 6, 12, 1);
"""


def placed(file: FileExtraction) -> FileExtraction:
    """The file with a box of one line for each line of its text, as a PDF has it."""
    assert file.text is not None
    text, places, at = file.text.text, [], 0
    for number, line in enumerate(text.splitlines()):
        box = Box(1, 50, 20 + 14 * number, 300, 32 + 14 * number)
        places.append(PlacedText(Span(at, at + len(line)), box))
        at += len(line) + 1
    whole = DocumentText(file.sha256, text, pages=(Span(0, len(text)),), places=tuple(places), page_sizes=((595, 842),))

    def at_place(each: object) -> object:
        return replace(each, evidence=whole.evidence(each.evidence.span))  # type: ignore[type-var, attr-defined]

    return replace(
        file,
        text=whole,
        effects=tuple(at_place(each) for each in file.effects),  # type: ignore[misc]
        citations=tuple(at_place(each) for each in file.citations),  # type: ignore[misc]
        parts=tuple(replace(each, heading=whole.evidence(each.evidence.span)) for each in file.parts),
    )


def full_file() -> FileExtraction:
    writer = Writer()
    head = header("7", "2025-01-02", evidence=writer.say("KÄSKKIRI 02.01.2025 nr 7"))
    file = document(
        writer,
        parts=(body(writer), annex(writer, "1")),
        effects=(approve(writer, "1"),),
        citations=(citation(writer, "5", "2024-01-01"),),
        positions=(position(writer, "1"),),
        header=head,
    )
    return replace(placed(file), findings=(Finding("odd", "an odd line", Span(0, 8)),))


def test_every_kind_of_row_has_its_place(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        load(w, "na/1", entry("7", "2025-01-02"), full_file())
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        rows = w.connection.execute("SELECT kind, row_id FROM evidence ORDER BY ALL").fetchall()
        sizes = w.connection.execute("SELECT page_number, width, height FROM pages").fetchall()
        [(boxes,)] = w.connection.execute(
            "SELECT boxes FROM evidence WHERE kind = 'finding' AND row_id LIKE '%#%'"
        ).fetchall()
        shared = w.connection.execute(
            "SELECT count(DISTINCT kind) FROM evidence WHERE quote = 'Teenistuskoht Nõunik'"
        ).fetchall()
        failed = {check.name for check in run_checks(w) if not check.passed}
    assert {kind for kind, _ in rows} == {
        "citation", "duty", "effect", "finding", "header", "language", "part", "position_field",
    }  # fmt: skip
    assert ("duty", "na/1!kaskkiri.pdf#position1/duty1") in rows
    assert ("header", "na/1!kaskkiri.pdf#header") in rows
    assert sizes == [(1, 595, 842)]
    assert boxes == [{"page_number": 1, "x0": 50, "top": 20, "x1": 300, "bottom": 32}]
    assert shared == [(3,)]
    # The factory gives a position no boxes: that, and nothing else, is to be said of it.
    assert (
        failed & {"quote_is_in_text", "evidence_is_whole", "pages_agree_with_boxes", "boxes_lie_on_their_page"} == set()
    )
    assert "places_are_known" in failed


def test_a_box_off_its_page_is_told(tmp_path: Path) -> None:
    file = full_file()
    assert file.text is not None
    with open_working(tmp_path) as w:
        load(w, "na/1", entry("7", "2025-01-02"), replace(file, text=replace(file.text, page_sizes=((595, 25),))))
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        failed = {check.name: check for check in run_checks(w) if not check.passed}
    assert failed["boxes_lie_on_their_page"].level == "warn"


def test_an_older_warehouse_migrates_and_has_no_boxes_until_it_is_read_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = migrations.known_migrations()[:1]
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "known_migrations", lambda: first)
        with duckdb.connect(str(tmp_path / "working.duckdb")) as connection:
            migrations.migrate(connection)
            connection.execute(OLD)
    with open_working(tmp_path) as w:
        assert migrations.current_version(w.connection) == len(migrations.known_migrations())
        for table in ("position_fields", "duties"):
            assert w.connection.execute(f"SELECT quote, boxes FROM base.{table}").fetchall() == [("nõunik", None)]
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        held = w.connection.execute("SELECT kind, quote, page_number, boxes FROM evidence ORDER BY 1").fetchall()
        told = {check.name for check in run_checks(w) if not check.passed}
    assert held == [
        ("duty", "nõunik", 1, None),
        ("header", "Nimi", 1, None),
        ("position_field", "nõunik", 1, None),
    ]
    assert "places_are_known" in told
    assert told.isdisjoint({"quote_is_in_text", "pages_agree_with_boxes", "evidence_is_whole"})


def test_pages_leave_with_their_file(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        load(w, "na/1", entry("7", "2025-01-02"), full_file())
        load(w, "na/1", entry("7", "2025-01-02", access="AK"))
        assert w.connection.execute("SELECT count(*) FROM base.pages").fetchall() == [(0,)]
