"""Provisions of laws: which law, which section, subsection and clause, and what is none."""

from __future__ import annotations

import pytest

from extractors.citations.laws import find_provisions
from extractors.files.plain import text_document
from extractors.model.evidence import Span
from extractors.model.provision import Provision
from extractors.model.text import DocumentText

ATS = "avaliku teenistuse seadus"


def text_of(words: str) -> DocumentText:
    return text_document(words, "0" * 64)


def provisions(words: str) -> tuple[Provision, ...]:
    text = text_of(words)
    return find_provisions(text, Span(0, len(text.text)))


def named(words: str) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(each.law, each.section, each.subsection, each.clause) for each in provisions(words)]


@pytest.mark.parametrize(
    "words, expected",
    [
        ("avaliku teenistuse seaduse § 52 lõike 1 alusel", [(ATS, "52", "1", None)]),
        ("Avaliku teenistuse seaduse § 52 lõigete 1 ja 2 alusel", [(ATS, "52", "1", None), (ATS, "52", "2", None)]),
        ("Avaliku teenistuse\nseaduse\n§ 52 lg 1 p 3 alusel", [(ATS, "52", "1", "3")]),
        ("AVALIKU TEENISTUSE SEADUSE § 52 ALUSEL", [(ATS, "52", None, None)]),
        ("lähtudes avaliku teenistuse seaduse §-st 67", [(ATS, "67", None, None)]),
        ("avaliku teenistuse seaduse paragrahvi 9 järgi", [(ATS, "9", None, None)]),
        (
            "ATS § 52 lg-te 1 ja 2, § 60 lg 1 p-de 2 ja 3 alusel",
            [(ATS, "52", "1", None), (ATS, "52", "2", None), (ATS, "60", "1", "2"), (ATS, "60", "1", "3")],
        ),
        (
            "haldusmenetluse seaduse § 64 lõike 2 ja § 68 lõike 2 alusel ning seoses muudatustega",
            [("haldusmenetluse seadus", "64", "2", None), ("haldusmenetluse seadus", "68", "2", None)],
        ),
        ("riigieelarve seaduse alusel", [("riigieelarve seadus", None, None, None)]),
        ("karistusseadustiku § 12¹ lg 2¹", [("karistusseadustik", "12¹", "2¹", None)]),
        ("Eesti Vabariigi põhiseaduse § 3", [("Eesti Vabariigi põhiseadus", "3", None, None)]),
        ("ning Vabariigi Valitsuse seaduse § 41", [("Vabariigi Valitsuse seadus", "41", None, None)]),
    ],
)
def test_a_list_names_each_of_its_provisions(
    words: str, expected: list[tuple[str, str | None, str | None, str | None]]
) -> None:
    assert named(words) == expected


@pytest.mark.parametrize(
    "before, law",
    [
        ("Juhindudes ", "kohaliku omavalitsuse korralduse seadus"),
        ("Kinnitan ", "põhikooli- ja gümnaasiumiseadus"),
        ("", "tööturuteenuste ja -toetuste seadus"),
        ("riigihangete seaduse ja ", "riigieelarve seadus"),
        ("tulenevalt ", "töötervishoiu ja tööohutuse seadus"),
        ("Ametijuhendi kinnitamine ", "isikut tõendavate dokumentide seadus"),
        ("lõike 2 ja ", "arhiiviseadus"),
        ("Kord kehtestatakse ", "avaliku teenistuse seadus"),
        ("Kord kinnitati ", "hädaolukorra seadus"),
        ("", "perioodi 2021-2027 Euroopa Liidu ühtekuuluvuspoliitika fondide rakendamise seadus"),
    ],
)
def test_a_name_begins_where_the_genitives_begin(before: str, law: str) -> None:
    assert named(f"{before}{law.removesuffix('seadus')}seaduse § 4 alusel") == [(law, "4", None, None)]


def test_the_text_may_say_what_an_abbreviation_stands_for() -> None:
    words = "riigi kuju seaduse (edaspidi RKS) § 5 alusel. RKS § 7 ja ABCS § 8 järgi"
    assert named(words) == [("riigi kuju seadus", "5", None, None), ("riigi kuju seadus", "7", None, None)]


@pytest.mark.parametrize(
    "words",
    [
        "käesoleva seaduse § 5",
        "seaduse § 7 alusel",
        "Tingimuste kinnitamine\nSeaduse § 10 alusel",
        "põhimääruse § 10 lõike 1 alusel",
        "riigihangete seaduse muutmisega seoses",
        "„avaliku teenistuse seaduse § 5“",
        "peadirektori 23.12.2024 käskkirja nr 192 punkt 3",
    ],
)
def test_what_names_no_law_or_stands_in_quotes_is_none(words: str) -> None:
    assert named(words) == []


def test_the_place_is_the_whole_reference_and_the_region_bounds_it() -> None:
    words = "Kinnitan avaliku teenistuse seaduse § 52 lg 1 ja 2 alusel. HMS § 5."
    found = provisions(words)
    assert [each.evidence.quote for each in found[:2]] == ["avaliku teenistuse seaduse § 52 lg 1 ja 2"] * 2
    assert found[0].evidence.span.of(words) == found[0].evidence.quote
    assert found[0].reference_key == "law/avaliku teenistuse seadus/52/1"
    text = text_of(words)
    assert [each.law for each in find_provisions(text, Span(words.index("HMS"), len(words)))] == [
        "haldusmenetluse seadus"
    ]
