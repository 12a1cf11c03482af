"""A sentence that a page break cuts is read whole, whatever the pages print between its halves."""

from __future__ import annotations

import re

import pytest

from extractors.read import read_file
from tests.extractors.pages.situations import PRESSES, Item, Letters, Press, lines

HEAD = (
    "PAJUMETSA AMET",
    "PEADIREKTORI KÄSKKIRI",
    "",
    "Paju, 03.05.2021 nr 48",
    "",
    "Lisade muutmine",
)
LEAD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 lisad 1 kuni 2,"
REST = ("5 ja 8 kuni 9.", "2. Käskkiri jõustub allkirjastamisest.", "", "Leida Kask", "peadirektor")
WHOLE = ("1", "2", "5", "8", "9")


def revoked(press: Press, *pages: list[Item]) -> tuple[object, list[str], str | None]:
    read = read_file(press(pages), "a.pdf")
    effects = [effect for effect in read.effects if effect.effect == "revoke"]
    assert len(effects) == 1
    return effects[0].affected.annexes, [finding.code for finding in read.findings], effects[0].doubt


def first_page(*last: str) -> list[Item]:
    """The head and the sentence, so that its last line is the last of a page of usual margins."""
    texts = [*HEAD, "", *last]
    return lines(*texts, top=770 - 20.0 * len(texts) + 20)


BETWEEN: dict[str, tuple[list[Item], list[Item]]] = {
    "nothing": ([], []),
    "address in small letters": ([Letters(110, 806, "Kase tee 4, 20000 Paju / 666 0000 / post@pajumets.ee", 8)], []),
    "address in the text's own letters": ([Letters(110, 806, "Kase tee 4, 20000 Paju, registrikood 70000999")], []),
    "address of two lines": ([*lines("Kase tee 4, 20000 Paju", "www.pajumets.ee", top=800, leading=10, size=7)], []),
    "address of three lines, as near as the lines of the text": (
        lines("Kase tee 4, 20000 Paju", "Registrikood 70000999", "Meie väärtus on ausus", top=782, leading=20),
        [],
    ),
    "small print without an address": ([Letters(110, 806, "Meie väärtused on hoolivus ja ausus", 8)], []),
    "number of the page": ([Letters(297, 806, "1")], [Letters(297, 806, "2")]),
    "number of pages": ([Letters(297, 806, "1 (2)")], [Letters(297, 806, "2 (2)")]),
    "head on the second page": ([], [Letters(70, 36, "Pajumetsa Ameti peadirektori käskkiri 03.05.2021 nr 48", 9)]),
    "head on the second page, large": ([], [Letters(70, 30, "Pajumetsa Ameti käskkiri nr 48")]),
    "head and foot": ([Letters(110, 806, "post@pajumets.ee", 8)], [Letters(70, 36, "Pajumetsa Amet", 9)]),
    "Roman numbers": ([Letters(297, 806, "I")], [Letters(297, 806, "II")]),
    "numbers high above the edge": ([Letters(297, 755, "7")], [Letters(297, 755, "8")]),
    "number above the text": ([], [Letters(297, 30, "2")]),
    "footnote": ([Letters(70, 790, "Teatajas ei ole avaldatud.", 8)], []),
}


@PRESSES
@pytest.mark.parametrize("between", BETWEEN.values(), ids=BETWEEN)
def test_what_stands_between_the_halves_of_a_sentence_leaves_it(
    press: Press, between: tuple[list[Item], list[Item]]
) -> None:
    foot, head = between
    annexes, codes, doubt = revoked(press, [*first_page(LEAD), *foot], [*head, *lines(*REST)])
    assert (annexes, doubt) == (WHOLE, None)
    letters = [item for item in (*foot, *head) if isinstance(item, Letters) and not re.fullmatch(r"\d.*|I+", item.text)]
    assert ("page_break_text" in codes) == bool(letters), "what is left out is said"


@PRESSES
@pytest.mark.parametrize(
    ("last", "annexes"),
    [(("… lisad 1 ja", "4."), ("1", "4")), (("… lisad 1, 3 ja", "12."), ("1", "3", "12"))],
    ids=["of one figure", "of two"],
)
def test_a_number_that_ends_the_page_in_the_text_ends_the_list(
    press: Press, last: tuple[str, str], annexes: tuple[str, ...]
) -> None:
    lead = last[0].replace("…", "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7")
    page = first_page(lead, last[1])
    assert revoked(press, page, lines(*REST[1:])) == (annexes, [], None)


@PRESSES
def test_a_number_that_begins_the_page_in_the_text_ends_the_list(press: Press) -> None:
    lead = LEAD.replace("1 kuni 2,", "2 ja")
    second = lines("5.", "2. Käskkiri jõustub allkirjastamisest.", "", "Leida Kask", top=40)
    assert revoked(press, first_page(lead), second) == (("2", "5"), [], None)


@PRESSES
def test_the_number_of_a_page_near_the_text_is_no_annex(press: Press) -> None:
    pages = [[*first_page(LEAD), Letters(520, 792, "1")], [*lines(*REST), Letters(520, 792, "2")]]
    assert revoked(press, *pages) == (WHOLE, [], None)


