"""Say what a reader on another machine is asked and what it answers: JSON text, never a pickled object of ours.

Both ends may be of different releases. What they may understand of one another is settled before the first order.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Literal

from extractors.model.extraction import ActContext
from flows.reading.one import WantedFile
from flows.reading.programs import Programs

SPEECH = 1
"""Raise it when orders or answers change their form or meaning."""

State = Literal["read", "held", "unkept", "damaged"]
"""What came of a file: it was read and is kept now; was kept before; was read and may not be kept; its bytes differ
from their hash. The last two are left to the run that asked."""


@dataclass(frozen=True, slots=True)
class Order:
    """Files to read by readers of ``version`` with no other programs than ``programs``."""

    version: str
    programs: Programs
    files: tuple[WantedFile, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What came of one file. ``wants`` names programs ("ocr", "office") that reading it lacked."""

    state: State
    pages: int = 0
    wants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of an order's files, in its order. ``trouble`` is a sentence where the reader had to stop before."""

    reader: str
    files: tuple[Told, ...]
    trouble: str | None = None


def pack_order(order: Order) -> str:
    """Return an order as text."""
    return json.dumps(asdict(order), default=date.isoformat)


def unpack_order(words: str) -> Order:
    """Return the order that ``pack_order`` wrote. Raise ``ValueError``, ``KeyError`` or ``TypeError`` for another."""
    said = json.loads(words)
    return Order(said["version"], Programs(**said["programs"]), tuple(_file(each) for each in said["files"]))


def _file(said: dict[str, Any]) -> WantedFile:
    context = dict(said["context"])
    day = context.pop("registered_on")
    known = ActContext(**context, registered_on=date.fromisoformat(day) if day is not None else None)
    return WantedFile(said["sha256"], said["name"], known)


def pack_answer(answer: Answer) -> str:
    """Return an answer as text."""
    return json.dumps(asdict(answer))


def unpack_answer(words: str) -> Answer:
    """Return the answer that ``pack_answer`` wrote. Raise ``ValueError``, ``KeyError`` or ``TypeError`` for another."""
    said = json.loads(words)
    files = tuple(Told(each["state"], each["pages"], tuple(each["wants"])) for each in said["files"])
    return Answer(said["reader"], files, said["trouble"])
