"""Run a worker: two processes, a guard that reads nothing and the reader that it watches.

    kehtiv ── guard ── reader ── tesseract, soffice …

The guard is forked before any library is loaded, so it responds even while the reader hangs. It ends the reader and
everything that the reader started when kehtiv says so, when kehtiv itself is gone (killed, or its terminal closed), and
when the reader died. As "subreaper" (Linux, prctl(2)) it inherits the processes that the reader's programs leave
behind, even in a session of their own. On other systems such programs run until their own time limit.

This module must stay cheap to import: it uses only the standard library until the reader begins to read.
"""

from __future__ import annotations

import os
import pickle
import select
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

_PR_SET_CHILD_SUBREAPER = 36

READY, SIGN, RESULT = "ready", "sign", "result"
"""The messages of a reader: once that it is ready for files, then signs of progress, and each file's result."""


def main(jobs: int, control: int, memory_bytes: int) -> None:
    """Run a worker over two inherited descriptors. ``jobs`` carries files and results.

    ``control`` ends the worker when its other end is closed. It brings the folders for temporary files, of which the
    guard removes the last one when the reader and its programs are gone, and takes how the reader ended.
    """
    _inherit_orphans()
    alive, held = os.pipe()
    reader = os.fork()
    if reader == 0:
        os.close(control)
        os.close(alive)
        status = 1
        try:
            _serve(Connection(jobs), memory_bytes)
            status = 0
        except (EOFError, BrokenPipeError, ConnectionResetError, KeyboardInterrupt):
            status = 0
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(status)  # the guard's own clean-up must not run twice
    os.close(held)
    # Keep ``jobs`` open here: when it closes, kehtiv knows that nothing of this worker is left.
    scratch = _wait(control, alive)
    with suppress(ProcessLookupError):
        os.kill(reader, signal.SIGKILL)
    _, status, usage = os.wait4(reader, 0)
    _end_orphans()
    _remove(scratch)
    with suppress(OSError):
        os.write(control, f"{os.waitstatus_to_exitcode(status)} {usage.ru_maxrss}".encode())
    os._exit(0)


def _wait(control: int, alive: int) -> bytes:
    """Wait until kehtiv or the reader ends the worker. Return the path of its last folder, empty where it had none."""
    told = b""
    while control in select.select([control, alive], [], [])[0]:
        news = os.read(control, 65536)
        if not news:
            break
        told += news
        whole, end, rest = told.rpartition(b"\0")
        told = whole.rpartition(b"\0")[2] + end + rest
    return told.partition(b"\0")[0] if b"\0" in told else b""


def _remove(folder: bytes) -> None:
    if folder:
        import shutil

        shutil.rmtree(folder, ignore_errors=True)


def _inherit_orphans() -> None:
    if sys.platform == "linux":
        import ctypes

        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def _end_orphans() -> None:
    """Kill children until there are none. When a child dies, its own children become children of this process."""
    while children := _children():
        for child in children:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(child, signal.SIGKILL)
        for child in children:
            with suppress(ChildProcessError):
                os.waitpid(child, 0)


def _children() -> list[int]:
    children = []
    for place in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            # The name in parentheses may itself contain blanks and parentheses.
            parent = place.read_bytes().rpartition(b")")[2].split()[1]
            if int(parent) == os.getpid():
                children.append(int(place.parent.name))
    return children


def _serve(jobs: Connection, memory_bytes: int) -> None:
    """Read files until kehtiv closes the connection, which raises ``EOFError``."""
    import logging
    import tempfile

    import extractors.read  # noqa: F401  loaded before the limit applies: no file should pay for the libraries

    logging.disable()  # warnings of libraries about a damaged file; a person learns of it by a finding or a failure
    _limit_memory(memory_bytes)
    jobs.send((READY, None))
    while True:
        read, file, tools, scratch = jobs.recv()
        # Libraries and programs ask one or the other.
        os.environ["TMPDIR"] = tempfile.tempdir = scratch
        _answer(jobs, read, file, tools)


def _answer(jobs: Connection, read: Callable[..., Any], file: Any, tools: Any) -> None:
    from flows.reading.limits import with_signs
    from flows.reading.one import out_of_memory

    try:
        packed = pickle.dumps((RESULT, read(file, with_signs(tools, lambda: jobs.send((SIGN, None))))))
    except MemoryError as error:
        packed = pickle.dumps((RESULT, out_of_memory(file, repr(error))))
    jobs.send_bytes(packed)


def _limit_memory(memory_bytes: int) -> None:
    """Set only the soft limit, because programs that a reader starts set their own. Write no core files: too large."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_AS, memory_bytes), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):
            hard = resource.getrlimit(kind)[1]
            soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
            resource.setrlimit(kind, (soft, hard))
