"""Acts printed side by side are read one after the other; what may be two columns read across is doubted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.model.finding import Finding
from extractors.pages.layout import read_pdf
from extractors.read import read_file

LEFT = [
    "SOOKOOL",
    "KÄSKKIRI",
    "14.04.2025 nr 18",
    "1. Tunnistan kehtetuks",
    "rektori 12.09.2022 käskkirja",
    "nr 40 lisad 2 ja",
    "6.",
    "2. Käskkiri jõustub",
    "allkirjastamisest.",
    "Mari Maasikas",
    "rektor",
]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in findings}


def _acts(sheet: Callable[[], Any], right: list[str], *, more: bool = False) -> list[Any]:
    pages = [sheet(), sheet()] if more else [sheet()]
    for page in pages:
        page.write(60, 60, *LEFT)
        page.write(320, 60, *right)
    return pages


@pytest.mark.parametrize(
    "head",
    [["SOO SCHOOL", "ORDER", "14 April 2025 No 18"], ["SOOKOOL", "REKTORI KÄSKKIRI", "15.04.2025 nr 19"]],
    ids=["another language", "another act"],
)
def test_acts_side_by_side_are_read_one_after_the_other(draw: Any, sheet: Callable[[], Any], head: list[str]) -> None:
    right = [*head, "1. Annexes 2 and 6 to the", "Order No. 40 of 12 September", "2022 are repealed.", "2. In force."]
    data = draw(*_acts(sheet, right))
    text, findings = read_pdf(data, "0")
    assert text.text.split("\n")[:-1] == [*LEFT, *right]
    assert "columns_uncertain" not in codes(findings)
    ended = [each for each in read_file(data, "a.pdf").effects if each.effect == "revoke"]
    assert [(each.affected.annexes, each.doubt) for each in ended] == [(("2", "6"), None)]


@pytest.mark.parametrize(
    ("right", "more"),
    [
        (
            ["SOO SCHOOL", "Review", "of jobs", "1. Annexes 2 and 6 to the", "Order No. 40 of 12 September", "2022."],
            False,
        ),
        (["SOO SCHOOL", "ORDER", "14 April 2025 No 18", "1. Annexes 2 and 6 to the", "Order No. 40 of", "2022."], True),
    ],
    ids=["no heading", "two pages"],
)
def test_what_may_be_read_across_is_doubted_effect_by_effect(
    draw: Any, sheet: Callable[[], Any], right: list[str], more: bool
) -> None:
    found = read_file(draw(*_acts(sheet, right, more=more)), "a.pdf")
    assert "columns_uncertain" in codes(found.findings)
    ended = [each for each in found.effects if each.effect == "revoke"]
    assert all(each.doubt for each in ended)
