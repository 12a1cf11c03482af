"""Headings and approval marks in less common forms."""

from __future__ import annotations

import pytest

from extractors.model.directive import ApprovalMark
from extractors.read import read_file


def test_a_heading_in_one_line_with_the_day_in_the_elative() -> None:
    header = read_file(
        "SAARE VALLAVOLIKOGU\nmäärus 3. oktoobrist 1995. a. Nr. 17\nKalda kord\n1. Kehtestada kord.\n".encode(), "a.txt"
    ).header
    assert header is not None
    assert (header.kind, header.number, str(header.signed_on)) == ("määrus", "17", "1995-10-03")


def test_a_kind_half_letter_spaced_is_no_issuer() -> None:
    words = f"KOR R A L D U S\nSaare{' ' * 130}09.03.2017 nr 88\nKord\n1. Kinnitan korra (lisa 1).\n"
    header = read_file(words.encode(), "a.txt").header
    assert header is not None
    assert (header.kind, header.number, header.issuer) == ("korraldus", "88", None)


@pytest.mark.parametrize(
    "head, number, mark",
    [
        ("7 KEHTESTATUD juhataja käskkirjaga nr 2.1-4/9", None, "2.1-4/9"),
        ("KINNITATUD\njuhataja kk nr 2-4/9", None, "2-4/9"),
        ("Kinnitatu\njuhataja 05.02.2023 käskkirjaga nr 2-4/9", None, "2-4/9"),
    ],
)
def test_marks_with_a_page_number_an_abbreviation_or_a_lost_letter(head: str, number: str | None, mark: str) -> None:
    parts = read_file(f"{head}\nKODUKORD\n1. Üldsätted\n1.1. Kord kehtib kõigile.\n".encode(), "a.txt").parts
    assert [(part.part, part.annex_number, part.approval and part.approval.number) for part in parts] == [
        ("annex", number, mark)
    ]


def test_an_annex_named_at_the_end_of_a_line() -> None:
    words = (
        "OTSUS\n05.02.2023 nr 61\nKord\n1. Kinnitada hankekord (lisa).\n(allkirjastatud digitaalselt)\n\n"
        "Saare Vallavolikogu 05.02.2023 otsuse nr 61 LISA\nHANKEKORD\n1. Üldsätted\n"
    )
    annex = read_file(words.encode(), "a.txt").parts[-1]
    assert annex.part == "annex"
    assert isinstance(annex.approval, ApprovalMark)
    assert (annex.approval.kind, annex.approval.number) == ("otsus", "61")


def test_an_operative_line_that_ends_with_lisa_opens_no_annex() -> None:
    words = "OTSUS\n05.02.2023 nr 61\nKord\n1. Tunnistan kehtetuks juhataja 01.02.2020 käskkirja nr 14 Lisa\n4.\n"
    assert [part.part for part in read_file(words.encode(), "a.txt").parts] == ["body"]


def test_a_place_of_two_words_stands_before_the_day() -> None:
    """ "Lahe linn 21.08.2019 nr 5" is a place–date line as "Tallinn 21.08.2019 nr 5" is one."""
    words = (
        "LAHE LINNAVALITSUS\nKORRALDUS\nLahe linn 21.08.2019 nr 2-3/19/77\n\nKordade kinnitamine\n1. Kinnitan korra.\n"
    )
    header = read_file(words.encode(), "a.txt").header
    assert header is not None
    assert (str(header.signed_on), header.number) == ("2019-08-21", "2-3/19/77")


def test_an_act_without_a_number_has_the_day_of_its_place_line() -> None:
    """ "KÄSKKIRI / Tartu, 5. juunil 1998. a." says when, and no number."""
    header = read_file("ARHIIV\nKÄSKKIRI\nTartu, 5. juunil 1998. a.\n\nKinnitan eeskirjad.\n".encode(), "a.txt").header
    assert header is not None
    assert (str(header.signed_on), header.number) == ("1998-06-05", None)


def test_a_sentence_of_a_newsletter_is_no_heading() -> None:
    """ "Samal päeval tunnistati kehtetuks 4. juuni 2020. aasta käskkiri nr 72." tells of an act and heads none."""
    words = "UUDISKIRI\n\nSamal päeval tunnistati kehtetuks 4. juuni 2020. aasta käskkiri nr 72.\n"
    header = read_file(words.encode(), "a.txt").header
    assert header is None or header.number is None
