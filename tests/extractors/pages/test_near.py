"""What stands near a place, beside a look at everything."""

from __future__ import annotations

from random import Random

import pytest

from extractors.pages.near import Corners, Near


def touches(one: Corners, other: Corners) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def some_corners(random: Random, scale: float) -> Corners:
    """A letter, a rule, a point or a large box somewhere on a page, also left of it and above it."""
    width, height = random.choice([(5.0, 9.0), (300.0, 0.0), (0.0, 200.0), (0.0, 0.0), (400.0, 600.0)])
    x, y = random.uniform(-50, 600), random.uniform(-50, 800)
    return x * scale, y * scale, (x + width * random.random()) * scale, (y + height * random.random()) * scale


@pytest.mark.parametrize("scale", [0.001, 1.0, 5000.0])
def test_nothing_that_shares_a_point_is_left_out(scale: float) -> None:
    random = Random(f"near {scale}")
    places: Near[Corners] = Near()
    things = [some_corners(random, scale) for _ in range(300)]
    for thing in things:
        places.put(thing, thing)
    for _ in range(60):
        asked = some_corners(random, scale)
        wanted = {thing for thing in things if touches(thing, asked)}
        assert wanted <= set(places.at(asked))


def test_a_letter_meets_only_what_stands_close() -> None:
    letters: Near[int] = Near()
    for number in range(10_000):
        x, y = 6.0 * (number % 100), 12.0 * (number // 100)
        letters.put((x, y, x + 5, y + 10), number)
    found = list(letters.at((300.0, 600.0, 305.0, 610.0)))
    assert 5050 in found
    assert len(found) < 50


def test_a_thing_fills_few_cells_however_large_it_is() -> None:
    boxes: Near[str] = Near()
    for size in (0.01, 3.0, 40.0, 900.0, 1e12):
        boxes.put((0.0, 0.0, size, size), f"{size}")
    assert sum(len(cells) for cells in boxes._grids.values()) <= 5 * 16


def test_what_has_no_finite_measures_is_near_to_all() -> None:
    places: Near[str] = Near()
    places.put((float("nan"), 0.0, 1.0, 1.0), "nowhere")
    places.put((0.0, 0.0, float("inf"), 1.0), "endless")
    places.put((700.0, 700.0, 705.0, 710.0), "a letter")
    assert set(places.at((5.0, 5.0, 6.0, 6.0))) == {"nowhere", "endless"}
    assert set(places.at((0.0, float("-inf"), 6.0, 6.0))) == {"nowhere", "endless", "a letter"}
