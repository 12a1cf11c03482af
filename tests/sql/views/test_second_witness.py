"""The register's own words beside what was read: they raise doubts and end nothing."""

from __future__ import annotations

from typing import Any

import pytest

from extractors.model.register import RelatedDocument
from tests.warehouse.factory import Writer, act, body, directive, document, entry, load
from warehouse.connection import Warehouse

SAID = "SELECT code, directive_id FROM findings WHERE code LIKE 'register_says%' ORDER BY 1, 2"


def say(w: Warehouse, relation: str, number: str, *, revokes: bool) -> None:
    related = RelatedDocument(number=number, title="Käskkiri", document_type="Käskkiri", relation=relation, url=None)
    acts = (act("5", "2025-02-03"),) if revokes else ()
    directive(w, "na/9", "9", "2025-06-02", revokes=acts, related=(related,))


@pytest.mark.parametrize("relation", ["Tunnistab kehtetuks", "Akt tunnistab kehtetuks"])
def test_a_revocation_that_only_the_register_tells_is_a_doubt(working: Warehouse, ask: Any, relation: str) -> None:
    directive(working, "na/5", "5", "2025-02-03", "1")
    say(working, relation, "5", revokes=False)
    assert ask(SAID) == [("register_says_revokes", "na/9")]
    assert ask("SELECT count(*) FROM annexes WHERE in_force_until IS NOT NULL") == [(0,)]


def test_a_revocation_that_was_read_answers_the_register(working: Warehouse, ask: Any) -> None:
    directive(working, "na/5", "5", "2025-02-03", "1")
    say(working, "Tunnistab kehtetuks", "5", revokes=True)
    assert ask(SAID) == []


def test_another_act_that_was_revoked_does_not_answer_it(working: Warehouse, ask: Any) -> None:
    say(working, "Tunnistab kehtetuks", "6", revokes=True)
    assert ask(SAID) == [("register_says_revokes", "na/9")]


@pytest.mark.parametrize("relation", ["Akti tunnistab kehtetuks", "Kehtetuks tunnistatud aktiga"])
def test_an_act_that_the_register_calls_revoked_is_a_doubt(working: Warehouse, ask: Any, relation: str) -> None:
    say(working, relation, "12", revokes=False)
    assert ask(SAID) == [("register_says_revoked", "na/9")]


@pytest.mark.parametrize("relation", ["Seos", "Muudab", "Vastus"])
def test_other_relations_say_nothing(working: Warehouse, ask: Any, relation: str) -> None:
    say(working, relation, "5", revokes=False)
    assert ask(SAID) == []


@pytest.mark.parametrize(
    "document_type, title, is_doubt",
    [
        (None, "Hankekorra kehtetuks tunnistamine", True),
        (None, "Hankekorra kinnitamine", False),
        ("Kiri", "Hankekorra kehtetuks tunnistamine", False),
    ],
)
def test_a_title_of_revocation_without_a_type_is_a_doubt(
    working: Warehouse, ask: Any, document_type: str | None, title: str, is_doubt: bool
) -> None:
    writer = Writer()
    file = document(writer, parts=(body(writer, "Tekst ilma päiseta"),))
    load(working, "na/7", entry("7", "2025-02-03", document_type=document_type, title=title), file)
    codes = {row[0] for row in ask("SELECT code FROM findings")}
    assert ("title_without_effect" in codes) is is_doubt
