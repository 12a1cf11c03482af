"""Build keys that identify a label even where a scan was read in the wrong language."""

from __future__ import annotations

import re
import unicodedata

# What such scans mix up: õ ö come as o 0 6 d, ä as a é, ü as u i ii ll. One letter stands for each group, on the
# side of the label and of the text alike, so undamaged words still meet.
_MISREADINGS = str.maketrans(
    {"é": "a", "ä": "a", "0": "o", "6": "o", "d": "o", "ü": "i", "u": "i", "l": "i", "1": "i", "|": "i", "š": "s"}
)
_RUNS = re.compile(r"(.)\1+")


def skeleton(words: str) -> str:
    """Return the letters of ``words`` after folding case, accents and usual misreadings; runs of one letter count once.

    Use it only for comparing: it says nothing of what the words mean, and the source's words stay the value.
    """
    folded = unicodedata.normalize("NFC", words).casefold().translate(_MISREADINGS)
    plain = unicodedata.normalize("NFD", folded)
    return _RUNS.sub(r"\1", "".join(sign for sign in plain if sign.isalpha()))
