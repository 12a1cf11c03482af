"""Check that JSON has exactly the shape of a type: every field, no other, each with a value of its type."""

from __future__ import annotations

import types
import typing
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints

PLAIN = {str: str, int: int, bool: bool, float: (int, float), type(None): type(None)}


def misfits(value: Any, shape: Any, place: str = "$") -> list[str]:
    """Return a sentence for each place where ``value`` does not have the shape; empty where it fits everywhere."""
    origin = get_origin(shape)
    if shape is Any:
        return []
    if typing.is_typeddict(shape):
        return _object(value, shape, place)
    if origin in (types.UnionType, typing.Union):
        found = [misfits(value, one, place) for one in get_args(shape)]
        return [] if [] in found else min(found, key=len)
    if origin is Literal:
        return [] if value in get_args(shape) else [f"{place}: {value!r} is none of {get_args(shape)}"]
    if origin is list:
        if not isinstance(value, list):
            return [f"{place}: {value!r} is not a list"]
        return [words for n, one in enumerate(value) for words in misfits(one, get_args(shape)[0], f"{place}[{n}]")]
    if origin is dict:
        if not isinstance(value, dict):
            return [f"{place}: {value!r} is not an object"]
        return [words for key, one in value.items() for words in misfits(one, get_args(shape)[1], f"{place}.{key}")]
    is_right = isinstance(value, PLAIN[shape]) and (shape is bool or not isinstance(value, bool))
    return [] if is_right else [f"{place}: {value!r} is not {shape}"]


def required(shape: Any) -> set[str]:
    """Return the fields that are always there. The class's own list misses NotRequired in postponed annotations."""
    hints = get_type_hints(shape, include_extras=True)
    return {name for name, hint in hints.items() if shape.__total__ and get_origin(hint) is not NotRequired}


def _object(value: Any, shape: Any, place: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"{place}: {value!r} is not an object"]
    hints = get_type_hints(shape)
    missing = [f"{place}: lacks {name}" for name in sorted(required(shape) - value.keys())]
    unknown = [f"{place}: has {name}" for name in sorted(value.keys() - hints.keys())]
    inner = [words for name in value if name in hints for words in misfits(value[name], hints[name], f"{place}.{name}")]
    return missing + unknown + inner
