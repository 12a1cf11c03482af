"""Define who is printed below an act as its signatory."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Signatory:
    """A name printed below an act, as it is printed, and the office beside it.

    ``office`` is ``None`` where none stands there. ``is_acting``: the text says that the office is filled for another
    (kohusetäitja, ülesannetes). What is printed proves nothing: signatures of a container do (``Signature``).
    """

    name: str
    office: str | None
    is_acting: bool
    evidence: Evidence
