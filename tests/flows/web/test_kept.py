"""What is kept in memory: bounded, the last asked last dropped, nothing of a version that is published no more."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from flows.web.kept import ENTRY_BYTES, Kept
from tests.flows.small_register import FIRST_DAY, SmallRegister
from tests.flows.web.conftest import Site


def test_no_more_bytes_are_kept_than_may_be_and_what_was_asked_last_stays() -> None:
    kept = Kept[bytes](most_bytes=2 * ENTRY_BYTES + 8)
    kept.switch_to("1")
    assert kept.find("1", "a") is None
    kept.keep("1", "a", b"aaaa")
    kept.keep("1", "b", b"bbbb")
    assert kept.find("1", "a") == b"aaaa"
    kept.keep("1", "c", b"cccc")
    assert [kept.find("1", name) for name in "abc"] == [b"aaaa", None, b"cccc"]
    kept.keep("1", "huge", b"x" * (ENTRY_BYTES + 9))
    assert kept.find("1", "huge") is None


def test_another_version_begins_with_none_and_a_late_answer_is_not_kept() -> None:
    kept = Kept[bytes]()
    kept.switch_to("1")
    kept.keep("1", "a", b"old")
    kept.switch_to("2")
    kept.keep("1", "a", b"old")
    assert kept.find("2", "a") is None
    assert kept.find("1", "a") is None


def test_what_was_made_ready_for_a_version_is_there_when_it_takes_over_and_for_no_other() -> None:
    kept = Kept[bytes](most_bytes=4 * ENTRY_BYTES)
    for expected, switched_to, found in (("2", "2", b"new"), ("3", "4", None)):
        kept.expect(expected)
        assert kept.find(expected, "a") is None
        kept.keep(expected, "a", b"new")
        kept.keep("5", "a", b"of no version here")
        assert not kept.is_half_full(expected)
        kept.keep(expected, "b", b"new")
        assert kept.is_half_full(expected)
        kept.switch_to(switched_to)
        assert kept.find(switched_to, "a") == found
        assert kept.find("5", "a") is None
    assert kept.is_half_full("5")


def test_a_page_is_rendered_once_for_a_version_and_anew_for_the_next(tmp_path: Path, rendered: list[str]) -> None:
    register = SmallRegister(tmp_path)
    register.add("300", "7", date(2026, 1, 5), "Kinnitan töökorra.")
    register.first_night(FIRST_DAY)
    site = Site(register.data, datetime.combine(FIRST_DAY, time(9), UTC))
    first, second = site.get("/asutused"), site.get("/asutused")
    assert (second.content, second.headers) == (first.content, first.headers)
    assert rendered == ["authorities.html"]
    assert site.get("/asutused?keel=en").headers["content-language"] == "en"
    register.add("301", "8", FIRST_DAY, "Kinnitan uue töökorra.")
    register.night(FIRST_DAY + timedelta(days=1))
    assert site.get("/asutused").headers["etag"] != first.headers["etag"]
    assert rendered == ["authorities.html"] * 3


def test_an_answer_to_sql_is_not_kept(tmp_path: Path) -> None:
    """An analyst may ask for what differs each time."""
    register = SmallRegister(tmp_path)
    register.first_night(FIRST_DAY)
    site = Site(register.data, datetime.combine(FIRST_DAY, time(9), UTC))
    path = "/sql?q=SELECT+uuid()&vorm=leht"
    assert site.get(path).text != site.get(path).text
