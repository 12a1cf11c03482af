"""A register of as many documents as a test wants, made when it is asked for, that answers without a socket.

Every document has one file, an act of a few lines. Busy days hold more than a search shows, one in twenty documents is
restricted, some revoke an earlier one. Pages and files are made when they are asked for, so that what the register
takes in memory are rows, whatever their number.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qsl

import httpx

from flows.clock import Clock
from flows.night.ingest import ingest_from
from flows.registers.find import RegisterConfig
from flows.run.summary import Summary
from flows.sample import pages, search
from flows.sample.answers import Answer, Asked, RegisterAnswers, html_answer
from flows.sample.catalogue import Catalogue, DocumentType, SampleDocument, SampleFile
from flows.sample.search import Form, cut_page, find_documents, first_value
from flows.settings import Settings

BASE_URL = "http://127.0.0.1:8000/arv/"
SINCE, TODAY = date(2019, 1, 1), date(2026, 11, 20)
TYPES = (DocumentType("11", "Põhitegevuse käskkiri"), DocumentType("12", "Personalikäskkiri"))
BUSY_SHARE = 10
"""Every so many documents fall on a busy day: of 20,000, on seventeen days."""
BUSY_NUMBER = 120
"""Documents on a busy day, too many for one search; not of one type, or nothing could find them all."""
LOOKED_THROUGH = 1000
"""Documents that a search makes at a time."""


def document(
    n: int, day: date | None = None, published_on: date = SINCE, busy_share: int = BUSY_SHARE
) -> SampleDocument:
    """The ``n``-th document; ``day`` of registration where it is not drawn."""
    day = day or _day_of(n, busy_share)
    access = "AK" if n % 20 == 7 else "Avalik"
    files = () if access == "AK" else (SampleFile(f"{n}1", f"kaskkiri-{n}.txt", str(n), "text/plain"),)
    return SampleDocument(
        str(n), str(n), day, TYPES[n // 2 % 2].name, f"Kord nr {n}", published_on, access=access, files=files
    )


def busy_day(number: int) -> date:
    """The ``number``-th busy day, from 0."""
    return SINCE + timedelta((60 + 61 * number) % ((TODAY - SINCE).days - 30))


def _day_of(n: int, busy_share: int) -> date:
    if n % busy_share == 0:
        return busy_day((n // busy_share - 1) // BUSY_NUMBER)
    return SINCE + timedelta(n * 7919 % (TODAY - SINCE).days)


def act_of(n: int, day: date) -> bytes:
    """The bytes of the ``n``-th document's file; every seventh revokes the one before it."""
    title = "Korra kinnitamine" if n % 7 else "Käskkirja kehtetuks tunnistamine"
    told = (
        f"Kinnitan arvude loendamise korra {n}." if n % 7 else f"Tunnistan kehtetuks peadirektori käskkirja nr {n - 1}."
    )
    return (
        f"KÄSKKIRI\n{day:%d.%m.%Y} nr {n}\n\n{title}\n\nArvuameti põhimääruse § 9 lõike 2 alusel\n\n"
        f"1. {told}\n2. Käskkiri jõustub allkirjastamisest.\n(allkirjastatud digitaalselt)\nMari Näidis\npeadirektor\n"
    ).encode()


