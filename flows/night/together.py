"""Run one night over many registers: those of one host in turn, several hosts side by side (`kehtiv ingest --all`).

Each register has its run, its row in ``runs`` and its report, as if it were asked alone. They share the data folder,
are published once, when all have ended, and share the requests that a host may get in a night.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from extractors.registers.base import RobotCheck
from flows.archive.errors import ArchiveError
from flows.clock import TALLINN, Clock
from flows.hours import is_within_hours, parse_hours
from flows.http.client import Transport
from flows.http.errors import HostRefuses, RobotCheckMet
from flows.night.ingest import Conduct, conduct_plainly, days_of, reach
from flows.night.lanes import Lanes
from flows.night.night import Call, World, open_night, run_night
from flows.night.plan import NightDays, in_turn, share_of
from flows.registers.find import RegisterConfig
from flows.run.errors import RunError
from flows.run.interrupt import STOPPING
from flows.run.opening import open_runs
from flows.run.runs import Runs
from flows.run.summary import Summary
from flows.settings import Settings
from warehouse.connection import Warehouse
from warehouse.errors import WarehouseError
from warehouse.ledgers import runs as ledger
from warehouse.ledgers import schedule
from warehouse.transactions import end_query

ENDS_ALL = (RunError, ArchiveError, WarehouseError, OSError)
"""Trouble of the machine or its disk, which every other register would meet as well."""
LEAVES_HOST_ALONE = (HostRefuses, RobotCheckMet, RobotCheck)
"""Answers of a host that wants no more requests, whichever register they are for."""
NAME = "all"
"""What the night is called where a register's name stands otherwise."""


class RegisterTwice(RunError):
    """Two addresses were named whose documents would have the same ids."""


@dataclass(frozen=True)
class Way:
    """A register, the days to ask it for, and the transport that leads there where that is not the network."""

    register: RegisterConfig
    days: NightDays
    transport: Transport | None = None

    @property
    def host(self) -> str:
        return urlsplit(self.register.base_url or "").netloc


def ingest_together(
    names: Sequence[str],
    settings: Settings,
    clock: Clock,
    *,
    since: date | None,
    until: date | None,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run the nightly flow over several registers, each given as to ``ingest_register``.

    Raise ``UnknownRegister`` or ``RunError`` before anything is done. A register that fails stops no other one.
    """
    with ExitStack() as stack:
        ways: dict[str, Way] = {}
        for name in names:
            register, transport = reach(name, stack)
            way = Way(register, days_of(register, clock, since, until), transport)
            if ways.setdefault(register.code, way).register.base_url != register.base_url:
                raise RegisterTwice(f"{name} and another register are both called {register.code}: ask one of them")
        return ingest_ways(list(ways.values()), settings, clock, conduct=conduct)


def ingest_ways(
    ways: Sequence[Way],
    settings: Settings,
    clock: Clock,
    *,
    world: World | None = None,
    conduct: Conduct = conduct_plainly,
) -> Summary:
    """Run the night over registers whose addresses are known. ``world`` replaces what is around it."""

    def whole(call: Call) -> Summary:
        with open_runs(settings, clock, kind="ingest", is_drawn=False) as runs:
            lanes = Lanes()
            around = replace(world or World(sleep=lanes.sleep), waits=lanes.waiting, check=lanes.look)
            night = _Together(runs, lanes, around, call)
            hosts = _by_host(ways, runs.warehouse)
            lanes.run([partial(night.ask, asked) for asked in hosts], lambda: end_query(runs.warehouse.connection))
            _sum_up(runs.summary, night.told)
            return runs.summary

    return conduct(NAME, settings.data, whole)


def _by_host(ways: Sequence[Way], w: Warehouse) -> list[list[Way]]:
    """Return the registers of each host in their order of asking.

    Where a night ends before all were asked, the next one begins with the others.
    """
    begun, waiting = ledger.last_starts(w), schedule.waiting_numbers(w)
    hosts: dict[str, dict[str, Way]] = {}
    for way in ways:
        hosts.setdefault(way.host, {})[way.register.code] = way
    return [[asked[code] for code in in_turn(asked, begun, waiting)] for asked in hosts.values()]


@dataclass
class _Together:
    """What the lanes of one night share. ``told`` has each register's summary, in the order in which they began."""

    runs: Runs
    lanes: Lanes
    world: World
    call: Call
    told: dict[str, Summary] = field(default_factory=dict)

    def ask(self, ways: Sequence[Way]) -> None:
        """Ask one host for its registers, one after another, each within its share of the requests."""
        budget = left = self.runs.settings.request_budget
        for number, way in enumerate(ways):
            self.lanes.look()
            if (reason := self._over(way, left)) is not None:
                self._leave(ways[number:], reason)
                return
            sent, ended_by = self._night(way, share_of(budget, left, len(ways) - number))
            left -= sent
            if isinstance(ended_by, LEAVES_HOST_ALONE):
                for other in ways[number + 1 :]:
                    sentence = f"{other.register.code}: not asked, because its host wants to be left alone"
                    self.runs.summary.stop_short(f"{sentence} (see {way.register.code})")
                return

    def _over(self, way: Way, left: int) -> str | None:
        """Return why the night is over for a host; ``None`` where it is not."""
        settings = self.runs.settings.for_register(way.register)
        if settings.request_budget and left <= 0:
            return "all requests that one host may get have been sent (KEHTIV_REQUEST_BUDGET)"
        window = settings.night_window
        now = self.runs.clock.now().astimezone(TALLINN).time()
        if window is not None and not is_within_hours(parse_hours(window), now):
            return f"the time is outside {window} (KEHTIV_NIGHT_WINDOW)"
        return None

    def _leave(self, ways: Sequence[Way], reason: str) -> None:
        codes = ", ".join(way.register.code for way in ways)
        self.runs.summary.notes.append(f"{codes}: left for the next night, which begins with them: {reason}")

    def _night(self, way: Way, share: int) -> tuple[int, Exception | None]:
        """Run the night over one register. Return how many requests were sent, and what ended it early, if anything."""
        code = way.register.code
        settings = self.runs.settings.model_copy(update={"request_budget": share})
        summary = self.told[code] = Summary()
        ended_by: Exception | None = None
        try:
            with (
                self.runs.begin(code, way.days.arguments, settings=settings, summary=summary) as run,
                open_night(run, way.register, way.days, replace(self.world, transport=way.transport)) as night,
            ):
                ended_by = run_night(night, lambda name, *given: self.call(f"{code}: {name}", *given))
        except ENDS_ALL:
            raise
        except Exception as error:
            self.lanes.look()
            if STOPPING.behind(error) is not None:
                raise
            # A fault of kehtiv's own, which the pages of one register brought out, is no reason to ask no other.
            traceback.print_exception(error, file=sys.stderr)
            summary.stop_short(f"{code}: the night failed ({type(error).__name__}): the journal has its message")
        finally:
            self.runs.places.archive.forget_index(code)
        return summary.sent, ended_by


def _sum_up(common: Summary, told: dict[str, Summary]) -> None:
    """Add what each register came to: a line for each, then the remarks of all."""
    own, common.notes = common.notes, [_line_of(code, summary) for code, summary in told.items()]
    for summary in told.values():
        common.add(summary)
    common.notes += own


def _line_of(code: str, summary: Summary) -> str:
    counted = ", ".join(f"{number} {name}" for name, number in summary.counts.items() if number)
    return f"{code}: {'' if summary.is_complete else 'ended early: '}{counted or 'nothing new'}"
