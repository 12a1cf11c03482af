"""Remove specks of scanner dust and bad copies, which an OCR engine reads as letters between the letters."""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter

from extractors.pages.straighten import dark_below

MANY = 0.00008
"""Share of the pixels in the middle of a page that are specks on a dirty scan. A clean page has almost none, and
removing them would harm its thin strokes.
"""


def without_specks(picture: Image.Image) -> Image.Image:
    """Return a gray image without dots of a pixel or two, where it has many; else the image itself."""
    middle = picture.crop((picture.width // 4, picture.height // 4, 3 * picture.width // 4, 3 * picture.height // 4))
    return _cleaned(picture) if speck_share(middle, _cleaned(middle)) > MANY else picture


def _cleaned(picture: Image.Image) -> Image.Image:
    return picture.filter(ImageFilter.MedianFilter(3))


def speck_share(picture: Image.Image, cleaned: Image.Image) -> float:
    """Return the share of the pixels that are ink in the image and far from any ink of the cleaned one."""
    threshold = dark_below(picture)
    to_ink = [255 if value <= threshold else 0 for value in range(256)]
    # A blurred pixel of ink leaves a trace three pixels around; MaxFilter gives the same sixty times slower.
    near_ink = cleaned.point(to_ink).filter(ImageFilter.BoxBlur(3)).point([0] * 3 + [255] * 253)
    alone = ImageChops.subtract(picture.point(to_ink), near_ink)
    return alone.histogram()[255] / (picture.width * picture.height)
