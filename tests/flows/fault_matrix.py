"""The matrix of faults (``fault_cases``), played in a few nights.

A fault that concerns one page or one file is struck in one night together with all others of its sort, each at a
document of its own; one that ends the night has a night of its own, one after another over one data folder. Then comes
a night without any fault, whose warehouse must be that of a register that never had one.

The act whose page and file are struck is the last of the listing and stands on its second page, so that every night
shows what was done before the fault, and that the act itself is never taken for loaded.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import httpx

from flows.run.errors import RunError
from flows.sample.faults import Fault, Faults
from tests.flows.fault_cases import ONE_BY_ONE, PLACES, TOGETHER, Case
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask, described
from warehouse.connection import PUBLISHED_NAME, open_working
from warehouse.errors import WarehouseError
from warehouse.ledgers import hosts
from warehouse.publish import publish

SEARCHING = ("form", "listing", "second")
MINUTES = 5
"""From the beginning of a night to that of the next: longer than the pause that ``A_PAUSE`` asks for."""
LONGEST_SLEEP_S = 120
ACT_ID, ACT_NUMBER = "100", "5"
ALL = {ACT_NUMBER, "6", *map(str, range(500, 520))}
TINY = {"max_body_bytes": 2**19, "max_page_bytes": 2**19}
PATIENT = {"failures_before_giving_up": 1000}


@dataclass(frozen=True)
class Result:
    """``trouble``: what did not end as stated; ``None`` where the fault was survived."""

    case: Case
    trouble: str | None


class Interfered(httpx.BaseTransport):
    """A way to the register on which something is wrong for the requests that ``wrong`` names."""

    def __init__(self, way: httpx.BaseTransport, slept: list[float], wrong: list[tuple[str, Fault]]) -> None:
        self._way, self._slept = way, slept
        self._wrong = [(kind, Faults(fault)) for kind, fault in wrong]

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        path = request.url.raw_path.decode()
        kind = next((kind for kind, faults in self._wrong if faults.next_for(request.method, path)), None)
        if kind == "no_such_host":
            raise httpx.ConnectError("[Errno -2] Name or service not known", request=request)
        if kind == "bad_certificate":
            raise httpx.ConnectError("[SSL: CERTIFICATE_VERIFY_FAILED] certificate has expired", request=request)
        answer = self._way.handle_request(request)
        if kind == "slow_drip":
            return httpx.Response(answer.status_code, headers=answer.headers, stream=_Dripping(answer, self._slept))
        if kind == "renamed_fields":
            return httpx.Response(200, content=answer.read().replace(b"documentTypes", b"documentKinds"))
        return answer

    def close(self) -> None:
        self._way.close()


class _Dripping(httpx.SyncByteStream):
    """A minute on the clock of the night before each byte."""

    def __init__(self, answer: httpx.Response, slept: list[float]) -> None:
        self._answer, self._slept = answer, slept

    def __iter__(self) -> Iterator[bytes]:
        assert isinstance(self._answer.stream, httpx.SyncByteStream)
        for byte in b"".join(self._answer.stream):
            self._slept.append(60)
            yield bytes([byte])

    def close(self) -> None:
        self._answer.close()


ON_THE_WAY = ("no_such_host", "bad_certificate", "slow_drip", "renamed_fields")


def strike(register: SmallRegister, faults: list[tuple[str, Fault]], minute: int, **values: Any) -> tuple[int, str]:
    """A night with faults by their kinds: its exit status and all that it says."""
    on_the_way = [(kind, fault) for kind, fault in faults if kind in ON_THE_WAY]
    answers = [fault for kind, fault in faults if kind not in ON_THE_WAY]
    # The list is drawn anew by each night, so it is looked up only when the night asks.
    register.through = lambda way: Interfered(way, register.slept, on_the_way)
    try:
        summary = register.night(FIRST_DAY, *answers, hour=1 + minute // 60, minute=minute % 60, **values)
    except (RunError, WarehouseError) as error:
        return 1, str(error)
    finally:
        register.through = lambda way: way
    return summary.exit_status, "\n".join(summary.wants_person)


def fault_of(kind: str, place: str, more: str = "", **values: Any) -> tuple[str, Fault]:
    where = PLACES[place]
    name: Any = "error_page" if kind in ON_THE_WAY else kind
    if (kind, place) == ("redirect_loop", "listing"):
        # Redirected, a POST goes on as a GET: both must loop, and only the form's own request is let through.
        where = {"path": where["path"], "nth": tuple(range(2, 50))}
    return kind, Fault(name, **{**where, "path": where["path"] + more, **values})


def full(*arguments: Any) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def full_disk(place: str) -> Any:
    if place == "publish":
        return patch.object(publish, "put_in_place", full)
    return patch("flows.stores.on_disk.write_whole", full)


def documents(register: SmallRegister) -> dict[str, Case]:
    """A document for each case that strikes one; by document id."""
    struck = {}
    for number, case in enumerate(TOGETHER, 300):
        register.add(str(number), str(number), date(2026, 2, 3), f"Kinnitan töökorra osa {number}.")
        struck[f"mets/{number}"] = case
    return struck


def play_together(folder: Path) -> list[Result]:
    """All faults of single addresses in one night, and the night after it."""
    undisturbed = SmallRegister(folder / "undisturbed")
    documents(undisturbed)
    undisturbed.night(FIRST_DAY)
    wanted = by_document(undisturbed.data)
    register = SmallRegister(folder / "struck")
    struck = documents(register)
    faults = [
        fault_of(case.kind, case.place, name.removeprefix("mets/") + ("1" if case.place == "file" else ""))
        for name, case in struck.items()
    ]
    status, told = strike(register, faults, 0, **PATIENT, **TINY)
    held = {row[0]: row[1:] for row in ask(register.data, "SELECT document_id, stage, code FROM quarantine")}
    healed = strike(register, [], 600)
    after = by_document(register.data)
    is_same = described(register.data) == described(undisturbed.data)
    open_now = {name for (name,) in ask(register.data, "SELECT document_id FROM quarantine WHERE closed_at IS NULL")}
    results = []
    for name, case in struck.items():
        expected = (case.stage, case.told) if case.told else None
        trouble = (
            f"the night ended with {status}"
            if status != 1
            else f"held back as {held.get(name)}, not {expected}"
            if held.get(name) != expected
            else f"not said: {case.told}"
            if case.told not in told
            else f"still held back after a night without faults ({healed[1]})"
            if name in open_now
            else "the warehouse differs from an undisturbed one"
            if after.get(name) != wanted[name] or not is_same
            else None
        )
        results.append(Result(case, trouble))
    return results


def by_document(data: Path) -> dict[str, tuple[Any, ...]]:
    """State and text of each document."""
    rows = ask(
        data,
        "SELECT d.document_id, d.state, string_agg(t.text, '|' ORDER BY t.text) FROM documents d"
        " LEFT JOIN files f USING (document_id) LEFT JOIN texts t USING (file_id) GROUP BY ALL",
    )
    return {row[0]: row[1:] for row in rows}


def two_pages(folder: Path) -> SmallRegister:
    """An act, the one that ends it, and as many without files between them as fill the listing's first page."""
    register = SmallRegister(folder)
    register.add(ACT_ID, ACT_NUMBER, date(2026, 2, 2), "Kinnitan metsatalituse töökorra.")
    for number in range(500, 520):
        register.add(str(number), str(number), date(2026, 2, 3), None)
    register.add("200", "6", date(2026, 2, 9), "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5.")
    return register


