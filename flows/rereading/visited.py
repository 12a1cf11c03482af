"""Load the documents of visits that were looked at: in their order, each at the instant of its visit.

Most of them are loaded together, because a statement costs a millisecond whatever it does and one document takes sixty.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from flows import stages
from flows.clock import Clock
from flows.run.run import Run
from flows.run.summary import Summary
from flows.stages import FetchedDocument, Readings
from flows.stages.copies import twice_held
from warehouse.memory import let_go
from warehouse.transactions import as_one
from warehouse.withdrawal import tombstones


@dataclass(frozen=True)
class Visited:
    """A document as a visit found it, and the run whose clock stands at that visit."""

    run: Run
    document: FetchedDocument


def load_visited(run: Run, readings: Readings, visited: Sequence[Visited]) -> None:
    """Load different documents, in their order.

    What withdraws content, lets it return, or has a copy elsewhere is loaded alone: it looks beyond its own document.
    """
    documents = [each.document for each in visited]
    far_reaching = {stone.document_id for stone in tombstones.all_open(run.warehouse)}
    far_reaching |= {document.document_id for document in documents if not document.entry.is_public}
    far_reaching |= twice_held(run.warehouse, documents)
    for is_alone, stretch in groupby(visited, lambda each: each.document.document_id in far_reaching):
        if is_alone:
            _load_one_by_one(readings, stretch)
        else:
            _load_together(run, readings, list(stretch))


def _load_one_by_one(readings: Readings, visited: Iterable[Visited]) -> None:
    for each in visited:
        stages.load_documents(each.run, readings, [each.document])


def _load_together(run: Run, readings: Readings, visited: Sequence[Visited]) -> None:
    """Load documents in one transaction; where that fails each alone, so that the error names what is at fault."""
    summary = Summary()
    instants: dict[str, datetime] = {each.document.document_id: each.run.clock.now() for each in visited}
    together = replace(visited[0].run, clock=Clock(now=_no_instant), instants=instants, summary=summary)
    try:
        with as_one(run.warehouse.connection):
            stages.load_documents_within(together, readings, [each.document for each in visited])
    except Exception:
        run.progress.check()  # DuckDB has an error of its own for a query that a signal ended
        _load_one_by_one(readings, visited)
        return
    run.summary.add(summary)
    let_go(run.warehouse.connection, run.warehouse.path)


def _no_instant() -> datetime:
    raise AssertionError("documents that are loaded together have instants of their own")
