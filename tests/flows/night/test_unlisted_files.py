"""What the page of a document lists no more has no effect from then on; what was known before stays known."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from flows.sample.catalogue import SampleFile
from flows.sample.faults import Fault
from tests.flows.rereadings import read_here, shown
from tests.flows.small_register import FIRST_DAY, SmallRegister, act_text, ask
from warehouse.ask.checks import run_checks
from warehouse.ask.history import history
from warehouse.ask.queries import run_query
from warehouse.connection import open_published

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
LONG_AFTER = date(2026, 6, 1)
ENDS_BOTH = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisad 1 ja 2."
ENDS_ONE = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisa 1."
REVOKES = date(2026, 2, 16)


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def three_acts(folder: Path) -> SmallRegister:
    """An act with two annexes, one that ends both of them, and another one with an annex of its own."""
    register = SmallRegister(folder)
    register.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse ametijuhendid (lisad 1 ja 2).")
    register.add("300", "7", REVOKES, ENDS_BOTH)
    register.add("400", "9", date(2026, 2, 17), "Kinnitan hoiutalituse ametijuhendi (lisa 1).")
    return register


def corrected(register: SmallRegister) -> SampleFile:
    """Put a file with a shorter list under a new id in the place of the act's own; return the one it had."""
    (register.files / "parandatud.txt").write_text(act_text("7", REVOKES, ENDS_ONE), encoding="utf-8")
    [own] = next(one.files for one in register.documents if one.id == "300")
    register.change("300", files=(SampleFile("3009", "parandatud.txt", "parandatud.txt", "text/plain"),))
    return own


def in_force(register: SmallRegister, known_on: date | None = None) -> list[str]:
    if known_on is None:
        found = ask(register.data, "SELECT annex_id FROM annexes_in_force_on(?) ORDER BY 1", LONG_AFTER)
    else:
        sql = "SELECT annex_id FROM annexes_in_force_as_known(?, ?) ORDER BY 1"
        found = ask(register.data, sql, LONG_AFTER, known_on)
    return [row[0] for row in found]


def nights(register: SmallRegister, *days: date) -> None:
    for day in days:
        register.night(day, recheck_days=1)


def assert_sound_and_the_same_again(register: SmallRegister) -> None:
    with open_published(register.data) as w:
        failed = [check.name for check in run_checks(w) if check.level == "error" and check.rows]
    assert failed == []
    assert shown(register.data) == {}
    # The archive keeps no answer of a file that failed: its row of quarantine gives another reason.
    assert {*shown(register.data, is_from_scratch=True)} <= {"quarantine"}


