"""The tree of a unit by reporting lines: geometry as values, and the page over the sample register."""

from __future__ import annotations

import re
from datetime import date
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pytest
from bs4 import BeautifulSoup

from flows.ask import site as asked
from flows.web.asking import NotHeld
from flows.web.outcomes import find_posts
from flows.web.render import render
from flows.web.tree import BOX_HEIGHT, DEEPEST, MOST_LETTERS, lay_out_tree
from tests.flows.web.conftest import Site

UNIT = "/struktuur/näidisamet/järelevalveosakond?paev=2023-05-01"


def line(annex: str, superior: str | None = None, *, held: bool = True, words: str | None = None) -> dict[str, Any]:
    """A row of the query: an annex, and the superior that it names, a held one unless ``held`` is false."""
    return {
        "annex_id": annex,
        "title": annex.upper(),
        "unit": "osakond",
        "staff_group": None,
        "superior_words": words or superior,
        "resolution": None if superior is None else "resolved" if held else "not_held",
        "superior_annex_id": superior if held else None,
        "superior_title": superior.upper() if superior and held else None,
        "superior_unit": None,
        "evidence_id": f"e-{annex}" if superior else None,
    }


def places(rows: list[dict[str, Any]], most: int = 100) -> list[tuple[str, int]]:
    tree = lay_out_tree(rows, most)
    assert tree is not None
    return [(node.title, node.depth) for node in tree.nodes]


def test_each_post_stands_below_its_superior_and_superiors_without_a_post_begin() -> None:
    rows = [line("a", "b"), line("b", "Peadirektor", held=False), line("c", "PEADIREKTOR", held=False), line("d", "b")]
    assert places(rows) == [("Peadirektor", 0), ("B", 1), ("A", 2), ("D", 2), ("C", 1)]


def test_a_post_that_names_nobody_begins_and_a_superior_elsewhere_is_outside() -> None:
    rows = [line("a"), line("b", "x")]
    assert places(rows) == [("X", 0), ("B", 1), ("A", 0)]
    tree = lay_out_tree(rows, 100)
    assert tree is not None
    assert [node.is_outside for node in tree.nodes] == [True, False, False]


def test_posts_in_a_circle_are_drawn_once() -> None:
    assert places([line("a", "b"), line("b", "c"), line("c", "a")]) == [("A", 0), ("C", 1), ("B", 2)]
    assert places([line("a", "a")]) == [("A", 0)]
    assert places([line("r"), line("a", "b"), line("b", "a"), line("s", "a")]) == [
        ("R", 0), ("A", 0), ("B", 1), ("S", 1),
    ]  # fmt: skip


def test_further_superiors_are_led_to_by_lines_of_their_own() -> None:
    tree = lay_out_tree([line("a"), line("b"), line("c", "a"), line("c", "b"), line("c", "a", words="teine")], 100)
    assert tree is not None
    assert (len(tree.lines), len(tree.further_lines)) == (1, 1)
    assert [len(node.rows) for node in tree.nodes] == [0, 3, 0]


