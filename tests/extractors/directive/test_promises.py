"""Annexes without a number of their own, and what the act that approves them says of them."""

from __future__ import annotations

import pytest

from extractors.directive.parts import split_parts
from extractors.files.plain import text_document
from extractors.model.directive import Part
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.positions.read import read_position

BODY = """KÄSKKIRI
05.03.2024 nr 7
Ametijuhendite kinnitamine
Sadamaseaduse § 3 alusel:
1. kinnitan Rannaküla sadama vahimehe (põhjavaldkond; öine) ametijuhendi (lisa 1)
2. kinnitan Rannaküla sadama vahimehe (lõunavaldkond; öine) ametijuhendi (lisa 2)
(allkirjastatud digitaalselt)
kapten
"""
NORTH = """AMETIJUHEND
1. ÜLDOSA
1.1. Ametinimetus: vahimees
1.2. Allub: valdkonnajuhile (põhja)
2. ÜLESANDED
2.1. valvab kaid
"""
SOUTH = NORTH.replace("põhja", "lõuna")


def annexes(source: str) -> tuple[list[Part], set[str]]:
    text = text_document(source, "a" * 64)
    parts, findings = split_parts(text, Span(0, len(text.text)), ActContext())
    return [part for part in parts if part.part == "annex"], {finding.code for finding in findings}


def test_the_words_of_the_approval_number_an_annex_that_bears_none() -> None:
    """Only one promise has the word that stands at the annex's head; a finding says where the number comes from."""
    found, codes = annexes(BODY + SOUTH)
    assert [part.annex_number for part in found] == ["2"]
    assert "annex_number_from_body" in codes


def test_the_order_of_annexes_numbers_nothing() -> None:
    """The second annex may stand first."""
    found, _ = annexes(BODY + SOUTH + NORTH)
    assert [part.annex_number for part in found] == ["2", "1"]


@pytest.mark.parametrize(
    "annex",
    [NORTH.replace(" (põhja)", ""), NORTH.replace("(põhja)", "(põhja ja lõuna)")],
    ids=["says nothing of it", "says both"],
)
def test_an_annex_that_could_be_either_stays_without_a_number(annex: str) -> None:
    found, codes = annexes(BODY + annex)
    assert [part.annex_number for part in found] == [None]
    assert "annex_number_from_body" not in codes


def test_two_annexes_that_one_promise_fits_both_stay_without_a_number() -> None:
    found, _ = annexes(BODY + NORTH + NORTH)
    assert [part.annex_number for part in found] == [None, None]


def test_a_number_that_an_annex_bears_is_given_to_no_other() -> None:
    found, _ = annexes(BODY + "Lisa 1\n" + SOUTH + "Lisa 2\n" + NORTH)
    assert [part.annex_number for part in found] == ["1", "2"]


def test_one_promise_alone_still_needs_its_words_in_the_annex() -> None:
    """A cashier's job description is not the watchman's because nothing else is there."""
    body = BODY.replace("2. kinnitan Rannaküla sadama vahimehe (lõunavaldkond; öine) ametijuhendi (lisa 2)\n", "")
    cashier = NORTH.replace("vahimees", "kassapidaja").replace(" (põhja)", "")
    assert [part.annex_number for part in annexes(body + cashier)[0]] == [None]
    assert [part.annex_number for part in annexes(body + NORTH)[0]] == ["1"]


def test_what_is_revoked_promises_nothing() -> None:
    body = BODY.replace("kinnitan", "tunnistan kehtetuks")
    assert [part.annex_number for part in annexes(body + NORTH)[0]] == [None]


def test_the_approval_names_the_unit_where_the_annex_does_not() -> None:
    """The unit's evidence is the approving sentence; a unit of the annex's own outranks it."""
    source = BODY + NORTH
    text = text_document(source, "a" * 64)
    part = annexes(source)[0][0]
    position, _ = read_position(text, part)
    assert position is not None
    assert position.unit == "põhjavaldkond"
    evidence = dict(position.field_evidence)["unit"]
    assert evidence.quote == text.text[evidence.span.start : evidence.span.end] == "põhjavaldkond"
    source = BODY + NORTH.replace("1.2.", "1.2. Struktuuriüksus: kaivalve\n1.3.")
    position, _ = read_position(text_document(source, "a" * 64), annexes(source)[0][0])
    assert position is not None
    assert position.unit == "kaivalve"
