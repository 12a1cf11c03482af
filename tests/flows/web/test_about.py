"""What kehtiv says of itself: figures as they were measured, and a meaning for each table and column."""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup

from flows.web import about
from tests.flows.web.conftest import Site

GOLD = Path(__file__).resolve().parents[3] / "tests" / "gold" / "figures.json"


def cells(page: str) -> list[list[str]]:
    rows = BeautifulSoup(page, "lxml").select("tbody tr")
    return [[" ".join(cell.get_text(" ").split()) for cell in row.select("th, td")] for row in rows]


def test_the_figures_of_accuracy_are_those_that_were_measured(site: Site) -> None:
    measured = json.loads(GOLD.read_text("utf-8"))
    shown = cells(site.get("/teave").text)
    for row, part in zip(shown, ("directives", "descriptions", "composed_long"), strict=True):
        figures = measured[part]
        names = ("cases", "right", "incomplete", "flagged", "silent_miss", "silent_wrong")
        assert [int(cell.split(" ")[0]) for cell in row[1:]] == [figures[name] for name in names]
        assert row[2].endswith(f"({1000 * figures['right'] // figures['cases'] / 10:.1f} %)")


def test_a_wheel_carries_the_figures() -> None:
    """They stand in the package by a link, so that they cannot become old."""
    link = Path(about.__file__).parent / "figures.json"
    assert link.is_symlink()
    assert link.resolve() == GOLD


def test_the_limits_are_said_in_both_languages(site: Site) -> None:
    assert "ei asenda akti" in site.get("/teave").text
    assert "replaces neither the act" in site.get("/teave?keel=en").text


def test_every_table_and_column_has_a_meaning(site: Site) -> None:
    page = BeautifulSoup(site.get("/teave/andmed").text, "lxml")
    meanings = {term.get_text(): term.find_next("dd").get_text() for term in page.select("dt")}  # type: ignore[union-attr]
    assert {"annexes", "directives", "duties", "reporting_lines"} <= set(meanings)
    assert any(name.startswith("annexes_in_force_on(") for name in meanings)
    assert [name for name, meaning in meanings.items() if not meaning.strip()] == []
    rows = cells(site.get("/teave/andmed/annexes").text)
    assert rows[0][:2] == ["annex_id", "VARCHAR"]
    assert "in_force_from" in [name for name, _, _ in rows]
    assert all(meaning for _, _, meaning in rows)
    assert site.get("/teave/andmed/nope").status_code == 404
