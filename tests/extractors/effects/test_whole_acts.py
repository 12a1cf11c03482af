"""Where the act is, approvals in tables, and the witnesses beside the readers."""

from __future__ import annotations

from extractors.model.extraction import ActContext, FileExtraction
from extractors.read import read_file


def read(words: str, context: ActContext | None = None) -> FileExtraction:
    return read_file(words.encode(), "akt.txt", context)


def told(file: FileExtraction) -> list[tuple[object, ...]]:
    return [(e.effect, e.affected.number, e.affected.annexes, e.item_title) for e in file.effects]


def codes(file: FileExtraction) -> list[str]:
    return [finding.code for finding in file.findings]


def test_a_table_approves_an_annex_in_each_row() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nJuhendid\n1. Kinnitan ametijuhendid järgmiselt:\nJrk\tAmetikoht\tLisa\n"
        "1\tlootsija\t3\n2\tmajakavaht\t4\n2. Käskkiri jõustub 01.07.2024.\n"
    )
    assert told(file) == [
        ("approve", None, ("3",), "lootsija"),
        ("approve", None, ("4",), "majakavaht"),
        ("commence", None, None, None),
    ]


def test_a_table_with_bars_and_no_numbered_points() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nJuhendid\nSeaduse § 5 alusel kinnitan järgmised ametijuhendid:\n| Ametikoht "
        "| Lisa nr |\n"
        "| lootsija | 1 |\n| majakavaht | lisa 2 |\nKäskkiri jõustub 01.07.2024.\n"
    )
    assert [e.affected.annexes for e in file.effects if e.effect == "approve"] == [("1",), ("2",)]
    assert [e.affected.scope for e in file.effects if e.effect == "commence"] == ["act"]


def test_a_table_under_a_revocation_approves_nothing() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nJuhendid\n1. Tunnistan kehtetuks:\nAkt\tLisa\ndirektori 01.02.2020 käskkiri "
        "nr 4\t2\n"
    )
    assert "approve" not in {e.effect for e in file.effects}


def test_a_heading_at_the_foot_heads_what_stands_above_it() -> None:
    file = read(
        "LAHE VALLAVOLIKOGU\n\nHankekorra kinnitamine\n\nSeaduse § 5 alusel\n1. Kinnitada hankekord (lisa 1).\n"
        "2. Tunnistada kehtetuks volikogu 01.02.2020 otsus nr 4.\n\n(allkirjastatud digitaalselt)\nMall "
        "Kask\nesinaine\n\n"
        "OTSUS\n7. mai 2025 nr 1-5/61\n"
    )
    assert file.header is not None
    assert file.header.number == "1-5/61"
    assert told(file) == [("approve", None, ("1",), None), ("revoke", "4", None, None)]


def test_a_letter_that_lists_a_memorandum_hides_no_act() -> None:
    file = read(
        "Lahe Amet\n06.05.2025 nr 2-4/77\nAkti saatmine\nSaadame Teile kinnitatud akti.\n(allkirjastatud "
        "digitaalselt)\n"
        "Lisad:\n1. Käskkiri\n2. Seletuskiri\n\nKÄSKKIRI\n05.05.2025 nr 31\nHangete kord\nSeaduse § 5 alusel:\n"
        "1. Kinnitan hankekorra (lisa 1).\n2. Tunnistan kehtetuks direktori 09.01.2021 käskkirja nr 3.\n"
    )
    assert told(file) == [("approve", None, ("1",), None), ("revoke", "3", None, None)]
    assert "memorandum" not in codes(file)


def test_a_memorandum_of_its_own_still_has_no_effect() -> None:
    file = read("SELETUSKIRI\nKäskkirja eelnõu juurde\n1. Tunnistan kehtetuks direktori 09.01.2021 käskkirja nr 3.\n")
    assert file.effects == ()


def test_numbers_that_a_scan_misread_are_read_and_told() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n1. Tunnistan kehtetuks direktori O9.01.2021 käskkirja nr 3O4 lisad l "
        "ja 2.\n"
    )
    (effect,) = file.effects
    assert (str(effect.affected.enacted_on), effect.affected.number, effect.affected.annexes) == (
        "2021-01-09",
        "304",
        ("1", "2"),
    )
    assert codes(file).count("number_repaired") == 3


def test_a_title_of_revocation_without_a_revocation_is_a_doubt() -> None:
    words = "KÄSKKIRI\n04.06.2024 nr 18\n{title}\n\nSeaduse § 5 alusel\n1. Kinnitan hankekorra (lisa 1).\n"
    assert "title_without_effect" in codes(read(words.format(title="Käskkirja kehtetuks tunnistamine")))
    assert "title_without_effect" not in codes(read(words.format(title="Hankekorra kinnitamine")))


def test_the_registers_title_is_a_witness_too() -> None:
    words = "1. Kinnitan hankekorra (lisa 1).\n"
    context = ActContext(title="Hankekorra kehtetuks tunnistamine", number="18")
    assert "title_without_effect" in codes(read(words, context))


def test_a_sentence_that_does_something_unread_is_a_doubt() -> None:
    file = read("KÄSKKIRI\n04.06.2024 nr 18\nAktid\n1. Kehtetuks muutunud on direktori 09.01.2021 käskkiri nr 3.\n")
    assert file.effects == ()
    assert "cue_without_effect" in codes(file)


def test_sentences_in_other_languages_are_told() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n1. Kinnitan korra (lisa 1).\n2. Отменить приказ директора № 3 от "
        "09.01.2021.\n"
    )
    assert "foreign_sentence" in codes(file)


def test_the_day_of_a_relative_clause_is_that_of_the_annex() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n1. Kinnitan lootsija ametijuhendi (lisa 1), mis jõustub 01.09.2024.\n"
    )
    assert [(e.effect, e.affected.annexes, str(e.effective_on)) for e in file.effects] == [
        ("approve", ("1",), "2024-09-01")
    ]


def test_the_same_act_is_the_one_of_the_point_before() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n1. Muudan direktori 09.01.2021 käskkirja nr 3 lisa 2.\n"
        "2. Tunnistan kehtetuks sama käskkirja lisa 5.\n"
    )
    assert [(e.effect, e.affected.number, e.affected.annexes) for e in file.effects] == [
        ("amend", "3", ("2",)),
        ("revoke", "3", ("5",)),
    ]


def test_items_in_brackets_stand_below_a_point() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n\n1. Tunnistan kehtetuks:\n"
        "(1) direktori 15.12.2021 käskkirja nr 34 lisa 14;\n"
        "(2) 15.12.2022 käskkirja nr 35.\n2. Muudan direktori 15.12.2020 käskkirja nr 36 punkti 2.\n"
        "3. Tunnistan kehtetuks:\n(1) direktori 11.12.2021 käskkirja nr 54.\n4. Käskkiri jõustub 1. juulil 2024.\n"
    )
    assert [(effect.effect, effect.affected.number, effect.doubt) for effect in file.effects] == [
        ("revoke", "34", None),
        ("revoke", "35", None),
        ("amend", "36", None),
        ("revoke", "54", None),
        ("commence", None, None),
    ]


def test_an_annex_number_at_the_end_of_a_line_is_no_date() -> None:
    file = read(
        "KÄSKKIRI\n04.06.2024 nr 18\nAktid\n\n1. Kinnitan ametijuhendid vastavalt lisadele 2 ja 4.\n"
        "2. 2010. aasta 14. septembri käskkirja nr 326 ei muudeta.\n"
    )
    assert [effect.affected.annexes for effect in file.effects] == [("2", "4")]
