"""Whom job descriptions name as subordinates, and what the subordinates' own descriptions say of it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.derived import Derived
from tests.sql.views.posts import Post, approve_posts, whole_act
from tests.sql.views.test_reporting_lines import ON, post
from tests.warehouse.factory import day
from warehouse.connection import Warehouse, open_working

HEAD = "Õigusosakonna juhataja"


# Unit and title of the post that names, its words, unit and title of the post that is held: where that is found.
SAME_POST = [
    ("Õigusosakond", HEAD, "jurist", "Õigusosakond", "Jurist", "unit"),
    ("Õigusosakond", HEAD, "juristid", "Õigusosakond", "Jurist", "unit"),
    ("Õigusosakond", HEAD, "2 juristi", "Õigusosakond", "Jurist", "unit"),
    ("Õigusosakond", HEAD, "kõik eksperdid (hanked)", "Õigusosakond", "Ekspert (hanked)", "unit"),
    ("Õigusosakond", HEAD, "nõunikud", "Õigusosakond, lepingute talitus", "Nõunik", "unit_below"),
    ("Õigusosakond", HEAD, "talituste juhatajad", "Õigusosakond, lepingute talitus", "Talituse juhataja", "unit_below"),
    ("Õigusosakond", HEAD, "talituse juhataja", "Õigusosakond, lepingute talitus", "Talituse juhataja", "unit_below"),
    ("Lepingute talitus", "Talituse juhataja", "hoidja", "Hoidla", "Hoidja", "authority"),
    ("Üldosakond, arhiiv", "Arhivaar", "hoidja", "Üldosakond", "Hoidja", "unit_above"),
    (None, "Peadirektor", "peadirektori asetäitja", None, "Peadirektori asetäitja", "unit"),
]  # fmt: skip
OTHER_POST = [
    ("Õigusosakond", HEAD, "vanemjurist", "Õigusosakond", "Jurist", "not_held"),
    ("Õigusosakond", HEAD, "ekspert (hanked)", "Õigusosakond", "Ekspert (lepingud)", "not_held"),
    ("Õigusosakond", HEAD, "osakonna nõunikud", "Üldosakond", "Nõunik", "not_held"),
    ("Lepingute talitus", "Talituse juhataja", "osakonna juhataja", "Õigusosakond", HEAD, "not_held"),
    ("Õigusosakond", HEAD, "õigusosakonna juhataja", "Õigusosakond", "Jurist", "not_held"),
    ("Õigusosakond", HEAD, "osakonna teenistujad", "Õigusosakond", "Jurist", "unit_staff"),
    ("Õigusosakond", HEAD, "kõik ametnikud", "Õigusosakond", "Jurist", "unit_staff"),
    ("Õigusosakond", HEAD, "lepingute talitus", "Õigusosakond", "Jurist", "unit_staff"),
]  # fmt: skip


OFFICIAL, EMPLOYEE = {"staff_group": "ametnik"}, {"staff_group": "töötaja"}
JURIST = post(HEAD, "Õigusosakond", subordinates="jurist")

# The posts of an authority, and what is told of each subordinate: words, resolution, annex, whether its own agrees.
STATEMENTS: dict[str, tuple[tuple[Post, ...], list[tuple[Any, ...]]]] = {
    "both say the same": (
        (JURIST, post("Jurist", "Õigusosakond", reports_to="osakonna juhataja")),
        [("jurist", "resolved", "2", True)],
    ),
    "another superior, held or not": (
        (
            post(HEAD, "Õigusosakond", subordinates="jurist, nõunik"),
            post("Jurist", "Õigusosakond", reports_to="peadirektorile"),
            post("Nõunik", "Õigusosakond", reports_to="kantslerile"),
            post("Peadirektor", subordinates="asedirektor"),
        ),
        [
            ("asedirektor", "not_held", None, None),
            ("jurist", "resolved", "2", False),
            ("nõunik", "resolved", "3", False),
        ],
    ),
    # Who answers to a subordinate is below its superior too.
    "over two others": (
        (
            post("Peadirektor", subordinates="õigusosakonna juhataja, talituse peajurist, jurist"),
            post(HEAD, "Õigusosakond", reports_to="peadirektorile"),
            post("Talituse peajurist", "Õigusosakond", reports_to="osakonna juhataja"),
            post("Jurist", "Õigusosakond", reports_to="talituse peajuristile"),
        ),
        [
            ("jurist", "resolved", "4", None),
            ("talituse peajurist", "resolved", "3", None),
            ("õigusosakonna juhataja", "resolved", "2", True),
        ],
    ),
    # The jurist answers to the nõunik and he to the jurist: neither leads to the head.
    "a circle": (
        (
            JURIST,
            post("Jurist", "Õigusosakond", reports_to="nõunikule"),
            post("Nõunik", "Õigusosakond", reports_to="juristile"),
        ),
        [("jurist", "resolved", "2", False)],
    ),
    "no superior named": ((JURIST, post("Jurist", "Lepingute talitus")), [("jurist", "resolved", "2", None)]),
    **{
        words: (
            (JURIST, post("Jurist", "Lepingute talitus", reports_to=words)),
            [("jurist", "resolved", "2", None)],
        )
        for words in (
            "vahetule juhile",
            "peadirektori määratud isikule",
            "juhataja",
            "õigusosakonna juhataja (lepingud)",
        )
    },
    # The plural means all of a name, the singular those that say so themselves.
    "several of a name": (
        (
            post("Peajurist", "Õigusosakond", subordinates="juristid"),
            post("Peanõunik", "Õigusosakond", subordinates="nõunik, referent (töötaja)"),
            post("Peaarhivaar", "Õigusosakond", subordinates="arhivaar"),
            *(post("Jurist", "Õigusosakond", **group) for group in (OFFICIAL, EMPLOYEE)),
            *(post("Nõunik", "Õigusosakond", **group) for group in (OFFICIAL, EMPLOYEE)),
            *(post("Referent", "Õigusosakond", **group) for group in (OFFICIAL, EMPLOYEE)),
            post("Arhivaar", "Õigusosakond", reports_to="peaarhivaarile"),
            post("Arhivaar", "Õigusosakond", reports_to="peajuristile"),
        ),
        [
            ("arhivaar", "resolved", "10", True),
            ("juristid", "resolved", "4", None),
            ("juristid", "resolved", "5", None),
            ("nõunik", "ambiguous", None, None),
            ("referent (töötaja)", "resolved", "9", None),
        ],
    ),
}


@pytest.fixture(scope="module")
def told(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Derived]:
    """Answers SQL over all cases of this module at once: posts of different authorities never meet."""
    folder = tmp_path_factory.mktemp("subordinates")
    shutil.copyfile(empty_file, folder / empty_file.name)
    with open_working(folder) as w:
        for turn, (unit, title, words, held_unit, held, _) in enumerate([*SAME_POST, *OTHER_POST]):
            approve_alone(w, f"words/{turn}", post(title, unit, subordinates=words), post(held, held_unit))
        for turn, (posts, _) in enumerate(STATEMENTS.values()):
            approve_alone(w, f"said/{turn}", *posts)
        approve_posts(w, "days/1", "5", "2025-02-03", post("Peajurist", subordinates="jurist"))
        approve_posts(w, "days/2", "6", "2025-03-03", post("Jurist", reports_to="referendile"))
        approve_posts(w, "days/3", "7", "2025-05-05", revokes=(whole_act("6", "2025-03-03"),))
        approve_posts(w, "days/4", "8", "2025-06-02", post("Jurist", reports_to="peajuristile"))
        yield Derived(w)


def approve_alone(w: Warehouse, directive_id: str, *posts: Post) -> None:
    """Load a directive with these posts, of an authority that has no other."""
    kind, turn = directive_id.split("/")
    institution = f"{'Näidiskoda' if kind == 'words' else 'Harjutuskeskus'} {turn:0>2}x"
    approve_posts(w, directive_id, "5", ON, *posts, institution=institution)


def test_the_words_for_a_subordinate_find_the_post_or_say_why_not(told: Derived) -> None:
    rows = told(
        "SELECT subordinate_words, subordinate_title, resolution, found_in FROM named_subordinates"
        " WHERE directive_id LIKE 'words/%' ORDER BY CAST(split_part(directive_id, '/', 2) AS INTEGER)"
    )
    assert rows == [(words, held, "resolved", found_in) for _, _, words, _, held, found_in in SAME_POST] + [
        (words, None, resolution, None) for _, _, words, _, _, resolution in OTHER_POST
    ]


def test_what_the_subordinates_own_descriptions_say(told: Derived) -> None:
    said: list[list[tuple[Any, ...]]] = [[] for _ in STATEMENTS]
    for turn, *row in told(
        "SELECT CAST(split_part(directive_id, '/', 2) AS INTEGER), subordinate_words, resolution,"
        " split_part(subordinate_annex_id, '#', 2), is_confirmed"
        " FROM named_subordinates WHERE directive_id LIKE 'said/%' ORDER BY ALL"
    ):
        said[turn].append(tuple(row))
    assert dict(zip(STATEMENTS, said, strict=True)) == {name: rows for name, (_, rows) in STATEMENTS.items()}


def test_a_superior_that_names_others_confirms_no_line_and_is_no_doubt(told: Derived) -> None:
    """Its list may be older than the post."""
    lines = (
        "SELECT subordinate_title, superior_title, is_confirmed FROM reporting_lines WHERE directive_id = ? ORDER BY 1"
    )
    assert told(lines, "said/0") == [("Jurist", HEAD, True)]
    assert told(lines, "said/1") == [("Jurist", "Peadirektor", False), ("Nõunik", None, None)]
    several = f"said/{list(STATEMENTS).index('several of a name')}"
    assert told(lines, several) == [("Arhivaar", "Peaarhivaar", True), ("Arhivaar", "Peajurist", False)]


def test_a_contradiction_is_a_doubt_from_the_first_day_of_both(told: Derived) -> None:
    doubts = told(
        "SELECT message, level, annex_id, quote FROM findings WHERE code = 'reporting_contradicted' ORDER BY ALL"
    )
    words = "the job description of {0} says that {1} answers to it; that of {1} names another (from {2})"
    jurist, official = (words.format(HEAD, title, ON) for title in ("Jurist", "Nõunik"))
    assert doubts == [
        (words.format("Peajurist", "Jurist", "2025-03-03 until 2025-05-05"), "info", "days/1#1", "jurist"),
        (jurist, "info", "said/1#1", "jurist, nõunik"),
        (jurist, "info", "said/3#1", "jurist"),
        (official, "info", "said/1#1", "jurist, nõunik"),
    ]


def test_days_are_those_on_which_both_are_in_force_and_words_have_a_place(told: Derived) -> None:
    rows = told(
        "SELECT line_from, line_until, resolution, subordinate_annex_id, is_confirmed"
        " FROM named_subordinates WHERE directive_id = 'days/1' ORDER BY 1"
    )
    assert rows == [
        (day("2025-02-03"), day("2025-03-03"), "not_in_force", None, None),
        (day("2025-03-03"), day("2025-05-05"), "resolved", "days/2#1", False),
        (day("2025-05-05"), day("2025-06-02"), "not_in_force", None, None),
        (day("2025-06-02"), None, "resolved", "days/4#1", True),
    ]
    places = told(
        "SELECT DISTINCT l.quote, e.quote FROM named_subordinates AS l"
        " JOIN evidence AS e ON e.evidence_id = l.evidence_id AND e.kind = 'position_field'"
        " WHERE l.directive_id = 'days/1'"
    )
    assert places == [("jurist", "jurist")]


def test_where_its_own_description_leads_to_no_superior_the_superior_s_counts(told: Derived) -> None:
    rows = [row for row in told.query("reporting_lines", day=ON) if row["subordinate_annex_id"].startswith("said/")]
    assert all(row["superior_title"] == row["superior_words"] for row in rows if row["stated_as"] == "subordinates")
    names = list(STATEMENTS)
    found = {
        (
            names[int(row["subordinate_annex_id"].split("#")[0][5:])],
            row["subordinate_annex_id"][-1],
            row["superior_title"],
        )
        for row in rows
        if row["stated_as"] == "subordinates"
    }
    unsaid = ("no superior named", "vahetule juhile", "peadirektori määratud isikule", "juhataja")
    assert found == {(name, "2", HEAD) for name in (*unsaid, "õigusosakonna juhataja (lepingud)")} | {
        ("several of a name", "4", "Peajurist"),
        ("several of a name", "5", "Peajurist"),
        ("several of a name", "9", "Peanõunik"),
    }
