"""Rows in reading order, on pages drawn for the purpose: a fictional authority's job descriptions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from extractors.errors import EmptyFile, EncryptedFile, TruncatedFile, UnreadableFile
from extractors.model.text import DocumentText
from extractors.pages.layout import read_layout, read_pdf
from extractors.pages.words import PageWords, Word
from extractors.read import read_file

Draw = Callable[..., bytes]
NewSheet = Callable[[], Any]


def rows(document: DocumentText) -> list[list[str]]:
    return [[cell.of(document.text) for cell in block.cells] for block in document.blocks]


def read(data: bytes) -> DocumentText:
    return read_pdf(data, "0")[0]


def two_pages(sheet: NewSheet) -> tuple[Any, Any]:
    """An unruled table of duties that a page break cuts, the approval mark as page header on both pages."""
    first, second = sheet(), sheet()
    for page, number in ((first, "1"), (second, "2")):
        page.write(430, 30, "KINNITATUD", "05.03.2024 käskkirjaga nr 7", "Lisa 4")
        page.write(295, 800, number)
    first.write(70, 90, "Põhiülesanded")
    first.write(300, 90, "Oodatavad tulemused")
    first.write(70, 110, "2.1. Majaka laternate", "süütamine ja kustutamine.")
    first.write(300, 110, "Laternad põlevad öösel.", "Rike on parandatud", "ühe ööpäevaga.")
    first.write(70, 750, "2.2. Udupasuna hoidmine", "töökorras, sealhulgas")
    first.write(300, 750, "Pasun on kuulda.")
    second.write(70, 90, "talvel.")
    second.write(300, 110, "Talvel on pasun köetud.")
    second.write(70, 130, "2.3. Päeviku pidamine.")
    second.write(300, 130, "Päevik on täidetud.", "Kanded on loetavad.")
    second.write(70, 170, "3. Nõuded")
    second.write(70, 190, "Haridus")
    second.write(180, 190, "Keskharidus.")
    return first, second


def test_a_duty_cut_by_a_page_break_is_one_row(draw: Draw, sheet: NewSheet) -> None:
    """Both cells go on over the break, header and page number between them vanish."""
    found = rows(read(draw(*two_pages(sheet))))
    assert found[3:] == [
        ["Põhiülesanded", "Oodatavad tulemused"],
        [
            "2.1. Majaka laternate\nsüütamine ja kustutamine.",
            "Laternad põlevad öösel.\nRike on parandatud\nühe ööpäevaga.",
        ],
        [
            "2.2. Udupasuna hoidmine\ntöökorras, sealhulgas\ntalvel.",
            "Pasun on kuulda.\nTalvel on pasun köetud.",
        ],
        ["2.3. Päeviku pidamine.", "Päevik on täidetud.\nKanded on loetavad."],
        ["3. Nõuded"],
        ["Haridus", "Keskharidus."],
    ]


def test_an_approval_mark_is_kept_once(draw: Draw, sheet: NewSheet) -> None:
    """The first mark stays whole, its repeat on the next page goes."""
    found = rows(read(draw(*two_pages(sheet))))
    assert found[:3] == [["KINNITATUD"], ["05.03.2024 käskkirjaga nr 7"], ["Lisa 4"]]
    assert sum(row == ["Lisa 4"] for row in found) == 1


def test_a_mark_with_another_number_is_kept_whole(draw: Draw, sheet: NewSheet) -> None:
    """Where the annex number changes, a new annex begins: all lines of its mark are needed."""
    sheets = []
    for annex in ("4", "4", "5", "5"):
        page = sheet()
        page.write(430, 30, "KINNITATUD", "05.03.2024 käskkirjaga nr 7", f"Lisa {annex}")
        page.write(70, 120, f"Sisu {len(sheets)} jätkub siin.")
        sheets.append(page)
    text = read(draw(*sheets)).text
    assert text.count("KINNITATUD\n05.03.2024 käskkirjaga nr 7\nLisa 4") == 1
    assert text.count("KINNITATUD\n05.03.2024 käskkirjaga nr 7\nLisa 5") == 1
    assert text.count("KINNITATUD") == 2


def test_annexes_that_begin_alike_both_keep_their_mark(draw: Draw, sheet: NewSheet) -> None:
    """Two annexes of one page, without numbers, are no page with a running header."""
    sheets = []
    for position in ("Majakavaht", "Lootsija"):
        page = sheet()
        page.write(430, 30, "KINNITATUD", "05.03.2024 käskkirjaga nr 7")
        page.write(250, 90, "AMETIJUHEND")
        page.write(70, 120, f"{position} hoiab laevu karidest eemal.")
        sheets.append(page)
    assert read(draw(*sheets)).text.count("KINNITATUD") == 2


def test_pages_and_boxes_lead_back_to_both_pages(draw: Draw, sheet: NewSheet) -> None:
    """A row belongs to the page where it begins; the boxes of its lines name the pages they stand on."""
    document = read(draw(*two_pages(sheet)))
    block = next(b for b in document.blocks if b.span.of(document.text).startswith("2.2."))
    assert block.page_number == document.page_number(block.span.start) == 1
    assert [box.page_number for box in document.boxes(block.cells[0])] == [1, 1, 2]
    later = next(b for b in document.blocks if b.span.of(document.text).startswith("2.3."))
    assert later.page_number == document.page_number(later.span.start) == 2
    box = document.boxes(later.cells[0])[0]
    assert (round(box.x0), round(box.top)) == (70, pytest.approx(130, abs=3))


def test_the_text_is_its_blocks(draw: Draw, sheet: NewSheet) -> None:
    """Tabs part cells, line feeds part blocks, and places lie within the cells, ascending."""
    document = read(draw(*two_pages(sheet)))
    assert document.text == "".join("\t".join(row) + "\n" for row in rows(document))
    starts = [place.span.start for place in document.places]
    assert starts == sorted(starts)
    assert all("\n" not in place.span.of(document.text) for place in document.places)
    assert document.pages[0].end == document.pages[1].start
    assert document.pages[-1].end == len(document.text)


def ruled(sheet: NewSheet) -> tuple[Any, Any]:
    first, second = sheet(), sheet()
    first.rule_grid([60, 290, 530], [90, 110, 150, 190])
    first.write(65, 93, "2. Tööülesanded")
    first.write(295, 93, "Oodatavad tulemused")
    first.write(65, 113, "2.1. Kaide", "pühkimine.")
    first.write(295, 113, "• Kaid on puhtad.", "• Lumi on lükatud.")
    first.write(65, 153, "2.2. Poide", "loendamine kevadel,")
    first.write(295, 153, "Poid on loetud.")
    second.rule_grid([60, 290, 530], [60, 80, 100, 120])
    second.write(65, 63, "2. Tööülesanded")
    second.write(295, 63, "Oodatavad tulemused")
    second.write(65, 83, "sügisel.")
    second.write(295, 83, "Kadunud poid on asendatud.")
    second.write(65, 103, "2.3. Aruanne.")
    second.write(295, 103, "Aruanne on esitatud.")
    return first, second


def test_a_ruled_row_goes_on_under_the_repeated_header(draw: Draw, sheet: NewSheet) -> None:
    """The table's heading, printed again on the second page, neither closes the open row nor stands twice."""
    found = rows(read(draw(*ruled(sheet))))
    assert found == [
        ["2. Tööülesanded", "Oodatavad tulemused"],
        ["2.1. Kaide\npühkimine.", "• Kaid on puhtad.\n• Lumi on lükatud."],
        ["2.2. Poide\nloendamine kevadel,\nsügisel.", "Poid on loetud.\nKadunud poid on asendatud."],
        ["2.3. Aruanne.", "Aruanne on esitatud."],
    ]


