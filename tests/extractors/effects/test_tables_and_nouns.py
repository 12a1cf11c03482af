"""Revocations in the rows of a table, and by a noun of action."""

from __future__ import annotations

import pytest

from benchmarks.accuracy.outcome import brief
from benchmarks.accuracy.reading import Reading, read_text

HEAD = "SOOAMET\nKÄSKKIRI\n03.03.2025 nr 5\n\n"
LEAD = "1. Tunnistan kehtetuks järgmised peadirektori käskkirjad:\n"
COLUMNS = "Jrk nr | Kuupäev | Number | Lisad\n"


def read(words: str) -> Reading:
    return read_text(
        "table", HEAD + words + "\n2. Kinnitan soovaatluse korra (lisa 1).\n\nMari Maasikas\npeadirektor\n"
    )


def revoked(reading: Reading) -> list[str]:
    return [brief(effect) for effect in reading.effects if effect.action == "revoke" and not effect.doubt]


def test_each_row_of_a_table_ends_an_act_or_its_annexes() -> None:
    reading = read(
        LEAD + COLUMNS + "1 | 11.01.2018 | 3 | 1 ja 2\n2 | 15. veebruar 2018 | nr 12-K | -\n3 | 22.03.2018 | 19 | kõik"
    )
    assert revoked(reading) == [
        "revoke 2018-01-11 nr 3 annexes annexes=1,2",
        "revoke 2018-02-15 nr 12-K act",
        "revoke 2018-03-22 nr 19 annexes annexes=all",
    ]
    assert reading.findings == ()


@pytest.mark.parametrize("line", ["{} | {} | {}", "{}\t{}\t{}"])
def test_cells_of_day_and_number_reach_down_over_rows_of_annexes(line: str) -> None:
    rows = [("Kuupäev", "Number", "Lisa"), ("11.01.2018", "3", "lisa 2"), ("", "", "lisad 6 ja 7"), ("", "", "lisa 13")]
    rows.append(("22.03.2018", "19", "lisa 2"))
    reading = read(LEAD + "\n".join(line.format(*row) for row in rows))
    assert revoked(reading) == [
        "revoke 2018-01-11 nr 3 annexes annexes=2",
        "revoke 2018-01-11 nr 3 annexes annexes=6,7",
        "revoke 2018-01-11 nr 3 annexes annexes=13",
        "revoke 2018-03-22 nr 19 annexes annexes=2",
    ]
    assert reading.findings == ()


@pytest.mark.parametrize("row", [" |  | kuupäev puudub", "12.01.2018 |  | 4", " | 5 | 4"])
def test_a_row_of_half_an_act_is_a_doubt(row: str) -> None:
    reading = read(LEAD + "Kuupäev | Number | Lisa\n11.01.2018 | 3 | 2\n" + row)
    assert revoked(reading) == ["revoke 2018-01-11 nr 3 annexes annexes=2"]
    assert "unread_operative_sentence" in {finding.code for finding in reading.findings}


@pytest.mark.parametrize("counter", ["Nr", "nr.", "Number"])
@pytest.mark.parametrize("number", ["Number", "Käskkirja nr", "Viit"])
def test_a_column_that_counts_rows_is_not_that_of_numbers(counter: str, number: str) -> None:
    reading = read(LEAD + f"{counter} | Kuupäev | {number}\n1 | 11.01.2018 | 3\n2. | 22.03.2018 | 1-2/19")
    assert revoked(reading) == ["revoke 2018-01-11 nr 3 act", "revoke 2018-03-22 nr 1-2/19 act"]


def test_of_two_columns_of_numbers_neither_is_sure() -> None:
    reading = read(LEAD + "Nr | Kuupäev | Viit\n17 | 11.01.2018 | 3\n9 | 22.03.2018 | 19")
    assert [effect.doubt for effect in reading.effects if effect.action == "revoke"] == ["days_unread"] * 2


@pytest.mark.parametrize("more", ["ja 5", ", 5", "7,\n8", "(v.a punkt 2)", "kuni 4"])
def test_a_line_that_goes_on_below_the_last_row_makes_it_doubtful(more: str) -> None:
    reading = read(LEAD + COLUMNS + f"1 | 11.01.2018 | 3 | 2\n2 | 22.03.2018 | 19 | 1\n{more}\n")
    assert revoked(reading) == ["revoke 2018-01-11 nr 3 annexes annexes=2"]


def test_a_day_above_a_table_holds_for_its_rows() -> None:
    lead = "1. Tunnistan alates 1. aprillist 2025 kehtetuks järgmised peadirektori käskkirjad:\n"
    reading = read(lead + COLUMNS + "1 | 11.01.2018 | 3 | -")
    assert [effect.on for effect in reading.effects if effect.action == "revoke"] == ["2025-04-01"]


def test_a_line_with_cells_that_is_no_row_is_a_doubt() -> None:
    reading = read(LEAD + COLUMNS + "1 | 11.01.2018 | 3 | -\n2 | kuupäev puudub | 12 | -\n3 | 22.03.2018 | 19 | -")
    assert revoked(reading) == ["revoke 2018-01-11 nr 3 act"]
    assert "unread_operative_sentence" in {finding.code for finding in reading.findings}


def test_a_noun_with_a_day_revokes() -> None:
    reading = read("1. Peadirektori 10.01.2022 käskkirja nr 2 lisa 3 kehtetuks tunnistamine alates 01.05.2025.")
    assert revoked(reading) == ["revoke 2022-01-10 nr 2 annexes annexes=3 on=2025-05-01 stated"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Peadirektori 10.01.2022 käskkirja nr 2 kehtetuks tunnistamine.",
        "Peadirektori 10.01.2022 käskkirja nr 2 ja 14.02.2022 käskkirja nr 9 kehtetuks tunnistamine alates 01.05.2025.",
        "Soovahi ametijuhendi kinnitamine (lisa 2).",
    ],
)
def test_other_nouns_are_doubts(sentence: str) -> None:
    reading = read(f"1. {sentence}")
    assert revoked(reading) == []
    assert reading.findings
