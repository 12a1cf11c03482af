"""Define the repair of a word in a damaged text, with the original word."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model.evidence import Span


@dataclass(frozen=True, slots=True)
class Repair:
    """A repaired word. ``span`` is its place in the repaired text; ``original`` is what the file says there.

    ``rule`` names where the word was found: "domain" (words of directives and job descriptions), "dictionary", or
    "compound" of two words of the dictionary. ``confidence`` from 0 to 1 is its lead over the other readings.
    """

    span: Span
    original: str
    repaired: str
    rule: str
    confidence: float
