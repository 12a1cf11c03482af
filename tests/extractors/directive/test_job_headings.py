"""Lone job descriptions, whatever they call themselves and rest on. Authorities are invented."""

from __future__ import annotations

import pytest

from extractors.directive.kinds import find_kind
from extractors.directive.parts import split_parts
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText


@pytest.mark.parametrize(
    "words",
    [
        "SA METSARANNA HAIGLA\nTÖÖKIRJELDUS\nTöökoha nimetus: ämmaemand\nOtsene juht: õendusjuht\n",
        "VALVURI TÖÖKIRJELDUS\n1. Üldandmed\n1.1 Töökoht: valvur\n",
        "LASTEAED PILV\nÕPETAJA AMETIJUHEND\nÕpetaja töötab töölepingu alusel.\nÕpetaja vahetu juht on direktor.\n",
        "Lisa 1 töölepingule nr 5\nTÖÖTAJA AMETIJUHEND\nAmetinimetus: koristaja\nTööandja: Pilve Kool\n",
    ],
)
def test_a_lone_job_description_is_an_annex_of_its_kind(words: str) -> None:
    """Under an institution's name, on the ground of a contract, or called a work description."""
    text = DocumentText("0" * 64, words)
    parts, _ = split_parts(text, Span(0, len(words)), ActContext())
    assert [(part.part, part.kind) for part in parts] == [("annex", "ametijuhend")]


def test_a_contract_without_such_a_heading_stays_one() -> None:
    """The word "töölepingule" alone makes no job description."""
    words = "Lisa 1 töölepingule nr 5\nPalga arvestamine\n1. Palk makstakse kord kuus.\n"
    parts, _ = split_parts(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert "ametijuhend" not in [part.kind for part in parts]


def test_a_work_description_is_a_job_description() -> None:
    """Its name in the nominative and in other cases; other descriptions are none."""
    assert find_kind("majahoidja töökirjeldus") == find_kind("Kinnitan töökirjelduse") == "ametijuhend"
    assert find_kind("hanke tehniline kirjeldus") is None
