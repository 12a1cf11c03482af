"""Record how a scan was turned before it was read, and map places back to the page as shown."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, radians, sin

from extractors.model.evidence import Box


@dataclass(frozen=True, slots=True)
class Turn:
    """``quarters`` counterclockwise quarter turns, then ``degrees`` counterclockwise about the middle.

    ``width`` and ``height`` are those of the page as shown, in PDF points, before any turn.
    """

    quarters: int
    degrees: float
    width: float
    height: float

    def back(self, box: Box) -> Box:
        """Return the place of the words in ``box`` on the page as shown: a level rectangle around it."""
        corners = [self._back(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(box.page_number, round(min(xs), 2), round(min(ys), 2), round(max(xs), 2), round(max(ys), 2))

    def _back(self, x: float, y: float) -> tuple[float, float]:
        width, height = (self.height, self.width) if self.quarters % 2 else (self.width, self.height)
        x, y = x - width / 2, y - height / 2
        # Heights count downwards, so these signs turn clockwise what was turned counterclockwise.
        angle = radians(self.degrees)
        x, y = x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)
        for _ in range(self.quarters % 4):
            x, y = -y, x
        return x + self.width / 2, y + self.height / 2
