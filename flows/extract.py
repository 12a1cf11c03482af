"""`kehtiv extract`: reading files for a look, with nothing stored."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from extractors.model.extraction import ActContext, Failure
from extractors.report import describe_file
from extractors.tools import NO_TOOLS, Tools
from flows.reading import FileToRead, read_one


def extract_files(paths: Iterable[Path], tools: Tools = NO_TOOLS) -> tuple[list[dict[str, Any]], list[str]]:
    """What each file holds, as JSON objects in the order given, and a sentence for each file that could not be read."""
    described, failures = [], []
    for path in paths:
        try:
            data = path.read_bytes()
        except OSError as error:
            failures.append(f"{path}: {error.strerror or error}")
            continue
        outcome = read_one(FileToRead(str(path), path.name, data, ActContext()), tools)
        if isinstance(outcome, Failure):
            failures.append(f"{path}: {outcome.code}: {outcome.message}")
        else:
            described.append(describe_file(outcome))
    return described, failures
