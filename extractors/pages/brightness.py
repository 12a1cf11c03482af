"""Tell how bright a colour of a PDF is."""

from __future__ import annotations


def brightness_of(colour: object) -> float | None:
    """Return the brightness of a colour from 0 to 1; ``None`` for patterns and what is no colour."""
    parts = colour if isinstance(colour, tuple | list) else (colour,)
    values = [float(part) for part in parts if isinstance(part, int | float)]
    if len(values) != len(parts):
        return None
    if len(values) == 1:
        return values[0]
    if len(values) == 3:
        return 0.299 * values[0] + 0.587 * values[1] + 0.114 * values[2]
    if len(values) == 4:
        return max(0.0, 1 - 0.299 * values[0] - 0.587 * values[1] - 0.114 * values[2] - values[3])
    return None
