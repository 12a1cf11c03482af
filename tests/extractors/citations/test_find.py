# ruff: noqa: E501 (rows of a table stay on one line)
"""References found in a text. Authorities are invented."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.citations.find import find_citations
from extractors.citations.reference_key import canonical_number, reference_key
from extractors.model.effect import Citation
from extractors.model.evidence import Span
from extractors.model.extraction import ActContext
from extractors.model.text import DocumentText

CONTEXT = ActContext(registered_on=date(2024, 5, 10))


def find(words: str) -> tuple[Citation, ...]:
    return find_citations(DocumentText("0" * 64, words), Span(0, len(words)), CONTEXT)


def keys(words: str) -> list[str]:
    return [citation.reference_key for citation in find(words)]


@pytest.mark.parametrize(
    "words, issuer",
    [
        ("Tunnistan kehtetuks Veeameti peadirektori 03.02.2022 käskkirja nr 14", "Veeameti peadirektor"),
        ("Vee ja Ranniku Järelevalve Ameti peadirektori 03.02.2022 käskkiri nr 14", "Vee ja Ranniku Järelevalve Ameti peadirektor"),
        ("Vabariigi Valitsuse 3. veebruari 2022. a määruse nr 14", "Vabariigi Valitsus"),
        ("muudan kultuuriministri 03.02.2022 käskkirja nr 14", "kultuuriminister"),
        ("Maaeluministri 3. veebruari 2022. a määrust nr 14", "maaeluminister"),
        ("Lahe Linnavolikogu 03.02.2022 määrusega nr 14", "Lahe Linnavolikogu"),
        ("Lahe Vallavalitsuse 03.02.2022 korralduse nr 14", "Lahe Vallavalitsus"),
        ("Lahe Lasteaia direktori 03.02.2022 käskkiri nr 14", "Lahe Lasteaia direktor"),
        ("kinnitatud sotsiaalministri ning tervise- ja tööministri 03.02.2022 käskkirjaga nr 14",
         "sotsiaalminister ning tervise- ja tööminister"),
        ("peadirektori 03.02.2022 käskkirja nr 14", "peadirektor"),
        ("kantsleri 03.02.2022 käskkirja nr 14", "kantsler"),
        ("03.02.2022 Veeameti peadirektori käskkirja nr 14", "Veeameti peadirektor"),
        ("peadirektori käskkirjaga 03.02.2022 nr 14", "peadirektor"),
        ("Muuta Veeameti juhataja 03.02.2022 käskkirja nr 14", "Veeameti juhataja"),
        ("Tunnistan kehtetuks 03.02.2022 käskkirja nr 14", None),
    ],
)  # fmt: skip
def test_the_issuer_is_brought_to_the_nominative(words: str, issuer: str | None) -> None:
    """The words before the date are the issuer only where they end in an office or a body."""
    (citation,) = find(words)
    assert citation.issuer == issuer


@pytest.mark.parametrize(
    "words, expected",
    [
        pytest.param("käskkirja nr 5 ja RT I 1996, 2, 34", ["käskkiri/?/5"], id="a publication mark is no act"),
        pytest.param("määrus nr 5 (RTL 2008, 14, 198)", ["määrus/?/5"], id="nor in brackets"),
        pytest.param("käesoleva käskkirja lisa 5", [], id="the act that speaks is no reference"),
        pytest.param("Käskkiri jõustub 01.06.2024.", [], id="nor is its commencement"),
        pytest.param("telefon nr 5123, arve 03.02.2022 nr 18", [], id="numbers without an act word are none"),
        pytest.param("„Direktori 03.02.2022 käskkiri nr 5“", [], id="nor what stands in quotes"),
        pytest.param("Rahandusministeeriumi 03.02.2022 kirjas nr 5", [], id="a letter is no act"),
        pytest.param("põhimääruse § 5 nr 3", [], id="põhimäärus is no määrus"),
        pytest.param("alates 01.06.2024 peadirektori käskkirja nr 5", ["käskkiri/?/5"], id="a starting day dates no act"),
        pytest.param("otsusega nr 1-24/142", ["otsus/?/1-24/142"], id="a resolution"),
        pytest.param("käskkirjad nr 67, 68 ja 70", ["käskkiri/?/67", "käskkiri/?/68", "käskkiri/?/70"], id="several numbers"),
        pytest.param("käskkirjaga nr 67 ja nr 68", ["käskkiri/?/67", "käskkiri/?/68"], id="number sign repeated"),
        pytest.param("käskkiri nr 5, 03.02.2022 nr 6", ["käskkiri/?/5", "käskkiri/2022-02-03/6"], id="a date opens the next"),
        pytest.param("31.02.2022 käskkiri nr 5", ["käskkiri/?/5"], id="an impossible day is no date"),
        pytest.param("üldkäskkirjaga 03.02.2022 nr 5", ["käskkiri/2022-02-03/5"], id="a compound act word"),
        pytest.param("käskkirja nr 1-3/ 5", ["käskkiri/?/1-3/5"], id="no number ends in a stroke"),
        pytest.param("käskkirja nr 1-3 5", ["käskkiri/?/1-3"], id="a blank ends a number"),
        pytest.param("käskkirja nr 1-3/ 05.03.2020", ["käskkiri/?/1-3"], id="a day is no part of a number"),
    ],
)  # fmt: skip
def test_only_acts_are_references(words: str, expected: list[str]) -> None:
    """What looks like a reference and is none stays out; what is one has a canonical key."""
    assert keys(words) == expected


def test_a_lost_year_is_inferred_and_marked() -> None:
    """A day later than the citing act belongs to the year before."""
    (citation,) = find("ministri 19. augusti a korraldust nr 282")
    assert citation.enacted_on == date(2023, 8, 19)
    assert citation.is_year_inferred


def test_without_a_date_to_go_by_a_lost_year_stays_lost() -> None:
    """Nothing is guessed where the citing act is undated."""
    words = "ministri 19. augusti a korraldust nr 282"
    (citation,) = find_citations(DocumentText("0" * 64, words), Span(0, len(words)), ActContext())
    assert citation.enacted_on is None
    assert not citation.is_year_inferred


def test_a_list_inherits_issuer_and_act_word() -> None:
    """The issuer once for the whole list, one member without the act word."""
    found = find("peadirektori 03.02.2022 käskkirja nr 14 „Kord“, 05.02.2022 nr 15 ja 07.03.2022 käskkirja nr 21")
    assert [(c.issuer, c.kind, c.number) for c in found] == [
        ("peadirektor", "käskkiri", "14"),
        ("peadirektor", "käskkiri", "15"),
        ("peadirektor", "käskkiri", "21"),
    ]


def test_another_kind_does_not_inherit_the_issuer() -> None:
    """A käskkiri's issuer issues no määrus in the same list."""
    found = find("peadirektori 03.02.2022 käskkirja nr 14 ja 05.02.2022 määruse nr 15")
    assert [c.issuer for c in found] == ["peadirektor", None]


