"""Every fault at every place of the matrix is said as it should be, and the night after it misses and doubles nothing.

``python -m benchmarks.fault_matrix`` plays all of it; here are those of single pages and files; what ends
a night is in test_faults.py.
"""

from __future__ import annotations

import pytest

from tests.flows.fault_matrix import TOGETHER, Case, play_together


@pytest.fixture(scope="module")
def troubles(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, str | None]:
    played = play_together(tmp_path_factory.mktemp("together"))
    return {result.case: result.trouble for result in played}


@pytest.mark.parametrize("case", TOGETHER, ids=str)
def test_the_fault_is_said_and_the_next_night_ends_as_if_it_had_not_been(
    troubles: dict[Case, str | None], case: Case
) -> None:
    assert troubles[case] is None
