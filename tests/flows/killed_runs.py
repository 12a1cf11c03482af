"""Runs nights in children that are killed in mid-work: the driver of ``test_interrupted.py``, a process of its own.

    python killed_runs.py FOLDER POINTS [SHARE OF]

Prints one JSON object: how many steps a night takes, and for each of POINTS kill points, spread evenly over them,
whether the warehouse of the killed and repeated night says the same as that of an undisturbed one, and how many files
the killed one had left. With SHARE and OF
it plays the SHARE-th of OF shares of the points, counted from 0, and the other shares may run beside it. Children are
forked from this process, which has imported everything, knows the order of the views and the dictionary (``warm``) and
holds nothing open, so that a night costs a second and not five.
"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from extractors.words.lemmas import lemma_of
from flows.clock import Clock
from flows.night.ingest import ingest_from
from flows.registers.find import RegisterConfig
from flows.sample.address import serve_at_home
from flows.sample.catalogue import Catalogue, load_catalogue
from flows.settings import Settings
from warehouse.connection import open_published
from warehouse.publish.inside import INSIDE
from warehouse.publish.order import ordered_views

ROOT = Path(__file__).resolve().parents[2]
OURS = tuple(str(ROOT / name) for name in ("flows", "warehouse"))
NIGHT = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
# An act and the one that ends its annexes, a container, a restricted document.
CHOSEN = ("700110", "710188", "720015", "710377")


def warm() -> None:
    """Do what every process does once before it publishes, so that no child has to: order the views, read the words."""
    ordered_views()
    lemma_of("kord")


def small_register() -> Catalogue:
    whole = load_catalogue()
    chosen = [document for document in whole.documents if document.id in CHOSEN]
    assert len(chosen) == len(CHOSEN)
    return replace(whole, documents=tuple(chosen))


def night(data: Path) -> None:
    with serve_at_home(small_register()) as (base_url, transport):
        register = RegisterConfig("sample", "Näidisamet", "adr", base_url, is_bundled=True)
        settings = Settings(data=data, workers=1)
        ingest_from(register, settings, Clock(now=lambda: NIGHT), transport=transport)


def killed_at(step: int, work: Callable[[], object]) -> int:
    """Does ``work`` and kills the process at its ``step``-th call of a function of ours; the calls that were made.

    A generator within an expression counts as none: it is "called" for each of its values.
    """
    made = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal made
        if event == "call" and frame.f_code.co_filename.startswith(OURS) and not frame.f_code.co_name.startswith("<"):
            made += 1
            if made == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.setprofile(count)
    work()
    sys.setprofile(None)
    return made


def night_killed_at(data: Path, step: int) -> int:
    """Runs a night that is killed at its ``step``-th call of a function of ours; the calls that were made."""
    return killed_at(step, lambda: night(data))


def night_begun_again(data: Path) -> int:
    """Without counting, which would double what it costs."""
    night(data)
    return 0


def in_child(work: Callable[[], int], out: Path) -> int | None:
    """What ``work`` returns in a child process; ``None`` where the child was killed, as it was meant to be."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            out.write_text(str(work()))
            status = 0
        except BaseException:
            traceback.print_exc()  # the parent learns of a status alone
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return None
    if status:
        raise RuntimeError(f"a night failed with status {status}")
    return int(out.read_text())


def described(data: Path) -> int:
    """A hash of all rows of the published warehouse, apart from runs, what only says when, and the index of words."""
    digest = hashlib.sha256()
    with open_published(data) as w:
        tables = w.connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        for (table,) in tables:
            if table in ("runs", "register_coverage", "hosts", "wanted", *INSIDE):  # its numbers follow the loading
                continue
            columns = [c[0] for c in w.connection.execute(f"DESCRIBE {table}").fetchall()]
            kept = ", ".join(c for c in columns if not c.endswith("_at") and c != "run_id")
            rows = w.connection.execute(f"SELECT {kept} FROM {table}").fetchall()
            digest.update(repr((table, sorted(rows, key=repr))).encode())
    return int.from_bytes(digest.digest()[:7])


def main(folder: Path, points: int, share: int = 0, of: int = 1) -> None:
    warm()
    out = folder / "out"
    whole = folder / "undisturbed"
    steps = in_child(lambda: night_killed_at(whole, -1), out)
    assert steps is not None
    wanted = in_child(lambda: described(whole), out)
    results, left = {}, {}
    for point in range(1 + share, points + 1, of):
        step = steps * point // (points + 1)
        data = folder / f"killed-{step}"
        was_killed = in_child(lambda data=data, step=step: night_killed_at(data, step), out) is None
        left[step] = sum(1 for _ in data.rglob("*"))
        in_child(lambda data=data: night_begun_again(data), out)
        results[step] = was_killed and in_child(lambda data=data: described(data), out) == wanted
    print(json.dumps({"steps": steps, "results": results, "left": left}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:]))
