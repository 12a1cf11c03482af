# ruff: noqa: E501 (rows of a table stay on one line)
"""Body and annexes. Authorities are invented."""

from __future__ import annotations

import pytest

from extractors.directive.parts import split_parts
from extractors.directive.promises import compare_promised
from extractors.model.directive import Part
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.finding import Finding
from extractors.model.text import DocumentText

BODY = "KÄSKKIRI\n07.03.2024 nr 12\nTöökorra kinnitamine\nSeaduse § 5 alusel\n1. Kinnitan korra (lisa 1).\n(allkirjastatud digitaalselt)\n"
JOB = "AMETIJUHEND\n1. Üldosa\nTeenistuskoht Vaatleja\n"


def parts_of(words: str) -> tuple[Part, ...]:
    text = DocumentText("0" * 64, words)
    parts, _ = split_parts(text, Span(0, len(words)), ActContext())
    assert all(part.evidence.quote == part.evidence.span.of(words) for part in parts)
    return parts


def numbers_of(words: str) -> list[str | None]:
    return [part.annex_number for part in parts_of(words) if part.part == "annex"]


MARKS = [
    ("one line", "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12 Lisa 10\n", "10"),
    ("two lines", "KINNITATUD Veeameti peadirektori\n07.03.2024 käskkirjaga nr 12 Lisa 10\n", "10"),
    ("three lines, Lisa alone", "KINNITATUD\nVeeameti peadirektori 07.03.2024 käskkirjaga nr 12\nLisa 2\n", "2"),
    ("four lines", "KINNITATUD\nVeeameti peadirektori\n07.03.2024\nkäskkirjaga nr 12\nLisa 2\n", "2"),
    ("broken inside the date line", "KINNITATUD Veeameti\npeadirektori 07.03.2024 käskkirjaga\nnr 12\nLisa 2\n", "2"),
    ("Lisa above", "Lisa 1\nKINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12\n", "1"),
    ("Lisa above KINNITANUD", "Lisa 1\nKINNITANUD peadirektor 07.03.2024\nkäskkirjaga nr 12\n", "1"),
    ("Lisa between", "KINNITATUD\nLisa 3\nVeeameti peadirektori 07.03.2024 käskkirjaga nr 12\n", "3"),
    ("no number", "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12\n", None),
    ("Lisa without a number", "KINNITATUD ministri 07.03.2024 käskkirjaga nr 12\nLisa\n", None),
    ("letter-spaced", "K i n n i t a t u d\nValitsuse 7. märtsi 2024. a määrusega nr 12\n", None),
    ("kind before date", "Kinnitatud\npeadirektori käskkirjaga 07.03.2024 nr 12\n", None),
    ("title inside the mark", "KINNITATUD\n07.03.2024 käskkirjaga nr 12\n„Vormide muutmine“\nLISA 1\n", "1"),
    ("Lisa alone", "Lisa 4\n", "4"),
    ("Lisa with nr", "LISA nr 4\n", "4"),
    ("Lisa followed by the act", "Lisa 1\nVeeameti peadirektori 07.03.2024 käskkirja nr 12 juurde\n", "1"),
    ("Lisa and the act in one line", "Lisa 1 Veeameti peadirektori 07.03.2024 käskkirja nr 12 juurde\n", "1"),
    ("annex of an annex", "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12 Lisa 5.2\n", "5.2"),
]  # fmt: skip


@pytest.mark.parametrize("mark, number", [pytest.param(*case[1:], id=case[0]) for case in MARKS])
def test_an_annex_opens_at_its_mark(mark: str, number: str | None) -> None:
    """The heading forms met in real files: one annex behind the body, with the number that it bears."""
    parts = parts_of(BODY + mark + JOB)
    assert [part.part for part in parts] == ["body", "annex"]
    assert parts[1].annex_number == number
    assert parts[1].kind == "ametijuhend"
    assert parts[0].evidence.quote.endswith("(allkirjastatud digitaalselt)")


@pytest.mark.parametrize("mark", [pytest.param(case[1], id=case[0]) for case in MARKS if "12" in case[1]])
def test_a_mark_says_which_act_approved_the_annex(mark: str) -> None:
    """The approval mark names the directive by date and number."""
    approval = parts_of(BODY + mark + JOB)[1].approval
    assert approval is not None
    assert (str(approval.approved_on), approval.number) == ("2024-03-07", "12")


def test_the_order_of_annexes_is_the_order_of_the_text() -> None:
    """Files hold annexes as they were put together: 10, 11, 1."""
    mark = "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12 Lisa {}\n" + JOB
    assert numbers_of(BODY + "".join(mark.format(n) for n in (10, 11, 1))) == ["10", "11", "1"]