def test_ruled_rows_are_marked_as_ruled(draw: Draw, sheet: NewSheet) -> None:
    first = ruled(sheet)[0]
    first.write(65, 220, "Tutvustatud allkirja vastu.")
    blocks = read(draw(first)).blocks
    assert [block.is_ruled for block in blocks] == [True, True, True, False]


def test_duties_in_one_ruled_cell_are_parted_at_their_numbers(draw: Draw, sheet: NewSheet) -> None:
    """A table with a rule between its columns and none between its rows still gives a row for each duty."""
    page = sheet()
    page.rule_grid([60, 290, 530], [90, 170])
    page.write(65, 95, "2.1. Kaide", "pühkimine.", "2.2. Poide loendamine.")
    page.write(295, 95, "Kaid on puhtad.")
    page.write(295, 123, "Poid on loetud.", "Kadunud on asendatud.")
    assert rows(read(draw(page))) == [
        ["2.1. Kaide\npühkimine.", "Kaid on puhtad."],
        ["2.2. Poide loendamine.", "Poid on loetud.\nKadunud on asendatud."],
    ]


def test_a_number_column_joins_the_duty(draw: Draw, sheet: NewSheet) -> None:
    """Number, duty and outcome in three ruled columns are the same two cells as elsewhere."""
    page = sheet()
    page.rule_grid([60, 100, 290, 530], [90, 110, 130])
    page.write(65, 93, "Nr")
    page.write(105, 93, "Tööülesanded")
    page.write(295, 93, "Oodatavad tulemused")
    page.write(65, 113, "2.1.")
    page.write(105, 113, "Kaide pühkimine.")
    page.write(295, 113, "Kaid on puhtad.")
    assert rows(read(draw(page)))[1] == ["2.1. Kaide pühkimine.", "Kaid on puhtad."]


