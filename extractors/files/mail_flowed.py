"""Join the lines of mail text that its writer broke only to send it: format=flowed (RFC 3676)."""

from __future__ import annotations

import re

_QUOTED = re.compile(r">*")
_SIGNATURE = "-- "


def join_flowed(text: str, *, deletes_spaces: bool) -> str:
    """Return the text with its paragraphs in one line each; quoting marks stay at their beginning.

    A line that ends in a space goes on in the next one of the same quoting depth. ``deletes_spaces`` is the parameter
    delsp: the space was put there to break the line, even within a number, and goes.
    """
    joined: list[str] = []
    open_depth: int | None = None
    for line in re.split(r"\r?\n", text):
        depth = len(_QUOTED.match(line)[0])  # type: ignore[index]  # it matches the empty string too
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != _SIGNATURE
        shown = words[:-1] if flows and deletes_spaces else words
        if open_depth == depth and words != _SIGNATURE:
            joined[-1] += shown
        else:
            joined.append(f"{'>' * depth}{' ' if depth else ''}{shown}")
        open_depth = depth if flows else None
    return "\n".join(joined)
