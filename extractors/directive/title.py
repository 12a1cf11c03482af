"""Find the title of an act: the lines below its heading, or above "Vastu võetud"."""

from __future__ import annotations

import re

from extractors.model.evidence import Span

# A preamble or a first point begins here, not a title.
_PREAMBLE = re.compile(
    r"\balusel\b|^\s*(?:Tulenevalt|Juhindu|Lähtu|Võttes|Vastavalt|Arvesta|Kooskõlas|Tuginedes|Määrus kehtestatakse"
    r"|Käskkiri kehtestatakse|Käskkiri antakse|Vabariigi Valitsuse seaduse|§|\(\d|\d{1,2}[.)]\s)|\bseaduse §",
    re.IGNORECASE,
)
_OPERATIVE = re.compile(r"^\s*(?:kinnita|tunnista|muuda|muuta|kehtesta|täienda|asenda)(?!mi)\w{0,6}\b", re.IGNORECASE)
# "Ametijuhendite kinnitamine Avaliku teenistuse seaduse …": title and preamble in one line
_ACTION_NOUN = re.compile(r"(?s)^(.{0,300}?\b\w{3,40}mine(?:\s*\([^()\n]{1,80}\))?)\s+(?=[A-ZÕÄÖÜŠŽ„\"«])")
_SKIP = re.compile(r"^\s*(?:\(.*\)|\d{1,3}|Redaktsiooni.*|Teksti suurus:?|[-–—_=]*)\s*$")
# "Tallinna Linnavolikogu / m ä ä r a b": who resolves stands below the heading, no title
_BODY_NAME = re.compile(r"^[^\n]{0,60}(?:volikogu|valitsus|nõukogu)(?:\s+\w{4,9}b:?)?$", re.IGNORECASE)
_MAX = 400


def read_title(view: str, region: Span, heading: Span) -> str | None:
    """Return the title of the act whose heading stands at ``heading``; ``None`` where no line qualifies.

    Blanks join its lines. A title that shares its line with the preamble ends after its "-mine" noun.
    """
    if re.match(r"Vastu\s+võetud", view[heading.start : heading.end], re.IGNORECASE):
        return _line_above(view, region, heading.start)
    below = _lines_below(view, Span(heading.end, region.end))
    if below is not None and not _BODY_NAME.search(below):
        return below
    first = view[region.start : heading.start].strip().split("\n", 1)[0]
    return _clean(first) if re.search(r"\w{3}mine\s*$", first) else None


def _line_above(view: str, region: Span, offset: int) -> str | None:
    lines = [line.strip() for line in view[region.start : offset].splitlines() if line.strip()]
    return _clean(lines[-1]) if lines else None


def _lines_below(view: str, region: Span) -> str | None:
    window = view[region.start : min(region.end, region.start + 1_500)]
    kept: list[str] = []
    for line in window.splitlines():
        if not line.strip():
            if kept:
                break
            continue
        if _SKIP.match(line) and not kept:
            continue
        joined = " ".join([*kept, line.strip()])
        action = _ACTION_NOUN.match(joined)
        if action and (_PREAMBLE.search(joined[action.end() :]) or len(joined) > 200):
            return _clean(action[1])
        if _PREAMBLE.search(line) or _OPERATIVE.match(line) or len(kept) == 5:
            break
        kept.append(line.strip())
        if re.search(r"\w{3}mine(?:\s*\([^)]*\))?$", line.strip()):
            break
    return _clean(" ".join(kept))


def _clean(words: str) -> str | None:
    return re.sub(r"\s+", " ", words).strip()[:_MAX] or None