def test_a_cell_over_two_rows_stands_in_the_first(draw: Draw, sheet: NewSheet) -> None:
    """The row below keeps its place with an empty cell."""
    page = sheet()
    page.rules += [(60, 90, 500, 90), (200, 110, 500, 110), (60, 130, 500, 130)]
    page.rules += [(60, 90, 60, 130), (200, 90, 200, 130), (500, 90, 500, 130)]
    page.write(65, 93, "Keeleoskus")
    page.write(205, 93, "eesti keel C1")
    page.write(205, 113, "vene keel B2")
    assert rows(read(draw(page))) == [["Keeleoskus", "eesti keel C1"], ["", "vene keel B2"]]


def test_labels_beside_values_wrap_on_both_sides(draw: Draw, sheet: NewSheet) -> None:
    """A label that goes on with a small letter stays one label; a value keeps its lines."""
    page = sheet()
    page.write(70, 60, "1. Üldosa")
    page.write(70, 80, "Struktuuriüksus")
    page.write(190, 80, "Majakate osakond")
    page.write(70, 94, "Teenistuskoha", "eesmärk")
    page.write(190, 94, "Hoida tuled põlemas,", "ka tormi ajal.")
    page.write(70, 122, "Alluvad")
    page.write(70, 136, "Vahetu juht")
    page.write(190, 136, "Sadamakapten")
    assert rows(read(draw(page))) == [
        ["1. Üldosa"],
        ["Struktuuriüksus", "Majakate osakond"],
        ["Teenistuskoha\neesmärk", "Hoida tuled põlemas,\nka tormi ajal."],
        ["Alluvad", ""],
        ["Vahetu juht", "Sadamakapten"],
    ]


@pytest.mark.parametrize("lower", [0.9, 3.0])
def test_a_label_a_little_lower_than_its_value_is_in_its_row(draw: Draw, sheet: NewSheet, lower: float) -> None:
    """Values of forms stand a little higher than what is typed, and the last one of a column ends the table."""
    page = sheet()
    for at, (label, value, x) in enumerate(
        [
            ("1. Teenistuskoht", "spetsialist", 241),
            ("2. Struktuuriüksus", "talitus", 241),
            ("3. Vahetu juht", "juht", 270),
        ]
    ):
        page.write(72, 100 + 17 * at + lower, label)
        page.write(x, 100 + 17 * at + (lower if x == 270 else 0), value)
    assert rows(read(draw(page)))[:2] == [["1. Teenistuskoht", "spetsialist"], ["2. Struktuuriüksus", "talitus"]]


def test_labels_above_values_without_rules_pair_by_index(draw: Draw, sheet: NewSheet) -> None:
    """Two rows, labels and values, of as many cells; a value that wraps keeps its lines."""
    page = sheet()
    for x, label in ((70, "Vahetu juht"), (230, "Teenistuja asendab"), (390, "Teenistuja asendaja")):
        page.write(x, 60, label)
    page.write(70, 74, "Sadamakapten")
    page.write(230, 74, "Majakavaht,", "Lootsija")
    page.write(390, 74, "Majakavaht")
    assert rows(read(draw(page))) == [
        ["Vahetu juht", "Teenistuja asendab", "Teenistuja asendaja"],
        ["Sadamakapten", "Majakavaht,\nLootsija", "Majakavaht"],
    ]


