"""Remove a register from a data folder with everything that came from it, the bundled one above all.

The bundled register's acts are invented. Tombstones stay, so that what was taken down cannot come back another way.
"""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from flows.archive import open_archive
from flows.clock import Clock
from flows.folder import DataFolder
from flows.loopback import is_loopback
from flows.reading.tools import ocr_cache
from flows.registers.config import UnknownRegister
from flows.registers.find import load_registers
from flows.report.keep import forget_reports
from flows.rulings import journal
from flows.run.opening import open_run
from flows.run.run import Run
from flows.run.summary import Summary
from flows.settings import Settings
from flows.withdrawal import traces
from warehouse.publish import unfinished
from warehouse.withdrawal.registers import remove_register


def registers_in(settings: Settings) -> list[str]:
    """Return the codes of the registers of which a data folder holds anything, "files" for what was added by hand."""
    return open_archive(settings.folder, settings.whereabouts).registers()


def bundled_codes() -> frozenset[str]:
    """Return the codes of the registers whose acts are invented."""
    return frozenset(register.code for register in load_registers() if register.is_bundled)


def forget_register(settings: Settings, clock: Clock, code: str) -> Summary:
    """Delete all that is held of a register, and publish.

    That is rows, bytes, answers, OCR results, readings, reports, and the words of rulings on it. Rows go first and
    answers last: after a kill the same call finds what is left. Bytes that came from another register as well stay.
    Raises ``UnknownRegister`` where nothing of the register is held.
    """
    held = registers_in(settings)
    if code not in held:
        told = f"held are {', '.join(held)}" if held else "nothing is held there"
        raise UnknownRegister(f"{settings.data} holds nothing of a register {code!r}: {told}")
    with open_run(settings, clock, kind="forget", register=code, arguments={"register": code}) as run:
        number = remove_register(run.warehouse, code, run.run_id)
        deleted = _forget_answers(run, code, held)
        forget_reports(settings.data, code)
        journal.forget_words(
            settings.data, {name for name in journal.documents(settings.data) if name.startswith(f"{code}/")}
        )
        traces.forget_written(settings.data)
        unfinished.clear_spilled(settings.data)
        traces.forget_temporary(settings.data)
        run.summary.count("forgotten", number)
        run.summary.notes.append(f"{code}: {number} documents and {deleted} answers and files were deleted")
        return run.summary


def _forget_answers(run: Run, code: str, held: Iterable[str]) -> int:
    """Delete the answers that came from a register alone, then the ledger that names them. Return how many went."""
    own = {row.sha256 for row in run.archive.captures(code)}
    # Those of shared bytes too: they hold the names that this register gives its files.
    run.readings.forget(own)
    for other in held:
        if other != code:
            own -= {row.sha256 for row in run.archive.captures(other)}
    ocr = DataFolder(run.settings.data).ocr
    with run.archive.changing() as (objects, ledger):
        deleted = sum(objects.forget(sha256) for sha256 in sorted(own))
        for sha256 in sorted(own):
            ocr_cache.forget(ocr, sha256)
        ledger.drop(code)
    return deleted


def is_of_world(base_url: str | None) -> bool:
    """Return whether an address is another machine's: what comes from there is real."""
    return base_url is not None and not is_loopback(urlsplit(base_url).hostname or "")
