"""Check what a big register costs: found and proven completely, in flat memory; later nights cost only their window.

    python -m benchmarks.big_register [--documents N] [--smaller M]
    python -m benchmarks.big_register --only FOLDER [--documents N]

A process of its own harvests each night, as every schedule has it, so that memory can be compared. Prints the figures
and exits with 1 if a claim does not hold. It skips the pauses: at the usual pace (a request in 750 ms) the first night
of 20,000 documents would take nine hours, of which kehtiv's own work is a few minutes. ``--only`` harvests one register
into a folder that stays, and prints its figures as JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from benchmarks.machine import describe_machine
from benchmarks.peak_memory import peak_mib
from tests.flows.big_register import TODAY, BigRegister
from warehouse.connection import open_published

NEW = 12
_NIGHTS = ("first night", f"{NEW} new", "nothing new")
MOST_TIMES = 1.15
"""How much more memory the bigger register may take at the most."""
MOST_MIB = 400.0
"""The most memory that a night may take, however big the register is."""


def harvest(count: int, folder: Path) -> dict[str, Any]:
    """Run three nights: the first, one with twelve new documents, one with none; each in a process of its own.

    So does every schedule of kehtiv: what a night has taken is not the next one's.
    """
    data = folder / "data"
    told: dict[str, Any] = {"documents": count, "nights": []}
    for number in range(len(_NIGHTS)):
        with ProcessPoolExecutor(1, get_context("spawn")) as process:
            told["nights"].append(process.submit(_run_night, count, data, number).result())
    with open_published(data) as w:

        def one(sql: str) -> Any:
            return w.connection.execute(sql).fetchall()[0][0]

        told["found"] = one("SELECT count(*) FROM documents")
        told["texts"] = one("SELECT count(*) FROM texts")
        told["public"] = one("SELECT count(*) FROM documents WHERE is_public")
        told["unproven_days"] = one(
            "SELECT coalesce(sum(end_on - begin_on + 1), 0)::INTEGER FROM covered_days"
            f" WHERE state <> 'proven' AND begin_on < DATE '{TODAY - timedelta(days=7)}'"
        )
        told["capped"] = one("SELECT count(*) FROM register_coverage WHERE is_capped")
    told["warehouse_mib"] = sum(p.stat().st_size for p in data.glob("*.duckdb")) / 2**20
    return told


def _run_night(count: int, data: Path, number: int) -> dict[str, Any]:
    """Run one of the nights and return its figures."""
    # What the register itself keeps lies in the memory that is measured.
    register = BigRegister(data, count, keeps_log=False)
    if number >= 1:
        register.add_new(NEW, TODAY + timedelta(days=1))
    started, cpu = time.perf_counter(), time.process_time()
    summary = register.night(TODAY + timedelta(days=number))
    return {
        "name": _NIGHTS[number],
        "requests": register.arrived,
        "pages": register.pages,
        "seconds": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "new": summary.counts["new"],
        "exit_status": summary.exit_status,
        "peak_mib": peak_mib(),
    }


def show(told: dict[str, Any]) -> None:
    print(f"{told['documents']:,} documents: {told['found']:,} found, {told['texts']:,} files read, ", end="")
    print(f"{told['unproven_days']} older days not proven, {told['capped']} searches capped for good")
    for night in told["nights"]:
        print(
            f"  {night['name']:12} {night['requests']:7,} requests ({night['pages']:,} pages) {night['seconds']:8.1f} s"
            f" (CPU {night['cpu_s']:.1f} s), {night['new']} new, {night['peak_mib']:.0f} MiB at the most"
        )


def judge(small: dict[str, Any], big: dict[str, Any]) -> list[str]:
    """Return the claims that do not hold, as sentences."""
    broken = []
    for told in (small, big):
        expected = told["documents"] + NEW
        if told["found"] != expected:
            broken.append(f"{told['found']} of {expected} documents were found")
        if told["texts"] != told["public"]:
            broken.append(f"{told['texts']} files of {told['public']} public documents were read")
        if told["unproven_days"] or told["capped"]:
            broken.append(f"{told['unproven_days']} older days are not proven, {told['capped']} searches are capped")
    least, most = (max(night["peak_mib"] for night in told["nights"]) for told in (small, big))
    if most > MOST_TIMES * least or most > MOST_MIB:
        broken.append(f"memory grew from {least:.0f} to {most:.0f} MiB")
    for number in (1, 2):
        few, many = small["nights"][number], big["nights"][number]
        # The searches of the window and of one month in rotation; more documents split them slightly further.
        if many["requests"] > 3 * few["requests"] + 50 or many["pages"] > 3 * NEW:
            broken.append(
                f"{many['name']}: {many['requests']} requests where the smaller register took {few['requests']}"
            )
    return broken


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=20_000, help="documents of the register")
    parser.add_argument("--smaller", type=int, default=2_000, help="documents of the one that it is compared with")
    parser.add_argument("--only", type=Path, metavar="FOLDER", help="harvest one register alone, into this folder")
    given = parser.parse_args()
    if given.only is not None:
        print(json.dumps(harvest(given.documents, given.only)))
        return 0
    print(describe_machine())
    told = []
    for count in (min(given.smaller, given.documents), given.documents):
        with tempfile.TemporaryDirectory() as folder:
            told.append(harvest(count, Path(folder)))
        show(told[-1])
    broken = judge(told[0], told[-1])
    for sentence in broken:
        print(f"DOES NOT HOLD: {sentence}")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
