"""Run reports say what changed, what is open and what needs a person, but quote nothing from a document."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from flows.clock import Clock
from flows.report.collect import RunFacts, collect_report
from flows.report.keep import NoReport, list_reports, load_report, write_report
from flows.report.markdown import as_markdown
from flows.report.types import Report
from flows.report.write import report_run
from flows.run.opening import open_run
from flows.run.summary import Summary
from flows.sample.faults import Fault
from flows.settings import Settings
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.json_shape import misfits, required

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
SECOND = FIRST_DAY + timedelta(days=1)
REVOKES = "Tunnistan kehtetuks Metsaameti peadirektori 02.02.2026 käskkirja nr 2."


@pytest.fixture(autouse=True)
def every_report_has_its_shape(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Check every report that a test of this module writes, whatever it is about."""
    found: list[str] = []

    def watched(data: Path, report: Report, keep: int) -> Path:
        path = write_report(data, report, keep)
        found.extend(misfits(json.loads(path.with_suffix(".json").read_text("utf-8")), Report))
        return path

    monkeypatch.setattr("flows.report.write.write_report", watched)
    yield
    assert found == []


def small(tmp_path: Path) -> SmallRegister:
    register = SmallRegister(tmp_path)
    register.add("501", "2", date(2026, 2, 2), "Kinnitan raieloa menetlemise korra (lisa 1).")
    return register


def rows(report: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = report["news"][name]["rows"]
    return found


def test_a_first_night_says_that_all_is_new(tmp_path: Path) -> None:
    register = small(tmp_path)
    register.first_night(FIRST_DAY)
    report = load_report(register.data)
    assert report["comparison"] == "first file: everything is new"
    assert [row["what"] for row in rows(report, "documents")] == ["new"]
    assert [row["begins_on"] for row in rows(report, "newly_in_force")] == ["2026-02-02"]


def test_a_revocation_is_news_once_with_its_act_and_the_place_of_its_sentence(tmp_path: Path) -> None:
    register = small(tmp_path)
    register.first_night(FIRST_DAY)
    register.add("502", "9", FIRST_DAY, REVOKES)
    register.night(SECOND)
    report = load_report(register.data)
    (ended,) = rows(report, "newly_ended")
    assert (ended["number"], ended["by_number"], ended["ends_on"]) == ("2", "9", FIRST_DAY.isoformat())
    assert ended["evidence_id"]
    assert f"kehtiv show {ended['evidence_id']}" in as_markdown(report)
    register.night(SECOND + timedelta(days=1))
    assert rows(load_report(register.data), "newly_ended") == []


@pytest.mark.long
def test_a_second_run_of_the_same_day_tells_what_it_brought_and_no_more(tmp_path: Path) -> None:
    """Days alone could not part two runs of one day."""
    register = small(tmp_path)
    register.night(FIRST_DAY, hour=1)
    register.add("502", "9", FIRST_DAY, REVOKES)
    register.night(FIRST_DAY, hour=5)
    assert [row["document_id"] for row in rows(load_report(register.data), "documents")] == ["mets/502"]
    assert len(rows(load_report(register.data), "newly_ended")) == 1


def test_what_enters_and_what_ends_on_the_morrow_is_named_on_the_day_before(tmp_path: Path) -> None:
    register = small(tmp_path)
    text = f"Kinnitan metsaregistri pidamise korra (lisa 1), mis jõustub {SECOND:%d.%m.%Y}."
    register.add("503", "10", FIRST_DAY, text)
    register.add("504", "11", FIRST_DAY, f"{REVOKES[:-1]} alates {SECOND:%d.%m.%Y}.")
    register.first_night(FIRST_DAY)
    report = load_report(register.data)
    assert [row["number"] for row in report["ends_tomorrow"]] == ["2"]
    told = as_markdown(report)
    assert "## In force for the last day today" in told


def test_restricted_and_gone_are_named_by_reference_and_nothing_of_them_is_told(tmp_path: Path) -> None:
    register = small(tmp_path)
    register.first_night(FIRST_DAY)
    first = load_report(register.data)
    register.change("501", access="AK", access_basis="AvTS § 35 lg 1 p 12")
    register.night(SECOND, window_days=366)
    report = load_report(register.data)
    assert [(row["document_id"], row["what"]) for row in rows(report, "documents")] == [("mets/501", "restricted")]
    assert [(row["document_id"], row["cause"]) for row in report["withdrawn"]] == [("mets/501", "restricted")]
    assert "## Content withdrawn\n\n- restricted: `mets/501` nr" in as_markdown(report)
    for words in ("raieloa", "Mari Näidis", "kaskkiri-2.txt", "Korra nr 2 kinnitamine", "Kinnitan"):
        assert words not in json.dumps([first, report], ensure_ascii=False)
        assert words not in as_markdown(first) + as_markdown(report)


@pytest.mark.long
def test_what_is_held_back_is_counted_by_code_without_names_or_messages(tmp_path: Path) -> None:
    register = small(tmp_path)
    register.add("505", "12", FIRST_DAY, b"PK\x03\x04 this is no whole container")
    register.first_night(FIRST_DAY)
    (held,) = load_report(register.data)["held_back"]
    assert (held["new_number"], held["document_ids"]) == (1, ["mets/505"])
    assert any("newly held back" in sentence for sentence in load_report(register.data)["needs_person"])
    assert "kaskkiri-12" not in json.dumps(load_report(register.data))


def test_a_night_that_ended_early_says_so_with_the_state_of_the_host_and_the_days_left(tmp_path: Path) -> None:
    register = small(tmp_path)
    register.night(FIRST_DAY, Fault("unavailable"))
    report = load_report(register.data)
    assert (report["is_complete"], report["outcome"]) == (False, "done with problems")
    assert [host["state"] for host in report["hosts"]] == ["failing"]
    assert any("ended early" in sentence for sentence in report["needs_person"])


def test_a_run_that_fails_leaves_a_report_with_the_class_of_its_error_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path)
    with (
        pytest.raises(RuntimeError),
        open_run(settings, Clock(now=lambda: NOW), kind="add", register="files", arguments={}),
    ):
        raise RuntimeError("Mari Näidis.pdf cannot be read")
    report = load_report(tmp_path)
    assert (report["outcome"], report["failure"]) == ("failed", "RuntimeError")
    assert "Mari" not in json.dumps(report, ensure_ascii=False) + as_markdown(report)


