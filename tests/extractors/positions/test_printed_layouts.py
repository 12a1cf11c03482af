"""Job descriptions in layouts that hide where something begins: as printed, each is read, or its place is doubted."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.model.extraction import FileExtraction
from extractors.model.position import Position
from extractors.read import read_file
from tests.extractors.pages.situations import Item, Press, by_hand, by_reportlab, lines

HEAD = ("KINNITATUD", "peadirektori 03.05.2021", "käskkirjaga nr 48", "Lisa 1", "AMETIJUHEND")
GENERAL = ("1. Üldosa", "1.1. Ametikoht: majakavaht", "1.2. Struktuuriüksus: Lääne talitus")
DUTIES = ("2.1. Süütab igal õhtul laternad.", "2.2. Hoiab korras udukella.", "2.3. Peab tornipäevikut.")
ASKED = ("3.1. Haridus: keskharidus.", "3.2. Keeleoskus: eesti keel tasemel B2.", "3.3. Töökogemus: üks aasta merel.")
BOTH = pytest.mark.parametrize("press", [by_reportlab, by_hand], ids=["reportlab", "by hand"])


def read_page(press: Press, *blocks: Sequence[Item]) -> tuple[Position, FileExtraction]:
    found = read_file(press([[item for block in blocks for item in block]]), "a.pdf")
    [position] = found.positions
    return position, found


def codes(found: FileExtraction) -> list[str]:
    return [finding.code for finding in found.findings]


def listed(*texts: str, top: float = 60.0) -> list[Item]:
    return lines(*texts, top=top, leading=17.0)


@BOTH
@pytest.mark.parametrize("first", [0, 1], ids=["from its first label", "from its second"])
def test_labels_of_the_next_chapter_end_the_duties_though_its_heading_was_left_out(press: Press, first: int) -> None:
    texts = (*HEAD, *GENERAL, "2. Teenistusülesanded", *DUTIES, *ASKED[first:])
    position, found = read_page(press, listed(*texts))
    assert [duty.duty for duty in position.duties] == [duty[5:] for duty in DUTIES]
    assert position.education == (None if first else "keskharidus.")
    assert position.experience == "üks aasta merel."
    assert [(one.language, one.level) for one in position.languages] == [("eesti", "B2")]
    assert codes(found) == []


@BOTH
@pytest.mark.parametrize("head", ["2. Teenistusülesanded", "Teenistusülesanded"])
def test_they_end_duties_without_numbers(press: Press, head: str) -> None:
    duties = tuple(f"• {duty[5:]}" for duty in DUTIES)
    position, _ = read_page(press, listed(*HEAD, *GENERAL, head, *duties, *ASKED))
    assert [duty.duty for duty in position.duties] == [duty[5:] for duty in DUTIES]
    assert position.education == "keskharidus."


@BOTH
def test_they_end_a_table_of_duties(press: Press) -> None:
    left = lines("2. Teenistusülesanded", *DUTIES, x=70, top=200, leading=34)
    right = lines(
        "Oodatavad tulemused", "Tuled põlevad.", "Kell heliseb.", "Päevik on peetud.", x=330, top=200, leading=34
    )
    position, _ = read_page(press, listed(*HEAD, *GENERAL), left, right, listed(*ASKED, top=350))
    assert [duty.outcomes for duty in position.duties] == [
        ("Tuled põlevad.",),
        ("Kell heliseb.",),
        ("Päevik on peetud.",),
    ]
    assert position.education == "keskharidus."


@BOTH
def test_a_number_that_does_not_follow_the_duties_is_doubted(press: Press) -> None:
    """Nothing says whether these are duties or what the post requires."""
    texts = (*HEAD, *GENERAL, "2. Teenistusülesanded", *DUTIES, "3.1. Keskharidus.", "3.2. Hea tervis.")
    _, found = read_page(press, listed(*texts))
    assert codes(found) == ["duty_number_unexpected"] * 2
    places = [finding.span.of(found.text.text) for finding in found.findings if finding.span and found.text]
    assert places == ["3.1. Keskharidus.", "3.2. Hea tervis."]


@BOTH
def test_a_number_in_a_sentence_that_a_line_end_cuts_is_not_doubted(press: Press) -> None:
    duties = ("2.1. Süütab laternad nii, nagu sätestab punkt", "3.1. Teenistuja hoiab korras udukella.", DUTIES[2])
    position, found = read_page(press, listed(*HEAD, *GENERAL, "2. Teenistusülesanded", *duties))
    assert [duty.number for duty in position.duties] == ["2.1", "2.3"]
    assert codes(found) == []


LABELS = ("Ametikoht", "Struktuuriüksus", "Vahetu juht", "Asendaja")
BELOW = ("Ülesanded", "1. Süütab laternad.", "2. Hoiab korras udukella.")


@BOTH
@pytest.mark.parametrize(
    ("values", "is_told"),
    [
        (("Majakavaht", "Lääne talitus", "Talituse juhataja", "Teine majakavaht"), False),
        (("Majakavaht", "Lääne talitus, laternate", "osakond", "Talituse juhataja", "teine majakavaht"), False),
        (("Majakavaht", "lootsikute ja", "paatide hoidja"), True),
    ],
    ids=["one a line", "over two lines", "not to be paired"],
)
def test_labels_before_all_values_are_paired_or_told(press: Press, values: tuple[str, ...], is_told: bool) -> None:
    blocks = (listed(*HEAD), listed(*LABELS, top=170), listed(*values, top=260), listed(*BELOW, top=400))
    position, found = read_page(press, *blocks)
    if is_told:
        assert "values_unpaired" in codes(found)
        assert position.reports_to is None
        return
    assert (position.position, position.reports_to) == ("Majakavaht", "Talituse juhataja")
    assert (position.unit or "").startswith("Lääne talitus")
    assert (position.substituted_by or "").endswith("eine majakavaht")


def merged_table(down: float, numbers: Sequence[str]) -> list[Item]:
    """A first column whose two cells span two rows each, without rules; ``down`` lowers its words in their cells."""
    duties = [f"{number}{duty[5:]}" for number, duty in zip(numbers, (*DUTIES, "2.4. Parandab paate."), strict=True)]
    outcomes = ("Tuled põlevad.", "Kell heliseb.", "Päevik on peetud.", "Paadid on terved.")
    return [
        *lines("Valdkond", x=60, top=200),
        *lines("Tuled", x=60, top=225 + down),
        *lines("Muu töö", x=60, top=285 + down),
        *lines("Teenistusülesanded", *duties, x=160, top=200, leading=30),
        *lines("Oodatavad tulemused", *outcomes, x=390, top=200, leading=30),
    ]


@BOTH
@pytest.mark.parametrize("down", [0.0, 15.0], ids=["at the top", "centred"])
@pytest.mark.parametrize("numbers", [("2.1. ", "2.2. ", "2.3. ", "2.4. "), ("",) * 4], ids=["numbers", "none"])
def test_cells_over_several_rows_without_rules_are_read_or_told(
    press: Press, down: float, numbers: tuple[str, ...]
) -> None:
    position, found = read_page(press, listed(*HEAD, "Ametikoht: majakavaht"), merged_table(down, numbers))
    outcomes = [duty.outcomes for duty in position.duties]
    if outcomes != [("Tuled põlevad.",), ("Kell heliseb.",), ("Päevik on peetud.",), ("Paadid on terved.",)]:
        assert "rows_uncertain" in codes(found)
        assert not numbers[0]
