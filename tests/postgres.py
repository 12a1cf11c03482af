"""Start a PostgreSQL server of the tests' own on loopback, in a folder, and end it."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.patience import PATIENCE_S

_FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


def find_program(name: str) -> str | None:
    """Return the path of a program of PostgreSQL, the newest; Debian keeps them beside the PATH."""
    return shutil.which(name) or next((str(f / name) for f in reversed(_FOLDERS) if (f / name).is_file()), None)


@contextmanager
def running_postgres() -> Iterator[tuple[str, Path]]:
    """Yield the address of a database on a new server, and the folder of its files. Skip without PostgreSQL.

    It does not run as root: where the tests do, Debian's user postgres runs it. So its files do not lie in pytest's
    folder, which every run of pytest closes to others.
    """
    initdb, pg_ctl = find_program("initdb"), find_program("pg_ctl")
    if initdb is None or pg_ctl is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    user: dict[str, int | str] = {}
    if os.geteuid() == 0:
        try:
            owner = pwd.getpwnam("postgres")
        except KeyError:
            pytest.skip("PostgreSQL does not run as root, and there is no user postgres")
        user = {"user": owner.pw_uid, "group": owner.pw_gid}
    with tempfile.TemporaryDirectory(prefix="kehtiv-postgres-") as name:
        folder = Path(name)
        files = folder / "files"
        if user:
            os.chown(folder, int(user["user"]), int(user["group"]))
        port = _free_port()

        def call(*command: str) -> None:
            quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL}
            subprocess.run(command, check=True, cwd="/", timeout=PATIENCE_S, **quiet, **user)  # type: ignore[call-overload]

        call(initdb, "-D", str(files), "-A", "trust", "-U", "kehtiv", "-E", "UTF8", "--no-sync")
        options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1"
        call(pg_ctl, "-D", str(files), "-w", "-o", options, "-l", str(folder / "log"), "start")
        try:
            yield f"postgresql://kehtiv@127.0.0.1:{port}/postgres", folder
        finally:
            call(pg_ctl, "-D", str(files), "-m", "immediate", "stop")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
