"""Give each thing its address on the page, for the page and for whatever leads to it. Addresses are kept for ever."""

from __future__ import annotations

from urllib.parse import quote

UNITLESS = "-"
"""Stands in an address for the unit of a post whose annexes name none."""


def path_of_act(directive_id: str) -> str:
    """Return the address of a directive."""
    return f"/kaskkiri/{quote(directive_id, safe='/')}"


def path_of_annex(annex_id: str) -> str:
    """Return the address of an annex, below that of its directive."""
    directive_id, _, tail = annex_id.rpartition("#")
    return f"{path_of_act(directive_id)}/lisa/{quote(tail, safe='')}"


def path_of_row(annex_id: str | None, directive_id: str) -> str:
    """Return the address of what a row is about: its annex where it names one, else its directive."""
    return path_of_annex(annex_id) if annex_id else path_of_act(directive_id)


def path_of_authority(authority: str, unit: str | None = None) -> str:
    """Return the address of an authority, or of one of its units."""
    path = f"/asutus/{quote(authority, safe='')}"
    return path if unit is None else f"{path}/{quote(unit, safe='')}"


def path_of_structure(authority: str, unit: str | None = None) -> str:
    """Return the address of an authority's units, or of the posts of one of them by whom they answer to."""
    path = f"/struktuur/{quote(authority, safe='')}"
    return path if unit is None else f"{path}/{quote(unit, safe='')}"


def path_of_post(authority: str, unit: str | None, subject: str) -> str:
    """Return the address of a post through time."""
    return f"/koht/{quote(authority, safe='')}/{quote(unit or UNITLESS, safe='')}/{quote(subject, safe='')}"


def unit_of_path(part: str) -> str | None:
    """Return the unit that a part of an address names; ``None`` for the mark of no unit."""
    return None if part == UNITLESS else part


def path_of_evidence(evidence_id: str) -> str:
    """Return the address of the place where something was read."""
    return f"/toend/{quote(evidence_id, safe='')}"


def path_of_extract(path: str) -> str:
    """Return the address of the extract for a file of a directive, an annex or a post, from its own address."""
    return f"/valjavote{path}"
