"""Find headings of job descriptions, in texts where no mark or number says where an annex begins."""

from __future__ import annotations

import re

from extractors.citations.view import Reading
from extractors.directive.marks import AnnexMark
from extractors.model.directive import Part
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.labels import HEADING

_JOB_HEADING = re.compile(
    rf"^[ ]{{0,120}}(?:[^\n]{{0,80}}[ ])?{HEADING.upper()}\b[^\n]{{0,120}}$|^[^\n]{{0,80}}\b{HEADING}[ ]*$",
    re.MULTILINE,
)
_SECTION_ONE = re.compile(r"^[ ]{0,40}(?:1\.?|I\.?)[ .]|\s1\.\s?(?:1\.)?\s?[A-ZÕÄÖÜ]", re.MULTILINE)
# "1. Kinnitatakse tõlgi ametijuhend": the verb of a sentence, not the "asendaja" of a post
_ORDERS = re.compile(
    r"\b(?:tunnista|kinnita|muude|asenda|jõusta|täienda|peata|pikenda|kehtesta)(?:n|da|me|takse|vad|b|ti)\b"
    r"|\bmuu(?:dan|ta|dab)\b",
    re.IGNORECASE,
)
_ORDERING_LINE = re.compile(
    r"^[ ]{0,120}(?:\d{1,2}(?:\.\d{1,2}){0,2}\.?[ ]{1,4})?"
    r"(?:(?:Tunnista|Kinnita|Kehtesta|Peata|Pikenda|Täienda|Asenda)(?:n|da|takse)|Muudan|Muuta|Muudetakse)"
    r"[ ][^\n]{10,400}",
    re.MULTILINE,
)


def find_job_headings(reading: Reading, region: Span) -> tuple[AnnexMark, ...]:
    """Return the headings "AMETIJUHEND" below which a numbered text begins.

    A line of a sentence that approves a job description is none, though its name ends the line.
    """
    found = []
    for match in _JOB_HEADING.finditer(reading.view, region.start, region.end):
        if _is_in_sentence(reading.view, match, region):
            continue
        if _SECTION_ONE.search(reading.view, match.start(), min(region.end, match.end() + 500)):
            found.append(AnnexMark(Span(match.start(), match.end()), None, None, True))
    return tuple(found)


def _is_in_sentence(view: str, line: re.Match[str], region: Span) -> bool:
    """Return whether a line goes on from a sentence with a verb above it, or holds one that may go on below it."""
    above = view[max(region.start, line.start() - 400) : line.start()].rpartition("\n\n")[2]
    sentence = re.split(r"[.;:!?]\s", above)[-1] + line.group()
    below = view[line.end() : min(region.end, line.end() + 400)].removeprefix("\n").partition("\n\n")[0].rstrip()
    goes_on = below[:1].islower() and below.endswith((".", ";"))  # not the name of a unit under that of the post
    return goes_on or _ORDERS.search(sentence) is not None


def doubt_orders(reading: Reading, annex: Part) -> list[Finding]:
    """Return the finding ``operative_in_annex`` where what nothing but its heading makes an annex orders something.

    A line of the body may have been taken for that heading; what stands below it is read for no effects.
    """
    order = _ORDERING_LINE.search(reading.view, annex.evidence.span.start, annex.evidence.span.end)
    if order is None:
        return []
    message = "an ordering sentence stands in what was taken for an annex: read for no effects"
    return [Finding("operative_in_annex", message, Span(order.start(), order.end()))]
