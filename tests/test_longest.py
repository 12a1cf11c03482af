"""What is to be run first is there: a file that moved would be run last again, unnoticed."""

from __future__ import annotations

from tests.conftest import LONGEST_FIRST, ROOT


def test_each_file_that_is_to_be_run_first_is_there() -> None:
    assert [name for name in LONGEST_FIRST if not (ROOT / "tests" / name).is_file()] == []
