"""Measure replaying the archive of many directives into an empty warehouse: `kehtiv reextract --from-scratch`.

    python -m benchmarks.replay [--directives 10000] [--workers 2] [--data DIR]

Every directive is a PDF of its own with a body and a job description, set in one of the three layouts of the sample
register; from the second on each revokes the annex of an earlier one. One night fetches and reads them in process, at
no pace. Then the archive is replayed by new processes, first without kept readings and then with all of them. Beside
the time that passes stands that of the processors: of all processes, and of the one that loads and publishes, by stage.
``--data`` keeps the folder, and replays the one that is there already.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.published import kept_folder
from flows import stages
from flows.clock import Clock
from flows.night.ingest import ingest_from
from flows.registers.find import RegisterConfig
from flows.rereading import reextract as rebuild
from flows.rereading import replay
from flows.rereading.request import RereadRequest
from flows.sample.act_pdf import act_pdf
from flows.sample.answers import Answer, Asked
from flows.sample.catalogue import SampleDocument, SampleFile
from flows.sample.describe import load_description
from flows.sample.invented import Act, AnnexText
from flows.settings import Settings
from tests.flows.big_register import BASE_URL, SINCE, TODAY, BigAnswers, InProcess, document
from warehouse.absent import note_absent
from warehouse.connection import open_published
from warehouse.rereading import rebuilding

BAR_S = 600.0
"""Seconds that the replay of ``BAR_DIRECTIVES`` may take on two processors."""
BAR_DIRECTIVES = 10_000
LATER = datetime(2026, 12, 1, 1, tzinfo=UTC)
STAGES: dict[str, tuple[Any, str]] = {
    "handing out what is to be read": (replay.ReadAhead, "of"),
    "waiting for what is read": (replay.ReadAhead, "wait"),
    "pages": (stages, "fetch_each"),
    "loading": (replay, "load_visited"),
    "publishing": (rebuilding, "publish_aside"),
}


class Directives(BigAnswers):
    """Answers with directives as PDF, made when they are asked for."""

    def __init__(self, count: int, today: date) -> None:
        super().__init__(count, (), today, busy_share=count + 1)
        description = load_description()
        self._authority = replace(description.authority, name="Arvuamet", genitive="Arvuameti")
        acts = [act for act in description.acts if act.layout in {"grid", "plain", "labelrow"}]
        self._jobs = [(act, annex) for act in acts for annex in act.annexes if annex.job is not None]

    def _at(self, external_id: str) -> SampleDocument | None:
        one = super()._at(external_id)
        if one is None or not one.files:
            return one
        return replace(one, files=(SampleFile(f"{one.id}1", f"kaskkiri-{one.id}.pdf", one.id, "application/pdf"),))

    def _file(self, asked: Asked, file_id: str) -> Answer:
        one = self._at(file_id[:-1])
        assert one is not None
        return Answer(200, self.pdf_of(int(one.id)), (("Content-Type", "application/pdf"),))

    def pdf_of(self, n: int) -> bytes:
        """Return the file of the ``n``-th directive."""
        act, annex = self._jobs[n % len(self._jobs)]
        points = [f"1. Kinnitan ametijuhendi „{annex.title}“ (lisa 1)."]
        if n > len(self._jobs):
            old = document(n - len(self._jobs))
            points.append(
                f"2. Tunnistan kehtetuks peadirektori {old.registered_on:%d.%m.%Y} käskkirja nr {old.number} lisa 1."
            )
        own: Act = replace(act, number=str(n), signed_on=document(n).registered_on, points=tuple(points))
        first: AnnexText = replace(annex, number="1", mark="Lisa 1")
        return act_pdf(own, self._authority, [first], with_body=True)


def fetch(data: Path, count: int, workers: int) -> None:
    """Run one night over the register, unless the folder has one already."""
    if (data / "warehouse.duckdb").exists():
        return
    started, used = time.perf_counter(), time.process_time()
    ingest_from(
        RegisterConfig("arv", "Arvuamet", "adr", BASE_URL, is_bundled=True, since=SINCE),
        Settings(data=data, workers=workers, request_budget=0),
        Clock(lambda: datetime(TODAY.year, TODAY.month, TODAY.day, 1, tzinfo=UTC)),
        transport=InProcess(Directives(count, TODAY + timedelta(days=1)), keeps_log=False),
        sleep=lambda seconds: None,
    )
    took = f"{time.perf_counter() - started:8.1f} s, CPU of the process that loads {time.process_time() - used:.1f} s"
    print(f"first night                {took}", flush=True)


@contextmanager
def timed_stages() -> Iterator[dict[str, list[float]]]:
    """Have the stages timed: seconds that passed, and CPU seconds of this process."""
    told: dict[str, list[float]] = {name: [0.0, 0.0] for name in STAGES}
    kept = [(name, owner, attribute, getattr(owner, attribute)) for name, (owner, attribute) in STAGES.items()]

    def timed(name: str, inner: Callable[..., Any]) -> Callable[..., Any]:
        def run(*given: Any, **named: Any) -> Any:
            started, used = time.perf_counter(), time.process_time()
            try:
                return inner(*given, **named)
            finally:
                told[name][0] += time.perf_counter() - started
                told[name][1] += time.process_time() - used

        return run

    for name, owner, attribute, inner in kept:
        setattr(owner, attribute, timed(name, inner))
    try:
        yield told
    finally:
        for _, owner, attribute, inner in kept:
            setattr(owner, attribute, inner)


def replay_here(data: Path, workers: int) -> None:
    """Replay in this process and print what it took as JSON."""
    started, used = time.perf_counter(), time.process_time()
    with timed_stages() as told:
        request = RereadRequest(is_from_scratch=True)
        summary = rebuild.reextract(Settings(data=data, workers=workers), Clock(lambda: LATER), request, lambda _: True)
    whole = [time.perf_counter() - started, time.process_time() - used]
    with open_published(data) as w:
        held = {
            table: w.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0]
            for table in ("directives", "annexes", "duties", "pages")
        }
    print(json.dumps({"stages": told, "whole": whole, "held": held, "exit_status": summary.exit_status}))


@dataclass(frozen=True)
class Replayed:
    """What a replay took in a process of its own: seconds, CPU seconds of all processes, and what it says itself."""

    seconds: float
    cpu_s: float
    told: dict[str, Any]


def replay_elsewhere(data: Path, workers: int) -> Replayed:
    """Replay in a new process."""
    started = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks.replay", "--again", "--data", str(data), "--workers", str(workers)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as said:
        answer = said.read().strip().splitlines()
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, f"the replay ended with {status}"
    return Replayed(time.perf_counter() - started, usage.ru_utime + usage.ru_stime, json.loads(answer[-1]))


def show(name: str, ran: Replayed) -> None:
    """Print where the time went and how the whole stands to the bar."""
    number = ran.told["held"]["directives"]
    print(f"{name}: {ran.seconds:.1f} s, CPU {ran.cpu_s:.1f} s of all processes, {ran.told['held']}")
    rest = list(ran.told["whole"])
    for stage, (seconds, cpu_s) in ran.told["stages"].items():
        print(f"  {stage:30} {seconds:8.1f} s, CPU of this process {cpu_s:8.1f} s")
        rest = [rest[0] - seconds, rest[1] - cpu_s]
    print(f"  {'rest':30} {rest[0]:8.1f} s, CPU of this process {rest[1]:8.1f} s")
    print(f"  {'readers':30} {'':8}    CPU {ran.cpu_s - ran.told['whole'][1]:8.1f} s")
    wall, both = (each * BAR_DIRECTIVES / number for each in (ran.seconds, ran.cpu_s / 2))
    print(
        f"  {BAR_DIRECTIVES:,} directives at this rate: {wall:.0f} s, and {both:.0f} s where two processors never wait;"
        f" the bar is {BAR_S:.0f} s: {'holds' if wall <= BAR_S else f'missed by {wall - BAR_S:.0f} s'}",
        flush=True,
    )


def forget_readings(data: Path) -> None:
    """Delete what readers said, so that every file is read."""
    for path in Settings(data=data).folder.readings.rglob("*.gz"):
        path.unlink()


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--directives", type=int, default=BAR_DIRECTIVES)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--data", type=Path, help="folder that keeps archive and warehouse, or has them already")
    parser.add_argument("--again", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    note_absent()  # as the command does
    if wanted.again:
        replay_here(wanted.data, wanted.workers)
        return 0
    print(f"replaying {wanted.directives:,} directives, {wanted.workers} workers ({describe_machine()})")
    with kept_folder(wanted.data) as data:
        fetch(data, wanted.directives, wanted.workers)
        forget_readings(data)
        show("without kept readings", replay_elsewhere(data, wanted.workers))
        show("with kept readings", replay_elsewhere(data, wanted.workers))
    return 0


if __name__ == "__main__":
    sys.exit(main())
