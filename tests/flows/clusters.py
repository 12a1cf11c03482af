"""A Dask scheduler and readers as processes of their own, on loopback.

As a program it is a reader that is not as it should be: ``python -m tests.flows.clusters FAULT HOST:PORT …`` takes the
arguments of `kehtiv reader`.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from extractors.tools import Tools
from flows.reading.one import FileToRead, Outcome, read_one
from tests.patience import PATIENCE_S, is_alive, wait_until

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = b"%PDF-1.7 that kills whoever reads it"
OTHER_VERSION, DYING, BLIND, GATED = "other version", "dying", "blind", "gated"


class Cluster:
    """Processes that end with the ``with`` block, each with all that it started."""

    def __init__(self, folder: Path, **environment: str) -> None:
        self._folder = folder
        self._environment = {**os.environ, "KEHTIV_WORKERS": "1", **environment}
        self._started: list[subprocess.Popen[bytes]] = []
        self._numbers = iter(range(1000))

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._started:
            for number in (signal.SIGCONT, signal.SIGKILL):
                if process.poll() is None:
                    os.killpg(process.pid, number)
            process.wait()

    def start(self, *arguments: object, **environment: str) -> tuple[subprocess.Popen[bytes], Path]:
        """Start a Python program; return it and the file that holds what it prints."""
        said = self._folder / f"said-{next(self._numbers)}"
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, *map(str, arguments)],
                cwd=ROOT,
                env={**self._environment, **environment},
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._started.append(process)
        return process, said

    def scheduler(self, *options: str, **environment: str) -> tuple[subprocess.Popen[bytes], str]:
        """Start a scheduler; return it and its address for kehtiv."""
        given = ("--host", "127.0.0.1", "--port", "0", "--dashboard-address", "127.0.0.1:0", *options)
        process, said = self.start("-m", "distributed.cli.dask_scheduler", *given, **environment)
        line = wait_for_words(said, "Scheduler at:", process)
        return process, f"dask://127.0.0.1:{line.rpartition(':')[2].strip()}"

    def reader(
        self, address: str, data: Path, name: str, fault: str | None = None, **environment: str
    ) -> subprocess.Popen[bytes]:
        """Start a reader and wait until it reads."""
        program = ("-m", "kehtiv", "reader") if fault is None else ("-m", "tests.flows.clusters", fault)
        process, said = self.start(*program, address, "--data", data, "--name", name, **environment)
        wait_for_words(said, f"reader {name} reads for", process)
        return process

    def run(self, *arguments: object, **environment: str) -> tuple[subprocess.Popen[bytes], Path]:
        """Start `kehtiv`."""
        return self.start("-m", "kehtiv", *arguments, **environment)


def wait_for_words(said: Path, words: str, process: subprocess.Popen[bytes]) -> str:
    """Return the line of a program's output that holds these words, once it is there."""

    def look() -> str | None:
        lines = [line for line in said.read_text("utf-8", "replace").splitlines() if words in line]
        assert lines or process.poll() is None, said.read_text("utf-8", "replace")
        return lines[0] if lines else None

    return str(wait_until(look, f"{words!r} was never said: {said.read_text('utf-8', 'replace')}"))


def ended(run: tuple[subprocess.Popen[bytes], Path]) -> tuple[int, str]:
    """Return the status with which a program ended, and what it printed."""
    process, said = run
    return process.wait(PATIENCE_S), said.read_text("utf-8", "replace")


def stored(data: Path) -> list[str]:
    """The readings that are kept, by their names."""
    return sorted(path.name for path in (data / "readings").rglob("*.gz"))


def freeze(*processes: subprocess.Popen[bytes]) -> None:
    """Stop processes where they are, with those that read for them."""
    for process in processes:
        os.killpg(process.pid, signal.SIGSTOP)


def thaw(data: Path, *processes: subprocess.Popen[bytes]) -> None:
    """Let stopped processes go on, and gated ones read more than the first file."""
    gate_of(data).touch()
    for process in processes:
        os.killpg(process.pid, signal.SIGCONT)


def gate_of(data: Path) -> Path:
    """The file for which gated readers wait: outside the data folder, so that nothing there changes."""
    return data.with_name(f"{data.name} gate")


def wait_at_the_gate(data: Path) -> None:
    """Wait where a reading is kept and the gate is shut: a run is under way for as long as a test needs it."""
    wait_until(lambda: gate_of(data).exists() or not stored(data), "the gate was never opened")


def kill(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    wait_until(lambda: not is_alive(process.pid), "a killed process lives on")


def read_or_die(file: FileToRead, tools: Tools) -> Outcome:
    """In the place of ``read_one``: a hostile file ends the process that reads it."""
    if file.data.startswith(HOSTILE):
        os.kill(os.getpid(), signal.SIGKILL)
    return read_one(file, tools)


def environment_of(pem: Mapping[str, Path]) -> dict[str, str]:
    """Dask's own variables for TLS: one certificate for all."""
    named = {"CA_FILE": pem["ca"]}
    for role in ("CLIENT", "WORKER", "SCHEDULER"):
        named |= {f"{role}__CERT": pem["cert"], f"{role}__KEY": pem["key"]}
    return {f"DASK_DISTRIBUTED__COMM__TLS__{name}": str(path) for name, path in named.items()}


def main() -> None:
    from flows import cli
    from flows.reading import reader, version

    fault, *arguments = sys.argv[1:]
    if fault == OTHER_VERSION:
        version.readers_version = lambda: "2+ffffffff"  # type: ignore[assignment]
    elif fault == DYING:
        from tests.flows import clusters

        reader.READ_ONE = clusters.read_or_die  # type: ignore[assignment]
    elif fault == GATED:
        from flows.reading.reader import Reader

        data = Path(arguments[arguments.index("--data") + 1])
        inner = Reader._read

        def gated(own: Reader, file: FileToRead) -> Outcome:
            wait_at_the_gate(data)
            return inner(own, file)

        Reader._read = gated  # type: ignore[method-assign, assignment]
    elif fault == BLIND:
        os.environ["KEHTIV_OCR_ENGINE"] = "none"
    sys.argv = ["kehtiv", "reader", *arguments]
    cli.main()


if __name__ == "__main__":
    main()
