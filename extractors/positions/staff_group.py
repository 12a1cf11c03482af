"""Decide whether a post is an official's or an employee's (avaliku teenistuse seadus § 7)."""

from __future__ import annotations

import re

from extractors.positions.skeleton import skeleton

_EMPLOYEE = (
    *("töökoha eesmärk", "töötajal on", "töötaja vastutab", "tööandja töötaja", "sõlmib töölepingu", "võtab tööle"),
    *("sõlmib temaga töölepingu", "võetakse tööle", "töölepingu sõlmib", "töölepingus", "töökohale esitatavad"),
    *("töötaja asendab", "töötaja allub", "töökoha nimetus", "vabastab töölt"),
)
_OFFICIAL = ("ametnik", "ametniku", "ametnikku", "ametnikul", "ametnikule", "ametnikuna")
_EMPLOYEE_KEYS = tuple(tuple(skeleton(word) for word in phrase.split()) for phrase in _EMPLOYEE)
_OFFICIAL_KEYS = frozenset(skeleton(word) for word in _OFFICIAL)
_OFFICIAL_ENDING = skeleton("ametnik")  # "nooremametnik"
_WORD = re.compile(r"[^\W_]+")


def read_staff_group(stated: str | None, words: str) -> str | None:
    """Return "ametnik" or "töötaja"; ``None`` where the text speaks of neither or of both.

    The field Ametikoha grupp decides; without it, the wording of the whole text where it is unambiguous.
    """
    if stated:
        key = skeleton(stated)
        is_official, is_employee = skeleton("ametnik") in key, skeleton("töötaja") in key
        if is_official != is_employee:
            return "ametnik" if is_official else "töötaja"
    keys = tuple(skeleton(word) for word in _WORD.findall(words))
    is_official = any(key in _OFFICIAL_KEYS or key.endswith(_OFFICIAL_ENDING) for key in keys)
    starts = {phrase[0] for phrase in _EMPLOYEE_KEYS}
    is_employee = any(
        keys[i : i + len(phrase)] == phrase
        for i, key in enumerate(keys)
        if key in starts
        for phrase in _EMPLOYEE_KEYS
        if phrase[0] == key
    )
    if is_official == is_employee:
        return None
    return "ametnik" if is_official else "töötaja"
