"""Check what kehtiv needs of a machine: nothing is changed, and no host is asked unless that is wanted."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from flows.archive import ArchiveError, open_archive
from flows.clock import Clock
from flows.folder import BadConfig
from flows.http.errors import RegisterError
from flows.http.reach import refuse_settings, refuse_unreachable
from flows.reading.tools.find import find_tools
from flows.registers.config import RegisterConfig, UnknownRegister
from flows.registers.find import find_register
from flows.report.keep import NoReport, load_report
from flows.run import going_on
from flows.settings import Settings

State = Literal["ok", "warn", "FAIL"]

LEAST_FREE_BYTES = 1024**3
"""Below this a night may not be able to publish: it writes the warehouse anew beside the old one."""
LEAST_PYTHON = (3, 11)


@dataclass(frozen=True)
class Found:
    """What one check found. "warn": something works less well or not at all, and kehtiv runs all the same."""

    name: str
    state: State
    told: str


def examine(settings: Settings, clock: Clock, *, with_hosts: bool) -> list[Found]:
    """Return what every check found, in a fixed order. With ``with_hosts`` a connection to each host is tried."""
    archive, codes = _archive(settings)
    checks: tuple[Callable[[], Iterator[Found]], ...] = (
        _python,
        lambda: _programs(settings),
        _time_zone,
        lambda: _folder(settings.data),
        lambda: iter([archive]),
        lambda: _disk(settings.data),
        lambda: _clock(settings.data, clock),
        lambda: _run(settings.data),
        lambda: _hosts(settings, codes, with_hosts),
    )
    return [found for check in checks for found in check()]


def _python() -> Iterator[Found]:
    state: State = "ok" if sys.version_info >= LEAST_PYTHON else "FAIL"
    of = ", ".join(f"{name} {version(name)}" for name in ("kehtiv", "duckdb", "prefect"))
    yield Found("python", state, f"{platform.python_version()} on {platform.system()} ({of})")


def _programs(settings: Settings) -> Iterator[Found]:
    tools = find_tools(settings)
    if tools.ocr is None:
        yield Found("scans", "warn", "no OCR (tesseract with Estonian, or kehtiv[rapidocr]): scans wait for it")
    else:
        yield Found("scans", "ok", type(tools.ocr).__name__.lower())
    if tools.office is None:
        yield Found("old office files", "warn", "no LibreOffice (soffice): DOC, RTF, ODT, XLS and ODS wait until then")
    else:
        yield Found("old office files", "ok", "LibreOffice")


def _time_zone() -> Iterator[Found]:
    try:
        ZoneInfo("Europe/Tallinn")
    except ZoneInfoNotFoundError:
        yield Found("time zone", "FAIL", "Europe/Tallinn is not known: install the system's tzdata")
    else:
        yield Found("time zone", "ok", "Europe/Tallinn is known")


def _folder(data: Path) -> Iterator[Found]:
    place = data if data.exists() else _parent_of(data)
    if not os.access(place, os.W_OK | os.X_OK):
        yield Found("data folder", "FAIL", f"{place} cannot be written by this user")
    elif not data.exists():
        yield Found("data folder", "ok", f"{data} is not there yet and can be made")
    else:
        yield Found("data folder", "ok", f"{data} can be written")


def _archive(settings: Settings) -> tuple[Found, list[str]]:
    """Return what was found, and the codes of the registers held: asking twice waits twice for a store that is away."""
    try:
        archive = open_archive(settings.folder, settings.whereabouts)
        held = archive.registers()
    except (ArchiveError, BadConfig) as error:
        return Found("archive", "FAIL", str(error)), []
    return Found("archive", "ok", f"{archive.place.told()} holds {', '.join(held) or 'nothing yet'}"), held


def _parent_of(data: Path) -> Path:
    return next(parent for parent in data.resolve().parents if parent.exists())


def _disk(data: Path) -> Iterator[Found]:
    free = shutil.disk_usage(data if data.exists() else _parent_of(data)).free
    state: State = "ok" if free >= LEAST_FREE_BYTES else "FAIL"
    yield Found("disk", state, f"{free / 1024**3:.1f} GiB free; {LEAST_FREE_BYTES / 1024**3:.0f} GiB is the least")


def _clock(data: Path, clock: Clock) -> Iterator[Found]:
    """Compare the clock with the last report: a run refuses a clock that is far behind the one before."""
    now = clock.now()
    try:
        last = load_report(data)["finished_at"]
    except (NoReport, OSError, ValueError, KeyError):
        last = None
    is_behind = last is not None and last > (now + timedelta(minutes=1)).isoformat()
    if is_behind:
        yield Found("clock", "FAIL", f"it shows {now:%F %R} UTC, which is before the last run ended ({last})")
    else:
        yield Found("clock", "ok", f"{now:%F %R} UTC")


def _run(data: Path) -> Iterator[Found]:
    standing = going_on.look(data)
    if standing is None:
        yield Found("run", "ok", "none is going on")
    else:
        yield Found("run", "ok" if standing.is_alive else "warn", standing.sentence)


def _hosts(settings: Settings, codes: Sequence[str], with_hosts: bool) -> Iterator[Found]:
    if settings.contact is None:
        yield Found("contact", "warn", "KEHTIV_CONTACT is not set: no host of the world is asked without it")
    else:
        yield Found("contact", "ok", settings.contact)
    if not with_hosts:
        return
    for register in _held_registers(codes):
        if register.base_url is None or register.has_robot_check:
            continue
        host = register.base_url.split("/")[2]
        try:
            refuse_settings(host.partition(":")[0], settings.for_register(register))
            refuse_unreachable(register.base_url, settings.connect_timeout_s)
        except RegisterError as error:
            yield Found(f"host of {register.code}", "FAIL", str(error))
        else:
            yield Found(f"host of {register.code}", "ok", f"{host} can be reached")


def _held_registers(codes: Sequence[str]) -> Iterator[RegisterConfig]:
    for code in codes:
        try:
            yield find_register(code)
        except UnknownRegister:
            continue  # files added by hand, or a register that was known by its address alone
