"""Lay out a ruling as a line of the journal, and read lines back: pure, with every fault named.

One JSON object per line: ``{"version": 1, "ruling": {…}}`` or ``{"version": 1, "withdrawal": {…}}``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

VERSION = 1
QUESTIONS = (
    "which_act", "end_day", "start_day", "which_annexes", "effect_of_sentence", "annex_number", "same_position",
    "field_of_position", "same_act",
)  # fmt: skip
DAY_QUESTIONS = ("end_day", "start_day")
UNSURE = "unsure"
NONE = "none"


class BadLine(ValueError):
    """A line of the journal cannot be read; the message says why."""


@dataclass(frozen=True)
class Ruling:
    """One decision. The quote with its surroundings and ``because`` are ``None`` once their document was withdrawn.

    ``outcome``: a directive's id or "none" (``which_act``); an ISO day, the first in force (``start_day``) or the first
    no longer in force (``end_day``); annexes by the last part of their ids, joined by ", ", "all" or "none"
    (``which_annexes``); "ends" or "nothing" (``effect_of_sentence``); a number or "none" (``annex_number``); the annex
    of the post before or "none" (``same_position``); a field with its value, such as "unit: Arhiiv", or "none"
    (``field_of_position``); the document of the same act or "none" (``same_act``); or "unsure" with ``look_again_on``.
    ``premises``: what the machine said at that time. ``file_sha256`` and ``reader_version`` say over what it was
    decided; they are no part of the key.
    """

    question: str
    document_id: str
    quote: str | None
    words_before: str | None
    words_after: str | None
    quote_number: int
    text_sha256: str
    reference_key: str | None
    premises: str
    outcome: str
    because: str | None
    decided_by: str
    decided_on: date
    look_again_on: date | None
    file_sha256: str | None = None
    reader_version: str | None = None
    ruling_id: str = ""
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Withdrawal:
    """A ruling is taken back."""

    ruling_id: str
    because: str
    decided_by: str
    decided_on: date


def with_id(ruling: Ruling, instant: str) -> Ruling:
    """Return the ruling with its id, which follows from what was decided, by whom and at which instant."""
    key = (ruling.question, ruling.document_id, ruling.text_sha256, ruling.outcome, ruling.decided_by, instant)
    return replace(ruling, ruling_id="r" + hashlib.sha256("\x1f".join(key).encode()).hexdigest()[:11])


def line_of(entry: Ruling | Withdrawal) -> bytes:
    """Return the line of an entry, without its line feed."""
    values = {key: value for key, value in asdict(entry).items() if key != "withdrawn_on"}
    kind = "ruling" if isinstance(entry, Ruling) else "withdrawal"
    return json.dumps({"version": VERSION, kind: values}, ensure_ascii=False, default=date.isoformat).encode()


def read_line(line: bytes) -> Ruling | Withdrawal:
    """Return the entry of a line. Raises ``BadLine``."""
    try:
        given = json.loads(line)
        if not isinstance(given, dict) or not isinstance(given.get("version"), int):
            raise BadLine("it has no version")
        if given["version"] > VERSION:
            raise BadLine(f"a newer kehtiv wrote it (version {given['version']}, this one knows {VERSION})")
        if "withdrawal" in given:
            return _withdrawal(given["withdrawal"])
        return _ruling(given["ruling"])
    except BadLine:
        raise
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise BadLine(f"it is malformed ({type(error).__name__}: {error})") from error


def _withdrawal(given: Mapping[str, Any]) -> Withdrawal:
    day = date.fromisoformat(given["decided_on"])
    return Withdrawal(_text(given, "ruling_id"), _text(given, "because"), _text(given, "decided_by"), day)


def _ruling(given: Mapping[str, Any]) -> Ruling:
    again = given["look_again_on"]
    ruling = Ruling(
        question=_text(given, "question"),
        document_id=_text(given, "document_id"),
        quote=_text_or_none(given, "quote"),
        words_before=_text_or_none(given, "words_before"),
        words_after=_text_or_none(given, "words_after"),
        quote_number=int(given["quote_number"]),
        text_sha256=_text(given, "text_sha256"),
        reference_key=_text_or_none(given, "reference_key"),
        premises=_text(given, "premises"),
        outcome=_text(given, "outcome"),
        because=_text_or_none(given, "because"),
        decided_by=_text(given, "decided_by"),
        decided_on=date.fromisoformat(given["decided_on"]),
        look_again_on=date.fromisoformat(again) if again is not None else None,
        file_sha256=given.get("file_sha256"),
        reader_version=given.get("reader_version"),
        ruling_id=_text(given, "ruling_id"),
    )
    if ruling.question not in QUESTIONS:
        raise BadLine(f"it answers a question that this version does not know ({ruling.question})")
    if ruling.question in DAY_QUESTIONS and ruling.outcome != UNSURE:
        date.fromisoformat(ruling.outcome)
    return ruling


def _text(given: Mapping[str, Any], key: str) -> str:
    if not isinstance(given[key], str):
        raise BadLine(f"its {key} is no text")
    return str(given[key])


def _text_or_none(given: Mapping[str, Any], key: str) -> str | None:
    return None if given[key] is None else _text(given, key)


def gather(entries: Iterable[Ruling | Withdrawal]) -> list[Ruling]:
    """Return the rulings by id, each once, with the day on which it was withdrawn; the order of the lines is no matter.

    Of two lines of one ruling, as merged journals have them, the one without words counts.
    """
    given = list(entries)
    withdrawn: dict[str, date] = {}
    for one in given:
        if isinstance(one, Withdrawal):
            withdrawn[one.ruling_id] = min(withdrawn.get(one.ruling_id, one.decided_on), one.decided_on)
    rulings: dict[str, Ruling] = {}
    wordless_first = sorted(
        (one for one in given if isinstance(one, Ruling)), key=lambda one: (one.quote or "", line_of(one))
    )
    for one in wordless_first:
        rulings.setdefault(one.ruling_id, replace(one, withdrawn_on=withdrawn.get(one.ruling_id)))
    return [rulings[name] for name in sorted(rulings)]
