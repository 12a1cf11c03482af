"""Measure the edit distance between two texts."""

from __future__ import annotations


def count_edits(wanted: str, found: str) -> int:
    """Return the fewest insertions, deletions and substitutions between two texts (Levenshtein)."""
    start = 0
    while start < min(len(wanted), len(found)) and wanted[start] == found[start]:
        start += 1
    wanted, found = wanted[start:], found[start:]
    if not wanted or not found:
        return len(wanted) + len(found)
    before = list(range(len(found) + 1))
    for row, letter in enumerate(wanted, 1):
        now = [row]
        for column, other in enumerate(found, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (letter != other)))
        before = now
    return before[-1]
