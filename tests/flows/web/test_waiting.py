"""Requests take turns; a page for which memory did not suffice beside others is made once more, alone."""

from __future__ import annotations

import asyncio

import pytest

from flows.ask.held import MOST_AT_ONCE
from flows.ask.site import QueryTooLarge
from flows.web.waiting import Waiting


class Asker:
    """What is asked: it runs out of memory the first ``failures`` times; ``beside`` counts others that ask too."""

    inside = 0

    def __init__(self, failures: int) -> None:
        self.failures, self.beside = failures, list[int]()

    async def __call__(self) -> str:
        Asker.inside += 1
        self.beside.append(Asker.inside)
        try:
            for _ in range(3):
                await asyncio.sleep(0)
            if len(self.beside) <= self.failures:
                raise QueryTooLarge("Out of Memory Error")
            return "answer"
        finally:
            Asker.inside -= 1


def ask_all(*askers: Asker) -> list[str | BaseException]:
    async def together() -> list[str | BaseException]:
        waiting = Waiting()
        return await asyncio.gather(*(waiting.ask(one, is_long=False) for one in askers), return_exceptions=True)

    return asyncio.run(together())


def test_a_page_without_memory_beside_others_is_made_again_alone() -> None:
    large = [Asker(1), Asker(1)]
    others = [Asker(0) for _ in range(3 * MOST_AT_ONCE)]
    assert ask_all(*large, *others) == ["answer"] * (len(others) + 2)
    assert [len(one.beside) for one in (*large, *others)] == [2, 2] + [1] * len(others)
    assert max(one.beside[0] for one in others) == MOST_AT_ONCE
    assert [one.beside[1] for one in large] == [1, 1]


def test_what_needs_too_much_alone_is_too_large() -> None:
    too_large, other = Asker(2), Asker(0)
    refused, answer = ask_all(too_large, other)
    assert isinstance(refused, QueryTooLarge)
    assert (answer, len(too_large.beside)) == ("answer", 2)


def test_a_query_that_may_be_long_is_asked_once() -> None:
    asker = Asker(1)
    with pytest.raises(QueryTooLarge):
        asyncio.run(Waiting().ask(asker, is_long=True))
    assert len(asker.beside) == 1
