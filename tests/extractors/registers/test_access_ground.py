"""The ground of a restriction in the spellings of those who write it."""

from __future__ import annotations

import pytest

from extractors.registers.access_ground import is_personal_data_ground

PERSONAL = [
    "AvTS § 35 lg 1 p 12",
    "AvTS §35 lg1 p12",
    "AvTS § 35 lg. 1 p. 12",
    "AVTS § 35 LG 1 P 12",
    "AvTS § 35 lg 1 p 11-15",
    "AvTS § 35 lg 1 p 11–12",
    "AvTS § 35 lg 1 p-d 11,12",
    "AvTS § 35 lg 1 p 3, 9 ja 12",
    "AvTS § 35 lg 1 p 2 kuni 12",
    "AvTS § 35 lõige 1 punkt 12",
    "AvTS § 35 lõike 1 punkti 12 alusel",
    "AvTS § 35 lõike 1 punktid 9 ja 12",
    "Avaliku teabe seaduse § 35 lõige 1 punkt 12",
    "avaliku teabe seadus paragrahv 35 lõige 1 punkt 12",
    "AvTS § 35 lg 2 p 2; AvTS § 35 lg 1 p 12",
    "AvTS § 35 lg 2 p 2, § 35 lg 1 p 12",
    "AvTS § 35 lg 2 p 2 ja lg 1 p 12",
    "AvTS § 35 lg 1 p 3 ja p 12",
    "MKS § 26 lg 1; AvTS § 35 lg 1 p 12",
    "§ 35 lg 1 p 12",
    "AvTS § 35 lg 1 p 12 - eraelu puutumatust kahjustav teave",
]
OTHER = [
    "AvTS § 35 lg 2 p 2",
    "AvTS § 35 lg 2 p 12",
    "AvTS § 35 lg 1 p 9",
    "AvTS § 35 lg 1 p 1-5",
    "AvTS § 35 lg 1 p 1, 2",
    "AvTS § 35 lg 1 p 12¹",
    "AvTS § 35 lg 1 p 12^1",
    "AvTS § 36 lg 1 p 12",
    "AvTS § 35¹ lg 1 p 12",
    "KarS § 35 lg 1 p 12",
    "RiKS § 10 p 12",
    "AvTS § 35 lg 1 p 3; ATS § 35 lg 1 p 12",
    "AvTS § 35 lg 1 p 3, MKS § 35 lg 1 p 12",
    "AvTS § 35 lg 1 p 120",
    "AvTS § 35 lg 12 p 1",
]
UNTOLD = [None, "", "AvTS", "p 12", "AvTS § 35", "AvTS § 35 lg 1", "AvTS § 35 p 12", "isikuandmed", "12"]


@pytest.mark.parametrize("basis", PERSONAL)
def test_the_personal_data_ground_is_known_in_every_spelling(basis: str) -> None:
    assert is_personal_data_ground(basis) is True


@pytest.mark.parametrize("basis", OTHER)
def test_other_points_subsections_and_acts_are_other_grounds(basis: str) -> None:
    assert is_personal_data_ground(basis) is False


@pytest.mark.parametrize("basis", UNTOLD)
def test_a_basis_that_does_not_tell_is_neither(basis: str | None) -> None:
    assert is_personal_data_ground(basis) is None


def test_a_basis_of_many_words_is_read_in_a_moment_and_never_raises() -> None:
    for basis in ("§" * 5000, "p 1-" * 5000, "AvTS § 35 lg 1 p 1-99999999999999999999", "lg § p - kuni"):
        assert is_personal_data_ground(basis) in (True, False, None)
