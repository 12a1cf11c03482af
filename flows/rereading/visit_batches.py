"""Part the visits of a replay into batches whose pages can all be looked at before anything of them is loaded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from extractors.model.ids import DocumentId
from extractors.registers.base import TELLING_STATUSES, AnswerKind
from flows.rereading.visits import Visit

Batch = Mapping[DocumentId, Visit]
"""Visits in their order, by their documents: each occurs once."""

_WITHDRAWS_AT_ONCE = frozenset(
    status for status, kind in TELLING_STATUSES.items() if kind in (AnswerKind.GONE, AnswerKind.RESTRICTED)
)
"""Statuses of pages that withdraw a document while it is looked at: what others share with it must be loaded then."""


def batches(visits: Iterable[Visit], size: int) -> Iterator[Batch]:
    """Yield visits in batches of at most ``size``."""
    batch: dict[DocumentId, Visit] = {}
    for visit in visits:
        if len(batch) >= size or not _fits(batch, visit):
            yield batch
            batch = {}
        batch[visit.document_id] = visit
    if batch:
        yield batch


def is_independent(batch: Batch, later: Batch) -> bool:
    """Return whether the pages of ``later`` may be looked at before ``batch`` is loaded, as if they were one batch."""
    return all(_fits(batch, visit) for visit in later.values())


def _fits(batch: Batch, visit: Visit) -> bool:
    if not batch:
        return True
    return (
        visit.document_id not in batch
        and visit.page.status not in _WITHDRAWS_AT_ONCE
        and _sort(visit) == _sort(next(iter(batch.values())))
    )


def _sort(visit: Visit) -> str:
    """Return what visits of a batch have in common. An aggregator's page is judged by what other registers show."""
    return visit.register if visit.connector.shows_copies else ""
