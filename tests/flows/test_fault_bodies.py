"""Answers to a search that lead away, never end, or swell: dropped, said, and made good by the next night.

At single pages and files ``test_fault_matrix`` strikes them with all the others.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows.sample.faults import Fault, FaultKind
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask, described
from tests.flows.test_faults import FORM, LISTING, heals, make_register

KINDS: list[tuple[FaultKind, str]] = [
    ("moved_away", "leads off the register"),
    ("redirect_loop", "leads on and on"),
    ("too_big", "bytes"),
    ("gzip_bomb", "bytes allowed"),
    ("cut_gzip", "(after 2 attempts)"),
]
LIMIT = {"max_body_bytes": 2**19}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    register = make_register(tmp_path_factory.mktemp("undisturbed"))
    register.first_night(FIRST_DAY)
    return described(register.data)


@pytest.mark.parametrize("kind, told", KINDS, ids=[kind for kind, *_ in KINDS])
@pytest.mark.parametrize("place", [FORM, LISTING], ids=["form", "listing"])
def test_the_fault_is_said_where_it_strikes_and_the_next_night_misses_nothing(
    tmp_path: Path,
    undisturbed: dict[str, list[str]],
    kind: FaultKind,
    told: str,
    place: dict[str, Any],
) -> None:
    if kind == "redirect_loop" and place is LISTING:
        place = {"path": "/otsing", "nth": tuple(range(2, 50))}  # redirected, a POST goes on as a GET: both must loop
    register: SmallRegister = make_register(tmp_path)
    summary = register.night(FIRST_DAY, Fault(kind, **place), **LIMIT)
    assert summary.exit_status == 1
    assert any(told in sentence for sentence in summary.wants_person)
    assert ask(register.data, "SELECT * FROM quarantine") == []
    assert ask(register.data, "SELECT count(*) FROM documents") == [(0,)]
    assert not any("elsewhere" in one.path for one in register.asked)
    heals(register, undisturbed)
