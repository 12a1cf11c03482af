"""Two nights and more over one register: what changes between them, and what must not."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.archive import Archive
from flows.run.errors import ArchiveFailed
from flows.sample.catalogue import StateChange
from flows.sample.faults import Fault
from tests.flows.small_register import FIRST_DAY, SmallRegister, act_text, ask, described, files_with

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
SECRET = "kaldapealse-vahtkonna"


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    """An act, the one that ends it, and one that is to be withdrawn."""
    made = SmallRegister(tmp_path)
    made.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    made.add("200", "6", date(2026, 2, 9), "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5.")
    made.add("300", "7", date(2026, 2, 16), f"Kinnitan {SECRET} töökorra.")
    return made


def open_quarantine(register: SmallRegister) -> list[tuple[Any, ...]]:
    sql = "SELECT document_id, name, stage, code FROM quarantine WHERE closed_at IS NULL ORDER BY ALL"
    return ask(register.data, sql)


# --- a night with nothing new, and one with something ---


def test_a_night_with_nothing_new_asks_little_loads_nothing_and_says_the_same(register: SmallRegister) -> None:
    """The form and two searches; no page, no file, and every published row as it was."""
    register.first_night(FIRST_DAY)
    before = described(register.data)
    summary = register.night(SECOND)
    assert [path for path in register.paths_asked() if path != "/robots.txt"] == ["otsing", "otsing", "otsing"]
    assert summary.exit_status == 0
    assert {name: n for name, n in summary.counts.items() if n} == {"requests": 3}
    assert described(register.data) == before
    assert ask(register.data, "SELECT count(*) FROM runs WHERE outcome = 'done'") == [(2,)]


@pytest.mark.long
def test_a_document_published_late_appears_and_the_others_are_left_alone(register: SmallRegister) -> None:
    register.add("150", "8", date(2026, 2, 3), "Kinnitan hilise korra.", published_on=SECOND)
    register.first_night(FIRST_DAY)
    assert ask(register.data, "SELECT count(*) FROM directives WHERE number = '8'") == [(0,)]
    summary = register.night(SECOND)
    assert summary.counts["new"] == 1
    assert [path for path in register.paths_asked() if path.startswith("dokument")] == ["dokument/150"]
    assert ask(register.data, "SELECT in_force_from FROM directives WHERE number = '8'") == [(date(2026, 2, 3),)]


def test_changed_metadata_is_loaded_again_and_the_earlier_version_stays(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    register.change("100", title="Metsatalituse töökord")
    summary = register.night(SECOND)
    assert summary.counts["changed"] == 1
    assert summary.counts["files"] == 0, "the file is as it was: 304, and not read again"
    assert ask(register.data, "SELECT title FROM documents WHERE external_id = '100'") == [("Metsatalituse töökord",)]
    versions = ask(register.data, "SELECT title FROM document_versions WHERE document_id = 'mets/100' ORDER BY ALL")
    assert versions == [("Korra nr 5 kinnitamine",), ("Metsatalituse töökord",)]
    assert register.night(THIRD).counts["requests"] == 3, "and then there is nothing new again"


def test_a_file_with_other_bytes_takes_the_place_of_the_earlier_one(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    (register.files / "kaskkiri-5.txt").write_text(act_text("5", date(2026, 2, 2), "Kinnitan uue töökorra."), "utf-8")
    register.change("100", title="Metsatalituse uus töökord")
    assert register.night(SECOND).counts["files"] == 1
    [(text,)] = ask(register.data, "SELECT text FROM texts JOIN files USING (file_id) WHERE document_id = 'mets/100'")
    assert "uue töökorra" in text


def test_a_known_document_is_looked_at_again_when_it_is_due(register: SmallRegister) -> None:
    """A replaced file changes no row of the listing: only looking finds it."""
    register.first_night(FIRST_DAY)
    (register.files / "kaskkiri-5.txt").write_text(act_text("5", date(2026, 2, 2), "Kinnitan uue töökorra."), "utf-8")
    assert register.night(FIRST_DAY + timedelta(days=10)).counts["files"] == 0, "a quarter sooner at the soonest"
    summary = register.night(FIRST_DAY + timedelta(days=14))
    assert (summary.counts["files"], summary.counts["unchanged"]) == (1, 3)


# --- restricted between two nights ---


def restrict(register: SmallRegister, day: date) -> None:
    register.change("300", changes=(StateChange(day, "AK", "AvTS § 35 lg 1 p 12"),))


def test_the_text_of_a_document_restricted_between_two_nights_is_nowhere_any_more(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    assert any("archive/objects" in name for name in files_with(register.data, SECRET))
    restrict(register, SECOND)
    summary = register.night(SECOND)
    assert summary.counts["restricted"] == 1
    assert files_with(register.data / "archive", SECRET) == []
    published = sorted(path.name for path in register.data.glob("warehouse-*.duckdb"))
    assert len(published) == 1, "earlier published files still hold the text"
    assert [name for name in files_with(register.data, SECRET) if name != "working.duckdb"] == []
    everything = json.dumps(described(register.data, leave_out=()), ensure_ascii=False)
    assert SECRET not in everything


@pytest.mark.long
def test_the_working_file_does_not_hold_the_text_of_a_restricted_document_either(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    restrict(register, SECOND)
    register.night(SECOND)
    assert files_with(register.data, SECRET) == []


def test_of_a_restricted_document_metadata_and_a_finding_stay(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    restrict(register, SECOND)
    register.night(SECOND)
    held = ask(register.data, "SELECT number, access, access_basis FROM documents WHERE document_id = 'mets/300'")
    assert held == [("7", "AK", "AvTS § 35 lg 1 p 12")]
    for table in ("files", "parts", "effects"):
        assert ask(register.data, f"SELECT count(*) FROM {table} WHERE document_id = 'mets/300'") == [(0,)], table
    findings = ask(register.data, "SELECT code FROM findings WHERE document_id = 'mets/300'")
    assert ("content_removed",) in findings
    assert ask(register.data, "SELECT in_force_until FROM directives WHERE number = '5'") == [(date(2026, 2, 9),)]


def test_earlier_versions_of_a_restricted_file_are_deleted_too(register: SmallRegister) -> None:
    """The warehouse knows the last bytes of a file only; the archive keeps all that ever came from its address."""
    register.first_night(FIRST_DAY)
    (register.files / "kaskkiri-7.txt").write_text(act_text("7", date(2026, 2, 16), "Kinnitan uue korra."), "utf-8")
    register.change("300", title="Uus kord")
    assert register.night(SECOND).counts["files"] == 1
    assert files_with(register.data / "archive", SECRET) != []
    restrict(register, THIRD)
    register.night(THIRD)
    assert files_with(register.data / "archive", SECRET) == []


@pytest.mark.long
def test_bytes_that_a_public_document_holds_too_stay(register: SmallRegister) -> None:
    (register.files / "kaskkiri-6.txt").write_bytes((register.files / "kaskkiri-7.txt").read_bytes())
    register.first_night(FIRST_DAY)
    restrict(register, SECOND)
    register.night(SECOND)
    assert files_with(register.data / "archive", SECRET) != []
    assert register.night(THIRD).exit_status == 0


def test_a_restricted_document_that_is_made_public_is_loaded_whole(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    whole = described(register.data, leave_out=("runs", "register_coverage", "quarantine", "findings"))
    restrict(register, SECOND)
    register.night(SECOND)
    register.change("300", changes=())
    assert register.night(THIRD).counts["changed"] == 1, "the listing alone tells: it is not among the restricted"
    again = described(register.data, leave_out=("runs", "register_coverage", "quarantine", "findings"))
    assert again["texts"] == whole["texts"]
    assert again["effects"] == whole["effects"]


# --- gone ---


def state_of(register: SmallRegister, name: str) -> str:
    [(state,)] = ask(register.data, "SELECT state FROM documents WHERE document_id = ?", name)
    return str(state)


def test_a_page_that_is_missing_once_is_not_gone(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    summary = register.night(SECOND)
    assert summary.counts["gone"] == 0
    assert state_of(register, "mets/100") == "public"
    assert any("mets/100" in note and "a day later" in note for note in summary.notes)
    assert open_quarantine(register) == [("mets/100", "mets/100", "page", "page_missing")]
    assert register.night(SECOND, hour=5).counts["gone"] == 0, "an hour later is no second check"


def test_a_page_missing_again_a_day_later_is_gone_and_its_content_with_it(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    assert register.night(THIRD).counts["gone"] == 1
    assert state_of(register, "mets/100") == "gone"
    assert open_quarantine(register) == []
    assert ask(register.data, "SELECT count(*) FROM files WHERE document_id = 'mets/100'") == [(0,)]
    assert register.night(FOURTH).counts["requests"] == 3, "and it is not asked for any more"


@pytest.mark.long
def test_a_document_that_was_gone_and_comes_back_is_listed_at_once(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    before = described(register.data)
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    register.night(THIRD)
    register.change("100", changes=())
    assert register.night(FOURTH).counts["files"] == 1
    assert state_of(register, "mets/100") == "public"
    versions = ask(
        register.data, "SELECT state FROM document_versions WHERE document_id = 'mets/100' ORDER BY version_number"
    )
    assert versions == [("public",), ("gone",), ("public",)], "and when each was learnt is kept"
    told = {"document_versions": [], "takedowns": []}
    assert described(register.data) | told == before | told


@pytest.mark.long
def test_two_lone_misses_weeks_apart_with_the_page_there_in_between_are_not_gone(register: SmallRegister) -> None:
    register.first_night(FIRST_DAY)
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    register.change("100", changes=())
    register.night(THIRD)
    assert open_quarantine(register) == []
    register.change("100", changes=(StateChange(SECOND, "gone"),))
    assert register.night(FOURTH).counts["gone"] == 0
    assert state_of(register, "mets/100") == "public"


# --- what cannot be read, and an archive that cannot be trusted ---


def test_a_file_that_the_readers_cannot_read_is_held_back_with_its_digest(register: SmallRegister) -> None:
    unreadable = bytes(range(256)) * 40
    (register.files / "kaskkiri-5.txt").write_bytes(unreadable)
    summary = register.first_night(FIRST_DAY)
    assert summary.exit_status == 1
    assert summary.counts["files"] == 2
    assert ask(register.data, "SELECT name, stage, code, sha256 FROM quarantine") == [
        ("kaskkiri-5.txt", "read", "unreadable_file", Archive.digest(unreadable))
    ]
    assert register.night(SECOND).counts["requests"] == 3, "the same bytes would be as unreadable"


def object_of(register: SmallRegister, name: str) -> Path:
    digest = Archive.digest((register.files / name).read_bytes())
    return register.data / "archive" / "objects" / digest[:2] / digest


def test_a_damaged_copy_in_the_archive_is_never_read_and_is_fetched_anew(register: SmallRegister) -> None:
    """The register would answer 304 to its validators: they are not sent for what is doubted."""
    register.first_night(FIRST_DAY)
    kept = object_of(register, "kaskkiri-5.txt")
    (register.data / "working.duckdb").unlink()
    kept.write_bytes(kept.read_bytes()[::-1])
    summary = register.night(SECOND)
    assert summary.exit_status == 1
    assert open_quarantine(register) == [("mets/100", "kaskkiri-5.txt", "bytes", "archive_damaged")]
    assert register.night(THIRD).exit_status == 0
    assert open_quarantine(register) == []
    assert ask(register.data, "SELECT count(*) FROM files") == [(3,)]
    assert Archive.digest(kept.read_bytes()) == kept.name


def test_an_archive_that_cannot_keep_what_comes_stops_the_run_with_a_message(register: SmallRegister) -> None:
    register.data.mkdir()
    (register.data / "archive").write_text("a file where a folder should be")
    with pytest.raises(ArchiveFailed, match="cannot write"):
        register.night(FIRST_DAY)
    (register.data / "archive").unlink()
    assert register.night(SECOND).counts["new"] == 3
    assert ask(register.data, "SELECT outcome FROM runs ORDER BY started_at") == [("failed",), ("done",)]


def test_what_came_before_a_host_broke_off_is_loaded_and_the_next_night_goes_on_from_there(
    register: SmallRegister,
) -> None:
    """Else a host that breaks off after the same number of requests every night is never got past its first batch."""
    breaks_off = Fault("too_many_requests", path="/dokument/100", retry_after="86400")
    summary = register.night(FIRST_DAY, breaks_off)
    assert summary.exit_status == 1
    assert not summary.is_complete
    assert summary.counts["new"] == 2
    assert ask(register.data, "SELECT number FROM directives ORDER BY 1") == [("6",), ("7",)]
    assert register.night(SECOND).counts["new"] == 1
    assert [path for path in register.paths_asked() if path.startswith("dokument")] == ["dokument/100"]


def test_a_register_with_an_empty_day_range_is_done_and_says_nothing_new(register: SmallRegister) -> None:
    summary = register.first_night(FIRST_DAY, since=date(2026, 1, 5), until=date(2026, 1, 5))
    assert summary.exit_status == 0
    assert ask(register.data, "SELECT count(*) FROM register_coverage WHERE is_whole") == [(2,)]
