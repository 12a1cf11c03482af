"""Labels nobody listed: they end the value above, are kept under their own words, and are told."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.model.directive import Part
from extractors.model.text import DocumentText
from extractors.positions.phrases import looks_like_label
from extractors.positions.read import read_position

Document = Callable[[str], DocumentText]
Annex = Callable[..., Part]

# Lines are parted by "⏎"
WAYS = {
    "colon": "Ametikoht: loots⏎Karileviluba: jah⏎Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.",
    "question": "Ametikoht: loots⏎Kes kontrollib: amet⏎Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.",
    "colon_below": "Ametikoht: loots⏎Karileviluba:⏎jah⏎Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.",
    "numbered": "1. Üldosa⏎1.1 Ametikoht: loots⏎1.2 karileviluba: jah⏎1.3 Vahetu juht: kapten⏎"
    "2. Ülesanded⏎2.1 lootsib.",
    "number_alone": "1. Üldosa⏎1.1 Ametikoht loots⏎1.2 Karileviluba jah⏎1.3 Vahetu juht kapten⏎"
    "2. Ülesanded⏎2.1 lootsib.",
    "cells": "Ametikoht\tloots⏎Karileviluba\tjah⏎Vahetu juht\tkapten⏎Ülesanded\tTulemused⏎1. lootsib\tkäib hästi",
    "pipes": "| Ametikoht | loots |⏎| Karileviluba | jah |⏎| Vahetu juht | kapten |⏎"
    "| Ülesanded | Tulemused |⏎| 1. lootsib | ok |",
    "bold": "**Ametikoht:** loots⏎**Karileviluba** jah⏎**Vahetu juht:** kapten⏎**Ülesanded:**⏎1. lootsib.",
    "one_line": "Ametikoht: loots Karileviluba: jah Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.",
    "stroke": "Ametikoht: loots / Karileviluba: jah / Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.",
    "behind_duties": "Ametikoht: loots⏎Vahetu juht: kapten⏎Ülesanded:⏎1. lootsib.⏎Karileviluba: jah",
}


@pytest.mark.parametrize("way", WAYS)
def test_an_unknown_label_is_never_swallowed(way: str, document: Document, annex: Annex) -> None:
    """The values around it are whole, the label's own is kept, and the finding points at its words."""
    text = document("AMETIJUHEND\n" + WAYS[way].replace("⏎", "\n"))
    position, findings = read_position(text, annex(text))
    assert position is not None
    assert (position.position, position.reports_to) == ("loots", "kapten")
    assert [duty.duty.rstrip(".") for duty in position.duties] == ["lootsib"]
    assert any("jah" in value or "amet" in value for _, value in position.other)
    (finding,) = [finding for finding in findings if finding.code == "label_unread"]
    assert finding.span is not None
    assert finding.span.of(text.text).casefold().lstrip("12. ").startswith(("karileviluba", "kes kontrollib"))


def test_two_labels_in_one_line_fill_two_fields(document: Document, annex: Annex) -> None:
    """The case the rule began with: a second label stood in the value of the first."""
    text = document("AMETIJUHEND\nAmetikoht: loots\nKeda asendab: kaptenit / Kelle poolt asendatakse: kapten\n")
    position, _ = read_position(text, annex(text))
    assert position is not None
    assert (position.substitutes_for, position.substituted_by) == ("kaptenit", "kapten")


@pytest.mark.parametrize(
    "value",
    [
        "Vastutus: vastutab järgmise eest:\n- vara;\n- raha.",
        "Õigused:\nTeenistujal on õigus: saada teavet ja teha ettepanekuid.",
        "Tööks vajalikud kompetentsid: Koostöövõime: teeb koostööd.\nTäpsus: ei eksi.",
        "Eesmärk: tagada kord: rahu, vaikus ja puhtus.",
    ],
)
def test_words_before_a_colon_are_not_always_a_label(value: str, document: Document, annex: Annex) -> None:
    """A clause with a verb, words that lead up to a list, and the names of competences stay in their value."""
    text = document(f"AMETIJUHEND\nAmetikoht: loots\nVahetu juht: kapten\n{value}\n")
    _, findings = read_position(text, annex(text))
    assert "label_unread" not in [finding.code for finding in findings]


@pytest.mark.parametrize(
    ("words", "is_label"),
    [
        ("Kontaktisik", True),
        ("Kes kontrollib", True),
        ("Töötamise koht ja aeg", True),
        ("Teenistuja vastutab", False),
        ("Järgmised dokumendid", False),
        ("Nõunik on pädev", False),
        ("väike algus", False),
        ("Nimi „Kai“", False),
        ("Üks kaks kolm neli viis kuus seitse", False),
    ],
)
def test_a_label_is_a_short_phrase_without_a_verb(words: str, is_label: bool) -> None:
    """A question may have one."""
    assert looks_like_label(words, is_numbered=False) is is_label
