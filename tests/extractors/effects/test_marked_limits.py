"""A note that excepts something, or a box that is not ticked, makes the effects of its sentence doubtful."""

from __future__ import annotations

import pytest

from extractors.read import read_file

HEAD = "SOOAMET\nPEADIREKTORI KÄSKKIRI\n03.03.2025 nr 5\n\n"
TAIL = "\n2. Käskkiri jõustub allakirjutamisest.\nMari Maasikas\npeadirektor\n"


def doubts(sentence: str, notes: str = "") -> list[tuple[object, str | None]]:
    found = read_file(f"{HEAD}{sentence}{TAIL}{notes}\n".encode(), "a.txt")
    return [(each.affected.annexes, each.doubt) for each in found.effects if each.effect == "revoke"]


def revoking(annexes: str) -> str:
    return f"1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 {annexes}"


NINE = ("4", "9", "11")


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("⁽¹⁾", "⁽¹⁾ Välja arvatud lisa 9, mis jääb kehtima."),
        ("⁽ⁱ⁾", "⁽ⁱ⁾ Kuni uue korra kehtestamiseni."),
        ("²⁾", "²⁾ Üksnes talituse juhataja osas."),
        ("*", "* Lisa 9 jääb\njõusse."),
        ("*", "* Lisad on muudetud sõnastuses; lisa 9 osas kehtivad edasi."),
        ("*", "* Aluseks on käskkiri nr 3, lisa 9 ainult tööplaani osas."),
        ("**", "** Alates 1. juunist 2025."),
    ],
)
def test_a_note_that_limits_makes_its_sentence_doubtful(mark: str, note: str) -> None:
    assert doubts(revoking(f"lisad 4, 9 ja 11{mark}."), note) == [(NINE, "note_limits")]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("ᵃ", "ᵃ Välja arvatud lisa 9."),
        ("ᵃ", "a Välja arvatud lisa 9."),
        ("⁽ᵇ⁾", "b) Välja arvatud lisa 9."),
        ("¹)", "¹) Välja arvatud lisa 9."),
        ("¹)", "1) Välja arvatud lisa 9."),
        ("¹)", "¹ Välja arvatud lisa 9."),
        ("¹", "1Välja arvatud lisa 9."),
        ("¹", "¹ Avaldamata.\n¹ Välja arvatud lisa 9."),
        ("¹", "¹ – välja arvatud lisa 9."),
        ("¹", "¹ 9. lisa jääb kehtima."),
        ("²⁾", "2) Välja arvatud lisa 9."),
    ],
)
def test_a_note_to_the_number_that_limits_makes_its_sentence_doubtful(mark: str, note: str) -> None:
    """Each mark that is taken off a number is looked up: "33ᵃ" is number 33, and its note may except something."""
    sentence = f"1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 33{mark}."
    assert doubts(sentence, note) == [(None, "note_limits")]


@pytest.mark.parametrize(
    ("mark", "note"),
    [
        ("“*.", "* Välja arvatud lisa 9."),
        ("“.*", "*Välja arvatud lisa 9."),
        ("“ *.", "* Välja arvatud lisa 9."),
        ("“*).", "*) Välja arvatud lisa 9."),
        ("“∗.", "* Välja arvatud lisa 9."),
        ("“†.", "† Välja arvatud lisa 9."),
        ("“ ‡", "‡ Välja arvatud lisa 9."),
        ("“⁽ˣ⁾.", "⁽ˣ⁾ Välja arvatud lisa 9."),
        ("“⁽*⁾.", "* Välja arvatud lisa 9."),
    ],
)
def test_a_star_behind_any_sign_has_a_note(mark: str, note: str) -> None:
    sentence = f"1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 33 „Ametijuhendite kinnitamine{mark}"
    assert doubts(sentence, note) == [(None, "note_limits")]


def test_a_star_that_opens_a_line_marks_no_note() -> None:
    listed = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7:\n* lisa 4;\n* lisa 9;\n* lisa 11."
    assert doubts(listed) == [((annex,), None) for annex in NINE]


@pytest.mark.parametrize(
    ("annexes", "note"),
    [
        ("lisad 4, 9 ja 11⁽¹⁾.", "⁽¹⁾ Avaldatud ameti siseveebis."),
        ("lisad 4, 9 ja 11⁽¹⁾.", "⁽²⁾ Välja arvatud lisa 9."),
        ("lisad 4, 9 ja 11*.", "** Välja arvatud lisa 9."),
        ("lisad 4, 9 ja 11.", "⁽¹⁾ Välja arvatud lisa 9."),
        ("lisad 4, 9 ja 11⁽¹⁾.", "⁽¹⁾ Käskkirja on 2. mail 2020 muudetud käskkirjaga nr 12."),
        ("lisad 4, 9 ja 11⁽¹⁾.", "⁽¹⁾ Muudetud 02.05.2020 käskkirjaga nr 12."),
        ("lisad 4, 9 ja 11⁽¹⁾.", "⁽¹⁾ Lisade aluseks on direktori 02.05.2015 käskkirja nr 3 lisa 1."),
    ],
)
def test_other_notes_say_nothing_of_the_sentence(annexes: str, note: str) -> None:
    assert doubts(revoking(annexes), note) == [(NINE, None)]


@pytest.mark.parametrize("note", ["¹² Välja arvatud lisa 9.", "1) Lisa 9 kinnitamine."])
def test_a_raised_figure_of_an_annex_has_no_note_of_another_mark(note: str) -> None:
    assert doubts(revoking("lisad 4, 9 ja 11¹."), note) == [(("4", "9", "11¹"), None)]


@pytest.mark.parametrize("box", ["☐", "□", "[ ]"])
def test_a_box_that_is_not_ticked_makes_its_list_doubtful(box: str) -> None:
    found = doubts(revoking(f"järgmised lisad:\n☒ lisa 4\n{box} lisa 9\n☒ lisa 11"))
    assert {doubt for _, doubt in found} == {"box_not_ticked"}


def test_a_list_whose_boxes_are_all_ticked_is_none() -> None:
    found = doubts(revoking("järgmised lisad:\n☒ lisa 4\n☒ lisa 9\n☒ lisa 11"))
    assert found == [(NINE, None)]


def test_a_box_beside_one_item_leaves_the_other_items_alone() -> None:
    seven, eight = ("peadirektori 11.01.2019 käskkirja nr 7", "peadirektori 12.01.2019 käskkirja nr 8")
    found = doubts(f"1. Tunnistan kehtetuks:\n1.1. {seven};\n1.2. ☐ {eight}.")
    assert found == [
        (None, None),
        (None, "box_not_ticked"),
    ]
