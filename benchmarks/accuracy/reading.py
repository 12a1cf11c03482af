"""What kehtiv reads in a text: the structure of `kehtiv extract --json`, made in this process."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.accuracy.answers import Items, squeeze
from extractors.model.repair import Repair
from extractors.read import read_file
from extractors.report import describe_file

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ReadEffect:
    """An effect as `extract --json` gives it. Facts that a version of the reader does not know yet are ``None``.

    ``start`` and ``end`` count characters of the text as the file has it. ``dates_said`` joins basis and rule.
    """

    action: str
    date: str | None
    number: str | None
    title: str | None
    annexes: Items
    except_annexes: Items
    points: Items
    except_points: Items
    scope: str | None
    limit: str | None
    on: str | None
    until: str | None
    dates_said: str
    doubt: str | None
    is_retroactive: bool
    start: int
    end: int
    quote: str

    @property
    def is_limited(self) -> bool:
        """Return whether the reader says that words limit the effect."""
        return bool(self.limit) or self.scope == "part"

    @property
    def is_conditional(self) -> bool:
        """Return whether the reader says that the day hangs on an event."""
        return "condition" in f"{self.dates_said} {self.doubt or ''}"


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """A finding that has a place. Offsets count as in ``ReadEffect``."""

    code: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one text. ``report`` is the whole JSON object."""

    signed_on: str | None
    number: str | None
    effects: tuple[ReadEffect, ...]
    findings: tuple[ReadFinding, ...]
    report: Json


class OriginalOffsets:
    """From offsets in the repaired text to offsets in the text as the file has it."""

    def __init__(self, repairs: Sequence[Repair]) -> None:
        self._starts = [repair.span.start for repair in repairs]
        self._repairs = repairs
        self._shrunk: list[int] = []
        shrunk = 0
        for repair in repairs:
            self._shrunk.append(shrunk)
            shrunk += len(repair.repaired) - len(repair.original)

    def __call__(self, at: int) -> int:
        """Return the offset in the original text; one within a repaired word goes to the word's start."""
        index = bisect_right(self._starts, at) - 1
        if index < 0:
            return at
        repair, before = self._repairs[index], self._shrunk[index]
        if at < repair.span.end:
            return repair.span.start - before
        return at - before - (len(repair.repaired) - len(repair.original))


def read_text(name: str, text: str) -> Reading:
    """Return what kehtiv reads in ``text`` as a file of plain text on its own.

    Whatever a reader raises is raised: no text of the gold may break one. A note names the text.
    """
    try:
        extraction = read_file(text.encode("utf-8"), f"{name}.txt")
    except Exception as error:
        error.add_note(f"while reading {name}")
        raise
    report: Json = {**describe_file(extraction)}
    back = OriginalOffsets(extraction.text.repairs if extraction.text else ())
    return Reading(
        signed_on=report["directive"]["date"],
        number=report["directive"]["number"],
        effects=tuple(_effect(effect, back) for effect in report["effects"]),
        findings=tuple(
            ReadFinding(finding["code"], back(finding["span"][0]), back(finding["span"][1]))
            for finding in report["findings"]
            if finding["span"]
        ),
        report=report,
    )


def _effect(effect: Json, back: OriginalOffsets) -> ReadEffect:
    affected = effect["affected"]
    return ReadEffect(
        action=effect["effect"],
        date=affected["date"],
        number=affected["number"],
        title=affected["title"],
        annexes=_items(affected["annexes"]),
        except_annexes=_items(affected.get("except_annexes")),
        points=_items(affected["points"]),
        except_points=_items(affected.get("except_points")),
        scope=affected["scope"],
        limit=affected.get("limit"),
        on=effect["date"],
        until=effect.get("until"),
        dates_said=f"{effect['date_basis'] or ''} {effect.get('date_rule') or ''}".strip(),
        doubt=effect.get("doubt"),
        is_retroactive=bool(effect.get("is_retroactive")),
        start=back(effect["span"][0]),
        end=back(effect["span"][1]),
        quote=effect["quote"],
    )


def _items(value: Any) -> Items:
    if value in (None, []):
        return None
    return value if value == "all" else frozenset(squeeze(each) for each in value)
