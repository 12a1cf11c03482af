"""The figures in the repository, and what a reading gained or lost against them.

``tests/gold/figures.json`` names each case of the gold that is not right, and how often each family of composed
sentences is silently wrong. A case that is silently wrong now and was not then must not pass unseen.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.accuracy.gold import GOLD
from benchmarks.accuracy.outcome import CLASSES, Outcome
from benchmarks.accuracy.tally import count_classes

FIGURES = GOLD / "figures.json"

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Changes:
    """Lines that say what changed. ``new_silent_wrong``: what CI fails on."""

    gains: tuple[str, ...]
    losses: tuple[str, ...]
    new_silent_wrong: tuple[str, ...]

    def __str__(self) -> str:
        parts = (("gains", self.gains), ("losses", self.losses), ("new silent wrong", self.new_silent_wrong))
        return "\n".join(f"{name}: {len(lines)}" + "".join(f"\n  {line}" for line in lines) for name, lines in parts)


def load_figures(path: Path = FIGURES) -> Json:
    """Return the figures as they stand in the repository."""
    figures: Json = json.loads(path.read_text("utf-8"))
    return figures


def describe_cases(outcomes: Sequence[Outcome]) -> Json:
    """Return the totals, and every case that is not right with its class."""
    counts = count_classes(outcomes).get("all", Counter())
    return {
        "cases": len(outcomes),
        **{name: counts[name] for name in CLASSES},
        "not_right": {each.case: each.result for each in outcomes if each.result != "right"},
    }


def describe_families(outcomes: Sequence[Outcome]) -> Json:
    """Return the totals, and the classes of every family of composed sentences."""
    counts = count_classes(outcomes).get("all", Counter())
    families = count_classes(outcomes, lambda each: each.family)
    return {
        "cases": len(outcomes),
        **{name: counts[name] for name in CLASSES},
        "families": {
            name: {cls: families[name][cls] for cls in CLASSES if families[name][cls]} for name in sorted(families)
        },
    }


def compare_cases(outcomes: Sequence[Outcome], figures: Json) -> Changes:
    """Return which cases of the gold came out otherwise than the figures say. Cases they do not know count as right."""
    before: dict[str, str] = figures["not_right"]
    changed = [each for each in outcomes if each.result != before.get(each.case, "right")]
    gains = [each for each in changed if _rank(each.result) < _rank(before.get(each.case, "right"))]
    losses = [each for each in changed if each not in gains]
    return Changes(
        gains=tuple(f"{each.case}: {before.get(each.case, 'right')} → {each.result}" for each in gains),
        losses=tuple(_told(each, before.get(each.case, "right")) for each in losses),
        new_silent_wrong=tuple(
            _told(each, before.get(each.case, "right")) for each in losses if each.result == "silent_wrong"
        ),
    )


def compare_families(outcomes: Sequence[Outcome], figures: Json) -> Changes:
    """Return which families of composed sentences are more or less often right, or silently wrong, than before."""
    before, now = figures["families"], describe_families(outcomes)["families"]
    lines: dict[str, list[str]] = {"gains": [], "losses": [], "wrong": []}
    for family in sorted({*before, *now}):
        was, is_now = before.get(family, {}), now.get(family, {})
        if was.get("right", 0) != is_now.get("right", 0):
            name = "gains" if is_now.get("right", 0) > was.get("right", 0) else "losses"
            lines[name].append(f"{family}: right {was.get('right', 0)} → {is_now.get('right', 0)}")
        if is_now.get("silent_wrong", 0) > was.get("silent_wrong", 0):
            lines["wrong"].append(f"{family}: {was.get('silent_wrong', 0)} → {is_now['silent_wrong']}")
    return Changes(tuple(lines["gains"]), tuple(lines["losses"]), tuple(lines["wrong"]))


def _rank(result: str) -> int:
    """Return the rank from right to silently wrong: a flagged case is better than a silent one."""
    return CLASSES.index(result)


def _told(outcome: Outcome, before: str) -> str:
    said = " ".join(outcome.said.split())
    return f"{outcome.case}: {before} → {outcome.result} ({outcome.why}) {said[:160]!r} read: {'; '.join(outcome.read)}"


def write_figures(figures: Json, path: Path = FIGURES) -> None:
    """Write the figures, one case a line, so that a change shows in the diff."""
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
