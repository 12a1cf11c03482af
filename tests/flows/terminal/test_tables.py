"""Tables on a terminal: columns by width, words unbroken, what is left out is named; a pipe gets everything."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from flows.terminal.headings import has_estonian
from flows.terminal.tables import Look, cell_text, draw_table, fitting
from tests.flows.conftest import Run
from warehouse.ask.queries import list_queries, run_query
from warehouse.connection import Warehouse, open_published
from warehouse.publish.publish import publish

COLUMNS = ("annex_id", "institution", "number", "title", "kind", "in_force_from", "evidence_id")
ROW = ("sample/700240#4", "Näidisamet", "11", "vaneminspektor", "ametijuhend", "2022-05-09", "463d4f-3251002fd2")
NO_PAGER = Look(has_pager=False)


Draw = Callable[..., None]


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Draws as on a terminal of 80 columns."""

    def call(columns: Sequence[str], rows: Sequence[Sequence[Any]], look: Look = NO_PAGER) -> None:
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
        monkeypatch.setenv("TERM", "dumb")
        monkeypatch.setenv("COLUMNS", "80")
        draw_table(columns, rows, look)

    return call


def lines_of(capsys: pytest.CaptureFixture[str]) -> tuple[list[str], str]:
    told = capsys.readouterr()
    return told.out.splitlines(), told.err


def test_eighty_columns_show_whole_words_and_name_what_has_no_room(
    draw: Draw, capsys: pytest.CaptureFixture[str]
) -> None:
    draw(COLUMNS, [ROW])
    lines, said = lines_of(capsys)
    assert max(len(line) for line in lines) <= 80
    for word in ("sample/700240#4", "vaneminspektor", "2022-05-09"):
        assert any(word in line for line in lines)
    assert "no room for: " in said
    assert "evidence_id" in said
    assert "(--wide shows all)" in said


@pytest.mark.parametrize("width", [20, 40, 80, 120, 200])
def test_the_columns_that_are_kept_fit(width: int) -> None:
    widths = fitting(COLUMNS, COLUMNS, [ROW], width)
    assert 0 in widths
    assert sum(widths.values()) + 2 * (len(widths) - 1) <= width
    assert width < 120 or len(widths) == len(COLUMNS)


def test_long_cells_are_wrapped_at_words(draw: Draw, capsys: pytest.CaptureFixture[str]) -> None:
    words = "Tunnistan kehtetuks peadirektori käskkirja nr 5 lisad 1-3 alates 3. aprillist 2023 ja nii edasi"
    draw(("annex_id", "quote"), [("sample/700240#4", words)])
    lines, _ = lines_of(capsys)
    assert " ".join(" ".join(line[15:].split()) for line in lines[1:]) == words


def test_empty_columns_take_no_room(draw: Draw, capsys: pytest.CaptureFixture[str]) -> None:
    draw(("annex_id", "applied_from", "title"), [("a#1", None, "nõunik")])
    lines, said = lines_of(capsys)
    assert "applied" not in lines[0]
    assert said == ""


def test_wide_shows_every_column_on_one_line(draw: Draw, capsys: pytest.CaptureFixture[str]) -> None:
    draw(COLUMNS, [ROW], Look(is_wide=True, has_pager=False))
    lines, said = lines_of(capsys)
    assert all(word in lines[1] for word in ROW)
    assert said == ""


def test_a_terminal_gets_so_many_rows_and_is_told_of_the_rest(draw: Draw, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(f"annex-{turn}",) for turn in range(5000)]
    draw(("annex_id",), rows)
    lines, said = lines_of(capsys)
    assert len(lines) == 501
    assert "… 4,500 more rows" in said
    draw(("annex_id",), rows, Look(rows=0, has_pager=False))
    assert len(lines_of(capsys)[0]) == 5001


def test_a_pipe_gets_every_column_and_row(capsys: pytest.CaptureFixture[str]) -> None:
    draw_table(COLUMNS, [ROW] * 600)
    lines, said = lines_of(capsys)
    assert len(lines) == 601
    assert all(word in lines[600] for word in ROW)
    assert said == ""


def test_lists_and_structures_are_readable() -> None:
    assert cell_text(["üks", None, "kaks"]) == "üks; kaks"
    assert cell_text([{"label": "Tähtaeg", "value": "puudub"}]) == "label: Tähtaeg, value: puudub"


def test_headings_are_estonian_where_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    draw_table(COLUMNS, [ROW], Look(keel="et"))
    heads = "lisa id asutus number pealkiri liik kehtib alates tõendi id"
    assert lines_of(capsys)[0][0].split() == heads.split()


def test_every_column_of_every_shipped_query_has_an_estonian_heading(working: Warehouse) -> None:
    folder = working.path.parent
    publish(working, folder)
    with open_published(folder) as w:
        for query in list_queries():
            needed = {name: "2026-01-01" for name in query.parameters if not name.endswith("?")}
            missing = [c for c in run_query(w, name=query.name, params=needed).columns if not has_estonian(c)]
            assert missing == [], query.name


def test_a_language_without_headings_is_wrong_use(run: Run) -> None:
    status, _, said = run("in-force", "--keel", "ru")
    assert (status, "--keel ru: one of en, et" in said) == (2, True)
