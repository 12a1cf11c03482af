"""A raised figure that opens a line is the mark of a note: what refers to it is no part of a number."""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.pages.situations import PRESSES, Item, Letters, Press, lines, width_of
from tests.extractors.pages.test_seen_pages import HEAD, LAST

LEAD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja"
LIMIT, TOLD = "Välja arvatud käskkirja osa, mis jääb kehtima.", "Avaldamata."


def marked(top: float, *pieces: str, size: float) -> list[Item]:
    """A line whose every second piece is raised and small."""
    line: list[Item] = []
    x = 70.0
    for at, piece in enumerate(pieces):
        small = at % 2 == 1
        own = 0.62 * size if small else size
        line.append(Letters(x, top + size - own, piece, own, rise=0.36 * size if small else 0.0))
        x += width_of(piece, own)
    return line


@PRESSES
def test_a_lowered_figure_is_none_of_the_number(press: Press) -> None:
    lead = f"{LEAD} nr 7 lisad 2"
    small = Letters(70 + width_of(lead, 11), 240 + 11 - 6.8, "1", 6.8, rise=-2.5)
    rest = Letters(small.x + width_of("1", 6.8), 240, " ja 6.")
    found = read_file(press([[*lines(*HEAD), Letters(70, 240, lead), small, rest, *lines(*LAST, top=300)]]), "a.pdf")
    assert found.text is not None
    assert "lisad 2₁ ja 6." in found.text.text
    [effect] = [each for each in found.effects if each.effect == "revoke"]
    assert effect.doubt is not None
    assert effect.affected.annexes != ("21", "6")


@PRESSES
@pytest.mark.parametrize(
    ("pieces", "note", "read"),
    [
        ((f"{LEAD} nr 7 lisad 4 ja 6", "1", "."), TOLD, ("7", ("4", "6"), None)),
        ((f"{LEAD} nr 7 lisad 4 ja 6", "1", "."), LIMIT, ("7", ("4", "6"), "note_limits")),
        ((f"{LEAD} nr 7", "1", " lisad 4 ja 6."), LIMIT, ("7", ("4", "6"), "note_limits")),
        ((f"{LEAD}", "1", " nr 7 lisad 4 ja 6", "1", "."), TOLD, ("7", ("4", "6¹"), None)),
        ((f"{LEAD} nr 7 lisad 4 ja 6", "2", "."), TOLD, ("7", ("4", "6²"), None)),
    ],
)
def test_a_note_below_tells_what_its_mark_is(
    press: Press, pieces: tuple[str, ...], note: str, read: tuple[str, tuple[str, ...], str | None]
) -> None:
    page = [
        *lines(*HEAD),
        *marked(240, *pieces, size=11),
        *lines(*LAST, top=300),
        *marked(700, "", "1", f" {note}", size=9),
    ]
    found = read_file(press([page]), "a.pdf")
    assert [(e.affected.number, e.affected.annexes, e.doubt) for e in found.effects if e.effect == "revoke"] == [read]
    assert found.text is not None
    assert f"¹ {note}" in found.text.text
