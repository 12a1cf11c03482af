"""Find the figures of a page, and the signs between them, whose font calls them by the name of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import Any

from extractors.pages.drawn_figures import find_misdrawn
from extractors.pages.figure_judge import FIGURES, JUDGED, SIGNS
from extractors.pages.figure_shapes import judge_names
from extractors.pages.font_names import FontNames
from extractors.pages.frame import Frame
from extractors.pages.letters import in_order
from extractors.pages.picture import Picture

Char = dict[str, Any]
_named = itemgetter("fontname", "text")


def find_misnamed(page: Any, letters: Sequence[Char], frame: Frame, picture: Picture) -> list[Char]:
    """Return the misnamed ones of a page's letters: by the outlines of their font, else by the ink at their place."""
    all_named = set(map(_named, letters))
    named = {each for each in all_named if each[1] in JUDGED}
    # No font draws two figures in one: the table of letters says more than the page
    doubled = {text for _, text in all_named if len(text) > 1 and text.isdecimal()}
    fonts = getattr(page, "font_names", None) or FontNames()
    verdicts = judge_names(picture.page, named, fonts, picture.verdicts)
    if all(verdict == "own" for verdict in verdicts.values()) and not doubled:
        return []
    judged = [(verdicts[_named(char)], char) for char in _figures_and_signs(letters)]
    wrong = [char for verdict, char in judged if verdict == "another"]
    wrong += [char for char in letters if char["text"] in doubled] if doubled else []
    still_open = [char for verdict, char in judged if verdict == "open"]
    if still_open:
        wrong += find_misdrawn(still_open, fonts, frame, picture.page)
    return in_order(letters, wrong)


def _figures_and_signs(letters: Sequence[Char]) -> Iterator[Char]:
    """Yield the figures, and the signs right behind one, which tell a range from a list."""
    before = ""
    for char in letters:
        text = char["text"]
        if text in FIGURES or (text in SIGNS and before in FIGURES):
            yield char
        before = text
