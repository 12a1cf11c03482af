"""Define findings: doubts about a value that was read and loaded but needs a person's check."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """A doubt. ``code`` is a stable snake_case name; ``span`` is ``None`` where it concerns the whole file."""

    code: str
    message: str
    span: Span | None = None
