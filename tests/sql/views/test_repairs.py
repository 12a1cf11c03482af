"""A repaired word in SQL: what stood there before, where, and which values rest on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from extractors.model.evidence import Span
from extractors.model.extraction import FileExtraction
from extractors.model.repair import Repair
from tests.warehouse.factory import Writer, approve, body, citation, document, entry, header, load
from warehouse.ask.checks import run_checks
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish


def repaired_file() -> FileExtraction:
    """An act whose approving sentence holds two repaired words, one of them longer than what stood there."""
    writer = Writer()
    head = header("7", "2025-01-02", evidence=writer.say("Heading without damage"))
    approves = approve(writer, "1", words="Kinnitan käskkirja lisa 1 süsteemi kohta")
    cites = citation(writer, "5", "2024-01-01")
    file = document(writer, parts=(body(writer),), effects=(approves,), citations=(cites,), header=head)
    assert file.text is not None
    words = (("käskkirja", "kaskkirja", "domain", 0.99), ("süsteemi", "siisteemi", "dictionary", 0.9))
    repairs = []
    for word, original, rule, confidence in words:
        at = file.text.text.index(word)
        repairs.append(Repair(Span(at, at + len(word)), original, word, rule, confidence))
    return replace(file, text=replace(file.text, repairs=tuple(repairs)))


def published(folder: Path, file: FileExtraction) -> Warehouse:
    with open_working(folder) as w:
        load(w, "na/1", entry("7", "2025-01-02"), file)
        publish(w, folder)
    return open_published(folder)


def test_each_repair_keeps_what_stood_there_and_both_places(tmp_path: Path) -> None:
    file = repaired_file()
    assert file.text is not None
    with published(tmp_path, file) as w:
        held = w.connection.execute(
            "SELECT r.original, r.repaired, r.rule, r.confidence,"
            " substring(t.text, r.span_start + 1, r.span_end - r.span_start),"
            " substring(t.original_text, r.original_start + 1, length(r.original))"
            " FROM repairs AS r JOIN texts AS t USING (file_id) ORDER BY r.span_start"
        ).fetchall()
        original = w.connection.execute("SELECT original_text FROM texts").fetchall()
        failed = {check.name for check in run_checks(w) if not check.passed}
    assert held == [
        ("kaskkirja", "käskkirja", "domain", 0.99, "käskkirja", "kaskkirja"),
        ("siisteemi", "süsteemi", "dictionary", 0.9, "süsteemi", "siisteemi"),
    ]
    assert original == [(file.text.original,)]
    assert "repairs_lead_back" not in failed
    assert "quote_is_in_text" not in failed


def test_what_was_read_from_a_repaired_word_says_so_and_nothing_else_does(tmp_path: Path) -> None:
    with published(tmp_path, repaired_file()) as w:
        marked = w.connection.execute(
            "SELECT DISTINCT kind, is_repaired FROM evidence WHERE kind IN ('effect', 'citation', 'header') ORDER BY 1"
        ).fetchall()
        told = run_query(w, name="repaired", params={})
    assert marked == [("citation", False), ("effect", True), ("header", False)]
    row = dict(zip(told.columns, told.rows[0], strict=True))
    assert (row["kind"], row["directive_id"], row["original"], row["repaired"]) == (
        "effect",
        "na/1",
        "kaskkirja",
        "käskkirja",
    )
    assert len(told.rows) == 2


def test_a_text_without_repairs_has_no_second_wording(tmp_path: Path) -> None:
    whole = repaired_file()
    assert whole.text is not None
    with published(tmp_path, replace(whole, text=replace(whole.text, repairs=()))) as w:
        assert w.connection.execute("SELECT original_text FROM texts").fetchall() == [(None,)]
        assert w.connection.execute("SELECT count(*) FROM repairs").fetchall() == [(0,)]
        assert w.connection.execute("SELECT count(*) FROM evidence WHERE is_repaired").fetchall() == [(0,)]


def test_repairs_leave_with_their_file(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        load(w, "na/1", entry("7", "2025-01-02"), repaired_file())
        load(w, "na/1", entry("7", "2025-01-02", access="AK"))
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        assert w.connection.execute("SELECT count(*) FROM repairs").fetchall() == [(0,)]
