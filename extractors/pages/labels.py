"""Recognise what a row is by its words: the head of a table of duties, and the labels of a job description.

Only for cutting rows apart; which field a label names is for extractors.positions to say.
"""

from __future__ import annotations

import re

from extractors.words.acts import ACT_STEM
from extractors.words.labels import DUTIES_HEAD, OUTCOMES_HEAD, ROW_LABELS

_DUTIES = re.compile("|".join(DUTIES_HEAD), re.IGNORECASE)
_OUTCOMES = re.compile("|".join(OUTCOMES_HEAD), re.IGNORECASE)
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,3})+\.?(?:\s|$)")
_ITEM = re.compile(r"\d{1,3}[.)](?:\s|$)")
_SECTION = re.compile(r"(?:\d{1,2}\.?|[IVX]{1,5}\.?)\s+[A-ZÕÄÖÜŠŽ]")
_LABEL = re.compile(rf"(?:{'|'.join(ROW_LABELS)})(?![\w-])", re.IGNORECASE)
_LABEL_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_LONGEST_LABEL = 60
_OF_ACTS = re.compile(
    r"(?:jrk\.?\s*(?:nr|number)?\.?|(?P<day>(?:\w+\s)?kuupäev)"
    r"|(?P<annexes>lisa(?:d|de)?(?:\s(?:nr|number|numbrid))?\.?)|(?P<number>(?:\w+\s)?(?:nr|number|viit)\.?)"
    rf"|(?P<act>(?:{ACT_STEM})\w*(?:\s(?:kuupäev|number|nr)\.?(?:\s(?:ja|ning)\s(?:kuupäev|number|nr)\.?)?)?|(?:haldus|õigus)?akt)"
    r"|pealkiri|nimetus|sisu|väljaandja|asutus)",
    re.IGNORECASE,
)
_BEGINS_WITH_DAY = re.compile(r"\d{1,2}\.\s?\d{1,2}\.\s?\d{4}(?!\d)")


def heads_duties(cells: tuple[str, ...]) -> bool:
    """Return whether a row is the head of a table of duties: short cells, one naming duties, a later one outcomes."""
    if sum(bool(cell) for cell in cells) < 2 or any(len(cell) >= 2 * _LONGEST_LABEL for cell in cells):
        return False
    named = [
        at
        for at, cell in enumerate(cells)
        if _DUTIES.search(cell) and not starts_numbered(cell) and not cell.rstrip().endswith(".")
    ]
    return bool(named) and any(_OUTCOMES.search(cell) for cell in cells[named[0] + 1 :])


def heads_acts(cells: tuple[str, ...]) -> bool:
    """Return whether a row is the head of a table of acts: nothing that is no head, and a day and a number, or an act
    and its annexes.
    """
    found = [match.lastgroup for cell in cells if (match := _OF_ACTS.fullmatch(cell.strip()))]
    return len(found) == len(cells) and ({"day", "number"} <= set(found) or {"act", "annexes"} <= set(found))


def lists_act(cells: tuple[str, ...]) -> bool:
    """Return whether a row is one of a table of acts, or its head: a day stands where duties have their words."""
    return heads_acts(cells) or any(_BEGINS_WITH_DAY.match(cell) for cell in cells[1:3])


def names_outcomes(text: str) -> bool:
    """Return whether words could head the column of outcomes ("Mõõdikud")."""
    return _OUTCOMES.search(text) is not None


def starts_numbered(text: str) -> bool:
    """Return whether the text begins like a row of a table of duties, or a numbered label: "2.1. …", "3.12 …"."""
    return _NUMBERED.match(text) is not None


def starts_item(text: str) -> bool:
    """Return whether the text begins like an item: "2. …", "3) …"."""
    return _ITEM.match(text) is not None


def is_section_heading(text: str) -> bool:
    """Return whether the text is a heading with one number: "3. Teenistuskoha täitjale esitatavad nõuded"."""
    return _SECTION.match(text) is not None and not starts_numbered(text)


def lists_duties_from(cells: tuple[str, ...], before: bool) -> bool:
    """Return whether a table of duties is open from this row on.

    The head of a table opens it, a section heading ends it; any other row leaves it as ``before``.
    """
    return heads_duties(cells) or (before and not (len(cells) == 1 and is_section_heading(cells[0])))


def is_label(text: str) -> bool:
    """Return whether a cell reads like a label of a job description ("Teenistuja asendab", "1.5. Asendaja:")."""
    bare = _LABEL_NUMBER.sub("", text.strip())
    return len(bare) <= _LONGEST_LABEL and _LABEL.match(bare) is not None and not bare.endswith(".")


def starts_low(text: str) -> bool:
    """Return whether the text continues what precedes it: it begins with a small letter or a bracket."""
    first = text.lstrip()[:1]
    return first.islower() or first in "(,;"
