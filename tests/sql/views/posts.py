"""Directives that approve job descriptions, for tests of what the descriptions say of one another."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from extractors.model.position import Position
from tests.warehouse.factory import (
    NIGHT,
    Writer,
    act,
    annex,
    approve,
    body,
    document,
    effect,
    entry,
    header,
    load,
    position,
)
from warehouse.connection import Warehouse

Post = tuple[str, dict[str, str]]


def approve_posts(
    w: Warehouse,
    document_id: str,
    number: str,
    signed_on: str,
    *posts: Post,
    revokes: tuple[Any, ...] = (),
    at: datetime = NIGHT,
    **described: Any,
) -> None:
    """Load a directive whose annexes 1, 2, … are the job descriptions of ``posts``: a title and fields as read."""
    writer = Writer(document_id)
    main = body(writer, f"KÄSKKIRI {signed_on} nr {number}")
    numbers = [str(turn) for turn in range(1, len(posts) + 1)]
    effects = [approve(writer, *numbers), *(effect(writer, "revoke", each) for each in revokes)]
    parts, positions = [main], []
    for annex_number, (title, fields) in zip(numbers, posts, strict=True):
        parts.append(annex(writer, annex_number, f"{title} ametijuhend"))
        positions.append(_described(writer, annex_number, title, fields))
    file = document(
        writer,
        header=header(number, signed_on),
        parts=tuple(parts),
        effects=tuple(effects),
        positions=tuple(positions),
    )
    load(w, document_id, entry(number, signed_on, **described), file, at=at)


def _described(writer: Writer, annex_number: str, title: str, fields: dict[str, str]) -> Position:
    made = position(writer, annex_number, title, **fields)
    places = tuple((name, writer.say(value)) for name, value in fields.items())
    return replace(made, field_evidence=(*made.field_evidence, *places))


def whole_act(number: str, signed_on: str) -> Any:
    """The whole of an act, as a revocation names it."""
    return act(number, signed_on, scope="act")
