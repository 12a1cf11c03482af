"""Requests and time of three nights over a generated register: the first, one with twelve new documents, one with none.

    python -m benchmarks.many_nights [DOCUMENTS]

Documents have no files: what is measured is searching, asking and remembering. Pauses are not slept.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks.machine import describe_machine
from flows.clock import Clock
from flows.ingest import ingest_from
from flows.registers import RegisterConfig
from flows.sample.address import HOME, ToPort
from flows.sample.catalogue import Catalogue, DocumentType, SampleDocument
from flows.sample.server import SampleRegister
from flows.settings import Settings
from flows.summary import Summary

SINCE, TODAY = date(2019, 1, 1), date(2026, 11, 20)
TYPES = (DocumentType("11", "Põhitegevuse käskkiri"), DocumentType("12", "Personalikäskkiri"))


def documents(count: int, published_on: date = SINCE, first: int = 0) -> list[SampleDocument]:
    """Documents spread over all days; every fiftieth falls on one busy day, every twentieth is restricted."""
    days = (TODAY - SINCE).days
    made = []
    for n in range(first, first + count):
        day = date(2024, 12, 30) if n % 50 == 0 else SINCE + timedelta(days=n * 7919 % days)
        access = "AK" if n % 20 == 0 else "Avalik"
        made.append(SampleDocument(str(n), str(n), day, TYPES[n % 2].name, f"Kord {n}", published_on, access=access))
    return made


def night(data: Path, catalogue: Catalogue, day: date) -> tuple[Summary, int, float]:
    """The summary, the requests that arrived, and seconds."""
    started = time.perf_counter()
    with SampleRegister(data.parent, catalogue=catalogue, visible_on=day) as register:
        base = urlsplit(register.base_url)
        assert base.port is not None
        config = RegisterConfig("arv", "Arvuamet", "adr", f"{HOME}{base.path}", is_bundled=True)
        instant = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)
        clock, settings = Clock(lambda: instant), Settings(data=data, workers=1)
        summary = ingest_from(config, settings, clock, transport=ToPort(base.port), sleep=lambda seconds: None)
        return summary, len(register.log), time.perf_counter() - started


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print(f"{count} documents ({describe_machine()})")
    held = documents(count)
    with tempfile.TemporaryDirectory() as folder:
        for number, name in enumerate(("first night", "12 new", "nothing new")):
            if number == 1:
                held += [*documents(10, first=count), *documents(2, first=count + 10)]
                new = [TODAY - timedelta(days=n) for n in range(12)]
                late = zip(held[-12:], new, strict=True)
                held[-12:] = [SampleDocument(d.id, d.number, day, d.document_type, d.title, SINCE) for d, day in late]
            catalogue = Catalogue("arv", "Arvuamet", "Arvuameti", TYPES, tuple(held))
            summary, requests, seconds = night(Path(folder) / "data", catalogue, TODAY + timedelta(days=number))
            found = {name: n for name, n in summary.counts.items() if n}
            print(f"{name:12} {requests:6} requests  {seconds:7.1f} s  {found}")


if __name__ == "__main__":
    main()
