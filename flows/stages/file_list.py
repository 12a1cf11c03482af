"""Decide whether to believe a document's page that suddenly lists no files at all."""

from __future__ import annotations

from extractors.model.ids import DocumentId
from extractors.model.register import RegisterEntry
from flows.run.run import Run
from flows.stages.holding import hold, page_of
from warehouse import load
from warehouse.ledgers import quarantine

NO_FILE_LIST = "page_without_files"


def is_file_list_believed(run: Run, document_id: DocumentId, entry: RegisterEntry) -> bool:
    """Return whether a page's list of files may be loaded; hold the page back where it may not.

    A page without its file list looks like one whose files were all removed. Believed at once, it would end what the
    document ends, and bring into force what that had ended. As with a page that is missing, a check at least a day
    later must say the same.
    """
    if entry.files or not entry.is_public or not load.holds_files(run.warehouse, document_id):
        return True
    thing = page_of(document_id)
    since = quarantine.held_since(run.warehouse, *thing, NO_FILE_LIST)
    if since is not None and run.clock.now() - since >= load.GONE_AFTER:
        return True
    message = (
        "the page lists no files today, but files of it are held: believed only if a check a day later says the same"
    )
    hold(run, thing, NO_FILE_LIST, message)
    return False
