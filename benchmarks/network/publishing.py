"""Say what a publish takes at a number of annexes, from what was measured at some."""

from __future__ import annotations

import bisect

from benchmarks.network.inputs import PUBLISH_CPU_S


def publish_s(annexes: float) -> float:
    """Return the processor seconds of a whole publish, between and beyond what was measured on straight lines."""
    at = bisect.bisect_left([number for number, _ in PUBLISH_CPU_S], annexes)
    (fewer, less), (more, most) = PUBLISH_CPU_S[max(0, min(at, len(PUBLISH_CPU_S) - 1) - 1) :][:2]
    return less + (annexes - fewer) * (most - less) / (more - fewer)


def annexes_within(seconds: float) -> float:
    """Return how many annexes a whole publish derives within so many processor seconds."""
    low, high = 0.0, 1e9
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if publish_s(middle) <= seconds else (low, middle)
    return low
