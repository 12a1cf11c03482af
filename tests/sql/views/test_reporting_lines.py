"""Who answers to whom, who substitutes whom, and the tree of units, from the words of job descriptions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.sql.views.posts import Post, approve_posts, whole_act
from tests.warehouse.factory import day
from warehouse.connection import Warehouse

ON = "2025-02-03"


def post(title: str, unit: str | None = None, **fields: str) -> Post:
    return title, ({"unit": unit} if unit is not None else {}) | fields


def lines(ask: Any) -> dict[str, tuple[Any, ...]]:
    """The one line of each subordinate: words, resolution, superior and where it was found."""
    rows = ask("SELECT subordinate_title, superior_words, resolution, superior_title, found_in FROM reporting_lines")
    assert len({row[0] for row in rows}) == len(rows)
    return {row[0]: row[1:] for row in rows}


# Unit and title of the post that is held, unit of the jurist, whom it reports to in words: where the post is found.
SAME_POST = [
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond", "Õigusosakonna juhataja", "unit"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond", "osakonna juhataja", "unit"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond", "osakonnajuhatajale", "unit"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond", "juhataja", "unit"),
    ("Õigusosakond", "Osakonnajuhataja", "Õigusosakond", "Õigusosakonna juhataja", "unit"),
    ("Õigusosakond", "juhataja", "Õigusosakond", "õigusosakonna juhatajale", "unit"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond, lepingute talitus", "osakonna juhataja", "unit_above"),
    ("Üldosakond, arhiivi talitus", "Talituse juhataja", "Üldosakond, arhiivi talitus", "talitusejuhataja", "unit"),
    ("Õigusosakond", "Peajurist", "Õigusosakond", "peajuristile", "unit"),
    ("Õigusosakond", "Peajurist", "Õigusosakond, lepingute talitus", "osakonna peajurist", "unit_above"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Üldosakond", "Õigusosakonna juhataja", "authority"),
    (None, "Peadirektor", "Õigusosakond", "vahetult peadirektorile", "authority"),
    (None, "Juhataja", None, "juhataja", "unit"),
    ("Koostöövaldkond", "Valdkonnajuht (koostöö)", "Koostöövaldkond", "valdkonnajuht (koostöö)", "unit"),
    ("teehoiuteenistus", "Teehoiuteenistuse direktor", "teehoiuteenistus", "direktor", "unit"),
]  # fmt: skip


def each_in_an_authority_of_its_own(working: Warehouse, ask: Any, cases: list[tuple[Any, ...]]) -> list[Any]:
    """The line of the jurist of each case. Posts of different authorities never meet, so that all derive at once."""
    for turn, (held_unit, held, unit, words, *_) in enumerate(cases):
        posts = post(held, held_unit), post("Jurist", unit, reports_to=words)
        approve_posts(working, f"na/{turn}", "5", ON, *posts, institution=f"Näidiskoda {turn:02d}x")
    rows = ask(
        "SELECT authority, superior_words, resolution, superior_title, found_in FROM reporting_lines"
        " WHERE subordinate_title = 'Jurist' ORDER BY authority"
    )
    assert len({row[0] for row in rows}) == len(rows) == len(cases)
    return [row[1:] for row in rows]


def test_the_words_for_a_superior_find_the_post(working: Warehouse, ask: Any) -> None:
    told = each_in_an_authority_of_its_own(working, ask, SAME_POST)
    assert told == [(words, "resolved", held, found_in) for _, held, _, words, found_in in SAME_POST]


OTHER_POST = [
    ("Üldosakond", "Üldosakonna juhataja", "Õigusosakond", "osakonna juhataja"),
    ("Üldosakond", "Üldosakonna juhataja", "Õigusosakond", "Õigusosakonna juhataja"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond, lepingute talitus", "juhataja"),
    ("Õigusosakond", "Õigusosakonna juhataja", "Õigusosakond, lepingute talitus", "talituse juhataja"),
    ("Õigusosakond", "Õigusosakonna juhataja", None, "osakonna juhataja"),
    ("Õigusosakond", "Vanemjurist", "Õigusosakond", "jurist"),
    ("Õigusosakond", "Nõunik (lepingud)", "Õigusosakond", "nõunik"),
    ("Õigusosakond", "Arendusjuht", "Õigusosakond", "õigusosakonna juht"),
]


def test_words_that_may_mean_another_post_find_none(working: Warehouse, ask: Any) -> None:
    told = each_in_an_authority_of_its_own(working, ask, OTHER_POST)
    assert told == [(words, "not_held", None, None) for *_, words in OTHER_POST]


def test_several_posts_in_force_are_ambiguous_and_a_nearer_unit_goes_first(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working,
        "na/1",
        "5",
        ON,
        post("Peaspetsialist", "Üldosakond", staff_group="ametnik"),
        post("Peaspetsialist", "Üldosakond", staff_group="töötaja"),
        post("Peaspetsialist", "Õigusosakond"),
        post("Referent", "Üldosakond", reports_to="peaspetsialistile"),
        post("Assistent", "Üldosakond", reports_to="peaspetsialist (töötaja)"),
        post("Jurist", "Õigusosakond", reports_to="peaspetsialistile"),
        post("Koristaja", "Haldusosakond", reports_to="peaspetsialistile"),
    )
    rows = ask("SELECT subordinate_title, resolution, superior_annex_id, len(candidates) FROM reporting_lines")
    assert {row[0]: row[1:] for row in rows} == {
        "Referent": ("ambiguous", None, 2),
        "Assistent": ("resolved", "na/1#2", 1),
        "Jurist": ("resolved", "na/1#3", 1),
        "Koristaja": ("ambiguous", None, 3),
    }


def test_a_name_that_very_many_posts_have_is_ambiguous_without_a_list(working: Warehouse, ask: Any) -> None:
    many = [post("Peaspetsialist", f"{turn}. osakond") for turn in range(1, 22)]
    others = [post("Koristaja", "Üldosakond", reports_to="peaspetsialistile")]
    others += [post("Referent", "7. osakond", reports_to="peaspetsialistile")]
    approve_posts(working, "na/1", "5", ON, *many, *others)
    rows = ask(
        "SELECT subordinate_title, resolution, superior_annex_id, len(candidates) FROM reporting_lines ORDER BY 1"
    )
    assert rows == [("Koristaja", "ambiguous", None, 0), ("Referent", "resolved", "na/1#7", 1)]


def test_another_authority_s_post_is_never_the_superior(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", ON, post("Peadirektor"), institution="Teine Amet")
    approve_posts(working, "na/2", "6", ON, post("Jurist", reports_to="peadirektorile"), institution="Näidisamet")
    assert lines(ask)["Jurist"] == ("peadirektorile", "not_held", None, None)


def test_a_line_changes_with_the_superior_s_description_and_has_none_in_between(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", "2025-02-03", post("Jurist", reports_to="peajuristile"))
    approve_posts(working, "na/2", "6", "2025-03-03", post("Peajurist"))
    approve_posts(working, "na/3", "7", "2025-05-05", revokes=(whole_act("6", "2025-03-03"),))
    approve_posts(working, "na/4", "8", "2025-06-02", post("Peajurist"))
    rows = ask("SELECT line_from, line_until, resolution, superior_annex_id FROM reporting_lines ORDER BY 1")
    assert rows == [
        (day("2025-02-03"), day("2025-03-03"), "not_in_force", None),
        (day("2025-03-03"), day("2025-05-05"), "resolved", "na/2#1"),
        (day("2025-05-05"), day("2025-06-02"), "not_in_force", None),
        (day("2025-06-02"), None, "resolved", "na/4#1"),
    ]


def test_while_its_own_unit_s_post_is_not_in_force_no_namesake_takes_its_place(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", "2025-02-03", post("Jurist", "Õigusosakond", reports_to="nõunikule"))
    approve_posts(working, "na/2", "6", "2025-02-03", post("Nõunik", "Üldosakond"))
    approve_posts(working, "na/3", "7", "2025-06-02", post("Nõunik", "Õigusosakond"))
    rows = ask("SELECT line_from, resolution, superior_annex_id FROM reporting_lines ORDER BY 1")
    assert rows == [
        (day("2025-02-03"), "not_in_force", None),
        (day("2025-06-02"), "resolved", "na/3#1"),
    ]


def test_nobody_answers_to_the_own_post(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", ON, post("Juhataja", "Üldosakond", reports_to="juhataja"))
    assert lines(ask)["Juhataja"][1] == "not_held"


def test_each_superior_of_a_list_is_one_line(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working,
        "na/1",
        "5",
        ON,
        post("Peajurist"),
        post("Vanemnõunik (leping, hange)"),
        post("Jurist", reports_to="peajurist ja vanemnõunik (leping, hange)"),
        post("Referent", reports_to="peajuristile või vanemnõunikule (leping, hange); peadirektorile"),
        post("Õiguse ja lepingute nõunik"),
        post("Assistent", reports_to="õiguse ja lepingute nõunikule"),
    )
    rows = ask(
        "SELECT subordinate_title, piece, superior_title, resolution FROM reporting_lines"
        " ORDER BY subordinate_title, ordinal, piece"
    )
    assert rows == [
        ("Assistent", 0, "Õiguse ja lepingute nõunik", "resolved"),
        ("Jurist", 1, "Peajurist", "resolved"),
        ("Jurist", 2, "Vanemnõunik (leping, hange)", "resolved"),
        ("Referent", 0, "Peajurist", "resolved"),
        ("Referent", 0, "Vanemnõunik (leping, hange)", "resolved"),
        ("Referent", 0, None, "not_held"),
    ]


def test_a_line_names_the_place_of_its_words(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", ON, post("Jurist", reports_to="peajuristile"))
    rows = ask("SELECT l.quote, e.quote, e.kind FROM reporting_lines AS l JOIN evidence AS e USING (evidence_id)")
    assert rows == [("peajuristile", "peajuristile", "position_field")]


def substitutions(ask: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = ask(
        "SELECT title, stated_as, other_words, resolution, is_confirmed FROM substitutions ORDER BY ALL"
    )
    return rows


def contradictions(ask: Any) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = ask(
        "SELECT message, level, annex_id, quote FROM findings WHERE code = 'substitution_contradicted' ORDER BY 1"
    )
    return rows


def test_what_both_descriptions_say_is_confirmed(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working,
        "na/1",
        "5",
        ON,
        post("Jurist", substituted_by="nõunik"),
        post("Nõunik", substitutes_for="juristi (lepingute ülesannetes)"),
    )
    assert substitutions(ask) == [
        ("Jurist", "substituted_by", "nõunik", "resolved", True),
        ("Nõunik", "substitutes_for", "juristi (lepingute ülesannetes)", "resolved", True),
    ]
    assert ask("SELECT limit_words FROM substitutions WHERE title = 'Nõunik'") == [("lepingute ülesannetes",)]
    assert contradictions(ask) == []


def test_a_description_that_names_others_contradicts(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working,
        "na/1",
        "5",
        ON,
        post("Jurist", substituted_by="nõunik"),
        post("Nõunik", substitutes_for="referenti"),
        post("Referent", substituted_by="nõunik"),
    )
    assert ("Jurist", "substituted_by", "nõunik", "resolved", False) in substitutions(ask)
    assert contradictions(ask) == [
        (
            "the job description of Jurist says that Nõunik substitutes it; that of Nõunik names others"
            " (from 2025-02-03)",
            "info",
            "na/1#1",
            "nõunik",
        )
    ]


SILENT = [
    {},  # it says nothing of whom it substitutes
    {"substitutes_for": "teist ametnikku"},
    {"substitutes_for": "osakonna teenistujat"},
    {"substitutes_for": "juhataja määratud isikut"},
    {"substitutes_for": "juristi (leping)"},
]


@pytest.mark.parametrize("fields", SILENT)
def test_a_description_that_does_not_tell_contradicts_nothing(
    working: Warehouse, ask: Any, fields: dict[str, str]
) -> None:
    approve_posts(working, "na/1", "5", ON, post("Jurist", substituted_by="nõunik"), post("Nõunik", **fields))
    assert ("Jurist", "substituted_by", "nõunik", "resolved", None) in substitutions(ask)
    assert contradictions(ask) == []


def test_descriptions_that_are_never_in_force_together_do_not_contradict(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", "2025-02-03", post("Nõunik", substitutes_for="referenti"))
    approve_posts(
        working,
        "na/2",
        "6",
        "2025-06-02",
        post("Jurist", substituted_by="nõunik"),
        revokes=(whole_act("5", "2025-02-03"),),
    )
    assert ("Jurist", "substituted_by", "nõunik", "not_in_force", None) in substitutions(ask)
    assert contradictions(ask) == []


def test_holders_of_one_post_substitute_one_another(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working, "na/1", "5", ON, post("Inspektor", substitutes_for="inspektorit", substituted_by="inspektor")
    )
    assert [row[3:] for row in substitutions(ask)] == [("resolved", True), ("resolved", True)]


def tree(ask: Any, on: str) -> list[tuple[Any, ...]]:
    rows: list[tuple[Any, ...]] = ask(
        "SELECT depth, unit, parent_unit, post_number, post_number_with_below, head_title FROM unit_tree(?)", on
    )
    return rows


def test_the_tree_has_each_unit_below_its_own_with_its_posts_and_its_head(working: Warehouse, ask: Any) -> None:
    approve_posts(
        working,
        "na/1",
        "5",
        ON,
        post("Peadirektor"),
        post("Õigusosakonna juhataja", "Õigusosakond"),
        post("Projektijuht", "Õigusosakond"),
        post("Talituse juhataja", "õigusosakond, lepingute talitus"),
        post("Jurist", "Õigusosakond, lepingute talitus"),
        post("Hooldaja", "Haldusosakond; garaaž"),
    )
    assert tree(ask, ON) == [
        (0, None, None, 1, 6, None),
        (1, "Haldusosakond", None, 0, 1, None),
        (2, "garaaž", "Haldusosakond", 1, 1, None),
        (1, "Õigusosakond", None, 2, 4, "Õigusosakonna juhataja"),
        (2, "lepingute talitus", "Õigusosakond", 2, 2, "Talituse juhataja"),
    ]
    assert tree(ask, "2025-02-02") == []


def test_what_ended_leaves_the_tree(working: Warehouse, ask: Any) -> None:
    approve_posts(working, "na/1", "5", "2025-02-03", post("Jurist", "Õigusosakond"))
    approve_posts(
        working,
        "na/2",
        "6",
        "2025-06-02",
        post("Jurist", "Üldosakond"),
        revokes=(whole_act("5", "2025-02-03"),),
    )
    assert [row[1] for row in tree(ask, "2025-06-01")] == [None, "Õigusosakond"]
    assert [row[1] for row in tree(ask, "2025-06-02")] == [None, "Üldosakond"]


def test_a_night_without_posts_has_no_lines(working: Warehouse, ask: Any, tmp_path: Path) -> None:
    approve_posts(working, "na/1", "5", ON)
    assert ask("SELECT * FROM reporting_lines") == ask("SELECT * FROM substitutions") == []
    assert tree(ask, ON) == []