def test_a_title_holds_other_acts_and_nested_quotes() -> None:
    """The title is whole, and what it names is no reference."""
    found = find("direktori 03.02.2022 käskkiri nr 14 „Direktori 01.01.2020 käskkirja nr 3 „Töökord“ muutmine“ lisa 2")
    assert [c.title for c in found] == ["Direktori 01.01.2020 käskkirja nr 3 „Töökord“ muutmine"]


def test_keys_are_canonical() -> None:
    """Dashes, blanks, case and a trailing stop do not make two acts of one."""
    assert reference_key("käskkiri", date(2024, 12, 23), "192") == "käskkiri/2024-12-23/192"
    assert reference_key("käskkiri", None, "1–3/12K.") == reference_key("käskkiri", None, "1-3/ 12k")
    assert reference_key(None, None, None) == "?/?/?"
    assert canonical_number(" ") is None


@pytest.mark.parametrize(
    "words, expected",
    [
        ("2021. aasta käskkirja nr 5", ["käskkiri/2021/5"]),
        ("2021. a. peadirektori käskkirja nr 5", ["käskkiri/2021/5"]),
        ("Veeameti peadirektori 2021. aasta põhitegevuse käskkirjad nr 5 ja 6", ["käskkiri/2021/5", "käskkiri/2021/6"]),
        ("2021. aasta käskkirjad nr 5 ning 2022. aasta käskkiri nr 7", ["käskkiri/2021/5", "käskkiri/2022/7"]),
        ("2020. ja 2021. aasta käskkirjad nr 5 ja 6", ["käskkiri/?/5", "käskkiri/?/6"]),
        ("2025. aasta plaani direktori käskkirja nr 5", ["käskkiri/?/5"]),
        ("2025. aasta eelarve kinnitamise käskkirja nr 5", ["käskkiri/?/5"]),
        ("kuni 31. detsembrini 2021. a käskkirja nr 5", ["käskkiri/?/5"]),
        ("3. mai 2021. a käskkiri nr 5", ["käskkiri/2021-05-03/5"]),
    ],
)
def test_a_year_right_before_an_act_or_its_issuer_stands_for_the_day(words: str, expected: list[str]) -> None:
    """The year of another thing ("2025. aasta plaani") dates no act."""
    assert keys(words) == expected


@pytest.mark.parametrize(
    "behind, enacted_on, title",
    [
        ("(03.02.2022)", date(2022, 2, 3), None),
        ("(antud 3. veebruaril 2022. a)", date(2022, 2, 3), None),
        (", antud 3. veebruaril 2022,", date(2022, 2, 3), None),
        ("(välja antud 03.02.2022)", date(2022, 2, 3), None),
        ("„Hankekord“ (03.02.2022)", date(2022, 2, 3), "Hankekord"),
        ("„Hankekord“ (antud 3. veebruaril 2022)", date(2022, 2, 3), "Hankekord"),
        ("(antud 3. veebruaril 2022) „Hankekord“", date(2022, 2, 3), "Hankekord"),
        ("(jõustunud 03.02.2022)", None, None),
        (", 3. veebruaril 2022", None, None),
        ("„Hankekord“, 03.02.2022", None, "Hankekord"),
    ],
)
def test_a_day_behind_an_act_is_its_own_in_brackets_or_by_a_word(
    behind: str, enacted_on: date | None, title: str | None
) -> None:
    """Otherwise it may be the day on which something begins or ends."""
    (citation,) = find(f"Tunnistan kehtetuks direktori käskkirja nr 14 {behind}")
    assert (citation.enacted_on, citation.title) == (enacted_on, title)


def test_number_and_day_may_stand_together_in_brackets() -> None:
    (citation,) = find("Tunnistan kehtetuks direktori käskkirja (antud 3. veebruaril 2022, nr 14) lisa 3.")
    assert (citation.enacted_on, citation.number) == (date(2022, 2, 3), "14")
