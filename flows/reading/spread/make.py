"""Begin and end reading by others for a run, as its settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extractors.tools import Tools
from flows.reading.programs import programs_of
from flows.reading.spread.address import parse_address
from flows.reading.spread.dask import DaskCluster
from flows.reading.spread.spread import Spread
from flows.reading.store import ReadingStore
from flows.settings import Settings


@contextmanager
def spreading(
    settings: Settings,
    readings: ReadingStore,
    size_of: Callable[[str], int],
    tools: Tools,
    version: str,
    say: Callable[[str], object],
) -> Iterator[Spread | None]:
    """Yield what has files read by the readers that ``settings`` name; ``None`` where they name none.

    ``readings`` is the run's own store, ``size_of`` and ``say`` are as in ``Spread``; several threads use them.
    Raise ``ReadersFailed`` where their scheduler cannot be reached, ``BadAddress`` where it must not be.
    """
    if settings.readers is None:
        yield None
        return
    spread = Spread(
        cluster=DaskCluster(parse_address(settings.readers), settings.readers_wait_s),
        store=readings,
        size_of=size_of,
        version=version,
        programs=programs_of(tools),
        wait_s=settings.readers_wait_s,
        say=say,
    )
    try:
        yield spread
    finally:
        spread.close()
