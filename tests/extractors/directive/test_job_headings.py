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


_HEAD = "Pilve Kooli direktori\nKÄSKKIRI\n23. aprill 2013 nr 211\n\nAmetijuhendid\n\n"
_REST = "2. Tunnistan kehtetuks käskkirja nr 14 lisa 3.\n\n3. Käskkiri jõustub allkirjastamisest.\n"


@pytest.mark.parametrize(
    "sentence",
    [
        "1. Kinnitatakse õppetalituse sekretäri ametijuhend\nvastavalt lisale 1.\n\n",
        "1. Kinnitan õppetalituse sekretäri ametijuhend\n(lisa 1).\n\n",
        "1. Kinnitada õppetalituse\nsekretäri ametijuhend\n(lisa 1).\n\n",
        "1. Vastavalt lisale 1 on kinnitatud sekretäri ametijuhend\nja selle vorm.\n\n",
    ],
)
def test_a_line_of_an_order_that_ends_with_the_name_opens_no_annex(sentence: str) -> None:
    """All below it would be read for no effects, without a word."""
    words = _HEAD + sentence + _REST
    parts, findings = split_parts(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert ([part.part for part in parts], findings) == (["body"], ())


def test_a_heading_below_which_an_act_orders_something_is_a_doubt() -> None:
    """What nothing but a heading makes an annex, and yet revokes, may be the body."""
    words = f"{_HEAD}1. Sekretäri ülesanded muutuvad.\n\nSekretäri ametijuhend\n\n1. Üldsätted\n\n{_REST}"
    parts, findings = split_parts(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert [part.part for part in parts] == ["body", "annex"]
    assert [finding.code for finding in findings] == ["operative_in_annex"]
    assert findings[0].span is not None
    assert findings[0].span.of(words) == "2. Tunnistan kehtetuks käskkirja nr 14 lisa 3."


def test_a_unit_in_small_letters_below_a_heading_is_no_sentence() -> None:
    """ "Sekretäri ametijuhend" above "kooli kantselei" opens the annex as before."""
    words = f"{_HEAD}1. Kinnitan ametijuhendi.\n\nSekretäri ametijuhend\nkooli kantselei\n\n1. Üldsätted\n"
    parts, _ = split_parts(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert [part.part for part in parts] == ["body", "annex"]