def test_running_text_has_no_columns(draw: Draw, sheet: NewSheet) -> None:
    """Wide blanks of justified lines, hanging numbers and a date at the right edge make no cells."""
    page = sheet()
    page.write(70, 60, "KÄSKKIRI")
    page.write(70, 80, "Rannaküla")
    page.write(430, 80, "05.03.2024 nr 7")
    page.write(70, 110, "1.")
    page.write(95, 110, "Kinnitan majakavahi ametijuhendi (lisa 1).")
    page.write(70, 130, "2.")
    page.write(95, 130, "Tunnistan kehtetuks sadamakapteni", "04.01.2022 käskkirja nr 3.")
    page.write(70, 170, "Käskkirja  saab  vaidlustada", "kolmekümne päeva jooksul")
    page.write(225, 170, "Rannaküla halduskohtus")
    page.write(228, 184, "teatavaks tegemisest.")
    assert rows(read(draw(page))) == [
        ["KÄSKKIRI"],
        ["Rannaküla 05.03.2024 nr 7"],
        ["1. Kinnitan majakavahi ametijuhendi (lisa 1)."],
        ["2. Tunnistan kehtetuks sadamakapteni"],
        ["04.01.2022 käskkirja nr 3."],
        ["Käskkirja saab vaidlustada Rannaküla halduskohtus"],
        ["kolmekümne päeva jooksul teatavaks tegemisest."],
    ]


def test_an_encrypted_pdf_is_named_so(draw: Draw, sheet: NewSheet) -> None:
    page = sheet()
    page.write(70, 60, "Saladus")
    with pytest.raises(EncryptedFile, match="password"):
        read(draw(page, password="muuli"))


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_truncated_pdf_is_named_so(draw: Draw, sheet: NewSheet, share: float) -> None:
    """Whatever a download lost of its end, the answer is: fetch it again."""
    page = sheet()
    page.write(70, 60, "Tekst, mis jääb pooleli")
    data = draw(page)
    with pytest.raises(TruncatedFile):
        read(data[: int(len(data) * share)])


def test_a_pdf_without_text_asks_for_a_scan_reader(draw: Draw, sheet: NewSheet) -> None:
    page = sheet()
    page.rules.append((70, 60, 300, 60))
    with pytest.raises(EmptyFile, match="scan"):
        read(draw(page))


def test_bytes_that_only_claim_to_be_a_pdf_are_unreadable() -> None:
    with pytest.raises(UnreadableFile):
        read(b"%PDF-1.7\nnothing of the kind\n%%EOF\n")


def test_a_page_that_fails_is_a_finding_and_the_rest_is_read() -> None:
    """One broken page does not take the others with it."""
    word = Word("Majakas", 70, 60, 120, 71)
    pages = [PageWords(1, 595, 842, failure="KeyError: 'W'"), PageWords(2, 595, 842, (word,))]
    document, findings = read_layout(pages, "0")
    assert document.text == "Majakas\n"
    assert document.page_number(0) == 2
    assert [finding.code for finding in findings] == ["unreadable_page"]


def test_a_page_without_text_among_others_is_a_finding() -> None:
    word = Word("Majakas", 70, 60, 120, 71)
    _, findings = read_layout([PageWords(1, 595, 842, (word,)), PageWords(2, 595, 842)], "0")
    assert [finding.code for finding in findings] == ["page_without_text"]


def test_letters_of_another_font_stay_in_their_word() -> None:
    """A substituted "õ" arrives as a word of its own without a gap before it."""
    words = (Word("S", 70, 60, 76, 71), Word("õ", 76, 60, 82, 71), Word("udja", 82.1, 60, 100, 71))
    assert read_layout([PageWords(1, 595, 842, words)], "0")[0].text == "Sõudja\n"


def test_a_superscript_stays_in_its_line() -> None:
    """ "§ 136" with a raised 1 is one line and keeps its order."""
    words = (
        Word("§", 70, 60, 76, 71),
        Word("136", 80, 60, 98, 71),
        Word("1", 98.1, 58, 101, 65),
        Word("alusel", 105, 60, 130, 71),
    )
    assert read_layout([PageWords(1, 595, 842, words)], "0")[0].text == "§ 1361 alusel\n"


