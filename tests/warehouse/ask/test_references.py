"""References as people write them: what each says, and which directives it names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.warehouse.factory import Writer, body, day, directive, document, entry, header, load
from warehouse.ask.outcomes import find_answer
from warehouse.ask.references import Reference, find_directives, find_target, parse_reference
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish

DAY = day("2025-03-10")


def said(words: str) -> tuple[object, ...]:
    one = parse_reference(words)
    return one.enacted_on, one.year, one.number, one.kind, one.issuer, one.annex_number


@pytest.mark.parametrize(
    "words, expected",
    [
        ("käskkiri 10.03.2025 nr 11", (DAY, None, "11", "käskkiri", None, None)),
        ("nr 11, 10.03.2025", (DAY, None, "11", None, None, None)),
        ("10.03.2025 a. käskkirjaga nr 11", (DAY, None, "11", "käskkiri", None, None)),
        ("10.3.25 nr 11", (DAY, None, "11", None, None, None)),
        ("10. märts 2025 nr 11", (DAY, None, "11", None, None, None)),
        ("10. märtsi 2025. aasta käskkiri nr 11", (DAY, None, "11", "käskkiri", None, None)),
        ("2025-03-10/11", (DAY, None, "11", None, None, None)),
        ("11 / 10.03.2025", (DAY, None, "11", None, None, None)),
        ("„10.03.2025 nr 11“", (DAY, None, "11", None, None, None)),
        ("10.03.2025 nr 1.1-2/25/11", (DAY, None, "1.1-2/25/11", None, None, None)),
        ("nr11", (None, None, "11", None, None, None)),
        ("Nr. 11-P", (None, None, "11-P", None, None, None)),
        ("2025. aasta käskkiri nr 11", (None, 2025, "11", "käskkiri", None, None)),
        ("nr 11 (2025)", (None, 2025, "11", None, None, None)),
        ("11 2025", (None, 2025, "11", None, None, None)),
        ("korraldus nr 4", (None, None, "4", "korraldus", None, None)),
        (
            "Näidisameti peadirektori 10.03.2025 käskkirja nr 11 lisa 2",
            (DAY, None, "11", "käskkiri", "Näidisameti peadirektori", "2"),
        ),
        ("põhitegevuse käskkiri nr 11", (None, None, "11", "käskkiri", None, None)),
        ("nõustaja (ametnik)", (None, None, None, None, "nõustaja ametnik", None)),
        ("", (None, None, None, None, None, None)),
    ],
)
def test_a_reference_is_read_in_any_order(words: str, expected: tuple[object, ...]) -> None:
    assert said(words) == expected


def test_a_day_that_no_calendar_has_is_named_and_names_nothing(published: Warehouse) -> None:
    assert parse_reference("31.02.2025 nr 11") == Reference(
        "31.02.2025 nr 11", number="11", impossible_day="31.02.2025"
    )
    assert find_directives(published, "31.02.2025 nr 11") == []


def numbered_otherwise(w: Warehouse, directive_id: str, number: str, signed_on: str, register_number: str) -> None:
    """Load a directive to which its own heading gives another number than the register."""
    writer = Writer(directive_id)
    main = body(writer, f"KÄSKKIRI {signed_on} nr {number}")
    file = document(writer, header=header(number, signed_on), parts=(main,))
    load(w, directive_id, entry(register_number, signed_on), file)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        url = "http://127.0.0.1/na/dokument/700110"
        directive(w, "na/700110", "11", "2025-03-10", "1", "2", source_url=url, registered_on="2025-03-12")
        directive(w, "na/2", "11", "2022-05-09")
        directive(w, "na/3", "11/2024", "2024-02-01")
        directive(w, "muu/4", "11", "2025-03-10", institution="Muuamet")
        numbered_otherwise(w, "na/5", "31", "2023-07-04", "4–7/A.")
        publish(w, folder)
    with open_published(folder) as w:
        yield w


@pytest.mark.parametrize(
    "words, expected",
    [
        ("700110", ["na/700110"]),
        ("http://127.0.0.1/na/dokument/700110", ["na/700110"]),
        ("11/2022", ["na/2"]),
        ("2022/11", ["na/2"]),
        ("11/2024", ["na/3"]),
        ("nr 11, 12.03.2025", ["na/700110"]),
        ("10.03.2025 nr 11", ["muu/4", "na/700110"]),
        ("Näidisameti 10.03.2025 käskkiri nr 11", ["na/700110"]),
        ("Muuameti 10.03.2025 käskkiri nr 11", ["muu/4"]),
        ("korraldus 10.03.2025 nr 11", []),
        ("nr 31", ["na/5"]),
        ("nr 4-7/a", ["na/5"]),
        ("Muuameti 04.07.2023 nr 4—7/A", []),
        ("peadirektori 10.03.2025 käskkiri nr 11", ["muu/4", "na/700110"]),
        ("Kolmanda Ameti 10.03.2025 nr 11", []),
        ("na/700110#1", []),
        ("10.03.2025 nr 11 lisa 1", []),
        ("nõustaja", []),
    ],
)
def test_a_reference_names_the_directives_that_agree_with_all_it_says(
    published: Warehouse, words: str, expected: list[str]
) -> None:
    assert find_directives(published, words) == expected


@pytest.mark.parametrize(
    "words, expected",
    [
        ("na/700110#2", (["na/700110"], "2")),
        ("Näidisameti 10.03.2025 nr 11 lisa 2", (["na/700110"], "2")),
        ("700110", (["na/700110"], None)),
        ("lisa 2", ([], None)),
    ],
)
def test_a_reference_may_name_an_annex_besides(
    published: Warehouse, words: str, expected: tuple[list[str], str | None]
) -> None:
    assert find_target(published, words) == expected


@pytest.mark.parametrize(
    "words, expected",
    [
        # A letter of the id other, one or two missing; three are too many.
        ("na/700111", ["na/700110"]),
        ("na/70011", ["na/700110"]),
        ("na/7001", ["na/700110"]),
        ("na/700", []),
        # The number with its day, beside it, and with day and month exchanged; the number itself first.
        ("10.03.2025 nr 111", ["muu/4", "na/700110"]),
        ("11.03.2025 nr 1", ["muu/4", "na/700110"]),
        ("03.10.2025 nr 12", ["muu/4", "na/700110"]),
        ("05.09.2022 nr 11", ["na/2", "muu/4", "na/700110"]),
        # Digits of a number in another order, in its year and without any; of another year they tell nothing.
        ("nr 13 (2023)", ["na/5"]),
        ("nr 13 (2022)", ["na/2"]),
        # The register's number where the heading has another, in another form.
        ("01.01.2020 nr 4-7/a", ["na/5"]),
        ("01.01.2020 nr 99999", []),
    ],
)
def test_what_a_reference_may_mean_is_told_the_likeliest_first(
    published: Warehouse, words: str, expected: list[str]
) -> None:
    answer = find_answer(published, words, DAY)
    assert (answer.answer, [one.directive_id for one in answer.similar]) == ("not_held", expected)
