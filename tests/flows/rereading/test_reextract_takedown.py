"""What an operator took down stays away, whichever way the archive is read again."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.rereadings import again, read_here
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask
from tests.flows.test_takedown import THIRD, assert_gone, new_register, stones, take_down

pytestmark = pytest.mark.long


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture(scope="module")
def taken_down(tmp_path_factory: pytest.TempPathFactory) -> SmallRegister:
    """An act is taken down that ended an annex of another."""
    made = new_register(tmp_path_factory.mktemp("taken"))
    made.night(FIRST_DAY)
    take_down(made, "mets/300")
    return made


@pytest.mark.parametrize("how", ["in place", "from scratch", "warehouse lost"])
def test_what_was_taken_down_is_nowhere_afterwards_and_does_not_come_back(
    taken_down: SmallRegister, tmp_path: Path, how: str
) -> None:
    register = taken_down.copied_to(tmp_path)
    before = stones(register)
    assert [(stone[0], stone[2], stone[-1]) for stone in before] == [("mets/300", "takedown", True)]
    if how == "warehouse lost":
        for path in register.data.glob("*.duckdb*"):
            path.unlink()
    again(register.data, is_from_scratch=how != "in place")
    assert_gone(register)
    assert [(stone[0], stone[2], stone[-1]) for stone in stones(register)] == [("mets/300", "takedown", True)]
    assert ask(register.data, "SELECT title FROM documents WHERE document_id = 'mets/300'") == [(None,)]
    register.night(THIRD + timedelta(days=2), recheck_days=1)
    assert_gone(register)