def play_one_by_one(folder: Path) -> list[Result]:
    """Each fault that ends a night in a night of its own, all over one data folder; then a night without any."""
    undisturbed = two_pages(folder / "undisturbed")
    undisturbed.night(FIRST_DAY)
    wanted = described(undisturbed.data)
    register = two_pages(folder / "struck")
    # From nine o'clock on, when the last pause is over, there is a full disk.
    begins = [number * MINUTES + (600 if case.kind == "full_disk" else 0) for number, case in enumerate(ONE_BY_ONE)]
    results = [Result(case, _play(register, case, minute)) for case, minute in zip(ONE_BY_ONE, begins, strict=True)]
    status, told = strike(register, [], 19 * 60)
    outcomes = [name for (name,) in ask(register.data, "SELECT outcome FROM runs ORDER BY started_at")]
    expected = ["failed" if case.kind == "full_disk" else "done with problems" for case in ONE_BY_ONE]
    left = (
        f"the night without a fault ended with {status}: {told}"
        if status
        else "the warehouse differs from an undisturbed one"
        if described(register.data) != wanted
        else "something was held back that was no document's own trouble"
        if ask(register.data, "SELECT * FROM quarantine")
        else f"the ledger of runs says {outcomes}"
        if outcomes != [*expected, "done"]
        else None
    )
    return [Result(one.case, one.trouble or left) for one in results]


def _play(register: SmallRegister, case: Case, minute: int) -> str | None:
    """What did not end as stated in a night with this fault."""
    before = _numbers(register)
    if case.kind == "full_disk":
        with full_disk(case.place):
            status, told = strike(register, [], minute)
        is_as_stated = status == 1 and case.told in told and _numbers(register) == before
        return None if is_as_stated else f"the night ended with {status}: {told}"
    struck = {"page": ACT_ID, "file": f"{ACT_ID}1"}.get(case.place, "")
    kind, fault = fault_of(case.kind, case.place, struck, **case.fault)
    status, told = strike(register, [(kind, fault)], minute, **TINY)
    _lift_pauses(register)
    after, asked = _numbers(register), register.paths_asked()
    hit = [fault.concerns(one.method, one.path) for one in register.asked]
    if status != 1:
        return f"the night ended with {status}: {told}"
    if case.told not in told or "\n" in told:
        return f"not said: {case.told}; but: {told}"
    if max(register.slept, default=0) > LONGEST_SLEEP_S:
        return f"waited for {max(register.slept)} s"
    if any("elsewhere" in path for path in asked):
        return "asked another host"
    if kind == "first_page":
        return None if after == ALL - {ACT_NUMBER, "500"} else f"holds {sorted(after)}"
    if fault.nth is None and True in hit and not all(hit[hit.index(True) :]):
        return "went on asking"
    if case.place in SEARCHING:
        if any("dokument" in path for path in asked):
            return "asked for a page though nothing was found"
        return None if after == before else "an outage changed what is held"
    return None if after == ALL - {ACT_NUMBER} else f"holds {sorted(after)}"


def _lift_pauses(register: SmallRegister) -> None:
    """Do as an operator does whose register is silent: ``kehtiv status --ask-again HOST``; nights are minutes apart."""
    with open_working(register.data) as w:
        for host in hosts.paused_hosts(w):
            hosts.lift_pause(w, host)


def _numbers(register: SmallRegister) -> set[str]:
    """The directives that are published."""
    if not (register.data / PUBLISHED_NAME).exists():
        return set()
    return {number for (number,) in ask(register.data, "SELECT number FROM directives")}
