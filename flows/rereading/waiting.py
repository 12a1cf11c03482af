"""Read the files that were waiting for a program, as soon as the machine has it."""

from __future__ import annotations

from extractors.tools import Tools
from flows.reading.reader import Reader
from flows.rereading.again import read_again
from flows.run.run import Run
from warehouse.rereading import loaded


def read_what_waited(run: Run, reader: Reader, register: str) -> None:
    """Read again the files that lacked a program, wholly or in part, where ``reader`` has that program now.

    Otherwise a document outside the days that a night searches would wait until it is due again, and one read in part
    would wait for ever. A file that the program cannot read either is held back under another code and not tried again.
    """
    codes = _codes_read_by(reader.tools)
    # A process killed while it was reading leaves its marks behind.
    loaded.forget_unread(run.warehouse)
    waiting = loaded.files_waiting(run.warehouse, register, codes) if codes else []
    if waiting:
        read_again(run, reader, [], waiting, lambda register: None)


def _codes_read_by(tools: Tools) -> list[str]:
    """Return the codes of quarantine rows and findings whose files wait for one of ``tools``."""
    ocr = ["ocr_missing", "scan_unread"] if tools.ocr is not None else []
    return [*ocr, *(["office_missing"] if tools.office is not None else [])]
