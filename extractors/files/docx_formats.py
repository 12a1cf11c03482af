"""Print the counters of Word's lists (ISO/IEC 29500-1, 17.18.59 ST_NumberFormat), in Estonian."""

from __future__ import annotations

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_UNITS = ["null", "üks", "kaks", "kolm", "neli", "viis", "kuus", "seitse", "kaheksa", "üheksa", "kümme"]
_ORDINALS = (
    "nullis", "esimene", "teine", "kolmas", "neljas", "viies", "kuues", "seitsmes", "kaheksas", "üheksas", "kümnes",
)  # fmt: skip
_STEMS = ["null", "ühe", "kahe", "kolme", "nelja", "viie", "kuue", "seitsme", "kaheksa", "üheksa", "kümne"]
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_LATIN = "abcdefghijklmnopqrstuvwxyz"


def print_counter(number: int, kind: str) -> str:
    """Return ``number`` in the format ``kind``: digits where the format is unknown, empty for "none"."""
    if kind in ("lowerLetter", "upperLetter", "russianLower", "russianUpper") and number > 0:
        letters = _RUSSIAN if kind.startswith("russian") else _LATIN
        printed = letters[(number - 1) % len(letters)] * min(1 + (number - 1) // len(letters), 8)
        return printed.upper() if kind.startswith("upper") or kind.endswith("Upper") else printed
    if kind in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        return _roman(number).upper() if kind == "upperRoman" else _roman(number)
    if kind in ("cardinalText", "ordinalText") and 0 <= number < 100:
        return (_cardinal(number) if kind == "cardinalText" else _ordinal(number)).capitalize()
    if kind in _PATTERNS:
        return _PATTERNS[kind].format(number)
    return "" if kind == "none" else str(number)


_PATTERNS = {
    "decimalZero": "{:02d}",
    "ordinal": "{}.",  # Estonian writes ordinals with a full stop
    "numberInDash": "- {} -",
    "decimalEnclosedParen": "({})",
    "decimalEnclosedFullstop": "{}.",
}


def _roman(number: int) -> str:
    letters = ""
    for value, sign in _ROMAN:
        letters += sign * (number // value)
        number %= value
    return letters


def _cardinal(number: int) -> str:
    if number <= 10:
        return _UNITS[number]
    if number < 20:
        return f"{_UNITS[number - 10]}teist"
    tens, units = divmod(number, 10)
    return f"{_UNITS[tens]}kümmend" + (f" {_UNITS[units]}" if units else "")


def _ordinal(number: int) -> str:
    if number <= 10:
        return _ORDINALS[number]
    if number < 20:
        return f"{_STEMS[number - 10]}teistkümnes"
    tens, units = divmod(number, 10)
    return f"{_STEMS[tens]}kümne {_ORDINALS[units]}" if units else f"{_STEMS[tens]}kümnes"
