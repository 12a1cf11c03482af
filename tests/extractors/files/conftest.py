"""Archives and packages built for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

Entries = dict[str, bytes]


@pytest.fixture
def pack() -> Callable[..., bytes]:
    """A ZIP of the given entries, in their order."""

    def build(entries: Entries, method: int = zipfile.ZIP_DEFLATED) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, data in entries.items():
                archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), data, method)
        return out.getvalue()

    return build


@pytest.fixture
def word(pack: Callable[..., bytes]) -> Callable[..., bytes]:
    """A DOCX from the XML of its body and, where given, of further parts ("numbering", "styles", "header1", …)."""
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    outer = {"numbering": "numbering", "styles": "styles", "footnotes": "footnotes"}

    def build(body: str, **parts: str) -> bytes:
        links = [
            f'<Relationship Id="{name}" Type="{office}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
            for name in parts
        ]
        names = f'xmlns:w="{space}" xmlns:r="{office}"'
        compatible = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
        entries = {
            "[Content_Types].xml": b"<Types/>",
            "_rels/.rels": (
                f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/officeDocument"'
                ' Target="word/document.xml"/></Relationships>'
            ).encode(),
            "word/document.xml": f"<w:document {names} {compatible}><w:body>{body}</w:body></w:document>".encode(),
            "word/_rels/document.xml.rels": (
                f'<Relationships xmlns="{package}">{"".join(links)}</Relationships>'
            ).encode(),
        }
        for name, xml in parts.items():
            root = outer.get(name, "hdr")
            entries[f"word/{name}.xml"] = f"<w:{root} {names}>{xml}</w:{root}>".encode()
        return pack(entries)

    return build
