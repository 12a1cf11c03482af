"""Read lists without numbers in which "Oodatavad tulemused" stands below each duty and above its outcomes."""

from __future__ import annotations

import re
from typing import Literal

from extractors.positions.sections import Section
from extractors.positions.words import begins_small, ends_sentence, without_bullet

Role = Literal["duty", "more", "outcome"]
_NUMBERED = re.compile(r"\d{1,2}[.)]")


def find_headed_duties(source: str, section: Section) -> dict[int, Role]:
    """Return the role of each line of such a list, by its place in the section; empty where the section is no such
    list.

    The duty above a heading reaches up to the line that begins it: the first after a bullet or a finished sentence.
    """
    lines = section.lines
    marks = [mark for mark in section.marks if mark > 0]
    if len(marks) < 2 or any(line.is_row or _NUMBERED.match(line.span.of(source)) for line in lines):
        return {}
    roles: dict[int, Role] = {}
    floor = 0
    for mark in marks:
        start = mark - 1
        while start > floor and not _begins(source, section, start):
            start -= 1
        roles.update(dict.fromkeys(range(floor, start), "outcome"))
        roles[start] = "duty"
        roles.update(dict.fromkeys(range(start + 1, mark), "more"))
        floor = mark
    roles.update(dict.fromkeys(range(floor, len(lines)), "outcome"))
    return roles


def _begins(source: str, section: Section, at: int) -> bool:
    words = section.lines[at].span.of(source)
    before = section.lines[at - 1].span.of(source)
    is_bulleted = without_bullet(source, section.lines[at].cells[0]) is not None
    return not is_bulleted and not begins_small(words) and (ends_sentence(before) or section.lines[at].starts_paragraph)
