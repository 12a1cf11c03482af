"""A file that holds more than one act, or a mark that its act no longer holds, says so."""

from __future__ import annotations

import pytest

from extractors.read import read_file

ACT = (
    "SOOAMET\nPEADIREKTORI KÄSKKIRI\n\nSoo {day} nr {number}\n\n1. Tunnistan kehtetuks 11.01.2019 käskkirja nr 7.\n"
    "2. Käskkiri jõustub allakirjutamisest.\n{name}\n"
)
CODES = ("another_act", "marked_revoked")
ONE = ACT.format(day="03.03.2025", number="5", name="Mari Maasikas")
OTHER = ACT.format(day="4. märts 2025", number="6", name="Mari Maasikas")
SIGNED = "(allkirjastatud digitaalselt)\n"


def told(text: str) -> list[tuple[str, str]]:
    found = read_file(text.encode(), "a.txt").findings
    return [(each.code, each.message.rpartition(": ")[2]) for each in found if each.code in CODES]


@pytest.mark.parametrize("between", [SIGNED, ""], ids=["signed", "not signed"])
def test_another_act_in_the_file_is_named(between: str) -> None:
    assert told(f"{ONE}{between}{OTHER}") == [("another_act", "4. märts 2025 nr 6")]


@pytest.mark.parametrize(
    "rest",
    [
        "",
        f"{SIGNED}KINNITATUD\n03.03.2025 käskkirjaga nr 5\nTÖÖKORD\n1. Kord kehtib.\n",
        f"{SIGNED}Soo Ameti 03.03.2025 käskkiri nr 5 on avaldatud.\n",
    ],
    ids=["none", "rules", "a sentence"],
)
def test_what_else_stands_behind_an_act_is_no_other_act(rest: str) -> None:
    assert "another_act" not in dict(told(f"{ONE}{rest}"))


DRAFT = "EELNÕU\n{}SOOAMET\nPEADIREKTOR\nKÄSKKIRI\n{} nr ...\n1. Tunnistan kehtetuks 01.02.2018 käskkirja nr 4.\n"


@pytest.mark.parametrize("line", ["", "04.03.2025\n"])
@pytest.mark.parametrize("day", ["......2025", "04.03.2025"])
def test_a_draft_behind_a_signed_act_is_named_and_none_of_it_is_read(line: str, day: str) -> None:
    found = read_file(f"{ONE}{SIGNED}Mari Maasikas\npeadirektor\n\n{DRAFT.format(line, day)}".encode(), "a.txt")
    assert [each.affected.number for each in found.effects if each.effect == "revoke"] == ["7"]
    assert "another_act" in {each.code for each in found.findings}
    assert found.header is not None
    assert not found.header.is_draft


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}{DRAFT.format('', '......2025')}",
        f"{ONE}{SIGNED}EELNÕU\n",
        f"EELNÕU\n{ONE}{SIGNED}",
        f"{ONE}EELNÕU\n{SIGNED}",
    ],
    ids=["not signed", "no act below", "above", "before the signature"],
)
def test_where_the_word_may_be_meant_for_the_act_it_is_a_draft(text: str) -> None:
    found = read_file(text.encode(), "a.txt")
    assert found.effects == ()
    assert found.header is not None
    assert found.header.is_draft


@pytest.mark.parametrize("mark", ["KEHTETU alates 01.02.2026", "Kehtetu", "KEHTETU (käskkiri 15.01.2026 nr 2)"])
def test_a_mark_above_the_heading_is_told(mark: str) -> None:
    assert [code for code, _ in told(f"{mark}\n\n{ONE}")] == ["marked_revoked"]


def test_words_above_the_heading_are_no_mark() -> None:
    assert told(f"Käskkirja kehtetuks tunnistamine\n{ONE}") == []


def test_a_mark_below_the_act_is_told() -> None:
    assert told(f"{ONE}\nKEHTETU alates 01.02.2026\n") == [("marked_revoked", "KEHTETU alates 01.02.2026")]


def test_a_line_of_a_sentence_is_no_mark() -> None:
    assert told(ONE.replace("käskkiri nr 7.", "käskkiri nr 7, mis on\nkehtetu alates 01.02.2026.")) == []
