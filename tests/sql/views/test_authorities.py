"""Institutions as printed are one authority; what acts are about is told by type and by what they do; who approves."""

from __future__ import annotations

from typing import Any

import pytest

from tests.warehouse.factory import directive, entry, load
from warehouse.connection import Warehouse
from warehouse.ledgers.listed import ListedRegister, note


def test_every_form_of_a_name_is_one_authority_and_what_is_printed_stays(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "1", "2025-01-02", "1", institution="Näidisamet")
    directive(working, "na/2", "2", "2025-01-03", "1", institution="NÄIDISAMETI")
    directive(working, "na/3", "3", "2025-01-04", "1", institution="Näidisameti peadirektor")
    directive(working, "muu/4", "4", "2025-01-05", "1", institution="Muuamet")
    assert ask("SELECT authority, name, names, register, directive_number FROM authorities") == [
        ("muuamet", "Muuamet", ["Muuamet"], "muu", 1),
        ("näidisamet", "Näidisamet", ["NÄIDISAMETI", "Näidisamet", "Näidisameti peadirektor"], "na", 3),
    ]
    printed = "SELECT institution, authority FROM directives WHERE register = 'na' ORDER BY directive_id"
    assert ask(printed) == [
        ("Näidisamet", "näidisamet"),
        ("NÄIDISAMETI", "näidisamet"),
        ("Näidisameti peadirektor", "näidisamet"),
    ]


def test_a_register_of_several_authorities_names_none(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "1", "2025-01-02", "1", institution="Näidisamet")
    directive(working, "na/2", "2", "2025-01-03", "1", institution="Muuamet")
    assert ask("SELECT DISTINCT register FROM authorities") == [(None,)]


LISTED = (
    ListedRegister("na", "Näidisamet", ("NA", "Endine Amet", "Ühine")),
    ListedRegister("na2", "Näidisamet (varasem register)", ()),
    ListedRegister("muu", "Muuamet", ("Ühine",)),
)


def test_the_register_list_names_authorities_and_what_else_they_are_called(working: Warehouse, ask: Any) -> None:
    """An alias that two authorities share stands for none. An authority of which nothing is held is named."""
    note(working, LISTED)
    directive(working, "na/1", "1", "2025-01-02", "1", institution="NÄIDISAMETI")
    directive(working, "kv/2", "2", "2025-01-03", "1", institution="na")
    directive(working, "kv/3", "3", "2025-01-04", "1", institution="Endine Amet")
    directive(working, "kv/4", "4", "2025-01-05", "1", institution="Ühine")
    columns = "authority, name, names, aliases, registers, directive_number"
    assert ask(f"SELECT {columns} FROM authorities") == [
        ("muuamet", "Muuamet", [], ["Ühine"], ["muu"], 0),
        (
            "näidisamet",
            "Näidisamet",
            ["Endine Amet", "NÄIDISAMETI", "na"],
            ["Endine Amet", "NA", "Ühine"],
            ["na", "na2"],
            3,
        ),
        ("ühin", "Ühine", ["Ühine"], [], [], 1),
    ]
    assert ask("SELECT DISTINCT authority FROM directives WHERE directive_id <> 'kv/4'") == [("näidisamet",)]


def test_the_same_list_again_derives_nothing_anew(working: Warehouse) -> None:
    def revision() -> Any:
        return working.connection.execute("SELECT content_revision FROM base.state").fetchone()

    note(working, LISTED)
    held = revision()
    note(working, LISTED)
    assert revision() == held
    note(working, LISTED[:1])
    assert revision() != held
    assert working.connection.execute("SELECT register FROM base.listed_registers").fetchall() == [("na",)]


@pytest.mark.parametrize(
    "described, annexes, matter",
    [
        ({"document_type": "Personalikäskkiri", "title": "Käskkiri"}, (), "personnel"),
        ({"title": "Puhkusele lubamine"}, (), "personnel"),
        ({"title": "Teenistusse võtmine"}, (), "personnel"),
        ({"title": "Komisjoni moodustamine"}, (), "other"),
        ({"document_type": "Personalikäskkiri", "title": "Ametijuhendi kinnitamine"}, ("1",), "regulating"),
    ],
)
def test_a_personnel_act_is_told_by_type_or_title_unless_it_regulates(
    working: Warehouse, ask: Any, described: dict[str, str], annexes: tuple[str, ...], matter: str
) -> None:
    directive(working, "na/1", "1", "2025-01-02", *annexes, **described)
    assert ask("SELECT matter FROM directives") == [(matter,)]


def test_what_cannot_be_read_is_about_nothing_that_is_known(working: Warehouse, ask: Any) -> None:
    load(working, "na/1", entry("1", "2025-01-02", access="AK"))
    load(working, "na/2", entry("2-P", "2025-01-02", access="AK"))
    assert ask("SELECT number, matter FROM directives ORDER BY 1") == [("1", None), ("2-P", "personnel")]


def test_an_annex_names_the_sentence_that_approved_it(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "1", "2025-01-02", "1")
    [(effect_id, quote, evidence_id)] = ask(
        "SELECT approved_by_effect_id, approval_quote, approval_evidence_id FROM annexes"
    )
    assert quote == "1. Kinnitan lisad ('1',)"
    assert ask("SELECT quote, evidence_id FROM effects WHERE effect_id = ?", effect_id) == [(quote, evidence_id)]
