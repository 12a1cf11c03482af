"""End queries that take too long."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from warehouse.connection import Warehouse
from warehouse.errors import QueryError


@contextmanager
def time_limit(w: Warehouse, seconds: float) -> Iterator[None]:
    """Interrupt a query to ``w`` that the body still waits for after ``seconds``; raise ``QueryError`` then."""
    over = threading.Event()

    def interrupt() -> None:
        over.set()
        w.connection.interrupt()

    timer = threading.Timer(seconds, interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    except QueryError as error:
        if over.is_set():
            raise QueryError(f"the query took longer than {seconds:g} s and was ended") from error
        raise
    finally:
        timer.cancel()
