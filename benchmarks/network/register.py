"""Simulate one register's part of a night: kehtiv's own plan, searches, turns and attempts, over invented documents.

What is asked of the network here is counted and takes simulated time. What is not simulated: documents that change,
turn restricted or go, and rows that a search shows twice.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from benchmarks.network.documents import Documents
from benchmarks.network.inputs import (
    ANSWER_S,
    BYTES_A_SECOND,
    COUNTED_ON,
    FAILING,
    FORM_BYTES,
    LISTING_BYTES,
    LOAD_CPU_S,
    PAGE_BYTES,
    SINCE,
)
from benchmarks.network.searching import TYPES, Searches, numbers_of
from flows.clock import TALLINN
from flows.http.attempts import attempts
from flows.http.errors import RunOver
from flows.http.host import Host
from flows.http.turns import Turns
from flows.http.wire import TryAgain
from flows.night.night import batches
from flows.night.plan import due_documents, has_searched_enough, interleave, plan_days, recheck_after
from flows.night.search import search_both
from flows.settings import Settings
from flows.stages.work import Work
from warehouse.ledgers.schedule import PROVEN, DayState
from warehouse.load import KnownDocument

BEGINS = time(22, 0)


@dataclass
class Passing:
    """Simulated time: an instant, and the seconds since."""

    began: datetime
    seconds: float = 0.0

    def sleep(self, seconds: float) -> None:
        self.seconds += seconds

    def ticks(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return self.began + timedelta(seconds=self.seconds)


def begin_of(number: int) -> datetime:
    """Return the instant at which the ``number``-th night begins, from 0."""
    return datetime.combine(COUNTED_ON + timedelta(number), BEGINS, TALLINN).astimezone(UTC)


@dataclass
class Told:
    """What a register's part of a night, or a whole night, came to: requests by kind, and sums."""

    requests: Counter[str] = field(default_factory=Counter)
    bytes: int = 0
    new: int = 0
    new_files: int = 0

    @property
    def sent(self) -> int:
        return self.requests.total()

    def add(self, other: Told) -> None:
        self.requests += other.requests
        self.bytes += other.bytes
        self.new += other.new
        self.new_files += other.new_files


class Asker:
    """Takes turns at a host for the requests of one register's night, and counts them."""

    def __init__(self, settings: Settings, passing: Passing, host: Host, dice: random.Random) -> None:
        self._settings, self._passing, self._host, self._dice = settings, passing, host, dice
        self.turns = Turns(settings, passing.sleep, passing.ticks, passing.now)
        self.told = Told()

    def ask(self, kind: str, length: int) -> None:
        """Send a request as often as it takes. Raise ``RunOver``."""
        if self._dice.random() >= FAILING:
            self._attempt(kind, length, fails=False)
        else:
            failing = iter((True,))
            again = attempts(self._settings, self._passing.sleep)
            again(lambda: self._attempt(kind, length, fails=next(failing, False)))

    def _attempt(self, kind: str, length: int, *, fails: bool) -> None:
        with self.turns.take(self._host):
            self._passing.sleep(ANSWER_S + length / BYTES_A_SECOND)
            self.told.requests["again" if fails else kind] += 1
            self.told.bytes += length
        if fails:
            raise TryAgain("status 503")


