"""Sentences that say who stands above, below and beside a post, in the forms that offices and schools use."""

from __future__ import annotations

import pytest

from extractors.positions.sentences import find_statements


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        # the absence comes first, and a pronoun or nothing stands for the one who is absent
        ("Kojamehe äraolekul asendab teda majahoidja.", [("substituted_by", "majahoidja")]),
        ("Teenistuja puudumise ajal asendab teda nõunik", [("substituted_by", "nõunik")]),
        ("Teenistujat asendab tema äraolekul peaspetsialist.", [("substituted_by", "peaspetsialist")]),
        ("Logopeedi asendab tema puudumisel eripedagoog.", [("substituted_by", "eripedagoog")]),
        # one sentence says two things
        (
            "Giid allub juhatajale ja asendab kassapidajat.",
            [("reports_to", "juhataja"), ("substitutes_for", "kassapidajat")],
        ),
        ("Giid allub juhatajale ning teda asendab valvur", [("reports_to", "juhataja"), ("substituted_by", "valvur")]),
        (
            "hoidja asendab restauraatorit, hoidjat asendab restauraator",
            [("substitutes_for", "restauraatorit"), ("substituted_by", "restauraator")],
        ),
        # nouns instead of verbs
        ("Hoidja otsene ülemus on peavarahoidja.", [("reports_to", "peavarahoidja")]),
        ("Hoidja vahetu juht on peavarahoidja, kes jagab töö.", [("reports_to", "peavarahoidja")]),
        ("Peavarahoidja on hoidja vahetu juht.", [("reports_to", "Peavarahoidja")]),
        ("Hoidja asendajaks on giid.", [("substituted_by", "giid")]),
        ("Hoidja asendaja tema äraolekul on giid.", [("substituted_by", "giid")]),
        ("Hoidja on nõuniku asendaja.", [("substitutes_for", "nõunik")]),
        ("Hoidja alluvad on giidid.", [("subordinates", "giidid")]),
        # the passive, and the work instead of the person
        ("Hoidjat asendatakse nõuniku poolt.", [("substituted_by", "nõunik")]),
        ("Hoidja ülesandeid täidab tema äraolekul giid.", [("substituted_by", "giid")]),
        ("Hoidja puudumisel täidab tema ülesandeid giid.", [("substituted_by", "giid")]),
        ("Hoidja täidab nõuniku äraolekul tema ülesandeid.", [("substitutes_for", "nõunik")]),
        ("Hoidja töötab osakonna juhataja otseses alluvuses.", [("reports_to", "osakonna juhataja")]),
        ("Hoidja tööd juhib peavarahoidja.", [("reports_to", "peavarahoidja")]),
        # the unit and the purpose
        ("Hoidja kuulub kogude osakonna koosseisu.", [("unit", "kogude osakond")]),
        ("Ametikoha eesmärk on hoida kogusid.", [("purpose", "hoida kogusid.")]),
        # whoever "ametnik" is, it is the one described
        ("Ametnik asendab vajadusel kokka", [("substitutes_for", "kokka")]),
        # several who are substituted
        ("Giid asendab teisi nõunikke.", [("substitutes_for", "teisi nõunikke")]),
        ("Giid asendab direktorit õppealal.", [("substitutes_for", "direktorit õppealal")]),
        # nothing is said of a post
        ("Giidil alluvaid ei ole.", []),
        (
            "Muudatused asendab uus kord, mille kinnitab direktor",
            [("unclear", "Muudatused asendab uus kord, mille kinnitab direktor")],
        ),
    ],
)
def test_a_sentence_says_which_field_it_fills(sentence: str, wanted: list[tuple[str, str]]) -> None:
    """The direction comes from the case, the pronoun or the noun; what stays open is called unclear."""
    assert [(found.field, found.value) for found in find_statements(sentence)] == wanted


def test_each_statement_stands_within_its_sentence() -> None:
    """The place of a statement holds its words, also where a sentence makes two."""
    sentence = "hoidja asendab restauraatorit, hoidjat asendab restauraator"
    first, second = find_statements(sentence)
    assert sentence[first.start : first.end] == "hoidja asendab restauraatorit"
    assert sentence[second.start : second.end] == "hoidjat asendab restauraator"
