# ruff: noqa: E501 (rows of a table stay on one line)
"""A number that no effect of its sentence holds is a doubt, whichever reader lost it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from extractors.citations.view import reading_of
from extractors.effects.peeling import Piece
from extractors.effects.unheld_numbers import doubt_unheld
from extractors.model.effect import Affected, Effect, EffectKind
from extractors.model.evidence import Span
from tests.extractors.effects.sentence_reading import describe, read_sentence

ACT_DATE = date(2025, 3, 3)
OTHER = Affected("direktor", "käskkiri", date(2020, 2, 3), "14", reference_key="käskkiri/2020-02-03/14")
A = "direktori 03.02.2020 käskkirja nr 14"


def doubts(
    words: str, effect: EffectKind, affected: Affected, *, on: date | None = None, pieces: tuple[Piece, ...] = ()
) -> list[str | None]:
    """Return the words by which an effect, read in a sentence, is doubted."""
    span = Span(0, len(words))
    found, _ = read_sentence("Kinnitan töökorra (lisa 1).")
    read = replace(found[0], effect=effect, affected=affected, effective_on=on, doubt=None, doubt_quote=None)
    read = replace(read, evidence=replace(read.evidence, span=span))
    made: tuple[Effect, ...] = doubt_unheld(reading_of(words), [span], [read], [], pieces, ACT_DATE)
    return [each.doubt_quote for each in made]


@pytest.mark.parametrize(
    ("words", "effect", "affected", "left"),
    [
        ("Kinnitan juristi ametijuhendi (lisa 1) ja nõuniku ametijuhendi (lisa 2).", "approve", Affected(annexes=("1",)), "lisa 2"),
        ("Kinnitan juhendite kogumiku lisadest 1-4.", "approve", Affected(kind="kogumik"), "lisadest 1-4"),
        (f"Tunnistan kehtetuks {A} lisad 1 ja 2.", "revoke", OTHER, "lisad 1 ja 2"),
        (f"Tunnistan kehtetuks {A} punktid 2 ja 5.", "revoke", replace(OTHER, points=("2",), scope="points"), "punktid 2 ja 5"),
        (f"Tunnistan kehtetuks {A} lisa 1 alates 01.06.2025.", "revoke", replace(OTHER, annexes=("1",)), "01.06.2025"),
        ("Kinnitan töökorra (lisa 1) 1. juunist 2025.", "approve", Affected(annexes=("1",)), "1. juunist 2025"),
        ("Käskkiri jõustub 1. juunil 2025, lisa 2 jõustub 1. juulil 2025.", "commence", Affected(), "lisa 2; 1. juunil 2025; 1. juulil 2025"),
    ],
)  # fmt: skip
def test_a_number_that_no_effect_holds_is_a_doubt(
    words: str, effect: EffectKind, affected: Affected, left: str
) -> None:
    assert doubts(words, effect, affected) == [left]


@pytest.mark.parametrize(
    ("words", "effect", "affected"),
    [
        ("Seaduse § 5 lõike 2 alusel kinnitan töökorra (lisa 1).", "approve", Affected(annexes=("1",))),
        ("Juhindudes määruse nr 7 § 4 lõikest 2 kinnitan töökorra (lisa 1).", "approve", Affected(annexes=("1",))),
        (f"Asendan {A} lisa 5 käesoleva käskkirja lisaga 1.", "amend", replace(OTHER, annexes=("5",))),
        (f"Vahetan {A} lisa 5 välja lisa 1 vastu.", "amend", replace(OTHER, annexes=("5",))),
        (f"Muudan {A} punkti 5 järgmiselt: 5. Aruanne esitatakse punktis 9 nimetatud ajaks.", "amend", replace(OTHER, points=("5",))),
        (f"Tunnistan kehtetuks {A} lisa 5, mille asemel kehtib käesoleva käskkirja lisa 1.", "revoke", replace(OTHER, annexes=("5",))),
        ("Lisa 1 punkti 4 kohaldatakse alates vastuvõtmisest.", "apply", Affected(annexes=("1",))),
        ("Kinnitan konkursi ajakava järgmiselt: taotlused 4. juunil 2025, tulemused 10. juunil 2025.", "approve", Affected(kind="ajakava")),
    ],
)  # fmt: skip
def test_a_basis_a_new_wording_and_what_comes_instead_name_nothing_more(
    words: str, effect: EffectKind, affected: Affected
) -> None:
    assert doubts(words, effect, affected) == [None]


def test_what_a_tale_of_another_act_names_is_held_by_none() -> None:
    words = f"Tunnistan kehtetuks {A}, mille punktiga 3 tunnistati kehtetuks varasem kord."
    told = Piece("described", Span(words.index("mille"), len(words) - 1))
    assert doubts(words, "revoke", OTHER, pieces=(told,)) == [None]
    assert doubts(words, "revoke", OTHER) == ["punktiga 3"]


def test_a_tale_that_says_from_when_it_holds_is_none() -> None:
    words = "Kinnitan töökorra (lisa 1), mis jõustub 1. juunil 2025."
    told = Piece("described", Span(words.index("mis"), len(words) - 1))
    assert doubts(words, "approve", Affected(annexes=("1",)), pieces=(told,)) == ["1. juunil 2025"]
    assert doubts(words, "approve", Affected(annexes=("1",)), on=date(2025, 6, 1), pieces=(told,)) == [None]


def test_a_start_on_an_unknown_event_bears_the_doubt_of_a_condition() -> None:
    found, _ = read_sentence("Käskkiri jõustub uue infosüsteemi kasutuselevõtmisest.")
    assert [(effect.effect, effect.date_basis, effect.doubt) for effect in found] == [
        ("commence", "condition", "condition")
    ]
    found, _ = read_sentence("Käskkiri jõustub asjaosalistele teatavaks tegemisest.")
    assert [(effect.date_rule, effect.doubt) for effect in found] == [("notification", None)]


def test_the_start_of_validity_is_the_day_of_an_approval() -> None:
    found, _ = read_sentence("Kinnitan valvuri ametijuhendi, kehtivuse algus 01.06.2025 (lisa 3).")
    assert [describe(effect) for effect in found] == ["approve annexes lisa=3 ametijuhend @2025-06-01"]


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        ("Kinnitan töökorra vastavalt lisale öösel 5.", "lisale öösel 5"),
        ("Kinnitan töökorra lisas sujuvalt 3 toodud kujul.", "lisas sujuvalt 3"),
        ("Kinnitan valvuri ja giidi ametijuhendid (vastavalt lisad 1, uued 2 ja 3).", ", uued 2"),
        ("Kinnitan töökorra (lisa 1) ja hinnakirja (lisa 2), kokku 3 lehel.", None),
    ],
)
def test_a_number_that_words_part_from_its_annex_is_a_doubt(sentence: str, left: str | None) -> None:
    found, _ = read_sentence(sentence)
    assert [effect.doubt_quote for effect in found] == [left]


def test_an_annex_in_brackets_is_none_of_the_other_act() -> None:
    words = f"Kinnitan {A} lisa 4 muudatuse (lisa 1)."
    assert doubts(words, "amend", replace(OTHER, annexes=("4", "1"))) == ["lisa 1"]
    assert doubts(words, "amend", replace(OTHER, annexes=("4",))) == [None]
    assert doubts(f"Tunnistan kehtetuks {A} (lisad 1 ja 2).", "revoke", replace(OTHER, annexes=("1", "2"))) == [None]