def test_a_run_that_is_told_to_stop_is_interrupted_not_failed(tmp_path: Path) -> None:
    class Told(BaseException):
        """As Prefect raises it on SIGTERM."""

    with pytest.raises(Told), open_run(Settings(data=tmp_path), Clock(), kind="add", register="files", arguments={}):
        raise Told
    assert load_report(tmp_path)["outcome"] == "interrupted"


def facts(minute: int = 0, **values: Any) -> RunFacts:
    begun = NOW + timedelta(minutes=minute)
    given = RunFacts(f"{begun:%Y%m%dT%H%M%S.%f}Z", "ingest", "mets", begun, begun, "done", True, {})
    return replace(given, **values)


def test_only_the_newest_reports_are_kept_and_the_last_of_a_register_is_found(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, reports_kept=3)
    for minute in range(5):
        report_run(facts(minute, register="mets" if minute < 4 else "som"), settings, None, None)
    assert len(list_reports(tmp_path)) == 3
    assert sorted(path.suffix for path in (tmp_path / "reports").iterdir()) == [".json"] * 3 + [".md"] * 3
    assert load_report(tmp_path)["register"] == "som"
    assert load_report(tmp_path, register="mets")["run_id"] == facts(3).run_id
    with pytest.raises(NoReport, match="20260302T010400"):
        load_report(tmp_path, facts(0).run_id)


def test_a_name_of_a_run_that_leads_elsewhere_is_no_run(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("{}")
    (tmp_path / "reports").mkdir()
    with pytest.raises(NoReport):
        load_report(tmp_path, "../secret")


def test_a_report_that_cannot_be_written_does_not_fail_the_run(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file where the folder should be")
    register = small(tmp_path / "r")
    (register.data).mkdir(parents=True)
    (register.data / "reports").write_text("in the way")
    summary: Summary = register.night(FIRST_DAY)
    assert summary.is_complete
    assert any("could not be written" in told for told in summary.wants_person)


def test_long_lists_are_cut_in_print_and_say_how_much_is_missing(tmp_path: Path) -> None:
    report = collect_report(facts(), Settings(data=tmp_path), None, None)
    listed = [{"kind": "annex", "id": f"mets/{n}#1"} for n in range(60)]
    report["news"] = {"no_longer_held": {"total": 900, "rows": listed}}
    told = as_markdown(report)
    assert told.count("- annex mets/") == 40
    assert "- … and 860 more" in told


def test_a_written_report_is_read_back_as_it_was(tmp_path: Path) -> None:
    report = collect_report(facts(), Settings(data=tmp_path), None, None)
    path = write_report(tmp_path, report, 5)
    assert path.read_text("utf-8") == as_markdown(report)
    assert load_report(tmp_path) == report


def test_reports_have_the_shape_of_their_type(tmp_path: Path) -> None:
    """A first night, a night with news, and a run that failed before it published."""
    register = small(tmp_path)
    register.first_night(FIRST_DAY)
    register.add("502", "9", FIRST_DAY, REVOKES)
    register.night(SECOND)
    reports = [load_report(register.data, run_id) for run_id in list_reports(register.data)]
    assert len(reports) == 2
    for report in reports:
        assert misfits(report, Report) == []
        assert report.keys() >= get_type_hints(Report).keys() - {"notified"}
    failed = collect_report(replace(facts(), failure="OSError"), Settings(data=tmp_path), None, None)
    assert misfits(json.loads(json.dumps(failed)), Report) == []
    assert failed.keys() == required(Report)
