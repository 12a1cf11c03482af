"""Pages with far more letters and words than an act has: what is looked at grows with them, not with their square."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from extractors.pages.frame import Frame
from extractors.pages.layout import read_layout
from extractors.pages.letters import part_slanted
from extractors.pages.lines import Run
from extractors.pages.overprint import find_overprinted
from extractors.pages.raised import mark_raised
from extractors.pages.repeats import print_once
from extractors.pages.seen import find_hidden
from extractors.pages.struck import find_strikes, strike_out
from extractors.pages.words import PageWords, Rule, Word

FRAME = Frame(0.0, 0.0, 600.0, 800.0)
LINES = 20


class Letter(dict[str, Any]):
    """A letter that counts how often one of its measures is asked for."""

    looks: ClassVar[int] = 0

    def __getitem__(self, key: str) -> Any:
        Letter.looks += 1
        return super().__getitem__(key)


class Blank:
    """The picture of a page that shows none of its letters."""

    def has_ink_within(self, corners: object, least: int) -> bool:
        return False

    def extremes(self, corners: object) -> tuple[int, int]:
        return 255, 255

    def columns(self, corners: object, count: int) -> bytes:
        return b"\xff" * count

    def glyphs_near(self, letter: str, corners: Any) -> Iterator[Any]:
        yield corners


def letters(count: int, pitch: float = 3.0, *, marks: bool = False) -> list[Letter]:
    """Letters in twenty lines, ``pitch`` points apart, each fifth red, with ``marks`` each fourth a raised figure."""
    across = count // LINES
    return [
        letter(pitch * (at % across), 20.0 * (at // across), (marks and at % 4 == 1) * 4.0, red=at % 5 == 0)
        for at in range(count)
    ]


def letter(x: float, top: float, smaller: float = 0.0, *, red: bool = False) -> Letter:
    size = 10.0 - smaller
    return Letter(
        text="2" if smaller else "a",
        x0=x,
        x1=x + size / 2,
        top=top,
        bottom=top + size,
        doctop=top,
        size=size,
        upright=True,
        matrix=(1.0, 0.0, 0.0, 1.0, 0.0, 0.0),
        non_stroking_color=(1.0, 0.0, 0.0) if red else (0.0,),
    )


def words_of(chars: list[Letter]) -> list[Word]:
    groups = [chars[at : at + 5] for at in range(0, len(chars), 5)]
    return [Word("aaaaaaaaa", g[0]["x0"], g[0]["top"], g[-1]["x1"], g[0]["bottom"]) for g in groups]


def strike(chars: list[Letter]) -> int:
    words = words_of(chars)
    rules = [Rule(word.x0, word.top + 6, word.x1, word.top + 6) for word in words]
    return len(strike_out(find_strikes(words, rules, chars, FRAME), chars, FRAME))


def hide(chars: list[Letter]) -> int:
    page = SimpleNamespace(images=[], curves=[], rects=[])
    picture: Any = Blank()
    return len(find_hidden(page, words_of(chars), chars, FRAME, picture))


def leave(count: int) -> int:
    large = [letter(0.0, 20.0 * line, -40.0) for line in range(0, LINES, 4)]
    return len(part_slanted([*letters(count), *large])[1])


def print_twice(count: int) -> int:
    """Print the letters again a little beside, those of each fifth word further than a narrow letter is wide."""
    copies = [Letter(char, x0=char["x0"] + 1.5, x1=char["x1"] + 1.5) for char in letters(count, 6.0)]
    narrow = [Letter(char, x1=char["x0"] + 1) if at % 5 == 4 else char for at, char in enumerate(letters(count, 6.0))]
    return 2 * count - len(print_once([*narrow, *copies]))


def raise_figures(count: int) -> int:
    """Return how many figures are raised that the file holds after all letters."""
    chars = sorted(letters(count, 4.0, marks=True), key=lambda char: char["size"] < 10)
    return sum("raised" in char for char in mark_raised(list(chars)))


WAYS: dict[str, Callable[[int], int]] = {
    "across the lines": leave,
    "printed again": print_twice,
    "raised": raise_figures,
    "struck": lambda count: strike(letters(count)),
    "over one another": lambda count: len(find_overprinted(words_of(letters(count, 2.0)), letters(count, 2.0), FRAME)),
    "unseen": lambda count: hide(letters(count)),
}


def steps_of(way: Callable[[int], int], count: int) -> int:
    """Return how often a measure of a letter was asked for, and a function or a generator entered."""
    Letter.looks = calls = 0

    def note(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(note)
    try:
        found = way(count)
    finally:
        sys.setprofile(None)
    assert found > count / 10
    return Letter.looks + calls


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_letters_are_looked_at_in_proportion(way: Callable[[int], int]) -> None:
    assert steps_of(way, 1600) < 6 * steps_of(way, 400)


def sheet(columns: int, lines: int) -> PageWords:
    words = [
        Word("tulemus", 20.0 + 60 * column, 20.0 + 12 * line, 50.0 + 60 * column, 28.0 + 12 * line)
        for line in range(lines)
        for column in range(columns)
    ]
    return PageWords(1, 60.0 * columns + 40, 12.0 * lines + 40, tuple(words))


def test_runs_are_compared_with_those_beside_them_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    looks = 0
    measure = Run.__dict__["middle"].measure

    def middle(run: Run) -> float:
        nonlocal looks
        looks += 1
        height: float = run.__dict__.setdefault("height of its middle", measure(run))
        return height

    monkeypatch.setattr(Run, "middle", property(middle), raising=False)
    counts = []
    for lines in (10, 40):
        looks = 0
        read_layout([sheet(16, lines)], "0")
        counts.append(looks)
    assert counts[1] < 6 * counts[0]


def test_a_page_with_too_many_places_is_read_by_lines_and_doubted() -> None:
    text, findings = read_layout([sheet(1001, 1)], "0")
    assert text.text == " ".join(["tulemus"] * 1001) + "\n"
    assert [finding.code for finding in findings] == ["columns_uncertain"]
    assert "more places than can be compared" in findings[0].message
