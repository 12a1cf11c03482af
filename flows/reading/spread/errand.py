"""Hold the one function that Dask carries, by its name.

The scheduler imports this module to learn what it hands on, so it needs nothing but the standard library, and nothing
happens in it before a reader calls it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flows.reading.spread.workplace import Workplace

_HERE: list[Workplace] = []
_RUNNING = frozenset({"running", "paused", "closing_gracefully"})
"""States of a Dask worker that still belongs to its scheduler."""


def open_workplace(place: Workplace) -> None:
    """Let orders that reach this process be carried out there."""
    _HERE[:] = [place]


def carry_out(order: str) -> str:
    """Carry out an order in a reader; orders and answers are text (``flows.reading.spread.orders``)."""
    from distributed import get_worker

    from flows.reading.spread.orders import pack_answer, unpack_order

    if not _HERE:
        raise RuntimeError("this process was not started by `kehtiv reader`")
    worker = get_worker()
    task = worker.get_current_task()

    def is_wanted() -> bool:
        """Return whether somebody waits: neither was the run killed, nor is the scheduler gone."""
        state = worker.state.tasks.get(task)
        return worker.status.name in _RUNNING and state is not None and state.state == "executing"

    return pack_answer(_HERE[0].carry_out(unpack_order(order), is_wanted))
