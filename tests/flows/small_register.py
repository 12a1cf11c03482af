"""A register of a few documents that a test makes, and nights over it at days that the test names."""

from __future__ import annotations

import gzip
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

import httpx

from flows.clock import Clock
from flows.night.ingest import ingest_from
from flows.registers.find import RegisterConfig
from flows.run.runs import Runs
from flows.run.summary import Summary
from flows.sample.address import HOME, ToPort
from flows.sample.catalogue import Catalogue, DocumentType, SampleDocument, SampleFile
from flows.sample.faults import Fault, Faults
from flows.sample.server import SampleRegister
from flows.sample.traffic import LoggedRequest
from flows.settings import Settings
from tests.derived import Derived
from tests.flows.first_nights import files_of, play_once
from warehouse.connection import PUBLISHED_NAME, open_published, open_working
from warehouse.durable import lead
from warehouse.publish.inside import INSIDE
from warehouse.publish.publish import publish

ORDERS, STAFF = DocumentType("11", "Põhitegevuse käskkiri"), DocumentType("12", "Personalikäskkiri")
FIRST_DAY = date(2026, 3, 2)
UNPUBLISHED = "unpublished"
"""What the link to the published file names after an unpublished night."""
# The tables whose rows say what happened in a run, not what the register holds.
LEDGERS = ("runs", "register_coverage", "quarantine", "covered_days", "hosts", "wanted")


def act_text(number: str, day: date, provision: str, title: str = "Korra kinnitamine") -> str:
    return (
        f"KÄSKKIRI\n{day:%d.%m.%Y} nr {number}\n\n{title}\n\nMetsaameti põhimääruse § 9 lõike 2 alusel\n\n"
        f"1. {provision}\n2. Käskkiri jõustub allkirjastamisest.\n"
        "(allkirjastatud digitaalselt)\nMari Näidis\npeadirektor\n"
    )


@dataclass
class SmallRegister:
    """``documents`` and ``faults`` may be changed between nights. ``slept`` holds the pauses of the last night.

    Where a test looks at no published file and no report, have its nights not ``publishes``.
    """

    folder: Path
    documents: list[SampleDocument] = field(default_factory=list)
    code: str = "mets"
    slept: list[float] = field(default_factory=list)
    asked: list[LoggedRequest] = field(default_factory=list)
    types: tuple[DocumentType, ...] = (ORDERS, STAFF)
    robots: str = ""
    max_connections: int = 0
    max_in_flight: int = 0
    through: Callable[[httpx.BaseTransport], httpx.BaseTransport] = lambda transport: transport
    publishes: bool = True

    @property
    def files(self) -> Path:
        (self.folder / "files").mkdir(parents=True, exist_ok=True)
        return self.folder / "files"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def copied_to(self, folder: Path) -> SmallRegister:
        """A copy of the register and its data folder, for a test to change."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True, symlinks=True)
        return SmallRegister(folder, list(self.documents), publishes=self.publishes)

    def add(self, external_id: str, number: str, day: date, provision: str | bytes | None, **values: Any) -> None:
        """A directive with one file: a text, the bytes of a container, or none."""
        files: tuple[SampleFile, ...] = ()
        if provision is not None:
            is_text = isinstance(provision, str)
            name = f"kaskkiri-{number}.{'txt' if is_text else 'asice'}"
            body = act_text(number, day, provision).encode() if isinstance(provision, str) else provision
            (self.files / name).write_bytes(body)
            files = (SampleFile(f"{external_id}1", name, name, "text/plain" if is_text else "application/zip"),)
        told = {"document_type": ORDERS.name, "title": f"Korra nr {number} kinnitamine", "published_on": day}
        given: dict[str, Any] = {**told, **values}
        self.documents.append(SampleDocument(external_id, number, day, files=files, **given))

    def change(self, external_id: str, **values: Any) -> None:
        self.documents = [replace(one, **values) if one.id == external_id else one for one in self.documents]

    def remove(self, external_id: str) -> None:
        self.documents = [one for one in self.documents if one.id != external_id]

    def _told_time(self) -> float:
        """Return what the register's clock and the night's show: pauses alone pass on it, without being waited for."""
        return sum(self.slept)

    @contextmanager
    def _served(self, day: date, faults: tuple[Fault, ...]) -> Iterator[tuple[str, ToPort]]:
        catalogue = Catalogue("mets", "Metsaamet", "Metsaameti", self.types, tuple(self.documents))
        with SampleRegister(
            self.files, catalogue=catalogue, faults=Faults(*faults), visible_on=day, clock=self._told_time
        ) as register:
            if self.robots:
                register.answers.robots = self.robots
            parts = urlsplit(register.base_url)
            assert parts.port is not None
            try:
                yield f"{HOME}{parts.path}", ToPort(parts.port)
            finally:
                self.asked = list(register.log)
                self.max_connections, self.max_in_flight = register.max_connections, register.max_in_flight

    def night(self, day: date, *faults: Fault, hour: int = 1, minute: int = 0, **values: Any) -> Summary:
        """One night on ``day`` at ``hour`` UTC, ``through`` is put around the way there.

        ``values`` are settings, ``since``/``until``, or ``is_bundled``: a
        register that is not is asked at the pace of the settings.
        """
        given: dict[str, Any] = {"workers": 1, "request_interval_s": 0, "backoff_s": 0, "max_attempts": 2}
        # One search a night over all days, and none for what is wanted: tests of these say so themselves.
        given |= {"window_days": 366, "wanted_requests": 0}
        days = {name: values.pop(name) for name in ("since", "until") if name in values}
        is_bundled = values.pop("is_bundled", True)
        instant = datetime.combine(day, time(hour, minute), UTC)
        self.slept = []
        with self._served(day, faults) as (base_url, transport), published_if(self.publishes, self.data):
            register = RegisterConfig(
                self.code, "Metsaamet", "adr", base_url, is_bundled=is_bundled, since=date(2026, 1, 1)
            )
            return ingest_from(
                register,
                Settings(data=self.data, **given | values),
                Clock(now=lambda: instant),
                transport=self.through(transport),
                sleep=self.slept.append,
                ticks=self._told_time,
                **days,
            )

    def first_night(self, day: date = FIRST_DAY, **values: Any) -> Summary:
        """``night(day)`` into an empty data folder, played once for all tests that begin with the same one."""

        def play() -> tuple[Summary, list[LoggedRequest], list[float]]:
            return self.night(day, **values), self.asked, self.slept

        given = (sorted(values.items()), self.types, self.robots, self.publishes)
        night = repr((day, given, self.documents, files_of(self.files)))
        summary, asked, slept = play_once(night, self.data, play)
        self.asked, self.slept = list(asked), list(slept)
        return replace(summary)

    def paths_asked(self) -> list[str]:
        """What the last night asked for, without the register's own prefix, in order."""
        return [one.path.removeprefix("/mets/") for one in self.asked]


