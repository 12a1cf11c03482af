"""Decide whether a media query (CSS Media Queries 4) holds on the screen of a usual computer."""

from __future__ import annotations

import re

_SCREEN_PX = 1280.0
_SCREENS = frozenset({"all", "screen"})
_TYPE = re.compile(r"(?:only\s+|not\s+)?([a-z-]+)(?=\s*(?:and\b|$))")
_FEATURE = re.compile(r"\(\s*(?P<name>[a-z-]+)\s*(?::\s*(?P<value>[^()]*?)\s*)?\)")
_LENGTH = re.compile(r"(\d*\.?\d+)\s*(px|em|rem|cm|mm|in|pt)?")
_PX = {"em": 16.0, "rem": 16.0, "cm": 37.8, "mm": 3.78, "in": 96.0, "pt": 4 / 3}


def holds_on_screens(media: str) -> bool:
    """Return whether one of the queries between commas holds; none at all holds everywhere.

    Widths are compared with those of a usual screen. What a person chose for the whole machine ("prefers-…") is taken
    as not chosen.
    """
    queries = [query.strip() for query in media.casefold().split(",")]
    return not any(queries) or any(map(_holds, filter(None, queries)))


def _holds(query: str) -> bool:
    kind = _TYPE.match(query)
    has_type = kind is None or kind[1] in _SCREENS or kind[1] == "not"
    has_features = all(_has(match["name"], match["value"] or "") for match in _FEATURE.finditer(query))
    return (has_type and has_features) != query.startswith("not ")


def _has(name: str, value: str) -> bool:
    if name.startswith("prefers-"):
        return False
    length = _LENGTH.fullmatch(value)
    if length is None or not name.endswith("-width"):
        return True
    width = float(length[1]) * _PX.get(length[2] or "px", 1.0)
    return width <= _SCREEN_PX if name.startswith("min-") else width >= _SCREEN_PX
