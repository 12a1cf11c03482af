"""Files that waited for a program: the first run on a machine that has it reads them, from the archive."""

from __future__ import annotations

from extractors.tools import Tools
from flows.reading.reader import Reader
from flows.rereading.again import read_again
from flows.run.run import Run
from warehouse.rereading import loaded


def read_what_waited(run: Run, reader: Reader, register: str) -> None:
    """Reads again what could not be read, or not whole, for want of a program that ``reader`` has now.

    Documents outside the days that a night searches would otherwise wait until they are due again, and those read in
    part for ever. What the program cannot read either is held back under another code, and not tried here again.
    """
    codes = _codes_read_by(reader.tools)
    # A process that was killed in mid-reading left its marks.
    loaded.forget_unread(run.warehouse)
    waiting = loaded.files_waiting(run.warehouse, register, codes) if codes else []
    if waiting:
        read_again(run, reader, [], waiting, lambda register: None)


def _codes_read_by(tools: Tools) -> list[str]:
    """The quarantine codes and findings of files that wait for one of ``tools``."""
    ocr = ["ocr_missing", "scan_unread"] if tools.ocr is not None else []
    return [*ocr, *(["office_missing"] if tools.office is not None else [])]
