"""Find the pictures of a DOCX in the order in which it shows them: of a scan pasted into Word they are the pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from extractors.errors import ExtractionError
from extractors.files.docx_package import RELATIONS, Package
from extractors.files.image import MAX_FRAMES, MEDIA_TYPES
from extractors.files.media import media_type

_SHOWN = re.compile(rf"\{{{re.escape(RELATIONS)}\}}(?:embed|id|link)")
_PICTURES = frozenset({"blip", "imagedata"})
LARGEST_PICTURE = 64 * 1024 * 1024


def find_pictures(data: bytes) -> tuple[bytes, ...]:
    """Return the pictures of the text that are images of points, each once; none of a damaged file."""
    try:
        package = Package(data, "the DOCX")
        path = package.main_part("word/document.xml")
        targets = {key: target for key, _, target in package.relations(path)}
        root = package.xml(path)
        shown = dict.fromkeys(target for name in pictures_in(root) if (target := targets.get(name, "")) in package)
        found = [package.read(target, LARGEST_PICTURE) for target in list(shown)[:MAX_FRAMES]]
        return tuple(each for each in found if each and media_type(each, "") in MEDIA_TYPES)
    except (ExtractionError, RecursionError):
        return ()


def pictures_in(root: etree._Element) -> Iterator[str]:
    """Yield the names of the relations to the pictures that an element shows."""
    for element in root.iter("*"):
        if etree.QName(element).localname in _PICTURES:
            yield from (str(value) for name, value in element.attrib.items() if _SHOWN.fullmatch(str(name)))
