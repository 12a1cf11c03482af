"""A number set small above a line belongs into the line, and its sentence is doubtful."""

from __future__ import annotations

import pytest

from extractors.read import read_file
from tests.extractors.pages.situations import PRESSES, Letters, Press, by_hand, lines, width_of
from tests.extractors.pages.test_seen_pages import HEAD, LAST

LEAD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 2"


def doubt(press: Press, insert: Letters) -> str | None:
    page = [*lines(*HEAD), insert, Letters(70, 240, f"{LEAD} ja 6."), *lines(*LAST, top=300)]
    found = read_file(press([page]), "a.pdf")
    [effect] = [each for each in found.effects if each.effect == "revoke"]
    return effect.doubt


@PRESSES
@pytest.mark.parametrize("height", [4, 7, 9])
def test_a_number_above_a_line_makes_it_doubtful(press: Press, height: int) -> None:
    assert doubt(press, Letters(72 + width_of(LEAD), 244 - height, ", 3", 7)) is not None


@pytest.mark.parametrize(
    "beside",
    [
        Letters(70, 222, "vt 3", 7),
        Letters(300, 205, "3", 7),
        Letters(300, 231, "kolm", 7),
        Letters(130, 228, "3 nelja viie kuue kaupa siin", 7),
    ],
    ids=["at the beginning", "far above", "no number", "a line of its own"],
)
def test_other_small_words_do_not(beside: Letters) -> None:
    assert doubt(by_hand, beside) is None
