"""Every fault at every place of the matrix is said as it should be, and the night after it misses and doubles nothing.

``python -m benchmarks.fault_matrix`` plays it too. `make test` plays a fault of each kind in ``test_faults.py``, and
`make test-long` all of them here.
"""

from __future__ import annotations

import pytest

from tests.flows.fault_cases import ONE_BY_ONE, TOGETHER, Case
from tests.flows.fault_matrix import play_one_by_one, play_together

pytestmark = pytest.mark.long
Troubles = dict[Case, str | None]


@pytest.fixture(scope="module")
def at_one_address(tmp_path_factory: pytest.TempPathFactory) -> Troubles:
    played = play_together(tmp_path_factory.mktemp("together"))
    return {result.case: result.trouble for result in played}


@pytest.mark.parametrize("case", TOGETHER, ids=str)
def test_the_fault_is_said_and_the_next_night_ends_as_if_it_had_not_been(at_one_address: Troubles, case: Case) -> None:
    assert at_one_address[case] is None


def test_all_faults_that_end_nights_are_survived_one_after_another(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each is said, asks for nothing more where that would be of no use, and changes nothing of what is held; a night
    without a fault then brings the whole warehouse.
    """
    played = play_one_by_one(tmp_path_factory.mktemp("whole"))
    assert len(played) == len(ONE_BY_ONE)
    assert {str(result.case): result.trouble for result in played if result.trouble} == {}
