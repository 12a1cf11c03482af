"""Doubts: what was read, kept and loaded, but wants a person's eye."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Finding:
    """``code`` is a stable snake_case name; ``span`` is ``None`` where the doubt concerns the whole file."""

    code: str
    message: str
    span: Span | None = None
