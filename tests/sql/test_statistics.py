"""What the register says beside what was read: lags, numbers, restrictions, posts by group and language."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extractors.model.provision import Provision
from tests.sql.views.posts import approve_posts, whole_act
from tests.warehouse.factory import Writer, act, body, citation, day, directive, document, entry, header, load
from warehouse.ask.queries import run_query
from warehouse.connection import Warehouse, open_published
from warehouse.publish.publish import publish


def asked(w: Warehouse, folder: Path, name: str, **params: Any) -> list[dict[str, Any]]:
    publish(w, folder)
    with open_published(folder) as published:
        result = run_query(published, name=name, params=params)
    return [dict(zip(result.columns, row, strict=True)) for row in result.rows]


def at(on: str) -> datetime:
    return datetime.fromisoformat(f"{on}T01:00:00").replace(tzinfo=UTC)


def test_the_lag_counts_only_what_was_registered_since_the_register_is_watched(
    working: Warehouse, tmp_path: Path
) -> None:
    seen = [("1", "2024-05-06", "2025-03-03"), ("2", "2025-03-03", "2025-03-04"), ("3", "2025-03-04", "2025-03-09")]
    seen += [("4", "2025-03-05", "2025-03-05"), ("5", "2026-01-02", "2026-01-12")]
    for number, registered_on, first_seen_on in seen:
        load(working, f"na/{number}", entry(number, registered_on), at=at(first_seen_on))
    load(working, "files/1", entry("9", "2025-03-03"), at=at("2025-04-03"))
    rows = asked(working, tmp_path, "publication_lag")
    assert [tuple(row.values()) for row in rows] == [
        ("na", 2024, 1, 0, None, None, None, None, 0),
        ("na", 2025, 3, 3, 0, 1.0, 4.2, 5, 2),
        ("na", 2026, 1, 1, 10, 10.0, 10.0, 10, 0),
    ]


def cite(w: Warehouse, document_id: str, number: str, signed_on: str, *cited: tuple[str, str]) -> None:
    writer = Writer(document_id)
    main = body(writer, f"KÄSKKIRI {signed_on} nr {number}")
    citations = tuple(citation(writer, *each) for each in ((number, signed_on), *cited))
    file = document(writer, header=header(number, signed_on), parts=(main,), citations=citations)
    load(w, document_id, entry(number, signed_on), file)


def test_an_act_is_cited_once_a_citing_act_and_never_by_itself(working: Warehouse, tmp_path: Path) -> None:
    cite(working, "na/1", "5", "2025-02-03")
    cite(working, "na/2", "6", "2025-02-04", ("5", "2025-02-03"), ("88", "2020-01-07"), ("88", "2020-01-07"))
    cite(working, "na/3", "7", "2025-02-05", ("5", "2025-02-03"))
    rows = asked(working, tmp_path, "acts_cited_most")
    found = [(row["number"], row["citing_number"], row["mention_number"], row["cited_directive_id"]) for row in rows]
    assert found == [("5", 2, 2, "na/1"), ("88", 1, 2, None)]
    in_force = asked(working, tmp_path, "acts_cited_most", day="2025-02-04")
    assert [(row["number"], row["citing_number"]) for row in in_force] == [("88", 1), ("5", 1)]


def test_provisions_of_one_law_count_for_the_law_and_a_place_once(working: Warehouse, tmp_path: Path) -> None:
    writer = Writer("na/1")
    main = body(writer, "KÄSKKIRI 2025-02-03 nr 5")
    both = writer.say("Avaliku teenistuse seaduse § 52 lõigete 1 ja 2 alusel")
    other = writer.say("Vabariigi Valitsuse seaduse § 42")
    provisions = (
        Provision("avaliku teenistuse seadus", "52", "1", None, both),
        Provision("avaliku teenistuse seadus", "52", "2", None, both),
        Provision("Vabariigi Valitsuse seadus", "42", None, None, other),
    )
    file = document(writer, header=header("5", "2025-02-03"), parts=(main,), provisions=provisions)
    load(working, "na/1", entry("5", "2025-02-03"), file)
    rows = asked(working, tmp_path, "acts_cited_most")
    names = ("kind", "a_title", "reference_key", "citing_number", "mention_number")
    assert [tuple(row[name] for name in names) for row in rows] == [
        ("law", "avaliku teenistuse seadus", "law/avaliku teenistuse seadus", 1, 1),
        ("law", "Vabariigi Valitsuse seadus", "law/vabariigi valitsuse seadus", 1, 1),
    ]


def test_what_was_revoked_and_never_seen(working: Warehouse, tmp_path: Path) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    lost, held = whole_act("9", "2020-01-07"), whole_act("5", "2025-02-03")
    directive(working, "na/2", "6", "2025-06-02", revokes=(lost, held))
    directive(working, "na/3", "7", "2025-07-07", revokes=(lost,))
    rows = asked(working, tmp_path, "revoked_never_seen")
    assert [(row["revoked_number"], row["revoking_directive_ids"], row["first_revoked_on"]) for row in rows] == [
        ("9", ["na/2", "na/3"], day("2025-06-02"))
    ]


def test_annexes_of_a_revoked_act_are_listed_in_their_order(working: Warehouse, tmp_path: Path) -> None:
    lost = act("9", "2020-01-07", annexes=("10", "2"), scope="annexes")
    directive(working, "na/2", "6", "2025-06-02", revokes=(lost,))
    assert asked(working, tmp_path, "revoked_never_seen")[0]["annex_numbers"] == ["2", "10"]


def test_the_numbers_of_a_year(working: Warehouse, tmp_path: Path) -> None:
    approve_posts(working, "na/1", "5", "2024-12-30", ("Jurist", {}), ("Nõunik", {}))
    directive(working, "na/2", "6", "2025-01-02", "1", revokes=(whole_act("5", "2024-12-30"),))
    directive(working, "na/3", "7", "2025-01-03")
    directive(working, "tm/1", "1", "2025-01-03", institution="Teine Amet")
    rows = asked(working, tmp_path, "numbers_by_year")
    assert [tuple(row.values()) for row in rows] == [
        ("Näidisamet", "näidisamet", 2024, 1, 2, 2, 0, 0, 0),
        ("Näidisamet", "näidisamet", 2025, 2, 1, 0, 1, 1, 0),
        ("Teine Amet", "teine amet", 2025, 1, 0, 0, 0, 0, 0),
    ]
    assert len(asked(working, tmp_path, "numbers_by_year", year=2024)) == 1


def test_a_restriction_whose_last_day_is_over(working: Warehouse, tmp_path: Path) -> None:
    restricted = {"access": "AK"}
    load(working, "na/1", entry("1", "2020-01-02", access_until=day("2025-01-02"), **restricted))
    load(working, "na/2", entry("2", "2020-01-03", access_until=day("2025-01-05"), **restricted))
    load(working, "na/3", entry("3", "2020-01-03", **restricted))
    load(working, "na/4", entry("4", "2020-01-03", access_until=day("2025-01-02")))
    rows = asked(working, tmp_path, "restrictions_past_their_end", day="2025-01-05")
    assert [(row["document_id"], row["days_over"]) for row in rows] == [("na/1", 3)]
    rows = asked(working, tmp_path, "restrictions_past_their_end", day="2025-01-06")
    assert [row["document_id"] for row in rows] == ["na/1", "na/2"]
    assert asked(working, tmp_path, "restrictions_past_their_end", day="2025-01-06", register="tm") == []


def test_posts_by_group_and_language(working: Warehouse, tmp_path: Path) -> None:
    unit = {"unit": "Õigusosakond"}
    approve_posts(
        working,
        "na/1",
        "5",
        "2025-02-03",
        ("Jurist", unit | {"staff_group": "ametnik"}),
        ("Nõunik", unit | {"staff_group": "ametnik"}),
        ("Referent", unit | {"staff_group": "töötaja"}),
        ("Hooldaja", {}),
    )
    rows = asked(working, tmp_path, "posts_by_group", day="2025-02-03")
    assert [(row["unit"], row["staff_group"], row["post_number"], row["titles"]) for row in rows] == [
        (None, None, 1, ["Hooldaja"]),
        ("Õigusosakond", "ametnik", 2, ["Jurist", "Nõunik"]),
        ("Õigusosakond", "töötaja", 1, ["Referent"]),
    ]
    rows = asked(working, tmp_path, "posts_by_language", day="2025-02-03", unit="õigus")
    assert [(row["staff_group"], row["language"], row["level"], row["post_number"]) for row in rows] == [
        ("ametnik", "eesti", "C1", 2),
        ("töötaja", "eesti", "C1", 1),
    ]
    assert asked(working, tmp_path, "posts_by_group", day="2025-02-02") == []
