"""Say in plain values which programs may read, so that a reading made elsewhere is kept under the same name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from extractors.tools import Tools


@dataclass(frozen=True, slots=True)
class Programs:
    """The versions of the programs that a reading depends on; ``None``: not installed. ``ocr_dpi`` as in ``Tools``."""

    ocr: str | None = None
    office: str | None = None
    ocr_dpi: int = 200


def programs_of(tools: Tools) -> Programs:
    """Return what ``tools`` are, in plain values."""
    return Programs(
        ocr=tools.ocr.version if tools.ocr is not None else None,
        office=tools.office.version if tools.office is not None else None,
        ocr_dpi=tools.ocr_dpi,
    )


def only_those(tools: Tools, wanted: Programs) -> Tools:
    """Return those of ``tools`` that are what ``wanted`` says, so that nothing else can decide what a file says.

    A file that needs one that is missing leaves a finding or a failure that is never kept (``flows.reading.kept``).
    """
    mine = programs_of(tools)
    return replace(
        tools,
        ocr=tools.ocr if mine.ocr == wanted.ocr else None,
        office=tools.office if mine.office == wanted.office else None,
        ocr_dpi=wanted.ocr_dpi,
    )
