"""Load a batch that was fetched. This module decides the order of the steps."""

from __future__ import annotations

from collections.abc import Sequence

from flows.run.run import Run
from flows.stages.copies import settle_copies
from flows.stages.fetched import FetchedDocument
from flows.stages.files import read_files, unread_files
from flows.stages.outcomes import load_outcomes
from flows.stages.pages import finish_plan, load_pages, mark_checked, release_unlisted
from flows.stages.readings import Readings
from flows.stages.withdraw import count_withdrawn, note_returns, returning, withdraw_restricted
from warehouse.memory import let_go


def load_documents(run: Run, readings: Readings, batch: Sequence[FetchedDocument]) -> None:
    """Load a batch as ``load_documents_within``, and let go of the memory that it took."""
    load_documents_within(run, readings, batch)
    let_go(run.warehouse.connection, run.warehouse.path)


def load_documents_within(run: Run, readings: Readings, batch: Sequence[FetchedDocument]) -> None:
    """Load what the pages and files of a batch say, after withdrawing what the pages restrict.

    Withdrawals keep their order (intent, deletion, rows last): intents and bytes in the first step, rows when the pages
    are loaded. A document counts as checked when all of it is loaded or held back. If the run is killed before that,
    the next run does the rest and finds the fetched files in the archive.
    """
    w, moments = run.warehouse, run.moments()
    stones = returning(w, batch)
    withdrawn, shared = withdraw_restricted(run, batch)
    run.summary.notes += shared
    for stone in withdrawn:
        count_withdrawn(run.summary, stone)
    for outcome in load_pages(w, moments, batch):
        run.summary.count(outcome)
    note_returns(run, stones)
    release_unlisted(w, moments, batch)
    for loadable in read_files(run, readings, unread_files(w, batch, run.readers_version)):
        load_outcomes(run, loadable)
    mark_checked(w, run.moments(), batch)
    settle_copies(run, batch)
    finish_plan(w, batch)
