"""Prepare a scan for OCR: gray, and turned until its lines are level."""

from __future__ import annotations

from itertools import pairwise

from PIL import Image, ImageChops, ImageOps

_WIDEST = 5.0
_COARSE_WIDTH, _FINE_WIDTH = 400, 1000
_WORTH_TURNING = 0.05
"""Degrees: less than half a point over the width of a page."""


def find_skew(picture: Image.Image) -> float:
    """Return the counterclockwise degrees that level the lines of a gray image; 0 where it shows no lines.

    Level lines of text give rows of pixels that are either dark or light, so the right angle is the one at which
    neighbouring rows differ most.
    """
    coarse = _ink(picture, _COARSE_WIDTH)
    angle = _best(coarse, [0.5 * step for step in range(round(-_WIDEST * 2), round(_WIDEST * 2) + 1)])
    fine = _ink(picture, _FINE_WIDTH)
    for step in (0.2, 0.05):
        angle = _best(fine, [angle + step * at for at in (-2, -1, 0, 1, 2)])
    return round(angle, 3) if abs(angle) >= _WORTH_TURNING else 0.0


def turn(picture: Image.Image, degrees: float) -> Image.Image:
    """Return a gray image turned counterclockwise about its middle, at the same size; its corners are white."""
    if not degrees:
        return picture
    return picture.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)


def dark_below(picture: Image.Image) -> int:
    """Return the gray value that separates ink from paper (Otsu's method): pixels at or below it are ink."""
    counts = picture.histogram()[:256]
    total, weighted = sum(counts), sum(value * count for value, count in enumerate(counts))
    best, threshold, below, sum_below = -1.0, 127, 0, 0
    for value, count in enumerate(counts):
        below += count
        sum_below += value * count
        if not below or below == total:
            continue
        apart = sum_below / below - (weighted - sum_below) / (total - below)
        between = below * (total - below) * apart * apart
        if between > best:
            best, threshold = between, value
    return threshold


def _ink(picture: Image.Image, width: int) -> Image.Image:
    """Return a small image with light ink on black, without margins.

    Black borders of a scanner are level whatever the text is.
    """
    height = max(1, round(picture.height * width / picture.width))
    small = ImageOps.invert(picture.resize((width, height), Image.Resampling.BOX))
    margin = width // 20
    if height > 4 * margin:
        small = small.crop((margin, margin, width - margin, height - margin))
    return ImageChops.subtract(small, Image.new("L", small.size, 40))


def _best(ink: Image.Image, angles: list[float]) -> float:
    # The smallest of equal angles: an empty page is not turned.
    return max(sorted(angles, key=abs), key=lambda angle: _contrast(ink, angle))


def _contrast(ink: Image.Image, angle: float) -> int:
    turned = ink.rotate(angle, Image.Resampling.BILINEAR) if angle else ink
    rows = turned.resize((1, turned.height), Image.Resampling.BOX).tobytes()
    return sum((one - other) ** 2 for one, other in pairwise(rows))
