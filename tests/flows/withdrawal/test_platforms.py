"""Of every platform: what is withdrawn lies in no byte of the data folder, and what others show stays readable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import quote

import pytest

from extractors.registers import PLATFORMS
from extractors.registers.base import AddressKind
from flows import takedown
from flows.archive import Archive
from flows.clock import Clock
from flows.sample.catalogue import SampleFile, StateChange
from flows.settings import Settings
from flows.stores.on_disk import OnDisk
from tests.flows.night.test_aggregator_night import BothRegisters
from tests.flows.small_register import SmallRegister, ask
from tests.flows.test_takedown import places_by_words
from tests.flows.withdrawal.odd_platform import OddConnector, OddRegister, odd

__all__ = ["odd"]

FIRST, SECOND, THIRD, FOURTH = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22), date(2026, 11, 23)
SECRET, PERSON, FILE, TITLE = "kaldapealse-vahtkonna", "Salme Kuldnokk", "Kuldnokk ametijuhend.txt", "Kuldnoka töökord"
NEIGHBOUR, NEIGHBOURS_TITLE = "78", "Metsa naabri kord"
PROVISION = f"Kinnitan {SECRET} töökorra, mida täidab {PERSON}."


@dataclass(frozen=True)
class Shown:
    """A register of some platform that shows the documents 77 (to be withdrawn) and 78 (which stays)."""

    code: str
    platform: str
    data: Path
    night: Callable[[date], object]
    restrict: Callable[[date], None]


def in_adr(folder: Path) -> Shown:
    made = SmallRegister(folder)
    made.add("77", "5", date(2026, 2, 2), PROVISION)
    made.add(NEIGHBOUR, "6", date(2026, 2, 3), "Kinnitan muu korra.", title=NEIGHBOURS_TITLE)
    (made.files / "kaskkiri-5.txt").rename(made.files / FILE)
    made.change("77", title=TITLE, files=(SampleFile("771", FILE, FILE, "text/plain"),))

    def restrict(day: date) -> None:
        made.change("77", title="Töökord", changes=(StateChange(day, "AK", "AvTS § 35 lg 1 p 12"),))

    return Shown("mets", "adr", made.data, made.night, restrict)


def in_aggregator(folder: Path, *, has_copies: bool) -> Shown:
    made = BothRegisters(folder)
    made.add("77", PROVISION)
    made.add(NEIGHBOUR, "Kinnitan muu korra.")
    (folder / "files" / "kaskkiri-77.txt").rename(folder / "files" / FILE)
    mine, other = made.documents
    file = SampleFile("7701", FILE, FILE, "text/plain")
    made.documents = [replace(mine, title=TITLE, files=(file,)), replace(other, title=NEIGHBOURS_TITLE)]
    made.rules.has_copies = has_copies

    def restrict(day: date) -> None:
        made.restrict("77")
        made.documents = [replace(one, title="Töökord") if one.id == "77" else one for one in made.documents]

    return Shown("koond", "aggregator", made.data, lambda day: made.night("aggregator", day), restrict)


def in_odd(folder: Path) -> Shown:
    made = OddRegister(folder)
    made.add("77", "5", date(2026, 2, 2), TITLE, FILE, PROVISION)
    made.add(NEIGHBOUR, "6", date(2026, 2, 3), NEIGHBOURS_TITLE, "muu.txt", "Kinnitan muu korra.")
    made.change(NEIGHBOUR, cites=f'<li><a href="/aktid/akt/77">5</a> <b>{TITLE}</b></li>')

    def restrict(day: date) -> None:
        made.change("77", title="Töökord", is_public=False)
        made.change(NEIGHBOUR, cites="")

    return Shown("aktid", OddConnector.platform, made.data, made.night, restrict)


MADE: dict[str, tuple[Callable[[Path], Shown], ...]] = {
    "adr": (in_adr,),
    "aggregator": (
        lambda folder: in_aggregator(folder, has_copies=False),
        lambda folder: in_aggregator(folder, has_copies=True),
    ),
    OddConnector.platform: (in_odd,),
}
"""For each platform the ways in which it shows a document: a new one adds a register of its own here."""


def made(platform: str) -> list[Callable[[Path], Shown]]:
    if platform not in MADE:
        pytest.fail(f"the platform {platform!r} has no register in MADE: nothing shows that its pages can be withdrawn")
    return list(MADE[platform])


def take_down(shown: Shown, day: date) -> None:
    settings = Settings(data=shown.data, workers=1)
    clock = Clock(now=lambda: datetime.combine(day, time(12), UTC))
    takedown.take_down(settings, clock, (f"{shown.code}/77",), "a person asked for it")


def assert_gone(shown: Shown) -> None:
    words = (SECRET, PERSON, FILE, quote(FILE), TITLE, TITLE.encode("unicode_escape").decode(), "Kuldnok")
    assert places_by_words(shown.data, *words) == {}


def assert_neighbour_stays(shown: Shown) -> None:
    """Its file, its page, and its row in at least one listing: the others of the register are nobody's to take."""
    name = f"{shown.code}/{NEIGHBOUR}"
    assert ask(shown.data, "SELECT title FROM documents WHERE document_id = ?", name) == [(NEIGHBOURS_TITLE,)]
    assert ask(shown.data, "SELECT count(*) FROM files WHERE document_id = ?", name) == [(1,)]
    archive, platform = Archive(OnDisk(shown.data / "archive")), PLATFORMS[shown.platform]
    held = [row for row in archive.captures(shown.code) if row.status == 200 and archive.holds(row.sha256)]
    kinds = {row.url: platform.address_of(row.url, row.method) for row in held}
    listings = [archive.load(row.sha256) for row in held if kinds[row.url].kind is AddressKind.LISTING]
    assert any(NEIGHBOURS_TITLE.encode() in body or b"naabri kord" in body for body in listings)
    assert any(address.external_id == NEIGHBOUR for address in kinds.values())


@pytest.mark.parametrize(
    "platform",
    [
        *(pytest.param(one, marks=pytest.mark.long) for one in PLATFORMS),
        OddConnector.platform,
    ],
)
@pytest.mark.parametrize(
    "is_restricted_first",
    [pytest.param(True, id="restricted"), pytest.param(False, id="taken down", marks=pytest.mark.long)],
)
def test_what_is_withdrawn_lies_in_no_byte_whatever_the_platform(
    odd: object, tmp_path: Path, platform: str, is_restricted_first: bool
) -> None:
    for number, make in enumerate(made(platform)):
        (tmp_path / str(number)).mkdir()
        shown = make(tmp_path / str(number))
        shown.night(FIRST)
        held = places_by_words(shown.data, SECRET, FILE, TITLE)
        assert held.keys() == {SECRET, FILE, TITLE}, "without them the rest shows nothing"
        if is_restricted_first:
            shown.restrict(SECOND)
            shown.night(SECOND)
            assert_gone(shown)
            assert_neighbour_stays(shown)
        take_down(shown, THIRD)
        assert_gone(shown)
        assert_neighbour_stays(shown)
        # The register goes on listing it.
        shown.night(FOURTH)
        assert_gone(shown)
        assert_neighbour_stays(shown)
