"""Take the values out of a PDF's objects, whatever they hold: a value of another kind counts as none."""

from __future__ import annotations

import codecs
from typing import Any

from pdfminer.pdftypes import list_value, resolve1
from pdfminer.psparser import PSLiteral
from pdfminer.utils import decode_text


def dictionary_of(value: Any) -> dict[str, Any]:
    """Return the dictionary that a value is or refers to; an empty one for anything else."""
    found = resolve1(value)
    return dict(found) if isinstance(found, dict) else {}


def list_of(value: Any) -> list[Any]:
    """Return the array that a value is or refers to; an empty one for anything else."""
    found = resolve1(value)
    return list(list_value(found)) if isinstance(found, list) else []


def numbers_of(value: Any) -> list[float]:
    """Return the numbers of an array in order; none where one of its values is no number."""
    found = [resolve1(each) for each in list_of(value)]
    if not all(isinstance(each, int | float) for each in found):
        return []
    return [float(each) for each in found]


def name_of(value: Any) -> str:
    """Return a name (7.3.5) without its slash; "" for anything else."""
    found = resolve1(value)
    return str(found.name) if isinstance(found, PSLiteral) else ""


def text_of(value: Any) -> str:
    """Return a text string (7.9.2.2); UTF-8 without its mark, which the standard does not know, is read as well."""
    found = resolve1(value)
    if not isinstance(found, bytes):
        return str(found or "")
    try:
        return found.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        return decode_text(found)