@pytest.mark.long
def test_a_file_that_a_corrected_one_replaced_revokes_nothing_more(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    assert in_force(register) == ["mets/400#1"]
    corrected(register)
    nights(register, SECOND)
    assert in_force(register) == ["mets/100#2", "mets/400#1"]
    assert ask(register.data, "SELECT revoked_annex_id FROM revocations ORDER BY 1") == [("mets/100#1",)]
    assert in_force(register, FIRST_DAY) == ["mets/400#1"], "as it was known then"
    assert in_force(register, SECOND) == ["mets/100#2", "mets/400#1"]
    assert ask(register.data, "SELECT file_key, unlisted_on FROM files WHERE document_id = 'mets/300' ORDER BY 1") == [
        ("3001", SECOND),
        ("3009", None),
    ]
    with open_published(register.data) as w:
        told = [step.what for step in history(w, "mets/100", "2")]
        steps = run_query(w, name="why", params={"annex_id": "mets/100#2", "day": LONG_AFTER.isoformat()})
        rules = {(row[steps.columns.index("step")], row[steps.columns.index("rule")]): row for row in steps.rows}
    assert any(f"no longer listed on the document's page since {SECOND}" in what for what in told), told
    former = rules["not_ending", "unlisted"]
    assert ENDS_BOTH in str(former[steps.columns.index("quote")])
    assert former[steps.columns.index("bears")] is False
    assert_sound_and_the_same_again(register)


@pytest.mark.long
def test_what_a_wrong_page_brought_once_counts_for_that_day_alone(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    right = {one.id: one for one in register.documents}
    # The page of the second act shows the third one's file instead of its own.
    register.change("300", files=right["400"].files)
    nights(register, SECOND)
    assert in_force(register, SECOND) == ["mets/100#1", "mets/100#2", "mets/300#1", "mets/400#1"]
    register.change("300", files=right["300"].files)
    nights(register, THIRD)
    assert in_force(register) == ["mets/400#1"]
    assert in_force(register, FIRST_DAY) == ["mets/400#1"]
    assert in_force(register, SECOND) == ["mets/100#1", "mets/100#2", "mets/300#1", "mets/400#1"]
    assert in_force(register, THIRD) == ["mets/400#1"]
    assert ask(register.data, "SELECT in_force_from_basis, unlisted_on FROM annexes WHERE annex_id = 'mets/300#1'") == [
        ("unlisted", THIRD)
    ]
    assert ask(register.data, "SELECT annex_id FROM undecided") == []
    assert ask(register.data, "SELECT number, signed_on FROM directives WHERE directive_id = 'mets/300'") == [
        ("7", REVOKES)
    ]
    with open_published(register.data) as w:
        steps = run_query(w, name="why", params={"annex_id": "mets/300#1", "day": LONG_AFTER.isoformat()})
    assert steps.rows[-1][steps.columns.index("rule")] == "unlisted"
    assert_sound_and_the_same_again(register)


@pytest.mark.long
def test_what_is_listed_again_counts_again_from_then_on(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    own = corrected(register)
    nights(register, SECOND)
    register.change("300", files=(own,))
    nights(register, THIRD)
    assert in_force(register) == ["mets/400#1"]
    assert [in_force(register, day) for day in (FIRST_DAY, SECOND, THIRD)] == [
        ["mets/400#1"],
        ["mets/100#2", "mets/400#1"],
        ["mets/400#1"],
    ]
    assert_sound_and_the_same_again(register)


@pytest.mark.long
def test_a_page_without_its_file_list_ends_nothing_at_once(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    register.change("300", files=())
    summary = register.night(SECOND, recheck_days=1)
    assert any("page_without_files" in told for told in summary.wants_person)
    assert in_force(register) == ["mets/400#1"]
    # Said again a day later it is believed.
    nights(register, THIRD)
    assert in_force(register) == ["mets/100#1", "mets/100#2", "mets/400#1"]
    assert in_force(register, SECOND) == ["mets/400#1"]
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
    assert_sound_and_the_same_again(register)


@pytest.mark.long
def test_a_page_that_has_its_file_list_again_was_never_without(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    own = next(one.files for one in register.documents if one.id == "300")
    register.change("300", files=())
    nights(register, SECOND)
    register.change("300", files=own)
    nights(register, THIRD)
    assert [in_force(register, day) for day in (FIRST_DAY, SECOND, THIRD)] == [["mets/400#1"]] * 3
    assert ask(register.data, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]
    assert_sound_and_the_same_again(register)


@pytest.mark.long
def test_the_old_file_counts_until_the_new_one_is_read(tmp_path: Path) -> None:
    register = three_acts(tmp_path)
    register.first_night(FIRST_DAY, recheck_days=1)
    corrected(register)
    register.night(SECOND, Fault("server_error", path="/fail/3009"), recheck_days=1)
    assert in_force(register) == ["mets/400#1"]
    told = "SELECT count(*) FROM findings WHERE code = 'replaced_file_counts' AND directive_id = 'mets/300'"
    assert ask(register.data, told) == [(1,)]
    nights(register, THIRD)
    assert in_force(register) == ["mets/100#2", "mets/400#1"]
    assert in_force(register, SECOND) == ["mets/400#1"]
    assert ask(register.data, told) == [(0,)]
    assert_sound_and_the_same_again(register)


def test_a_new_page_that_lacks_its_file_list_is_looked_at_again_the_next_night(tmp_path: Path) -> None:
    """With the settings as they are it would be due in ten days and more; what the act ends would be in force so long.
    A page that lists no file the second time either costs one request, once."""
    register = three_acts(tmp_path)
    register.add("500", "11", date(2026, 2, 18), None)
    [files] = [one.files for one in register.documents if one.id == "300"]
    register.change("300", files=())
    register.night(FIRST_DAY)
    assert in_force(register) == ["mets/100#1", "mets/100#2", "mets/400#1"]
    register.change("300", files=files)
    register.night(SECOND)
    assert in_force(register) == ["mets/400#1"]
    assert {"dokument/300", "dokument/500"} <= set(register.paths_asked())
    register.night(THIRD)
    assert not [path for path in register.paths_asked() if path.startswith("dokument/")]
