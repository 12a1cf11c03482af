"""Tables of acts are read row by row: counted ones, and those that go on over a page under a repeated head."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from extractors.pages.labels import heads_acts
from extractors.pages.layout import read_pdf
from extractors.read import read_file

ROW = 20


def _table(page: Any, top: float, xs: Sequence[float], rows: Sequence[Sequence[str]]) -> float:
    for at, row in enumerate(rows):
        for x, cell in zip(xs, row, strict=False):
            page.write(x + 4, top + 4 + at * ROW, cell)
    page.rule_grid(xs, [top + at * ROW for at in range(len(rows) + 1)])
    return top + len(rows) * ROW


def _begun(page: Any, lead: str) -> float:
    top = page.write(60, 60, "SOOAMET", "PEADIREKTORI KÄSKKIRI", "03.03.2025 nr 5")
    return float(page.write(60, top + 10, lead)) + 10


def _revoked(data: bytes) -> list[tuple[object, ...]]:
    return [
        (each.affected.enacted_on.isoformat(), each.affected.number, each.affected.annexes, each.doubt)
        for each in read_file(data, "a.pdf").effects
        if each.effect == "revoke" and each.affected.enacted_on
    ]


@pytest.mark.parametrize("head", ["Jrk", "Jrk nr", "Nr"])
@pytest.mark.parametrize("stop", ["", ".", ")"])
def test_a_counter_stands_apart_from_the_day(draw: Any, sheet: Callable[[], Any], head: str, stop: str) -> None:
    page = sheet()
    top = _begun(page, "1. Tunnistan kehtetuks järgmised peadirektori käskkirjad:")
    rows = [[head, "Kuupäev", "Number", "Pealkiri"], [f"1{stop}", "11.01.2019", "3", "Kord"]]
    rows += [[f"2{stop}", "24.05.2020", "32", "Juhend"]]
    top = _table(page, top, (60, 110, 200, 290, 520), rows)
    page.write(60, top + 20, "2. Käskkiri jõustub allkirjastamisest.", "Mari Maasikas", "peadirektor")
    assert _revoked(draw(page)) == [("2019-01-11", "3", None, None), ("2020-05-24", "32", None, None)]


def test_a_counter_stays_with_its_duty(draw: Any, sheet: Callable[[], Any]) -> None:
    page = sheet()
    rows = [["Jrk", "Tööülesanded", "Tulemused"], ["1.", "Peab arvet", "Arve on peetud"], ["2.", "Ostab", "Ostetud"]]
    _table(page, 60, (60, 110, 300, 520), rows)
    text, _ = read_pdf(draw(page), "0")
    assert text.text == "Jrk Tööülesanded\tTulemused\n1. Peab arvet\tArve on peetud\n2. Ostab\tOstetud\n"


HEADS = [
    (["Kuupäev", "Number", "Lisad"], ["11.01.2019", "3", "lisad 1, 2,"], ["", "", "5 ja 6"]),
    (["Käskkiri", "Lisad"], ["11.01.2019 nr 3", "1, 2,"], ["", "5 ja 6"]),
]


@pytest.mark.parametrize(("head", "cut", "rest"), HEADS)
def test_a_row_goes_on_below_a_repeated_head(
    draw: Any, sheet: Callable[[], Any], head: list[str], cut: list[str], rest: list[str]
) -> None:
    first, second = sheet(), sheet()
    top = _begun(first, "1. Tunnistan kehtetuks järgmiste peadirektori käskkirjade lisad:")
    xs = (60, 200, 290, 520)[-len(head) - 1 :]
    _table(first, top, xs, [head, cut])
    whole = [cell.replace("11.01.2019", "24.05.2020").replace("3", "32") for cell in cut[:-1]]
    top = _table(second, 60, xs, [head, rest, [*whole, "4"]])
    second.write(60, top + 20, "2. Käskkiri jõustub allkirjastamisest.", "Mari Maasikas", "peadirektor")
    data = draw(first, second)
    assert read_pdf(data, "0")[0].text.count(head[-1]) == 1
    expected = [("2019-01-11", "3", ("1", "2", "5", "6"), None), ("2020-05-24", "32", ("4",), None)]
    assert _revoked(data) == expected


def test_a_head_that_opens_another_table_stays(draw: Any, sheet: Callable[[], Any]) -> None:
    first, second = sheet(), sheet()
    head = ["Kuupäev", "Number", "Lisad"]
    top = _table(first, 300, (60, 200, 290, 520), [head, ["11.01.2019", "3", "2"]])
    first.write(60, top + 20, "2. Muudan järgmiste käskkirjade lisad:")
    _table(second, 100, (60, 200, 290, 520), [head, ["24.05.2020", "32", "4"]])
    assert read_pdf(draw(first, second), "0")[0].text.count("Kuupäev") == 2


def test_cells_of_several_lines_are_whole(draw: Any, sheet: Callable[[], Any]) -> None:
    page = sheet()
    top = _begun(page, "1. Tunnistan kehtetuks järgmised lisad:")
    xs, tops = (60, 150, 290, 350, 520), (top, top + 20, top + 60, top + 80)
    for at, row in zip(
        tops, (["Kuupäev", "Pealkiri", "Number", "Lisad"], ["11.01.2019", "Pika", "3", "1"]), strict=False
    ):
        for x, cell in zip(xs, row, strict=False):
            page.write(x + 4, at + 4, cell)
    page.write(154, top + 38, "nimega kord")
    page.write(354, top + 38, "ja 5")
    for x, cell in zip(xs, ["24.05.2020", "Juhend", "32", "7"], strict=False):
        page.write(x + 4, top + 64, cell)
    page.rule_grid(xs, tops)
    page.write(60, top + 100, "2. Käskkiri jõustub allkirjastamisest.", "Mari Maasikas", "peadirektor")
    found = [("2019-01-11", "3", ("1", "5"), None), ("2020-05-24", "32", ("7",), None)]
    assert _revoked(draw(page)) == found


@pytest.mark.parametrize(
    ("cells", "is_head"),
    [
        (("Jrk", "Kuupäev", "Number", "Pealkiri"), True),
        (("Käskkirja kuupäev ja number", "Lisad"), True),
        (("Akt", "Lisa nr"), True),
        (("Käskkiri", "Teenistuskoht"), False),
        (("Kuupäev", "Lisad"), False),
        (("KÄSKKIRI", "KORRALDUS"), False),
    ],
)
def test_heads_of_tables_of_acts(cells: tuple[str, ...], is_head: bool) -> None:
    assert heads_acts(cells) is is_head
