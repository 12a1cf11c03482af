"""Limit how many effects one text may cause: a few hundred kilobytes of "lisad 1-500" would load millions of them."""

from __future__ import annotations

from extractors.model.effect import Effect
from extractors.model.finding import Finding

MAX_ROWS = 20_000
"""Acts, annexes and points that the effects of one text may touch; the longest acts touch some hundred."""


def cap_rows(effects: tuple[Effect, ...]) -> tuple[tuple[Effect, ...], list[Finding]]:
    """Return the effects up to the first beyond ``MAX_ROWS``, and ``too_many_effects`` at that one's sentence.

    An effect is kept whole or left out: half a list of annexes would pass for what the act says.
    """
    total = 0
    for index, effect in enumerate(effects):
        total += _row_number(effect)
        if total > MAX_ROWS:
            message = f"the text touches more than {MAX_ROWS} acts, annexes and points: {len(effects) - index}"
            message += f" of its {len(effects)} effects are left out, from this one on"
            return effects[:index], [Finding("too_many_effects", message, effect.evidence.span)]
    return effects, []


def _row_number(effect: Effect) -> int:
    affected = effect.affected
    named = (affected.annexes, affected.points, affected.except_annexes, affected.except_points)
    return max(1, sum(len(each) for each in named if isinstance(each, tuple)))
