"""What stands in a document or a file's name is shown on a terminal and never obeyed by it."""

from __future__ import annotations

import ast
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from extractors.model.evidence import Span
from flows.report.markdown import as_markdown
from flows.run.summary import Summary
from flows.terminal import printing
from flows.terminal.extraction import print_extraction
from flows.terminal.sentences import Context
from flows.visible import make_visible
from warehouse.ask.checks import CheckResult
from warehouse.ask.evidence import EvidencePlace
from warehouse.ask.history import HistoryStep
from warehouse.ask.queries import QueryResult

FLOWS = Path(printing.__file__).parent.parent
# a title set, the clipboard written, C1's own beginning of a sequence, a line overwritten, words turned round
HOSTILE = "A\x1b]0;title\x07B\x1b]52;c;cm0=\x1b\\C\x9b2JD\rE\u202eF\u2066G\x7f"
VISIBLE = r"A\u001b]0;title\u0007B\u001b]52;c;cm0=\u001b\C\u009b2JD\u000dE\u202eF\u2066G\u007f"


def result_of(*values: str) -> QueryResult:
    return QueryResult(pa.table({"word": pa.array(values, pa.string())}))


def assert_only_shown(printed: str) -> None:
    assert VISIBLE in printed
    assert make_visible(printed) == printed


@pytest.mark.parametrize(
    "shown", ["käskkiri nr 5, lisa 1: „Õ”", "a\tb\nc", "lõi\u00adge", "\u00a0—\u2011", "[red]x[/red]"]
)
def test_ordinary_text_stays_as_it_is(shown: str) -> None:
    assert make_visible(shown) == shown


def test_half_a_surrogate_pair_is_shown_and_breaks_no_output() -> None:
    """Python reads a file's name that is no UTF-8 into such halves; no stream can encode them."""
    assert make_visible("k\udce4skkiri.pdf").encode() == b"k\\udce4skkiri.pdf"


def test_messages_and_summaries_move_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    for say in (printing.complain, printing.note):
        say(HOSTILE)
        assert_only_shown(capsys.readouterr().err)
    summary = Summary()
    summary.notes.append(HOSTILE)
    summary.ask_person(HOSTILE)
    printing.print_summary(summary)
    said = capsys.readouterr().err
    assert said.count(VISIBLE) == 2
    assert_only_shown(said)


def test_tables_history_and_checks_move_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    printing.draw((HOSTILE,), [(HOSTILE,), ([HOSTILE],)])
    told = capsys.readouterr().out
    assert told.count(VISIBLE) == 3
    assert_only_shown(told)
    step = HistoryStep(
        directive_id="na/1",
        annex_id=None,
        on=date(2025, 1, 2),
        step="revoked",
        what=HOSTILE,
        basis=None,
        by_directive_id=None,
        quote=HOSTILE,
        page_number=None,
        source_url=HOSTILE,
        known_on=None,
        evidence_id=HOSTILE,
    )
    printing.print_history([step])
    told = capsys.readouterr().out
    assert "page" not in told
    assert_only_shown(told)
    printing.print_checks([CheckResult("name", "error", ((HOSTILE,),), False, HOSTILE)])
    assert_only_shown(capsys.readouterr().out)


def test_a_place_moves_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    place = EvidencePlace(
        evidence_id="e",
        document_id=HOSTILE,
        files=(),
        page_number=None,
        boxes=None,
        quote=HOSTILE,
        span=Span(0, 1),
        text="",
        rows=(),
        directive=HOSTILE,
        source_url=HOSTILE,
        is_public=True,
    )
    printing.print_place(place, Context(HOSTILE, HOSTILE, HOSTILE))
    told = capsys.readouterr().out
    assert told.count(VISIBLE) == 6
    assert_only_shown(told)


def test_a_report_moves_no_terminal_also_as_a_file() -> None:
    report: Any = {
        "register": "na",
        "outcome": "done",
        "kind": "ingest",
        "run_id": "r",
        "duration_s": 1,
        "requests": {"sent": 0, "budget": None},
        "counts": {},
        "needs_person": [HOSTILE],
        "news": {},
    }
    assert_only_shown(as_markdown(report))


def test_an_extraction_moves_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    act = {"title": HOSTILE, "number": HOSTILE, "date": HOSTILE, "document_type": HOSTILE}
    described = {
        "file": HOSTILE,
        "media_type": "text/plain",
        "directive": act,
        "parts": [{"part": "annex", "annex": HOSTILE, "title": HOSTILE}],
        "effects": [],
        "positions": [{"position": HOSTILE, "duties": [], "languages": []}],
        "findings": [{"code": "c", "message": HOSTILE}],
        "failures": [{"file": HOSTILE, "code": "c", "message": HOSTILE}],
    }
    print_extraction(described)
    told = capsys.readouterr().out
    assert told.count(VISIBLE) == 11
    assert_only_shown(told)


def test_json_means_the_same_and_moves_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    printing.write_json({"title": HOSTILE})
    told = capsys.readouterr().out
    assert make_visible(told) == told
    assert json.loads(told) == {"title": HOSTILE}


@pytest.mark.parametrize("output_format", ["table", "csv", "json"])
def test_a_query_s_answer_moves_no_terminal(
    output_format: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "400")
    monkeypatch.setenv("TERM", "dumb")
    printing.write_result(result_of(HOSTILE), output_format, None)
    told = capsys.readouterr().out
    assert "u001b]0;title" in told
    assert make_visible(told) == told


def test_a_program_gets_csv_to_the_byte(capsys: pytest.CaptureFixture[str]) -> None:
    printing.write_result(result_of("a\u202eb"), "csv", None)
    assert capsys.readouterr().out == "word\na\u202eb\n"


def test_every_print_of_the_command_goes_through_one_function() -> None:
    """A ``Text`` made elsewhere, or a string that Rich or Typer prints, would let the next title through."""
    loose: list[str] = []
    for path in (*FLOWS.joinpath("terminal").glob("*.py"), *FLOWS.joinpath("commands").glob("*.py"), FLOWS / "cli.py"):
        for function in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(function, ast.FunctionDef) or function.name in ("shown", "write", "write_for_programs"):
                continue
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func) in (
                    "Text", "print", "typer.echo", "typer.secho", "sys.stdout.write", "sys.stderr.write",
                ):  # fmt: skip
                    loose.append(f"{path.name}:{call.lineno}")
                if (
                    isinstance(call, ast.Call)
                    and ast.unparse(call.func) in ("console.print", "out().print", "_err().print")
                    and call.args
                    and not (isinstance(call.args[0], ast.Constant | ast.Name))
                    and ast.unparse(call.args[0]).split("(")[0] != "shown"
                ):
                    loose.append(f"{path.name}:{call.lineno}")
    assert loose == []