class Register:
    """A register and what is known of it after the nights so far."""

    def __init__(self, code: str, documents: Documents) -> None:
        self.code = code
        self.documents = documents
        self.begun: datetime | None = None
        self._hidden_on: dict[date, datetime] = {}
        self._states: list[DayState] = []
        self._found: dict[int, None] = {}
        self._seen = bytearray(len(documents))
        self._fetched: dict[int, tuple[datetime, datetime]] = {}
        self._due: dict[int, list[int]] = {}

    @property
    def waiting(self) -> int:
        """The documents that searches showed and no night has fetched."""
        return len(self._found)

    @property
    def is_held(self) -> bool:
        """Whether everything that was there at the beginning was fetched."""
        return all(self._seen[: self.documents.held]) and not any(n < self.documents.held for n in self._found)

    def night(
        self, number: int, settings: Settings, passing: Passing, host: Host, between: Callable[[Passing], None]
    ) -> Told:
        """Run the register's part of a night within the settings' requests and hours.

        ``between`` is called before each batch of documents but the first.
        """
        self.begun = passing.now()
        asker = Asker(settings, passing, host, random.Random(f"{self.code} {number}"))
        try:
            asker.ask("form", 0)  # robots.txt
            asker.ask("form", FORM_BYTES)
            self._search(asker, settings, passing)
            for _ in range(settings.wanted_requests):
                asker.ask("wanted", LISTING_BYTES // 2)
            self._fetch(number, asker, settings, passing, between)
        except RunOver:
            pass
        return asker.told

    def _search(self, asker: Asker, settings: Settings, passing: Passing) -> None:
        today = passing.now().astimezone(TALLINN).date()
        searches = Searches(self.documents, today, lambda: asker.ask("search", LISTING_BYTES))
        connector, fetcher = searches.as_connector, searches.as_fetcher
        for days in plan_days(self._day_states(today), settings, passing.now()):
            if has_searched_enough(asker.turns.sent, settings.request_budget):
                break
            for searched in search_both(connector, fetcher, days, TYPES):
                self._note(searched.cell.begin, searched.cell.end, searched.cell.access, passing.now(), settings)
                for found in numbers_of(searched.entries):
                    if not self._seen[found]:
                        self._seen[found] = 1
                        self._found[found] = None
                if searched.cell.access is None and has_searched_enough(asker.turns.sent, settings.request_budget):
                    break

    def _day_states(self, today: date) -> Sequence[DayState]:
        while (day := SINCE + timedelta(len(self._states))) <= today:
            self._states.append(DayState(day, "never searched", None))
        return self._states

    def _note(self, begin: date, end: date, access: str | None, at: datetime, settings: Settings) -> None:
        """Note that days were searched. As in the ledger, a day counts from the older one of its two searches."""
        on = at.astimezone(TALLINN).date()
        for n in range((end - begin).days + 1):
            day = begin + timedelta(n)
            if access is not None:
                self._hidden_on[day] = at
            elif day in self._hidden_on:
                older = self._hidden_on[day]
                is_proven = (on - day).days >= settings.proof_after_days
                self._states[(day - SINCE).days] = DayState(day, PROVEN if is_proven else "searched too early", older)

    def _fetch(
        self, number: int, asker: Asker, settings: Settings, passing: Passing, between: Callable[[Passing], None]
    ) -> None:
        # Further ones than a night can send requests for change nothing at the front of the list.
        most = settings.request_budget or 100_000
        first = [Work(str(found), "new") for _, found in zip(range(most), self._found, strict=False)]
        with self._rechecked(number, settings, passing.now()) as due:
            work = interleave(first, due, settings.recheck_share)
            for turn, batch in enumerate(batches(work, settings.batch_size)):
                if turn:
                    between(passing)
                reading_s = 0.0
                try:
                    for each in batch:
                        reading_s += self._fetch_one(int(each.external_id), asker, settings, passing)
                finally:
                    # A batch is read and loaded before the next one is fetched.
                    passing.sleep(reading_s / settings.workers + LOAD_CPU_S * len(batch))

    def _fetch_one(self, number: int, asker: Asker, settings: Settings, passing: Passing) -> float:
        """Ask for a page and its files. Return the seconds that reading them takes."""
        asker.ask("page", PAGE_BYTES)
        files = self.documents.files(number)
        for form in files:
            asker.ask("file", form.bytes)
        now = passing.now()
        is_new = number in self._found
        if is_new:
            del self._found[number]
            asker.told.new += 1
            asker.told.new_files += len(files)
        first_at = now if is_new else self._fetched[number][0]
        self._fetched[number] = (first_at, now)
        self._put(number, settings, now)
        return sum(form.cpu_s for form in files) if is_new else 0.0

    def _put(self, number: int, settings: Settings, now: datetime) -> None:
        """Look at a document again from the night on in which it may be due at the soonest: it may turn old meanwhile.

        Which of them are due is then asked of kehtiv's own function. Asking it of all documents every night took half
        of the time of a simulation.
        """
        known = self._known(number)
        after = min(recheck_after(known, settings, day) for day in (now.astimezone(TALLINN).date(), date.max))
        soonest = self._fetched[number][1] + after
        self._due.setdefault((soonest - begin_of(0)).days, []).append(number)

    @contextmanager
    def _rechecked(self, number: int, settings: Settings, now: datetime) -> Iterator[list[Work]]:
        """Yield what is due tonight; what is not fetched by the end stays due."""
        asked = [each for night in [n for n in self._due if n <= number] for each in self._due.pop(night)]
        before = {each: self._fetched[each] for each in asked}
        try:
            yield due_documents(map(self._known, asked), settings, now)
        finally:
            left = [each for each in asked if self._fetched[each] == before[each]]
            self._due.setdefault(number + 1, []).extend(left)

    def _known(self, number: int) -> KnownDocument:
        first_at, last_at = self._fetched[number]
        is_public = self.documents.is_public(number)
        return KnownDocument(
            document_id=f"{self.code}/{number}",
            external_id=str(number),
            number=None,
            registered_on=self.documents.registered_on(number),
            document_type=None,
            title=None,
            access=None,
            is_public=is_public,
            page_sha256=None,
            state="listed",
            first_seen_at=first_at,
            last_checked_at=last_at,
        )
