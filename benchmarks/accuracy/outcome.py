"""What became of one case, and its class."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.accuracy.reading import ReadEffect

CLASSES = ("right", "incomplete", "flagged", "silent_miss", "silent_wrong")
"""From the best to the worst; tests/gold/README.md tells when a case is of which. "Silent" is what no finding shows."""


TRUE = ("right", "incomplete")
"""The classes without a false word."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One case. ``case`` names it for good ("d012.a2"); ``kind`` is the action or the field; ``said`` the sentence.

    ``is_negative``: nothing was to be read. ``is_true``: no word of what was read for this case is false, whatever else
    was read beside it. ``false_reads`` are the kinds of what was read, undoubted, and is not so.
    """

    case: str
    kind: str
    family: str
    result: str
    said: str
    why: str = ""
    is_negative: bool = False
    is_true: bool = False
    read: tuple[str, ...] = ()
    false_reads: tuple[str, ...] = ()


def brief(read: ReadEffect) -> str:
    """Return an effect in one line."""
    facts = [read.action, read.date, read.number and f"nr {read.number}", read.title and f"„{read.title}“", read.scope]
    for name in ("annexes", "except_annexes", "points", "except_points"):
        value = getattr(read, name)
        if value is not None:
            facts.append(f"{name}={value if isinstance(value, str) else ','.join(sorted(value))}")
    facts += [read.limit and f"limit={read.limit!r}", read.on and f"on={read.on}", read.until and f"until={read.until}"]
    facts += [read.dates_said or None, read.doubt and f"doubt={read.doubt}"]
    return " ".join(fact for fact in facts if fact)
