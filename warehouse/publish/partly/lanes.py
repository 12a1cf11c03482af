"""Bring several tables up to date at once, each after those that it reads.

Within a step, one thing comes after another, and most of it is planning, which keeps only one processor busy. Each lane
has a connection and a place in memory for its names; they share what was found and what changed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import partial
from graphlib import TopologicalSorter
from typing import TypeVar

from warehouse.publish.partly.deriving import Deriving
from warehouse.publish.partly.hands import connection_like
from warehouse.publish.partly.places import memory

L = TypeVar("L")


@contextmanager
def lane(first: Deriving, number: int) -> Iterator[Deriving]:
    """Yield a second ``Deriving`` that works beside ``first``, into the same files."""
    con, own = connection_like(first.con), f"lane_{number}"
    try:
        with memory(con, first.base, own):
            changes = replace(first.changes, con=con, own=own)
            path = (*first.path[:-1], f"{own}.main")
            made = replace(first, con=con, changes=changes, path=path, is_lane=True)
            with closing(made.hands):
                yield made
    finally:
        con.close()


def side_by_side(
    before: Mapping[str, Collection[str]],
    lanes: Sequence[L],
    beside: Callable[[L, str], bool],
    alone: Callable[[str], None],
    after: Callable[[str], Callable[[], None] | None],
) -> None:
    """Do each task after those that it stands with in ``before``: ``beside`` others, as many as there are lanes.

    Where that gives up (``False``), and where there are no lanes, it is done ``alone``, while nothing else goes on. So
    is what ``after`` returns. Both are called in this thread, ``after`` once for each task that is done. What one task
    raises is raised when none goes on any more.
    """
    needed = {name: [one for one in those if one in before] for name, those in before.items()}
    turns = _turns(needed) if lanes else {name: turn for turn, name in enumerate(before)}
    order = TopologicalSorter(needed)
    order.prepare()
    ready: list[str] = []
    quiet: list[Callable[[], None]] = []
    idle = list(lanes)
    going_on: dict[Future[bool], tuple[str, L]] = {}

    def finish(name: str) -> None:
        if (work := after(name)) is not None:
            quiet.append(work)
        order.done(name)

    def finish_alone(name: str) -> None:
        alone(name)
        finish(name)

    with ThreadPoolExecutor(max(1, len(lanes)), "lane") as threads:
        while order.is_active():
            ready = sorted([*ready, *order.get_ready()], key=turns.__getitem__)
            while ready and idle and not quiet:
                free, name = idle.pop(), ready.pop(0)
                going_on[threads.submit(beside, free, name)] = name, free
            if not lanes:
                quiet.append(partial(finish_alone, ready.pop(0)))
            for future in wait(going_on, return_when=FIRST_COMPLETED).done:
                name, free = going_on.pop(future)
                idle.append(free)
                if future.result():
                    finish(name)
                else:
                    quiet.append(partial(finish_alone, name))
            while quiet and not going_on:
                quiet.pop(0)()


def _turns(needed: Mapping[str, Collection[str]]) -> Mapping[str, int]:
    """Return when the turn of each task is: the sooner, the longer the chain of tasks that wait for it."""
    waiting = dict.fromkeys(needed, 0)
    for name in reversed([*TopologicalSorter(needed).static_order()]):
        for one in needed[name]:
            waiting[one] = max(waiting[one], waiting[name] + 1)
    return {name: turn for turn, name in enumerate(sorted(needed, key=lambda name: -waiting[name]))}
