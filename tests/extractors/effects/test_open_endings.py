"""A sentence that cannot end where it ends decides nothing; a list whose items end with a comma does."""

from __future__ import annotations

import pytest

from extractors.read import read_file

HEAD = "PAJUMETSA AMET\nPEADIREKTORI KÄSKKIRI\n\nPaju 03.05.2021 nr 48\n\nLisade kehtetuks tunnistamine\n"
LEAD = "1. Tunnistan kehtetuks peadirektori 11.01.2019 käskkirja nr 7 "
NEXT = "\n2. Käskkiri jõustub allkirjastamisest.\n"


def doubts_of(body: str) -> list[str | None]:
    read = read_file((HEAD + body).encode(), "a.txt")
    effects = [effect for effect in read.effects if effect.effect in ("revoke", "approve")]
    told = {finding.code for finding in read.findings}
    assert ("sentence_open" in told) == any(effect.doubt == "sentence_open" for effect in effects)
    assert effects
    return [effect.doubt for effect in effects]


@pytest.mark.parametrize(
    "end",
    [
        "lisad 1 kuni 2,",
        "lisad 1, 2 ja",
        "lisad 1 kuni",
        "lisad 7 -",
        "lisad 7 –",
        "lisad 1 ning",
        "lisad 2, 5 või",
        "lisad",
        "lisa",
    ],
)
@pytest.mark.parametrize("after", ["\n", NEXT, "\n\nLeida Kask\n"], ids=["end of file", "next point", "signature"])
def test_a_sentence_that_cannot_end_there_is_doubted(end: str, after: str) -> None:
    read = read_file((HEAD + LEAD + end + after).encode(), "a.txt")
    (effect,) = [effect for effect in read.effects if effect.effect == "revoke"]
    assert effect.doubt is not None


@pytest.mark.parametrize(
    "body",
    [
        LEAD + "lisad 1 kuni 2." + NEXT,
        LEAD + "lisad 1 ja 2" + NEXT,
        "1. Tunnistan kehtetuks käskkirjad:\n1) 11.01.2019 nr 7,\n2) 12.01.2019 nr 8 ja\n3) 13.01.2019 nr 9.\n",
        "1. Kinnitan:\n1.1. Arhivaari ametijuhendi (lisa 1),\n1.2. Kantselei juhataja ametijuhendi (lisa 2).\n",
        LEAD + "lisad 1 ja 2,\n2. kinnitan arhivaari ametijuhendi (lisa 3).\n",
        LEAD + "lisad 1 ja 2, Pajumetsa Ameti 12.01.2019 käskkirja nr 8 lisa 3.\n",
    ],
    ids=["whole", "no full stop", "acts listed", "annexes listed", "points that go on low", "another authority"],
)
def test_a_whole_sentence_and_the_items_of_a_list_are_not_doubted(body: str) -> None:
    assert set(doubts_of(body)) == {None}


@pytest.mark.parametrize("before", ["", "5.\n"], ids=["plain", "below a number"])
@pytest.mark.parametrize("end", ["lisad 2 ja", "lisad", "lisad 1, 2,"])
def test_the_number_of_the_next_point_is_no_member_of_the_list(before: str, end: str) -> None:
    assert doubts_of(f"{before}{LEAD}{end}\n2. Käskkiri jõustub allkirjastamisest.\n")[-1] is not None


def test_the_last_member_may_stand_on_a_line_of_its_own() -> None:
    assert doubts_of(f"{LEAD}lisad 1 ja\n2.\n2. Käskkiri jõustub allkirjastamisest.\n") == [None]


@pytest.mark.parametrize("items", ["2;\n5.", "2,\n5.", "2;\n5;\n7."])
def test_a_last_member_that_looks_like_the_number_of_a_point_is_missed(items: str) -> None:
    body = f"{LEAD}lisad:\n{items}\n2. Käskkiri jõustub allkirjastamisest.\n"
    assert doubts_of(body) == ["sentence_open"]


@pytest.mark.parametrize(("end", "doubt"), [("", "sentence_open"), (".", None)])
def test_a_number_alone_below_a_list_without_a_stop_may_be_its_last(end: str, doubt: str | None) -> None:
    assert doubts_of(f"{LEAD}lisad 2 ja 5{end}\n6.\n2. Käskkiri jõustub allkirjastamisest.\n") == [doubt]
