"""The list of what a night has to look at: in order, in little memory."""

from __future__ import annotations

import tracemalloc

from flows.stages.work import Work, WorkList

WORKS = [Work("1", "new"), Work("õ/2", "due"), Work("", "retry"), Work("1", "due")]


def test_a_list_gives_what_was_put_into_it_in_order_each_time() -> None:
    works = WorkList(WORKS[:2])
    works.extend(WORKS[2:])
    assert len(works) == 4
    assert list(works) == list(works) == WORKS
    assert list(WorkList()) == []


def test_many_documents_take_little_memory() -> None:
    def found() -> WorkList:
        return WorkList(Work(str(1_000_000 + number), "new") for number in range(20_000))

    tracemalloc.start()
    try:
        works = found()
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert len(works) == 20_000
    assert held < 20 * len(works), "as objects they took 120 bytes each"
