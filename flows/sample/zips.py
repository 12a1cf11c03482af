"""Write ZIP archives whose bytes depend only on their content: stored, one fixed time, Unix names in UTF-8."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

FIXED_TIME = (2022, 1, 1, 0, 0, 0)


def zip_bytes(entries: Sequence[tuple[str, bytes]]) -> bytes:
    """Return an archive of ``entries`` in their order, uncompressed, so that the zlib version has no effect."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in entries:
            info = zipfile.ZipInfo(name, FIXED_TIME)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()