def test_a_mark_repeated_on_every_page_opens_no_new_annex() -> None:
    """As page header the mark stands on each page; only a new number opens an annex."""
    mark = "KINNITATUD\nVeeameti peadirektori\n07.03.2024 käskkirjaga nr 12\nLisa {}\n"
    pages = mark.format(1) + JOB + "\n1\n" + mark.format(1) + "2. Ülesanded\n2\n" + mark.format(2) + JOB
    assert numbers_of(BODY + pages) == ["1", "2"]


def test_several_annexes_without_a_number_are_told_apart_by_their_headings() -> None:
    """A mark without a number opens an annex where a heading and point 1 follow, and is a page header elsewhere."""
    mark = "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12\n"
    assert numbers_of(BODY + mark + JOB + mark + "jätkub lehelt\n" + mark + JOB) == [None, None]


def test_every_job_description_heading_opens_an_annex_where_there_are_no_marks() -> None:
    """A file may hold job descriptions without any mark."""
    parts = parts_of(BODY + JOB + "Allub juhatajale\n" + JOB)
    assert [(part.part, part.kind) for part in parts] == [
        ("body", None),
        ("annex", "ametijuhend"),
        ("annex", "ametijuhend"),
    ]


def test_a_text_that_is_only_an_annex_has_no_body() -> None:
    """A register entry may hold only the annex."""
    parts = parts_of("1\nKINNITATUD ministri\n16.02.2023 käskkirjaga nr 26\nLisa\nEelarve juhend\n1. Üldsätted\n")
    assert [(part.part, part.kind, part.title) for part in parts] == [("annex", "juhend", "Eelarve juhend")]


def test_a_job_description_nobody_headed_is_an_annex() -> None:
    """Two labels of a job description are enough; it is no body of an act."""
    parts = parts_of("1. Üldsätted\nVahetu juht: juhataja\n2. Ametikoha eesmärk\nVaatlus\n3. Ametiülesanded\n")
    assert [(part.part, part.kind) for part in parts] == [("annex", "ametijuhend")]


def test_a_list_of_annexes_at_the_end_of_an_act_opens_none() -> None:
    """ "Lisa 1 … Lisa 2 …" below the signature lists files."""
    assert numbers_of(BODY + "Lisa 1. Töökord\nLisa 2. Vorm\n") == []


def test_a_sentence_about_annexes_opens_none() -> None:
    """A wrapped line may begin with "Lisa 1"; lisatasu and Lisaks are other words."""
    words = BODY + "\nLisa 1 muudetakse käskkirjaga nr 5.\nLisaks makstakse.\nLisatasu 5 eurot.\n"
    assert numbers_of(words) == []


def test_the_body_ends_where_a_memorandum_begins() -> None:
    """What a seletuskiri in the same file tells is not the act's."""
    words = BODY + "SELETUSKIRI\nKäskkirjaga tunnistatakse kehtetuks 01.01.2020 käskkiri nr 3.\n"
    text = DocumentText("0" * 64, words)
    parts, findings = split_parts(text, Span(0, len(words)), ActContext())
    assert "SELETUSKIRI" not in parts[0].evidence.quote
    assert [finding.code for finding in findings] == ["memorandum"]


def test_an_annex_number_that_returns_is_a_finding() -> None:
    """Annex 1, annex 2 and annex 1 again, of the same act: somebody must look."""
    mark = "KINNITATUD Veeameti peadirektori 07.03.2024 käskkirjaga nr 12 Lisa {}\n" + JOB
    words = BODY + "".join(mark.format(n) for n in (1, 2, 1))
    _, findings = split_parts(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert [finding.code for finding in findings] == ["annex_number_repeated"]


def test_an_empty_region_has_no_parts() -> None:
    """Blank text gives nothing and raises nothing."""
    assert parts_of("  \n ") == ()


def approve(*numbers: str) -> Effect:
    text = DocumentText("0" * 64, "Kinnitan.")
    return Effect("approve", Affected(annexes=numbers, scope="annexes"), text.evidence(Span(0, 9)))


def annex(number: str | None) -> Part:
    text = DocumentText("0" * 64, "Lisa")
    return Part("annex", number, None, None, None, text.evidence(Span(0, 4)))


@pytest.mark.parametrize(
    "promised, found, codes",
    [
        pytest.param(("1", "2"), ("2", "1"), [], id="as promised, in any order"),
        pytest.param(("1", "2"), ("1",), ["annex_missing"], id="one is missing"),
        pytest.param(("1",), ("1", "2"), ["annex_not_promised"], id="one too many"),
        pytest.param(("1",), (None,), [], id="a single annex need not bear its number"),
        pytest.param((), ("1",), [], id="an act that promises no number is not compared"),
    ],
)
def test_promised_and_found_annexes_are_compared(
    promised: tuple[str, ...], found: tuple[str | None, ...], codes: list[str]
) -> None:
    """A difference between the two lists is a finding, never a silence."""
    effects = (approve(*promised),) if promised else ()
    findings: tuple[Finding, ...] = compare_promised(effects, tuple(annex(number) for number in found))
    assert [finding.code for finding in findings] == codes