def test_lines_lead_from_box_to_box_and_all_is_within_the_drawing() -> None:
    chain = [line("p0")] + [line(f"p{turn}", f"p{turn - 1}") for turn in range(1, 40)]
    tree = lay_out_tree(chain, 100)
    assert tree is not None
    assert [node.depth for node in tree.nodes] == list(range(40))
    assert len({node.x for node in tree.nodes}) == DEEPEST + 1
    for above, below, path in zip(tree.nodes, tree.nodes[1:], tree.lines, strict=False):
        x, start, middle, end = map(int, re.fullmatch(r"M(\d+) (\d+)V(\d+)H(\d+)", path).groups())  # type: ignore[union-attr]
        assert above.x < x < above.x + 40
        assert (start, middle, end) == (above.y + BOX_HEIGHT, below.y + BOX_HEIGHT // 2, below.x)
    last = tree.nodes[-1]
    assert last.y + BOX_HEIGHT < tree.height
    assert last.x + 430 < tree.width


def test_so_many_are_drawn_and_the_rest_is_counted() -> None:
    tree = lay_out_tree([line(f"p{turn:04}") for turn in range(500)], 300)
    assert tree is not None
    assert (len(tree.nodes), tree.left_out) == (300, 200)
    assert lay_out_tree([], 300) is None


def test_a_long_title_is_cut_where_it_is_drawn_and_whole_where_it_is_read() -> None:
    tree = lay_out_tree([line("a" * 200)], 10)
    assert tree is not None
    assert len(tree.nodes[0].shown) == MOST_LETTERS
    assert tree.nodes[0].shown.endswith("…")
    assert len(tree.nodes[0].title) == 200


def test_titles_of_a_hostile_register_are_text_in_the_drawing() -> None:
    hostile = "</text><script>alert(1)</script>\"' onclick=x \u202eõigus & <image href=x>"
    row = line("sample/1#1", "x", held=False) | {"title": hostile, "superior_words": hostile, "unit": hostile}
    shown = {
        "path": "/", "other_language": "/", "query": "", "language": "et", "version": "v", "today": date(2026, 1, 1),
        "day": date(2026, 1, 1), "known_on": None, "kept": {}, "asked": (), "feed": None, "most": 300,
        "authority": {"authority": hostile, "name": hostile}, "unit": hostile, "tree": lay_out_tree([row], 300),
    }  # fmt: skip
    page = render("tree.html", "et", shown)
    drawn = BeautifulSoup(page, "lxml")
    assert not drawn.select("script, svg image, [onclick]")
    assert "\u202e" not in page
    assert {str(link["href"]).partition("/")[2].partition("/")[0] for link in drawn.select("svg a")} == {
        "toend",
        "kaskkiri",
    }


def test_the_page_draws_the_unit_with_those_below_it_and_says_the_same_in_a_table(site: Site) -> None:
    page = BeautifulSoup(site.get(UNIT).text, "lxml")
    drawn = [str(link["aria-label"]) for link in page.select("svg a")]
    assert drawn[0] == "Peadirektor; teada ainult nimetuse järgi"
    assert drawn[1] == "Järelevalveosakonna juhataja (ametnik), Järelevalveosakond; allub Peadirektor"
    assert len(drawn) == 12
    rows = [[" ".join(cell.get_text(" ").split()) for cell in row.select("td, th")] for row in page.select("tbody tr")]
    assert [row[0] for row in rows].count("4") == 4
    assert rows[6] == [
        "4", "Inspektor (ametnik)", "Järelevalveosakond, kontrollitalitus", "Kontrollitalituse juhataja",
        "Kontrollitalituse juhataja",
    ]  # fmt: skip
    names = page.select("svg title, svg desc")
    assert [name["id"] for name in names] == ["puu-nimi", "puu-sisu"]
    assert "Üksuse ametikohti: 11" in names[1].get_text()


def test_each_day_has_its_tree_and_an_unknown_unit_none(site: Site) -> None:
    later = BeautifulSoup(site.get(UNIT.replace("2023-05-01", "2026-11-29")).text, "lxml")
    assert len(later.select("tbody tr")) == 6
    assert "ei kehti üksuses ühtki" in site.get(UNIT.replace("2023", "2019")).text
    for path in ("/struktuur/näidisamet/x", "/struktuur/x/järelevalveosakond", "/struktuur/näidisamet/,"):
        assert site.get(path).status_code == 404
    links = {unquote(link) for link in re.findall(r'href="(/struktuur/[^"?]+)', site.get("/struktuur/näidisamet").text)}
    assert "/struktuur/näidisamet/järelevalveosakond, kontrollitalitus" in links


def test_a_unit_or_post_may_have_a_slash_in_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {("osakond/büroo", "jurist/nõunik")}
    monkeypatch.setattr(asked, "find_authority", lambda w, name: {"authority": name})
    monkeypatch.setattr(asked, "posts_named", lambda w, key, unit, post, day: [{}] if (unit, post) in held else [])
    asking: Any = SimpleNamespace(w=None, day=date(2026, 1, 1))
    found = find_posts(asking, "amet", "osakond", "büroo/jurist/nõunik")
    assert (found.unit, found.subject) == ("osakond/büroo", "jurist/nõunik")
    with pytest.raises(NotHeld):
        find_posts(asking, "amet", "osakond", "büroo/jurist")
