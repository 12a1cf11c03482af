"""Real nights over a register with the documents of a simulated one, and the requests that arrived there."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.network.documents import Documents
from benchmarks.network.register import begin_of
from flows.clock import TALLINN, Clock
from flows.night.ingest import ingest_from
from flows.registers.config import RegisterConfig
from flows.sample.catalogue import SampleDocument, SampleFile
from flows.settings import Settings
from tests.flows.big_register import BASE_URL, SINCE, TYPES, Arrived, BigAnswers, InProcess


def _documents(code: str, held: int, days: int) -> list[SampleDocument]:
    made = Documents(code, held, days)
    return [
        SampleDocument(
            str(n),
            str(n),
            made.registered_on(n),
            TYPES[n % 2].name,
            f"Kord nr {n}",
            made.registered_on(n),
            access="Avalik" if made.is_public(n) else "AK",
            files=tuple(
                SampleFile(f"{n}{place}", f"kaskkiri-{n}-{place}.txt", str(n), "text/plain")
                for place, _ in enumerate(made.files(n))
            ),
        )
        for n in range(len(made))
    ]


def _kind(arrived: Arrived) -> str:
    if "/dokument/" in arrived.path:
        return "page"
    if "/fail/" in arrived.path:
        return "file"
    return "search" if arrived.method == "POST" else "form"


def _passing(began: datetime, log: list[Arrived]) -> datetime:
    return began + timedelta(seconds=len(log))


def real_requests(data: Path, code: str, held: int, nights: int) -> list[Counter[str]]:
    """Run nights at the simulated instants. Return what arrived in each, by kind."""
    told = []
    documents = _documents(code, held, nights)
    for number in range(nights):
        instant = begin_of(number)
        today = instant.astimezone(TALLINN).date()
        transport = InProcess(BigAnswers(0, documents, today))
        settings = Settings(data=data, workers=1, request_budget=0, wanted_requests=0)
        register = RegisterConfig("arv", "Arvuamet", "adr", BASE_URL, is_bundled=True, since=SINCE)
        # Time must pass: which month is searched again goes by the order in which they were.
        clock = Clock(partial(_passing, instant, transport.log))
        ingest_from(register, settings, clock, transport=transport, sleep=lambda seconds: None)
        told.append(Counter(map(_kind, transport.log)))
    return told
