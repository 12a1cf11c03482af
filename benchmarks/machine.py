"""Describe the machine on which a figure was measured."""

from __future__ import annotations

import os
import platform
from datetime import UTC, datetime


def describe_machine() -> str:
    """Return one line: day, processor count, memory in GiB, system and Python."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}"
    )
