"""Tell what became of a plain sentence with a phrase in it, and whether anybody would notice."""

from __future__ import annotations

from dataclasses import dataclass, replace

from benchmarks.accuracy.inserting.allowed import find_reason
from benchmarks.accuracy.inserting.inserting import Insertion, effects_in, findings_in, is_guarded, read_gold
from benchmarks.accuracy.outcome import brief
from benchmarks.accuracy.reading import ReadEffect, read_text

RESULTS = ("seen", "allowed", "same", "fewer", "other", "gone")
"""Seen: a doubt, a limit, an exception, a condition or a finding. Allowed: the words change nothing there, or what
they change was read. The others are silent: read as before, with effects lost, with other effects, or not at all."""
SILENT = frozenset(RESULTS[2:])


@dataclass(frozen=True, slots=True)
class Judged:
    """An insertion with its result, what was read, and why it is allowed."""

    insertion: Insertion
    result: str
    read: str
    reason: str = ""

    @property
    def acts(self) -> str:
        """Return what the sentence does by the gold, as "approve+revoke"."""
        return "+".join(sorted({answer.action for answer in self.insertion.sentence.answers}))


def judge(one: Insertion) -> Judged:
    """Read a text with an insertion and judge it."""
    was = effects_in(read_gold(one.gold), one.sentence.start, one.sentence.end)
    reading = read_text(one.gold.name, one.text)
    now = effects_in(reading, one.sentence.start, one.end)
    codes = findings_in(reading, one.sentence.start, one.end)
    shown = " | ".join([*map(brief, now), *codes])
    if codes or any(is_guarded(effect) for effect in now):
        return Judged(one, "seen", shown)
    result = _compare([_facts(effect) for effect in was], [_facts(effect) for effect in now])
    reason = find_reason(one, result)
    return Judged(one, "allowed" if reason else result, shown, reason)


def _compare(was: list[ReadEffect], now: list[ReadEffect]) -> str:
    if not now:
        return "gone"
    if was == now:
        return "same"
    return "fewer" if all(effect in was for effect in now) else "other"


def _facts(effect: ReadEffect) -> ReadEffect:
    return replace(effect, start=0, end=0, quote="", title=None)
