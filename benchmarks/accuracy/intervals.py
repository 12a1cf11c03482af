"""How far a share may lie from what so few cases show."""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959963984540054
"""The quantile of the normal distribution for 95 per cent, two-sided."""


def wilson(hits: int, cases: int) -> tuple[float, float]:
    """Return the 95 per cent Wilson score interval of ``hits`` in ``cases``; (0, 1) where there is no case.

    Raises ``ValueError`` where there are more hits than cases. See Wilson, JASA 22 (1927), pages 209 to 212.
    """
    if not 0 <= hits <= cases:
        raise ValueError(f"{hits} hits of {cases} cases")
    if cases == 0:
        return 0.0, 1.0
    share = hits / cases
    spread = Z_95 * sqrt(share * (1 - share) / cases + Z_95**2 / (4 * cases**2))
    middle, scale = share + Z_95**2 / (2 * cases), 1 + Z_95**2 / cases
    return max(0.0, (middle - spread) / scale), min(1.0, (middle + spread) / scale)