@PRESSES
@pytest.mark.parametrize("second", [REST[1:], ("Lisa 1", "KINNITATUD")], ids=["next point", "an annex"])
def test_a_sentence_whose_rest_is_missing_is_doubted(press: Press, second: tuple[str, ...]) -> None:
    annexes, codes, doubt = revoked(press, first_page(LEAD), lines(*second))
    assert annexes == ("1", "2")
    assert doubt is not None
    assert "sentence_open" in codes


@PRESSES
def test_a_foot_below_a_whole_sentence_and_a_title_above_another_stay(press: Press) -> None:
    """Nothing is left out where no sentence goes on: small print may be what the page is read for."""
    first = [*first_page(LEAD.replace("2,", "2.")), Letters(70, 800, "Lisa 3 on tunnistatud kehtetuks varem.", 8)]
    read = read_file(press([first, lines("Volikirja andmine", *REST[1:])]), "a.pdf")
    assert read.text is not None
    assert "kehtetuks varem" in read.text.text
    assert "Volikirja andmine" in read.text.text


LAST_WORDS = {
    "within a day": (
        "1. Tunnistan kehtetuks peadirektori 11. jaanuari",
        "2019. aasta käskkirja nr 7 lisad 1 kuni 2, 5 ja 8 kuni 9.",
    ),
    "within a day in figures": (
        "1. Tunnistan kehtetuks peadirektori 11.01.",
        "2019 käskkirja nr 7 lisad 1 kuni 2, 5 ja 8 kuni 9.",
    ),
    "before a number": (
        "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr",
        "7 lisad 1 kuni 2, 5 ja 8 kuni 9.",
    ),
    "before a number with a mark": (
        "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr",
        "1-3/7-P lisad 1 kuni 2, 5 ja 8 kuni 9.",
    ),
    "before a date": (
        "1. Tunnistan kehtetuks peadirektori",
        "11.01.2019 käskkirja nr 7 lisad 1 kuni 2, 5 ja 8 kuni 9.",
    ),
}


@PRESSES
@pytest.mark.parametrize("halves", LAST_WORDS.values(), ids=LAST_WORDS)
def test_a_head_between_a_word_and_its_number_leaves_the_sentence(press: Press, halves: tuple[str, str]) -> None:
    head = Letters(400, 36, "Pajumetsa Amet", 9)
    annexes, codes, doubt = revoked(press, first_page(halves[0]), [head, *lines(halves[1], *REST[1:])])
    assert (annexes, codes, doubt) == (WHOLE, ["page_break_text"], None)


@PRESSES
def test_an_address_that_ends_without_a_stop_leaves_a_word_cut_by_the_break(press: Press) -> None:
    foot = lines("Kase tee 4 / 666 0000", "Paju", top=800, leading=10, size=7)
    first = first_page("1. Tunnistan kehtetuks peadirektori 11.01.2019 käsk-")
    second = lines("kirja nr 7 lisad 1 kuni 2, 5 ja 8 kuni 9.", *REST[1:])
    assert revoked(press, [*first, *foot], second) == (WHOLE, ["page_break_text"], None)


@PRESSES
def test_a_note_as_large_as_the_text_leaves_the_sentence(press: Press) -> None:
    note = Letters(70, 780, "1 Muudetud peadirektori 05.05.2020 käskkirjaga nr 9")
    assert revoked(press, [*lines(*HEAD, LEAD), note], lines(*REST)) == (WHOLE, ["page_break_text"], None)


@PRESSES
def test_the_date_of_another_act_begins_a_page_of_its_own(press: Press) -> None:
    first = [*lines(*HEAD, LEAD.replace("2,", "2."), *REST[1:])]
    second = lines("PAJUMETSA AMET", "", "04.06.2021 nr 52", "Volikirja andmine", "Leida Kask")
    read = read_file(press([first, second]), "a.pdf")
    assert read.text is not None
    assert "PAJUMETSA AMET\n04.06.2021 nr 52" in read.text.text


@PRESSES
def test_a_head_that_runs_from_the_second_page_on_leaves_the_items(press: Press) -> None:
    """The first time it has nothing to repeat, and items of one form differ in their figures alone, as marks do."""
    items = [f"1.{at}. peadirektori {at:02d}.01.2019 käskkirja nr {at} lisad 1 ja 2;" for at in range(1, 13)]
    head = Letters(70, 36, "Pajumetsa Amet. Käskkiri nr 48", 9)
    pages = [
        [*lines(*HEAD, "1. Tunnistan kehtetuks:", *items[:4])],
        [head, *lines(*items[4:8])],
        [head, *lines(*items[8:], "2. Käskkiri jõustub allkirjastamisest.", "Leida Kask", "peadirektor")],
    ]
    read = read_file(press(pages), "a.pdf")
    found = [(e.affected.number, e.affected.annexes) for e in read.effects if e.effect == "revoke"]
    assert found == [(str(at), ("1", "2")) for at in range(1, 13)]
    assert read.findings == ()


@PRESSES
def test_the_mark_of_an_approval_stays_where_it_begins(press: Press) -> None:
    mark = Letters(300, 36, "KINNITATUD 03.05.2021 käskkirjaga nr 48 Lisa 1", 9)
    pages = [
        lines(*HEAD, "1. Kinnitan korra (lisa 1)."),
        [mark, *lines("Kord", "1. Üldsätted", "Lause.")],
        [mark, *lines("Teine lause.", "Kolmas lause.")],
    ]
    read = read_file(press(pages), "a.pdf")
    assert read.text is not None
    assert read.text.text.count("KINNITATUD") == 1
