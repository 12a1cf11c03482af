"""Convert pdfplumber's coordinates to the page as a viewer shows it.

pdfplumber counts from the corner of the media box, ignores that only the crop box is shown, and applies /Rotate to the
page but not to its crop box. Boxes that lead a person to a place must count from what the person sees.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from extractors.pages.near import Corners


@dataclass(frozen=True, slots=True)
class Frame:
    """The visible part of a page: its top left corner in pdfplumber's coordinates, and its size, in points."""

    left: float
    top: float
    width: float
    height: float

    def corners_of(self, drawn: Mapping[str, Any]) -> Corners:
        """Return where a letter, picture or line of pdfplumber stands within the visible part, in points."""
        return drawn["x0"] - self.left, drawn["top"] - self.top, drawn["x1"] - self.left, drawn["bottom"] - self.top


def shown_frame(origin: tuple[float, float], media: Corners, crop: Corners, rotation: int) -> Frame:
    """Return the visible part of a page: its crop box within its media box (ISO 32000-1, 14.11.2).

    ``origin`` is the top left corner of pdfplumber's page, ``media`` and ``crop`` the boxes as the file gives them (x0,
    y0, x1, y1, heights from the bottom), ``rotation`` the clockwise degrees by which the page is shown turned. An empty
    crop box is ignored.
    """
    mx0, my0, mx1, my1 = _ordered(media)
    cx0, cy0, cx1, cy1 = _ordered(crop)
    x0, y0, x1, y1 = max(mx0, cx0), max(my0, cy0), min(mx1, cx1), min(my1, cy1)
    if x0 >= x1 or y0 >= y1:
        x0, y0, x1, y1 = mx0, my0, mx1, my1
    left, top = {
        0: (x0 - mx0, my1 - y1),
        90: (y0 - my0, x0 - mx0),
        180: (mx1 - x1, y0 - my0),
        270: (my1 - y1, mx1 - x1),
    }.get(rotation % 360, (0.0, 0.0))
    width, height = (y1 - y0, x1 - x0) if rotation % 180 else (x1 - x0, y1 - y0)
    return Frame(origin[0] + left, origin[1] + top, width, height)


def _ordered(corners: Corners) -> Corners:
    x0, y0, x1, y1 = (float(value) for value in corners)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)
