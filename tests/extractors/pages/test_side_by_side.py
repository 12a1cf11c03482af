"""Pages in newspaper columns that cannot be parted for sure: their order may be wrong, but never without a finding."""

from __future__ import annotations

import random

import pytest

from extractors.model.evidence import Box
from extractors.pages.layout import read_pdf
from extractors.pages.rows import CellLine, PrintedRow
from extractors.pages.side_by_side import find_side_by_side
from tests.extractors.pages.typeset.column_press import ColumnPress
from tests.extractors.pages.typeset.press import Style

SAYING = (
    "majakas latern udupasun sadam kapten lootsija paat päevik rike kustutab süütab hooldab kontrollib teatab valve "
    "öösel hommikul tormi ajal laevad kantselei teade seadmed varuosad korras ning samuti kuid mille kohta andmed"
)
WORDS = SAYING.split()
STARTS = {"plain": "", "numbers": "{at}. ", "points": "{chapter}.{point}. ", "bullets": "• ", "dashes": "– "}


def sentence(chance: random.Random, least: int = 4, most: int = 22) -> str:
    words = [chance.choice(WORDS) for _ in range(chance.randint(least, most))]
    return f"{' '.join(words).capitalize()}."


def set_columns(seed: int) -> tuple[bytes, list[str]]:
    """A made-up text in two or three columns, everything else by chance, and its words in the order of reading."""
    chance = random.Random(seed)
    style = Style(
        size=chance.choice([8, 9, 10, 11]),
        justify=chance.random() < 0.5,
        runs=chance.choice(["line", "word"]),
        leading=chance.choice([1.15, 1.25, 1.4]),
        margin=chance.choice([40, 57, 70]),
        bottom=chance.choice([60, 200, 380, 500]),
    )
    press = ColumnPress(style, count=chance.choice([2, 2, 2, 3]), gutter=chance.choice([14, 18, 24]))
    press.line("RANNAKÜLA SADAMA VALVEKORD", x=200)
    press.skip()
    start = chance.choice(list(STARTS.values()))
    texts = ["RANNAKÜLA SADAMA VALVEKORD"]
    press.begin(chance.choice([0, 0, 5.5, 20]))
    for at in range(chance.randint(8, 25)):
        body = " ".join(sentence(chance) for _ in range(chance.randint(1, 4)))
        texts.append(start.format(at=at + 1, chapter=1 + at // 5, point=1 + at % 5) + body)
        press.paragraph(texts[-1])
        press.skip(chance.choice([0, 0, 0.5, 1]))
    return press.finish(), " ".join(texts).split()


@pytest.mark.parametrize("seed", range(24))
def test_columns_are_read_in_order_or_the_doubt_is_told(seed: int) -> None:
    data, words = set_columns(seed)
    text, findings = read_pdf(data, "0" * 64)
    assert text.text.split() == words or "columns_uncertain" in {finding.code for finding in findings}
    assert sorted(text.text.split()) == sorted(words)


def test_lines_below_the_right_column_that_go_on_with_its_numbers_are_of_the_left_one() -> None:
    """After a blank line, too; without numbers the page is parted all the same, and the doubt is told."""
    for start, is_sure in (("{}. ", True), ("", False)):
        chance = random.Random(3)
        press = ColumnPress(Style(size=10, bottom=60))
        texts = [start.format(at + 1) + " ".join(sentence(chance, 12, 20) for _ in range(3)) for at in range(9)]
        for at, text in enumerate(texts):
            if at == 0:
                press.begin()
            press.paragraph(text)
            press.skip(1)
        text, findings = read_pdf(press.finish(), "0" * 64)
        assert {finding.code for finding in findings} == (set() if is_sure else {"columns_uncertain"})
        if is_sure:
            assert text.text.split() == " ".join(texts).split()


def line(x0: float, top: float, words: str, width: float = 200.0) -> CellLine:
    count = words.count(" ") + 1
    edges = tuple(x0 + width * at / count + (side and width / count - 3) for at in range(count) for side in (0, 1))
    return CellLine(words, Box(1, x0, top, x0 + width, top + 10), edges)


def row(*cells: CellLine) -> PrintedRow:
    return PrintedRow(tuple((cell,) for cell in cells), 1, tuple(cell.box.x0 for cell in cells[1:]))


LEFT, RIGHT = "Majakas põleb kogu öö", "ja latern on korras"


def test_long_lines_side_by_side_are_doubted_only_where_nothing_says_that_they_are_rows() -> None:
    """Twice at one place: as cells, as one line with a gap, or one a little lower than the other."""
    cells = [row(line(50, top, LEFT), line(300, top, RIGHT)) for top in (50.0, 62.0)]
    gaps = [row(line(50, top, LEFT).joined(line(300, top, RIGHT))) for top in (50.0, 62.0)]
    steps = [row(line(x, top, LEFT)) for top in (50.0, 62.0) for x in (50, 300)]
    steps = [steps[0], row(line(300, 55.0, RIGHT)), steps[2], row(line(300, 67.0, RIGHT))]
    for rows in (cells, gaps, steps):
        assert find_side_by_side(rows, False) is not None
        assert find_side_by_side(rows[: len(rows) // 2], False) is None
    assert find_side_by_side(cells, True) is None
    head = row(line(50, 30, "Teenistusülesanded"), line(300, 30, "Oodatavad tulemused"))
    assert find_side_by_side([head, *cells], False) is None
    assert find_side_by_side([head, row(line(50, 40, "3. Õigused")), *cells], False) is not None


@pytest.mark.parametrize(
    ("left", "right", "width"),
    [
        ("Vahetu juht", "sadama kapten Jaan Meri", 200),
        ("2.1. Majakate laternate süütamine", "Laternad põlevad igal ööl", 200),
        (LEFT, RIGHT, 100),
        ("Sadamakapten", "Jaan Meri", 200),
    ],
    ids=["label", "numbered duty", "narrower column", "few words"],
)
def test_rows_of_tables_are_not_doubted(left: str, right: str, width: float) -> None:
    rows = [row(line(50, top, left), line(300, top, right, width)) for top in (50.0, 62.0, 74.0)]
    assert find_side_by_side(rows, False) is None


def test_where_the_page_before_was_parted_a_few_words_are_enough() -> None:
    rows = [row(line(50, 50.0, LEFT), line(300, 50.0, "või", 20))]
    assert find_side_by_side(rows, False) is None
    assert find_side_by_side(rows, False, edges_before=(300.5,)) is not None


def test_the_wide_blanks_of_justified_lines_are_no_gutter() -> None:
    """Though two of them stand at one place: all blanks of such a line are as wide."""

    def justified(top: float) -> PrintedRow:
        edges = tuple(50.0 + 60 * at + side for at in range(8) for side in (0, 48))
        return row(CellLine("a b c d e f g h", Box(1, 50, top, 518, top + 10), edges))

    assert find_side_by_side([justified(50.0), justified(62.0)], False) is None
