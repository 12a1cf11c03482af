"""Posts through time: versions in order, the one before each, gaps, and what changed between neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.model.position import Duty, Position
from tests.derived import Derived, publish_and_ask
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    document,
    effect,
    entry,
    header,
    load,
    position,
)
from warehouse.connection import Warehouse, open_working
from warehouse.publish import comparing

Ask = Callable[[str], list[dict[str, Any]]]
Changes = Callable[..., Position]


def unchanged(described: Position, writer: Writer) -> Position:
    return described


def with_duties(*words: str) -> Changes:
    """A description with these duties, numbered in order; outcomes after a bar."""

    def change(described: Position, writer: Writer) -> Position:
        duties = []
        for place, text in enumerate(words, 1):
            duty, *outcomes = text.split("|")
            duties.append(Duty(f"2.{place}", duty, tuple(outcomes), writer.say(text)))
        return replace(described, duties=tuple(duties))

    return change


def post(
    w: Warehouse,
    turn: int,
    signed_on: str,
    *titles: str,
    ends: tuple[str, ...] = (),
    change: Changes = unchanged,
    is_text_held: bool = True,
    **values: Any,
) -> None:
    """Directive ``turn`` approves a job description per title; ``ends`` names "number day" of acts revoked whole."""
    writer = Writer(str(turn))
    parts, positions = [body(writer)], []
    effects = [approve(writer, *(str(n) for n in range(1, len(titles) + 1)), words="Kinnitan")] if titles else []
    for number, title in enumerate(titles if is_text_held else (), 1):
        described = position(writer, str(number), title, unit="Nõuosakond", **values)
        positions.append(change(described, writer))
        parts.append(annex(writer, str(number), title))
    for words in ends:
        number, enacted_on = words.split()
        effects.append(effect(writer, "revoke", act(number, enacted_on), f"Tunnistan kehtetuks {words}"))
    file = document(
        writer,
        header=header(str(turn), signed_on),
        parts=tuple(parts),
        effects=tuple(effects),
        positions=tuple(positions),
    )
    load(w, f"na/{turn}", entry(str(turn), signed_on), file)


@pytest.fixture
def w(tmp_path: Path) -> Any:
    with open_working(tmp_path) as working:
        yield working


def asked(w: Warehouse, sql: str) -> list[tuple[Any, ...]]:
    return Derived(w)(sql)


VERSIONS = "SELECT annex_id, version, previous_annex_id, CAST(gap_from AS VARCHAR), ended_by FROM position_versions"
CHANGES = "SELECT field, change, old_words, new_words FROM position_changes ORDER BY version, ordinal"


def test_versions_follow_one_another_with_what_ended_each(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", "nõunik", ends=("1 2025-01-01",))
    assert asked(w, VERSIONS) == [
        ("na/1#1", 1, None, None, "na/2"),
        ("na/2#1", 2, "na/1#1", None, None),
    ]


def test_days_without_any_are_told_with_the_version_that_ends_them(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", ends=("1 2025-01-01",))
    post(w, 3, "2025-03-11", "Nõunik")
    assert asked(w, VERSIONS) == [
        ("na/1#1", 1, None, None, "na/2"),
        ("na/3#1", 2, "na/1#1", "2025-03-01", None),
    ]


def test_a_version_that_nothing_ended_is_still_the_one_before(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", "Nõunik")
    assert [row[2] for row in asked(w, VERSIONS)] == [None, "na/1#1"]


def test_of_two_that_may_be_the_one_before_none_is_chosen(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik", "Nõunik")
    post(w, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",))
    rows = asked(w, "SELECT annex_id, previous_annex_id, possible_previous_ids FROM position_versions ORDER BY 1")
    assert rows[-1] == ("na/2#1", None, ["na/1#1", "na/1#2"])
    versions = asked(w, "SELECT annex_id, version FROM position_versions ORDER BY 1")
    assert versions == [("na/1#1", 1), ("na/1#2", 1), ("na/2#1", 2)]
    assert asked(w, CHANGES) == []


def test_what_another_directive_ended_is_no_candidate_where_this_one_ended_one(w: Warehouse) -> None:
    """Side by side two annexes of one name; each is replaced by a directive of its own."""
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-01-01", "Nõunik")
    post(w, 3, "2025-03-01", "Nõunik", ends=("2 2025-01-01",))
    assert asked(w, VERSIONS + " WHERE directive_id = 'na/3'")[0][2] == "na/2#1"


def test_each_change_is_a_row_with_its_words(w: Warehouse) -> None:
    first = with_duties("Kirjade registreerimine", "Koosolekute kutsumine|Kutse on saadetud", "Raamatute tellimine")
    second = with_duties(
        "Koosolekute kutsumine|Kutse on saadetud kirjaga", "Kirjade registreerimine", "Puude istutamine"
    )
    post(w, 1, "2025-01-01", "Nõunik", change=first, education="Kõrgharidus", special_conditions="Valve")
    post(
        w,
        2,
        "2025-03-01",
        "Nõunik",
        ends=("1 2025-01-01",),
        change=second,
        education="kõrgharidus.",
        reports_to="Osakonna juhataja",
        purpose=None,
    )
    assert asked(w, CHANGES) == [
        ("reports_to", "added", None, "Osakonna juhataja"),
        ("special_conditions", "dropped", "Valve", None),
        (
            "duty",
            "reworded",
            "Koosolekute kutsumine\nKutse on saadetud",
            "Koosolekute kutsumine\nKutse on saadetud kirjaga",
        ),
        ("duty", "moved", "Kirjade registreerimine", "Kirjade registreerimine"),
        ("duty", "added", None, "Puude istutamine"),
        ("duty", "dropped", "Raamatute tellimine", None),
    ]
    operations = asked(w, "SELECT operations FROM position_changes WHERE change = 'reworded'")[0][0]
    assert [one["operation"] for one in operations] == ["same", "added"]
    assert operations[-1]["new_words"] == "kirjaga"


def test_each_change_leads_to_its_places(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik", change=with_duties("Kirjade registreerimine", "Raamatute tellimine"))
    post(w, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",), change=with_duties("Raamatute tellimine ja jagamine"))
    rows = asked(
        w,
        "SELECT c.change, o.quote, n.quote, c.old_number, c.new_number, c.old_ordinal, c.new_ordinal"
        " FROM position_changes AS c"
        " LEFT JOIN evidence AS o ON o.evidence_id = c.old_evidence_id"
        " LEFT JOIN evidence AS n ON n.evidence_id = c.new_evidence_id ORDER BY c.ordinal",
    )
    assert rows == [
        ("dropped", "Kirjade registreerimine", None, "2.1", None, 1, None),
        ("reworded", "Raamatute tellimine", "Raamatute tellimine ja jagamine", "2.2", "2.1", 2, 1),
    ]


def test_a_version_whose_text_is_not_held_is_compared_with_none(w: Warehouse) -> None:
    """Its title says which post it is; what it asked for nobody knows, so nothing is called added or dropped."""
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",), is_text_held=False)
    assert asked(w, CHANGES) == []


def test_what_did_not_change_has_no_row(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", "NÕUNIK", ends=("1 2025-01-01",))
    assert asked(w, CHANGES) == []


@pytest.mark.long
def test_batches_are_no_other_answer_than_one(w: Warehouse, monkeypatch: pytest.MonkeyPatch) -> None:
    """A large register is compared in many batches, on the disk."""
    for turn in range(1, 8):
        duties = with_duties(f"Kirjade registreerimine raamatus {turn}", "Raamatute tellimine")
        post(
            w, turn, f"2025-0{turn}-01", "Nõunik", ends=(f"{turn - 1} 2025-0{turn - 1}-01",) * (turn > 1), change=duties
        )
    whole = publish_and_ask(w, "FROM position_changes")
    assert len(whole) == 6
    monkeypatch.setattr(comparing, "_BATCH", 2)
    monkeypatch.setattr("warehouse.publish.derive._ON_DISK_BYTES", 0)
    w.connection.execute("UPDATE base.state SET content_revision = content_revision + 1")
    assert publish_and_ask(w, "FROM position_changes") == whole


def findings(w: Warehouse, code: str) -> list[tuple[Any, ...]]:
    return asked(w, f"SELECT annex_id, directive_id, message FROM findings WHERE code = '{code}' ORDER BY 1")


THREE = with_duties("Kirjade registreerimine", "Raamatute tellimine", "Muud ülesanded")


def test_a_renamed_post_is_proposed_as_a_continuation_and_joined_by_nothing(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Referent", change=THREE)
    post(w, 2, "2025-03-01", "Kantseleijuht", ends=("1 2025-01-01",), change=THREE)
    [(annex_id, directive_id, message)] = findings(w, "post_may_continue")
    assert (annex_id, directive_id) == ("na/1#1", "na/2")
    assert "may go on as na/2#1 (another name)" in message
    assert "3 of 3 duties are the same" in message
    assert [row[2] for row in asked(w, VERSIONS)] == [None, None]


@pytest.mark.parametrize("words", [("Muud ülesanded",), ("Muud ülesanded", "Puude istutamine", "Akende pesemine")])
def test_one_common_duty_is_no_continuation(w: Warehouse, words: tuple[str, ...]) -> None:
    post(w, 1, "2025-01-01", "Referent", change=THREE)
    post(w, 2, "2025-03-01", "Kantseleijuht", ends=("1 2025-01-01",), change=with_duties(*words))
    assert findings(w, "post_may_continue") == []


def test_two_directives_propose_nothing(w: Warehouse) -> None:
    """One revokes, another approves a new post with the same duties: no act joins the two."""
    post(w, 1, "2025-01-01", "Referent", change=THREE)
    post(w, 2, "2025-03-01", ends=("1 2025-01-01",))
    post(w, 3, "2025-03-01", "Kantseleijuht", change=THREE)
    assert findings(w, "post_may_continue") == []


def test_a_post_that_goes_on_under_its_own_name_needs_no_other(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Referent", change=THREE)
    post(w, 2, "2025-03-01", "Kantseleijuht", "Referent", ends=("1 2025-01-01",), change=THREE)
    assert findings(w, "post_may_continue") == []


def test_an_older_post_that_gains_the_duties_is_no_continuation(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Referent", change=THREE)
    post(w, 2, "2025-01-02", "Kantseleijuht", change=with_duties("Puude istutamine"))
    post(w, 3, "2025-03-01", "Kantseleijuht", ends=("1 2025-01-01", "2 2025-01-02"), change=THREE)
    assert findings(w, "post_may_continue") == []


def test_a_later_act_that_ends_nothing_may_replace_what_is_in_force(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik")
    post(w, 2, "2025-03-01", "nõunik")
    [(annex_id, directive_id, message)] = findings(w, "implied_replacement")
    assert (annex_id, directive_id) == ("na/1#1", "na/1")
    assert "a later act, na/2, approves na/2#1 on the same matter and ends nothing of this one" in message
    in_force = asked(w, "SELECT annex_id FROM annexes_in_force_on('2025-06-01') ORDER BY 1")
    assert in_force == [("na/1#1",), ("na/2#1",)], "a finding, never automatic"


@pytest.mark.parametrize("titles", [("Nõunik",), ("Nõunik", "Nõunik")])
def test_what_was_revoked_or_is_meant_side_by_side_is_not_replaced_silently(
    w: Warehouse, titles: tuple[str, ...]
) -> None:
    post(w, 1, "2025-01-01", *titles)
    ends = ("1 2025-01-01",) if len(titles) == 1 else ()
    post(w, 2, "2025-03-01", "Nõunik", ends=ends)
    assert findings(w, "implied_replacement") == []


def test_a_posts_history_is_its_versions_each_with_what_changed(w: Warehouse) -> None:
    post(w, 1, "2025-01-01", "Nõunik", change=with_duties("Kirjade registreerimine"))
    post(
        w, 2, "2025-03-01", "Nõunik", ends=("1 2025-01-01",), change=with_duties("Kirjade registreerimine", "Jagamine")
    )
    post(w, 3, "2025-03-01", "Referent")
    [(chain_id,)] = asked(w, "SELECT DISTINCT chain_id FROM position_versions WHERE title = 'Nõunik'")
    rows = asked(w, f"SELECT version, annex_id, changes FROM post_history('{chain_id}')")
    assert [(row[0], row[1], [one["change"] for one in row[2]]) for row in rows] == [
        (1, "na/1#1", []),
        (2, "na/2#1", ["added"]),
    ]
    assert asked(w, "FROM post_history('no such post')") == []
