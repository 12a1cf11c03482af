"""A word of a damaged text that was set right, with what stood there before."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Repair:
    """``span`` is the place of the word in the repaired text; ``original`` is what the file says there.

    ``rule`` names what the word was found in: "domain" (words of directives and job descriptions), "dictionary", or
    "compound" of two words of the dictionary. ``confidence`` from 0 to 1: how far ahead of the other readings it was.
    """

    span: Span
    original: str
    repaired: str
    rule: str
    confidence: float
