"""Define what spreading needs of the machines that read; ``flows.reading.spread.dask`` has it from Dask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from flows.reading.spread.abilities import ReaderThere


@dataclass(frozen=True, slots=True)
class Done:
    """An order that has ended. ``answer`` is ``None`` where every reader that had it was lost."""

    order: str
    answer: str | None


class Cluster(Protocol):
    """Readers somewhere. ``DaskCluster`` documents each method."""

    def readers(self) -> list[ReaderThere]: ...

    def give(self, order: str, resources: Mapping[str, float]) -> str: ...

    def drop(self, order: str) -> None: ...

    def take(self, timeout_s: float) -> Done | None: ...

    def close(self) -> None: ...