@contextmanager
def published_if(is_wanted: bool, data: Path) -> Iterator[None]:
    """Let a night publish and report, or do neither: both together are two thirds of what a small night takes.

    What an unpublished night left is read from the working file. The link names no file then, so that nobody takes an
    older one for what that night left; and where a night that should publish left no link, ``ask`` fails.
    """
    if is_wanted:
        yield
        return
    with patch.object(Runs, "publish", lambda runs: (None, [])):
        yield
    lead(data / PUBLISHED_NAME, Path(UNPUBLISHED))


def _is_unpublished(data: Path) -> bool:
    link = data / PUBLISHED_NAME
    return link.is_symlink() and link.readlink() == Path(UNPUBLISHED)


def ask(data: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a query over what is published, or over what an unpublished night loaded."""
    if _is_unpublished(data):
        with open_working(data) as working:
            return Derived(working)(sql, *values)
    with open_published(data) as w:
        return w.connection.execute(sql, list(values)).fetchall()


def described(data: Path, *, leave_out: tuple[str, ...] = LEDGERS) -> dict[str, list[str]]:
    """All rows of the published warehouse, apart from ledgers and what only says when or in which run.

    The index of searches is left out: it follows from the other tables, and its numbers from the order of loading.
    """
    rows: dict[str, list[str]] = {}
    if _is_unpublished(data):
        with open_working(data) as working:
            publish(working, data)
    with open_published(data) as w:
        for (table,) in w.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall():
            if table in leave_out or table in INSIDE:
                continue
            columns = [column[0] for column in w.connection.execute(f"DESCRIBE {table}").fetchall()]
            kept = ", ".join(column for column in columns if not column.endswith("_at") and column != "run_id")
            rows[table] = sorted(map(repr, w.connection.execute(f"SELECT {kept} FROM {table}").fetchall()))
    return rows


def files_with(folder: Path, words: str) -> list[str]:
    """The files below ``folder`` whose bytes, unpacked where they are gzip, hold ``words`` in UTF-8."""
    needle = words.encode()
    return sorted(
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and not path.is_symlink() and needle in _unpacked(path.read_bytes())
    )


def _unpacked(data: bytes) -> bytes:
    return gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data
