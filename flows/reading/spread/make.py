"""Begin and end reading by others for a run, as its settings say."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from extractors.tools import Tools
from flows.archive import open_archive
from flows.reading.programs import programs_of
from flows.reading.spread.address import parse_address
from flows.reading.spread.dask import DaskCluster
from flows.reading.spread.spread import Spread
from flows.reading.store import open_readings
from flows.settings import Settings


@contextmanager
def spreading(settings: Settings, tools: Tools, version: str, say: Callable[[str], object]) -> Iterator[Spread | None]:
    """Yield what has files read by the readers that ``settings`` name; ``None`` where they name none.

    Raise ``ReadersFailed`` where their scheduler cannot be reached, ``BadAddress`` where it must not be.
    """
    if settings.readers is None:
        yield None
        return
    spread = Spread(
        cluster=DaskCluster(parse_address(settings.readers), settings.readers_wait_s),
        store=open_readings(settings.folder, settings.whereabouts),
        size_of=open_archive(settings.folder, settings.whereabouts).size,
        version=version,
        programs=programs_of(tools),
        wait_s=settings.readers_wait_s,
        say=say,
    )
    try:
        yield spread
    finally:
        spread.close()
