"""Lists of duties without numbers, in one line, behind dashes, and in cells of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.model.directive import Part
from extractors.model.text import DocumentText
from extractors.positions.read import read_position

Document = Callable[[str], DocumentText]
Annex = Callable[..., Part]


@pytest.mark.parametrize(
    ("lines", "duties"),
    [
        # plain lines: the look of the list tells where each begins
        ("Ülesanded:\nlaob kive\nsegab mörti", ["laob kive", "segab mörti"]),
        ("Ülesanded:\nMüüride ladumine\nMördi segamine", ["Müüride ladumine", "Mördi segamine"]),
        ("Ülesanded:\nmüüride ladumine,\nmördi segamine", ["müüride ladumine,", "mördi segamine"]),
        ("Ülesanded:\nlaob kive;\nsegab mörti;", ["laob kive;", "segab mörti;"]),
        # a line that goes on is no duty of its own
        ("Ülesanded:\nlaob kive ja\ntelliseid\nsegab mörti", ["laob kive ja telliseid", "segab mörti"]),
        (
            "Ülesanded:\nLaob kive suurtest\nkarjääridest.\nSegab mörti.",
            ["Laob kive suurtest karjääridest.", "Segab mörti."],
        ),
        # one line
        ("Ülesanded: laob kive; segab mörti; puhastab.", ["laob kive;", "segab mörti;", "puhastab."]),
        ("Ülesanded: 1) laob kive; 2) segab mörti.", ["laob kive;", "segab mörti."]),
        ("Ülesanded: 1. laob kive 2. jaanuaril.", ["laob kive 2. jaanuaril."]),
        # a number in a cell of its own
        ("Ülesanded\n1.\tLaob kive.\n2.\tSegab mörti.", ["Laob kive.", "Segab mörti."]),
        # an everyday word alone is the next chapter
        ("Ülesanded:\n1. Laob kive.\nNõuded\nHaridus\tkutseharidus", ["Laob kive."]),
        ("Ülesanded:\n1. Laob kive.\nNõuded: kutseharidus, eesti keel B1.", ["Laob kive."]),
        ("Ülesanded:\n1. Laob kive.\nAsendaja: abiline", ["Laob kive."]),
        # and what it means where a label continues with unknown words
        ("3. MÜÜRSEPA ÜLESANDED JA KOHUSTUSED TÖÖL\n3.1 laob kive", ["laob kive"]),
    ],
)
def test_each_duty_begins_where_its_list_shows_it(
    lines: str, duties: list[str], document: Document, annex: Annex
) -> None:
    """Verbs, capitals, deeds, semicolons, numbers and cells."""
    text = document(f"AMETIJUHEND\nAmetikoht: müürsepp\n2. Eesmärk\nMüürid.\n{lines}\n")
    position, _ = read_position(text, annex(text))
    assert position is not None
    assert [duty.duty for duty in position.duties] == duties


def test_an_outcome_may_stand_behind_a_dash(document: Document, annex: Annex) -> None:
    """Where the heading promises outcomes, a dash before a whole sentence parts the two."""
    text = document(
        "AMETIJUHEND\nAmetikoht: müürsepp\nÜlesanded ja oodatavad tulemused:\n1. Laob kive - Müür on valmis.\n"
    )
    position, _ = read_position(text, annex(text))
    assert position is not None
    assert [(duty.duty, duty.outcomes) for duty in position.duties] == [("Laob kive", ("Müür on valmis.",))]
