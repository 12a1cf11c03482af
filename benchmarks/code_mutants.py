"""Change the code in one place at a time and see whether the tests notice: a change that none notices lacks a test.

    python -m benchmarks.code_mutants ROOM… [--seconds N] [--seed S]

A ROOM is a key of ``ROOMS``. The changes are made in a copy of the repository, drawn at random, each alone; the room's
tests run until the first failure. Prints each change that lived, then how many were made, noticed and not. A change
whose tests do not end within ``LONGEST_S`` counts as noticed. Run it on POSIX: each trial is a forked process.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.mutant_places import Place, apply, places

ROOMS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "effects": (("extractors/effects",), ("tests/extractors/effects", "tests/accuracy")),
    "citations": (("extractors/citations",), ("tests/extractors/citations", "tests/extractors/effects")),
    "registers": (("extractors/registers",), ("tests/extractors/registers", "tests/extractors/model")),
    "withdrawal": (
        ("flows/withdrawal", "warehouse/withdrawal"),
        ("tests/flows/withdrawal/test_resume.py", "tests/warehouse/load", "tests/flows/test_takedown.py"),
    ),
    "load": (("warehouse/load",), ("tests/warehouse/load", "tests/warehouse/ask")),
}
"""Folders to change and the tests that must notice, the quick ones first."""

_QUIET = "ignore::pytest.PytestAssertRewriteWarning"
LONGEST_S = 480
COPIED = ("benchmarks", "extractors", "flows", "sql", "tests", "warehouse")
THIRD_PARTY = (
    "bs4",
    "cryptography",
    "duckdb",
    "httpx",
    "hypothesis",
    "lxml.etree",
    "pdfplumber",
    "pyarrow",
    "pydantic",
)


@dataclass(frozen=True)
class Trial:
    """One change: where, what was changed, and whether a test noticed it."""

    path: str
    place: Place
    is_noticed: bool


def copy_tree(source: Path, target: Path) -> None:
    """Copy what the tests need, without byte code: it would hide a change of the same second."""
    for name in COPIED:
        shutil.copytree(source / name, target / name, ignore=shutil.ignore_patterns("__pycache__"))
    for path in source.iterdir():
        if path.is_file():
            shutil.copy2(path, target)


def run_tests(tree: Path, tests: tuple[str, ...]) -> bool:
    """Return whether all tests pass, in a child process with its own group, so that a hanging trial ends whole."""
    child = os.fork()
    if child == 0:
        os.setsid()
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        import pytest

        os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "-W", _QUIET, *tests])))
    ends_at = time.monotonic() + LONGEST_S
    while time.monotonic() < ends_at:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status) == 0
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return False


def drawn(tree: Path, folders: tuple[str, ...], chance: random.Random) -> list[tuple[Path, Place]]:
    """Return every place of the folders' modules in random order."""
    modules = sorted(path for folder in folders for path in (tree / folder).rglob("*.py"))
    found = [(path, place) for path in modules for place in places(ast.parse(path.read_text("utf-8")))]
    chance.shuffle(found)
    return found


def trials(tree: Path, room: str, seconds: float, chance: random.Random) -> Iterator[Trial]:
    """Try one change after another for ``seconds``. Raises ``RuntimeError`` where the tests fail without any change."""
    folders, tests = ROOMS[room]
    if not run_tests(tree, tests):
        raise RuntimeError(f"the tests of {room} fail without any change")
    ends_at = time.monotonic() + seconds
    for path, place in drawn(tree, folders, chance):
        if time.monotonic() >= ends_at:
            return
        original = path.read_text("utf-8")
        try:
            path.write_text(apply(original, place), "utf-8")
            is_noticed = not run_tests(tree, tests)
        finally:
            path.write_text(original, "utf-8")
        yield Trial(str(path.relative_to(tree)), place, is_noticed)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="+", choices=sorted(ROOMS))
    parser.add_argument("--seconds", type=float, default=300, help="for each room")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    source = Path.cwd()
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for name in THIRD_PARTY:
        __import__(name)
    print(describe_machine())
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy_tree(source, tree)
        os.chdir(tree)
        sys.path[:] = [str(tree), *(entry for entry in sys.path if entry and Path(entry) != source)]
        os.environ["PYTHONPATH"] = str(tree)
        for room in arguments.rooms:
            made = noticed = 0
            for trial in trials(tree, room, arguments.seconds, random.Random(arguments.seed)):
                made += 1
                noticed += trial.is_noticed
                if not trial.is_noticed:
                    print(f"LIVED {trial.path}:{trial.place.line}: {trial.place.change}", flush=True)
            print(f"{room}: {made} made, {noticed} noticed, {made - noticed} lived", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
