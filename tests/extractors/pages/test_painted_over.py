"""Of two texts on one place, the one below a box is unseen and the other is read; without a box both are doubtful."""

from __future__ import annotations

import pytest

from extractors.model.extraction import FileExtraction
from extractors.read import read_file
from tests.extractors.pages.situations import WHITE, Bar, Item, Letters, by_hand, by_reportlab, lines, width_of

HEAD = lines("PAJUMETSA AMET", "KÄSKKIRI", "03.05.2021 nr 48", top=72)
OLD = Letters(70, 180, "1. Tunnistan kehtetuks peadirektori 16.01.2019 käskkirja nr 17 lisad 3 ja 8.")
NEW = Letters(70, 180, "1. Tunnistan kehtetuks peadirektori 12.06.2018 käskkirja nr 94 lisad 5 ja 6.")
BOX = Bar(60, 175, 520, 200, WHITE)


def revoked(found: FileExtraction) -> list[tuple[str | None, bool]]:
    return [(each.affected.number, each.doubt is None) for each in found.effects if each.effect == "revoke"]


@pytest.mark.parametrize("press", [by_reportlab, by_hand])
def test_what_is_drawn_over_a_box_is_read(press: object) -> None:
    found = read_file(press([[*HEAD, OLD, BOX, NEW]]), "a.pdf")  # type: ignore[operator]
    assert revoked(found) == [("94", False)], "that there was another text is a doubt, as for all unseen words"
    assert found.text is not None
    assert "16.01.2019" not in found.text.text
    assert "unseen_words" in {finding.code for finding in found.findings}


def test_what_is_set_on_a_box_over_a_part_of_a_line_is_read() -> None:
    old = "1. Tunnistan kehtetuks peadirektori 16.01.2019 käskkirja nr 17 lisad 1 kuni 9."
    x = 70 + width_of(old[: old.index("1 kuni")])
    items = [Letters(70, 180, old), Bar(x - 2, 175, 520, 200, WHITE), Letters(x, 180, "2 ja 5.")]
    found = read_file(by_hand([[*HEAD, *items]]), "a.pdf")
    assert [(each.affected.annexes, each.doubt) for each in found.effects] == [(("2", "5"), "unseen_words")]


NOT_HIDDEN: dict[str, list[Item]] = {
    "no box": [OLD, NEW],
    "a box below both": [BOX, OLD, NEW],
    "a box beside them": [OLD, Bar(60, 400, 520, 420, WHITE), NEW],
    "a box over a part": [OLD, Bar(60, 175, 350, 200, WHITE), NEW],
}


@pytest.mark.parametrize("items", NOT_HIDDEN.values(), ids=NOT_HIDDEN)
def test_two_texts_in_sight_stay_doubtful(items: list[Item]) -> None:
    found = read_file(by_hand([[*HEAD, *items]]), "a.pdf")
    assert not [each for each in revoked(found) if each[1]]
    assert found.findings
