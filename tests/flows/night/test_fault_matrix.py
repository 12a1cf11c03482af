"""Every fault at every place of the matrix is said as it should be, and the night after it misses and doubles nothing.

``python -m benchmarks.fault_matrix`` plays all of it; CI plays a part of it (``IN_CI``).
"""

from __future__ import annotations

import pytest

from tests.flows.fault_cases import IN_CI, ONE_BY_ONE, TOGETHER, Case
from tests.flows.fault_matrix import play_one_by_one, play_together

Troubles = dict[Case, str | None]


@pytest.fixture(scope="module")
def at_one_address(tmp_path_factory: pytest.TempPathFactory) -> Troubles:
    played = play_together(tmp_path_factory.mktemp("together"))
    return {result.case: result.trouble for result in played}


@pytest.fixture(scope="module")
def ending_nights(tmp_path_factory: pytest.TempPathFactory) -> Troubles:
    played = play_one_by_one(tmp_path_factory.mktemp("one-by-one"), IN_CI)
    return {result.case: result.trouble for result in played}


@pytest.mark.parametrize("case", TOGETHER, ids=str)
def test_the_fault_is_said_and_the_next_night_ends_as_if_it_had_not_been(at_one_address: Troubles, case: Case) -> None:
    assert at_one_address[case] is None


@pytest.mark.parametrize("case", IN_CI, ids=str)
def test_a_fault_that_ends_the_night_is_said_and_nothing_is_lost_or_doubled_by_it(
    ending_nights: Troubles, case: Case
) -> None:
    """The night asks for nothing more where that would be of no use, changes nothing of what is held, and leaves all
    that it did before the fault; after the last of them comes a night without a fault and the whole warehouse."""
    assert ending_nights[case] is None


@pytest.mark.long
def test_all_faults_that_end_nights_are_survived_one_after_another(tmp_path_factory: pytest.TempPathFactory) -> None:
    played = play_one_by_one(tmp_path_factory.mktemp("whole"))
    assert len(played) == len(ONE_BY_ONE)
    assert {str(result.case): result.trouble for result in played if result.trouble} == {}
