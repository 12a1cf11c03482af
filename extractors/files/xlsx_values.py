"""Format what a workbook's cell shows (ISO/IEC 29500-1, 18.8.30 numFmt): dates and numbers in Estonian style."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lxml import etree
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format, is_timedelta_format
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

_LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]')
_DIGITS = re.compile(r"[#0?][#0?,. ]*")
_GENERAL = "General"
_SHOWS_NOTHING = ";;;"


@dataclass(frozen=True, slots=True)
class Formats:
    """The number format of each cell style, by its index in the workbook's styles."""

    codes: tuple[str, ...] = ()
    starts_1904: bool = False

    def hides(self, style: int) -> bool:
        """Return whether a cell of this style shows nothing of what it holds."""
        return 0 <= style < len(self.codes) and self.codes[style].replace('""', "").strip() == _SHOWS_NOTHING

    def show(self, written: str, style: int) -> str:
        """Return a number as its cell shows it: dates as dd.mm.yyyy, a decimal comma, percents; else unchanged."""
        try:
            value = float(written)
        except ValueError:
            return written
        code = self.codes[style] if 0 <= style < len(self.codes) else _GENERAL
        if is_date_format(code):
            return self._date(value, code) or show_number(value, _GENERAL)
        return show_number(value, code)

    def _date(self, value: float, code: str) -> str | None:
        start = CALENDAR_MAC_1904 if self.starts_1904 else CALENDAR_WINDOWS_1900
        try:
            shown_value = from_excel(value, start, timedelta=is_timedelta_format(code))
        except (OverflowError, ValueError):
            return None
        plain = _LITERAL.sub("", code).casefold()
        if isinstance(shown_value, timedelta):
            return show_duration(shown_value)
        if isinstance(shown_value, time) or not re.search("[yda]", plain.replace("am/pm", "")):
            return f"{shown_value:%H:%M}"
        return show_date(shown_value, with_time="h" in plain)


def show_date(shown_value: date, *, with_time: bool) -> str:
    """Return dd.mm.yyyy, with hours and minutes where the cell shows them."""
    printed = f"{shown_value.day:02d}.{shown_value.month:02d}.{shown_value.year:04d}"
    return f"{printed} {shown_value:%H:%M}" if with_time and isinstance(shown_value, datetime) else printed


def show_duration(shown_value: timedelta) -> str:
    """Return hours and minutes; each further day adds 24 hours ("[h]:mm")."""
    minutes = abs(round(shown_value.total_seconds())) // 60
    sign = "-" if shown_value < timedelta() and minutes else ""
    return f"{sign}{minutes // 60}:{minutes % 60:02d}"


def show_number(value: float, code: str) -> str:
    """Format ``value`` by the first section of ``code`` for its sign: digits, percents, words around it."""
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    sections = code.split(";")
    section = sections[1] if value < 0 and len(sections) > 1 and sections[1] else sections[0]
    words: list[str] = []

    def keep(match: re.Match[str]) -> str:
        words.append(match[1] or match[2] or match[3] or "")
        return f"\x01{len(words) - 1}\x02"  # digits within words must not be mistaken for digit placeholders

    marked = _LITERAL.sub(keep, section)
    digits = _DIGITS.search(re.sub(r"\x01\d+\x02", lambda match: "\x03" * len(match[0]), marked))
    if digits is None or "E" in marked or "/" in marked or _GENERAL in section or "@" in marked:
        return _general(value)
    if value < 0 and section is not sections[0]:
        value = -value
    number = _digits(value * 100 if "%" in marked else value, digits[0].strip())
    shown = marked[: digits.start()] + number + (" " if digits[0].endswith(" ") else "") + marked[digits.end() :]
    return " ".join(re.sub(r"\x01(\d+)\x02", lambda match: words[int(match[1])], shown).split())


def _general(value: float) -> str:
    return (
        f"{value:.15g}".replace(".", ",") if abs(value) < 1e15 else f"{value:.0f}" if abs(value) < 1e21 else str(value)
    )


def _digits(value: float, pattern: str) -> str:
    whole, _, decimals = pattern.partition(".")
    places = sum(sign in "0#?" for sign in decimals)
    least = sum(sign in "0?" for sign in decimals)
    printed = f"{abs(value):.{places}f}"
    before, _, after = printed.partition(".")
    after = after[:least] + after[least:].rstrip("0")
    before = before.rjust(whole.count("0"), "0")
    if "," in whole.rstrip(","):
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", " ", before)
    sign = "-" if value < 0 and float(printed) else ""
    return sign + before + (f",{after}" if after else "")


def read_formats(styles: etree._Element | None, *, starts_1904: bool) -> Formats:
    """Read the formats of a workbook; ``styles`` is ``None`` where it has none."""
    if styles is None:
        return Formats((), starts_1904)
    own = {str(each.get("numFmtId")): str(each.get("formatCode", "")) for each in styles.iter("{*}numFmt")}
    cells = styles.find("{*}cellXfs")
    codes: list[str] = []
    for style in cells if cells is not None else []:
        number = str(style.get("numFmtId", "0"))
        known = BUILTIN_FORMATS.get(int(number), _GENERAL) if re.fullmatch(r"\d{1,5}", number) else _GENERAL
        codes.append(own.get(number, known))
    return Formats(tuple(codes), starts_1904)
