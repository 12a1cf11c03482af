"""Rules and publishes in children that are killed with SIGKILL: the driver of ``rulings/test_killed.py``.

    python killed_rulings.py DATA DOUBT

Prints how long the journal was after each kill. A process of its own, so that children are forked where nothing is
open.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

from flows import cli
from flows.folder import DataFolder
from tests.flows.killed_runs import warm

HALF_A_LINE = 60


def run(*arguments: str) -> int:
    sys.argv = ["kehtiv", *arguments]
    try:
        cli.main()
    except SystemExit as stop:
        return int(stop.code or 0)
    return 0


def killed(work: Callable[[], object]) -> None:
    """Does ``work`` in a child, which must be killed by its own hand."""
    child = os.fork()
    if child == 0:
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), status
    assert os.WTERMSIG(status) == signal.SIGKILL, status


def at(event: str, file: str, name: str, work: Callable[[], object]) -> Callable[[], object]:
    """``work``, killed where a function of this file is called or returns."""

    def watch(frame: FrameType, happening: str, argument: Any) -> None:
        code = frame.f_code
        if happening == event and code.co_name == name and code.co_filename.endswith(file):
            os.kill(os.getpid(), signal.SIGKILL)

    def watched() -> object:
        sys.setprofile(watch)
        return work()

    return watched


def in_mid_write(journal: Path, work: Callable[[], object]) -> Callable[[], object]:
    """``work``, killed once half a line is written to the journal: the system takes no more bytes of a file then."""

    def limited() -> object:
        signal.signal(signal.SIGXFSZ, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
        most = (journal.stat().st_size if journal.exists() else 0) + HALF_A_LINE
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
        return work()

    return limited


def main(data: Path, doubt: str) -> None:
    def rule() -> int:
        return run("rule", doubt, "--outcome", "2026-04-01", "--because", "kord", "--by", "jurist", "--data", str(data))

    def publish() -> int:
        return run("publish", "--data", str(data))

    warm()
    journal = DataFolder(data).rulings
    sizes = []
    killed(in_mid_write(journal, rule))
    sizes.append(journal.stat().st_size)
    killed(at("return", "flows/rulings/journal.py", "add", rule))
    sizes.append(journal.stat().st_size)
    killed(at("call", "warehouse/publish/publish.py", "publish", publish))
    killed(at("return", "warehouse/publish/publish.py", "publish", publish))
    sizes.append(journal.stat().st_size)
    print(json.dumps(sizes))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