def test_gaps_that_line_up_within_a_column_open_no_further_column(draw: Draw, sheet: NewSheet) -> None:
    """Justified lines in a narrow column part their words at the same place again and again."""
    page = sheet()
    page.write(70, 60, "Põhiülesanded")
    page.write(300, 60, "Oodatavad tulemused")
    page.write(70, 80, "2.1. Majaka valgustamine.")
    page.write(300, 80, "Laternad", "tuled", "klaasid", "uksed", "trepid")
    page.write(420, 80, "põlevad", "säravad", "läigivad", "sulguvad", "peavad.")
    assert rows(read(draw(page)))[1] == [
        "2.1. Majaka valgustamine.",
        "Laternad põlevad\ntuled säravad\nklaasid läigivad\nuksed sulguvad\ntrepid peavad.",
    ]


def test_an_unruled_heading_printed_again_over_two_lines_goes(draw: Draw, sheet: NewSheet) -> None:
    """The cell below it goes on from the page before, although its heading wraps."""
    first, second = sheet(), sheet()
    for page in (first, second):
        page.write(70, 60, "2. Peamised", "tööülesanded")
        page.write(300, 60, "Oodatavad tulemused")
    first.write(70, 100, "2.1. Kaide pühkimine,")
    first.write(300, 100, "Kaid on puhtad.")
    second.write(70, 100, "ka talvel.")
    second.write(300, 100, "Lumi on lükatud.")
    second.write(70, 120, "2.2. Poide loendamine.")
    second.write(300, 120, "Poid on loetud.")
    assert rows(read(draw(first, second))) == [
        ["2. Peamised\ntööülesanded", "Oodatavad tulemused"],
        ["2.1. Kaide pühkimine,\nka talvel.", "Kaid on puhtad.\nLumi on lükatud."],
        ["2.2. Poide loendamine.", "Poid on loetud."],
    ]


def test_a_row_left_open_at_the_foot_of_a_page_is_still_ruled(draw: Draw, sheet: NewSheet) -> None:
    """Some programs draw no rule where the page cuts a row: its upright rules show how far it reaches."""
    page = sheet()
    page.rules += [(60, 90, 530, 90), (60, 110, 530, 110), (60, 90, 60, 150), (290, 90, 290, 150), (530, 90, 530, 150)]
    page.write(65, 93, "Tööülesanded")
    page.write(295, 93, "Oodatavad tulemused")
    page.write(65, 113, "2.1. Kaide", "pühkimine.")
    page.write(295, 113, "Kaid on puhtad.")
    assert rows(read(draw(page)))[1] == ["2.1. Kaide\npühkimine.", "Kaid on puhtad."]


def test_no_letter_is_lost_on_the_way(draw: Draw, sheet: NewSheet) -> None:
    """What a page says and furniture does not claim stands in the text, however it is set."""
    pages = [*two_pages(sheet), *ruled(sheet)]
    pages[2].write(560, 400, "ääres")
    text = read(draw(*pages)).text
    for page in pages:
        for _, top, words in page.texts:
            if top > 85 and top < 800:
                assert all(word in text for word in words.split()), words


def test_a_table_of_acts_without_rules_has_the_columns_of_its_head(draw: Draw, sheet: NewSheet) -> None:
    """Day and number stand once for several annexes, so that few words begin at each edge."""
    page = sheet()
    page.write(70, 60, "1. Tunnistan kehtetuks järgmiste käskkirjade lisad:")
    lines = [
        ("Kuupäev", "Number", "Lisa"),
        ("16.05.2021", "7", "lisa 2"),
        ("", "", "lisa 6"),
        ("05.03.2019", "2", "lisa 1"),
    ]
    for at, cells in enumerate(lines):
        for x, text in zip((70, 200, 320), cells, strict=True):
            page.write(x, 90 + 17 * at, text)
    page.write(70, 180, "2. Käskkiri jõustub allkirjastamisest.")
    data = draw(page)
    assert rows(read(data))[1:4] == [
        ["Kuupäev", "Number", "Lisa"],
        ["16.05.2021", "7", "lisa 2\nlisa 6"],
        ["05.03.2019", "2", "lisa 1"],
    ]
    effects = [effect for effect in read_file(data, "a.pdf").effects if effect.effect == "revoke"]
    assert [(e.affected.number, e.affected.annexes, e.doubt) for e in effects] == [
        ("7", ("2",), None),
        ("7", ("6",), None),
        ("2", ("1",), None),
    ]
