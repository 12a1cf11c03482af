"""A page drawn sideways or upside down without saying so is read as it is seen after turning it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extractors.read import read_file
from tests.extractors.pages.situations import HEIGHT, WIDTH, Letters, Press, by_hand, by_reportlab, lines

TEXTS = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "Paju, 03.05.2021 nr 48",
    "Lisade kehtetuks tunnistamine",
    "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 kuni 2,",
    "5 ja 8 kuni 9.",
    "2. Käskkiri jõustub allkirjastamisest.",
)


def turned(item: Letters, degrees: int) -> Letters:
    """The words as they stand when the page is turned counterclockwise about its corner."""
    baseline = item.top + item.size
    x, y = {
        90: (baseline, HEIGHT - item.x),
        180: (WIDTH - item.x, HEIGHT - baseline),
        270: (WIDTH - baseline, item.x),
    }[degrees]
    return replace(item, x=x, top=y - item.size, degrees=float(degrees))


@pytest.mark.parametrize("press", [by_reportlab, by_hand], ids=["reportlab", "by hand"])
@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_turned_page_is_read_and_its_places_lead_to_it(press: Press, degrees: int) -> None:
    page = [turned(item, degrees) for item in lines(*TEXTS) if isinstance(item, Letters)]
    found = read_file(press([page]), "a.pdf")
    assert found.text is not None
    assert found.text.text.splitlines() == list(TEXTS)
    assert found.text.page_sizes == ((WIDTH, HEIGHT),)
    assert [finding.code for finding in found.findings] == []
    (effect,) = [effect for effect in found.effects if effect.effect == "revoke"]
    assert effect.affected.annexes == ("1", "2", "5", "8", "9")
    first = effect.evidence.boxes[0]
    start = page[4]
    corner = (start.x, start.top + start.size)
    assert first.x0 - 12 <= corner[0] <= first.x1 + 12
    assert first.top - 12 <= corner[1] <= first.bottom + 12


def test_a_stamp_along_the_margin_turns_no_page() -> None:
    stamp = turned(Letters(100, 20, "Pajumetsa Ameti arhiiv 12345"), 90)
    found = read_file(by_hand([[stamp, *lines(*TEXTS), stamp]]), "a.pdf")
    assert found.text is not None
    assert found.text.text.splitlines() == list(TEXTS)


@pytest.mark.parametrize("press", [by_reportlab, by_hand], ids=["reportlab", "by hand"])
@pytest.mark.parametrize("degrees", [-30.0, -4.0, 4.0, 30.0])
def test_a_slanted_page_is_told(press: Press, degrees: float) -> None:
    """Its lines run into one another, so that nothing read of it is certain."""
    slanted = [
        Letters(item.x, item.top, item.text, degrees=degrees)
        for item in lines(*TEXTS, x=150, top=250)
        if isinstance(item, Letters)
    ]
    found = read_file(press([slanted]), "a.pdf")
    assert "slanted_page" in [finding.code for finding in found.findings]


def test_lines_that_lean_a_little_are_read() -> None:
    leaning = [Letters(item.x, item.top, item.text, degrees=0.3) for item in lines(*TEXTS) if isinstance(item, Letters)]
    found = read_file(by_hand([leaning]), "a.pdf")
    assert found.text is not None
    assert found.text.text.splitlines() == list(TEXTS)
    assert found.findings == ()
