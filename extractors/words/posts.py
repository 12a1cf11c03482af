"""List words for posts and units, as job descriptions and the acts that approve them use them."""

from __future__ import annotations

import re

_UNITS = r"(?:osakond|talitus|teenistus|keskus|büroo|tiim|sektor|üksus|valdkond|divisjon|direktsioon"
UNIT = re.compile(rf"\b\w*{_UNITS})\b", re.IGNORECASE)
"""A unit in the nominative: the genitive ("osakonna juhataja") is part of a post's own name."""

UNIT_AT_END = re.compile(rf"{_UNITS}|kantselei)$", re.IGNORECASE)

NOTHING = re.compile(
    r"(?:[-–—.\s]*|puudu(?:b|vad)|ei ole|pole|ei ole ette nähtud|puudub vajadus|alluvaid ei ole|ei asenda"
    r"|alluvad puuduvad|ei asenda kedagi|alluvaid pole|puudu|ei ole alluvaid)\.?",
    re.IGNORECASE,
)
"""What stands for a value where there is none."""

GROUP = re.compile(
    r"\b(?:amet(?:nik|iisik)|töötaja|abiteenistuja|tippjuht|keskastme|spetsialist|juhid?)\b", re.IGNORECASE
)
"""A group of staff, as "Ametikoha grupp" states it."""
