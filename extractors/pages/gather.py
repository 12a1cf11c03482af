"""Gather letters to words, exactly as pdfplumber's ``extract_words`` does for the one way in which pages are read here.

pdfplumber uses generators and looks up each letter's measures by name several times, which over whole pages costs as
much as filling them.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from pdfplumber.utils.clustering import make_cluster_dict
from pdfplumber.utils.text import LIGATURES, extract_words

Char = dict[str, Any]
_text_of, _top_of = itemgetter("text"), itemgetter("top")


def gather_words(chars: Sequence[Char], x_tolerance_ratio: float, y_tolerance: float) -> list[dict[str, Any]]:
    """Return the words of a page, as ``extract_words`` returns them with only these tolerances set.

    A letter begins a word where the gap before it is wider than ``x_tolerance_ratio`` of the letter before it. Text
    that does not stand upright and letters without text are left to pdfplumber.
    """
    words: list[dict[str, Any]] = []
    for is_upright, group in groupby(chars, itemgetter("upright")):
        alike = list(group)
        if not is_upright or not all(map(_text_of, alike)):
            words += extract_words(alike, x_tolerance_ratio=x_tolerance_ratio, y_tolerance=y_tolerance)
            continue
        for line in _lines(alike, y_tolerance):
            words += _words_of(line, x_tolerance_ratio, y_tolerance)
    return words


def _lines(chars: Sequence[Char], tolerance: float) -> list[list[Char]]:
    """Return letters by height, from top to bottom; within a line from left to right, else in the page's order."""
    line_of = make_cluster_dict(map(_top_of, chars), tolerance)
    lines: list[list[Char]] = [[] for _ in range(max(line_of.values()) + 1)]
    for top, group in groupby(chars, _top_of):
        lines[line_of[top]].extend(group)
    for line in lines:
        line.sort(key=itemgetter("x0"))
    return lines


def _words_of(line: Sequence[Char], ratio: float, y_tolerance: float) -> list[dict[str, Any]]:
    words: list[dict[str, Any]] = []
    word: list[Char] = []
    end = height = 0.0
    for char in line:
        text = char["text"]
        if text.isspace():
            if word:
                words.append(_merged(word))
                word = []
            continue
        x0, top = char["x0"], char["top"]
        if word and (x0 > end or abs(top - height) > y_tolerance):  # sorted: never left of the letter before
            words.append(_merged(word))
            word = []
        word.append(char)
        end, height = char["x1"] + ratio * char["size"], top
    if word:
        words.append(_merged(word))
    return words


def _merged(word: Sequence[Char]) -> dict[str, Any]:
    first = word[0]
    text = "".join([c["text"] for c in word])
    x0, x1 = first["x0"], max([c["x1"] for c in word])
    top, bottom = min([c["top"] for c in word]), max([c["bottom"] for c in word])
    if not text.isascii():
        text = "".join([LIGATURES.get(c["text"]) or c["text"] for c in word])
    return {
        "text": text,
        "x0": x0,
        "x1": x1,
        "top": top,
        "doctop": top + (first["doctop"] - first["top"]),
        "bottom": bottom,
        "upright": first["upright"],
        "height": bottom - top,
        "width": x1 - x0,
        "direction": "ltr",
    }