class BigAnswers(RegisterAnswers):
    """Finds rows by day and documents by id: the sample's own answers look through all of them for each request.

    Of the ``count`` documents it keeps their numbers by day: it lies in the memory of the run that is to be measured.
    """

    def __init__(
        self, count: int, extra: Iterable[SampleDocument], today: date, busy_share: int = BUSY_SHARE, robots: str = ""
    ) -> None:
        catalogue = Catalogue("arv", "Arvuamet", "Arvuameti", TYPES, ())
        super().__init__(catalogue, Path("/nowhere"), visible_on=today, robots=robots)
        self._count, self._busy_share = count, busy_share
        self._extra = {one.id: one for one in extra}
        self._by_day: dict[date, array[int]] = {}
        for n in range(1, count + 1):
            self._by_day.setdefault(_day_of(n, busy_share), array("L")).append(n)

    def _at(self, external_id: str) -> SampleDocument | None:
        if external_id in self._extra:
            return self._extra[external_id]
        n = int(external_id) if external_id.isdecimal() else 0
        return document(n, busy_share=self._busy_share) if 1 <= n <= self._count else None

    def _on(self, day: date) -> Iterator[SampleDocument]:
        yield from (document(n, day, busy_share=self._busy_share) for n in self._by_day.get(day, ()))
        yield from (one for one in self._extra.values() if one.registered_on == day)

    def _results(self, kind: str, form: Form, number: int) -> str:
        if kind != "otsing":
            return pages.search_page(self.catalogue, (), cut_page([], number))
        begin, end = (
            datetime.strptime(first_value(form, name), "%d.%m.%Y").date()  # noqa: DTZ007 (a calendar day)
            for name in ("regDateBegin", "regDateEnd")
        )
        return pages.search_page(self.catalogue, form, cut_page(self._newest(form, begin, end), number))

    def _newest(self, form: Form, begin: date, end: date) -> list[SampleDocument]:
        """Return what a search shows, looking no further back than that needs: memory would grow with the register."""
        found: list[SampleDocument] = []
        together: list[SampleDocument] = []
        for back in range((end - begin).days + 1):
            together += self._on(day := end - timedelta(back))
            if len(together) >= LOOKED_THROUGH or day == begin:
                within = replace(self.catalogue, documents=tuple(together))
                found += find_documents(within, form, self.visible_on)
                together.clear()
            if len(found) >= search.ROW_CAP:  # read where it stands: a test lowers it there
                break
        return found[: search.ROW_CAP]

    def _document(self, external_id: str) -> Answer:
        one = self._at(external_id)
        if one is None or one.as_of(self.visible_on) is None:
            return html_answer(pages.not_found_page(), 404)
        return html_answer(pages.document_page(self.catalogue, one))

    def _file(self, asked: Asked, file_id: str) -> Answer:
        one = self._at(file_id[:-1])
        if one is None or not one.files:
            return html_answer(pages.not_found_page(), 404)
        body = act_of(int(one.id), one.registered_on)
        tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
        if asked.header("if-none-match") == tag:
            return Answer(304, b"", (("ETag", tag),))
        return Answer(200, body, (("Content-Type", "text/plain"), ("ETag", tag)))


@dataclass(frozen=True, slots=True)
class Arrived:
    """A request as it arrived; ``at`` is on the clock of the test."""

    at: float
    method: str
    path: str
    status: int


@dataclass
class InProcess(httpx.BaseTransport):
    """Hands requests to the answers and notes them, or only counts them. ``clock`` tells seconds."""

    answers: RegisterAnswers
    clock: Callable[[], float] = lambda: 0.0
    log: list[Arrived] = field(default_factory=list)
    keeps_log: bool = True
    arrived: int = 0
    pages: int = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        target = request.url.raw_path.decode()
        form = tuple(parse_qsl(request.content.decode(), keep_blank_values=True))
        headers = {name.lower(): value for name, value in request.headers.items()}
        answer = self.answers.answer(Asked(request.method, target, form, headers))
        self.arrived += 1
        self.pages += "/dokument/" in target
        if self.keeps_log:
            self.log.append(Arrived(self.clock(), request.method, target, answer.status))
        length = () if answer.status == 304 else (("Content-Length", str(len(answer.body))),)
        return httpx.Response(
            answer.status, headers=[*answer.headers, *length], stream=httpx.ByteStream(answer.body), request=request
        )


@dataclass
class BigRegister:
    """Nights over a register of ``count`` documents. ``extra`` are documents that appeared later."""

    data: Path
    count: int
    busy_share: int = BUSY_SHARE
    extra: list[SampleDocument] = field(default_factory=list)
    log: list[Arrived] = field(default_factory=list)
    keeps_log: bool = True
    arrived: int = 0
    pages: int = 0

    def add_new(self, number: int, today: date) -> None:
        """New documents: most registered in the last days, one of them months ago, as late publication has it."""
        first = self.count + len(self.extra) + 1
        for n in range(first, first + number):
            day = today - timedelta(days=(n - first) * 2)
            self.extra.append(document(n, day, published_on=today))

    def night(self, today: date, **values: object) -> Summary:
        """One night; the requests that arrived are in ``log``."""
        instant = datetime(today.year, today.month, today.day, 1, tzinfo=UTC)
        transport = InProcess(BigAnswers(self.count, self.extra, today, self.busy_share), keeps_log=self.keeps_log)
        settings = Settings(data=self.data, **({"workers": 1, "request_budget": 0} | values))  # type: ignore[arg-type]
        register = RegisterConfig("arv", "Arvuamet", "adr", BASE_URL, is_bundled=True, since=SINCE)
        self.log = transport.log
        clock = Clock(lambda: instant)
        summary = ingest_from(register, settings, clock, transport=transport, sleep=lambda seconds: None)
        self.arrived, self.pages = transport.arrived, transport.pages
        return summary
