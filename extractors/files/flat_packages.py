"""Make the package of a Word document that was saved as one XML file (ISO 29500-1, annex on flat OPC)."""

from __future__ import annotations

import base64
import io
import zipfile

from lxml import etree

from extractors.errors import UnreadableFile
from extractors.files.safe_xml import parse_xml

_SPACE = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"


def as_package(data: bytes, name: str) -> bytes:
    """Return the parts of the file as the archive of a DOCX. Raises ``UnreadableFile`` where it has none."""
    root = parse_xml(data, name)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}"/>')
        for part in root.iter(f"{_SPACE}part"):
            path = str(part.get(f"{_SPACE}name", "")).lstrip("/")
            content = _content(part)
            if not path or content is None or path in archive.NameToInfo:
                raise UnreadableFile(f"{name}: the Word document is damaged: a part has no name or no content")
            archive.writestr(path, content)
    return out.getvalue()


def _content(part: etree._Element) -> bytes | None:
    markup = part.find(f"{_SPACE}xmlData")
    if markup is not None:
        return etree.tostring(markup[0]) if len(markup) else None
    coded = part.findtext(f"{_SPACE}binaryData")
    try:
        return base64.b64decode(coded) if coded is not None else None
    except ValueError:
        return None
