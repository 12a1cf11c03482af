"""What shows less takes over at once, and everything within the grace; no answer is of two files."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.web.app import Choices
from tests.flows.web.watched import NOW, PAGES, Watched
from warehouse.connection import PUBLISHED_NAME
from warehouse.durable import lead
from warehouse.errors import QueryError


@pytest.mark.parametrize("waits", [False, True], ids=["none waits", "another waits"])
def test_what_shows_less_takes_over_at_once(nights: dict[str, Path], watched: Watched, waits: bool) -> None:
    """Even where every earlier file is still on the disk."""
    watched.ask_all()
    if waits:
        watched.publish(nights["more"])
        assert watched.get("/kaskkiri/mets/301").status_code == 404
    watched.publish(nights["less"])
    for _ in ("at once", "after a look"):
        answers = [watched.get(path) for path in PAGES]
        assert [answer.status_code for answer in answers] == [200, 451, 451]
        assert not any("Saladuslik" in answer.text for answer in answers)
        assert watched.get("/kaskkiri/mets/301").status_code == 200
        watched.look()


def test_what_cannot_be_compared_takes_over_at_once(
    nights: dict[str, Path], watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise QueryError("made to fail")

    monkeypatch.setattr("warehouse.ask.shown.rows_of", fails)
    watched.ask_all()
    watched.publish(nights["more"])
    assert watched.get("/kaskkiri/mets/301").status_code == 200


def test_where_the_old_file_is_gone_it_is_answered_from_no_more(nights: dict[str, Path], watched: Watched) -> None:
    """A publish that follows a withdrawal of any kind leaves no earlier file."""
    watched.ask_all()
    old = (watched.data / PUBLISHED_NAME).resolve()
    watched.publish(nights["more"])
    assert watched.get("/kaskkiri/mets/301").status_code == 404
    old.unlink()
    assert watched.get("/kaskkiri/mets/301").status_code == 200


def test_the_grace_is_counted_from_the_publish_and_once(nights: dict[str, Path], watched: Watched) -> None:
    watched.ask_all()
    watched.publish(nights["more"])
    first = watched.get("/tervis").text
    assert watched.get("/kaskkiri/mets/301").status_code == 404
    # The grace of the second publish would be over at once; that of the first goes on.
    watched.held.grace_s = 1e-9
    watched.publish(nights["more"])
    assert watched.get("/tervis").text == first
    watched.look()
    second = watched.get("/tervis").text
    assert second != first
    watched.held.grace_s = 1e-9
    watched.publish(nights["more"])
    assert watched.get("/tervis").text not in (first, second)


def test_a_file_that_is_published_no_more_is_waited_for_no_more(nights: dict[str, Path], watched: Watched) -> None:
    watched.ask_all()
    first = watched.get("/tervis").text
    old = (watched.data / PUBLISHED_NAME).resolve()
    watched.publish(nights["more"])
    assert watched.get("/tervis").text == first
    lead(watched.data / PUBLISHED_NAME, old)
    watched.look()
    assert watched.get("/tervis").text == first
    assert watched.held.waiting_version() is None


def test_a_switch_between_two_looks_never_leads_back_to_the_old_file(
    nights: dict[str, Path], watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    watched.ask_all()
    watched.publish(nights["more"])
    held = watched.held
    old, new = held.answering_version(), held.waiting_version()
    assert new is not None
    assert held.known_version() == old

    def switched() -> str:
        held.switch(new)
        return new

    monkeypatch.setattr(held, "waiting_version", switched)
    assert held.known_version() == held.answering_version() == new != old


def test_large_files_do_not_lie_beside_each_other(
    nights: dict[str, Path], watched: Watched, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.ask.held.MOST_BYTES_BESIDE", 1_000)
    watched.ask_all()
    watched.publish(nights["more"])
    assert watched.get("/kaskkiri/mets/301").status_code == 200


def test_who_writes_rulings_sees_what_he_published_at_once(nights: dict[str, Path], tmp_path: Path) -> None:
    watched = Watched(tmp_path, NOW, choices=Choices(rulings_by="arhivaar"))
    watched.publish(nights["first"])
    watched.ask_all()
    watched.publish(nights["more"])
    assert watched.get("/kaskkiri/mets/301").status_code == 200


def test_where_nobody_asked_nothing_is_waited_for(nights: dict[str, Path], watched: Watched) -> None:
    watched.look()
    assert watched.get("/kaskkiri/mets/301").status_code == 404
    watched.publish(nights["more"])
    assert watched.get("/kaskkiri/mets/301").status_code == 200
