"""List where words may be put into a sentence without changing what it does, each with the reason."""

from __future__ import annotations

import re

from benchmarks.accuracy.inserting.inserting import Insertion
from extractors.citations.view import reading_of

_FREE = frozenset({"unknown", "unit", "ordinal"})
"""Kinds of phrases that may be part of a name."""
_REFUSING = frozenset({"negate", "redirect"})
# "alates 01.02.2031", "kuni 31.12.2031", "ka lisa 9": they say something of their own, and it is read
_READ = ("alates 01.02.2031", "kuni 31.12.2031", "ka lisa 9")
# "vajaduse korral tunnistatakse kehtetuks": a rule about what may come, and no deed
_RULES = ("vajaduse korral", "vajadusel", "võimalusel", "edaspidi", "hiljem", "tulevikus", "eelnõu")
_GENITIVE = ("personaliosakonna", "Pärnu kontori", "esimese", "kolmanda", "sinise", "blorkide", "jõgede", "sõidukite")
_TOLD = re.compile(r"(?:,|\()\s*(?:mi[sl]|mida|mille\w*|sest|kuna|et|vt|muudetud|kelle)(?!\w)[^;]*\Z", re.IGNORECASE)
_REASON = re.compile(
    r"(?<!\w)(?:seoses|tulenevalt|lähtu\w+|juhindu\w+|arvestades|võttes|täites|õigusselguse|vigade)(?!\w)[^;]*\Z",
    re.IGNORECASE,
)
_NAMING = re.compile(
    r"(?<!\w)(?:kinn?ita\w*|kehtesta\w*|pan(?:en|na)|võtan|võtta|annan|heaks|vastu)(?!\w)[^;.]*\Z", re.IGNORECASE
)
_KIND = re.compile(
    r"\A[^(;]*?(?:juhend|kord|korra|kava|eeskir|nimekir|nimest|määra|vorm|reegl|plaan|graafik|kiri|kirja|koosseis)",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"\A\s*(?:\(|[-–]\s+|vastavalt\s)\s*(?:lisa|juurde|vastavalt|esime|tei)", re.IGNORECASE)
_ACT = re.compile(r"\A[^;,()]{0,120}?(?:\d{4}|nr|kirja|kiri|määrus|otsus|korraldus|\bkk\b)", re.IGNORECASE)


def find_reason(one: Insertion, result: str) -> str:
    """Return why an insertion may go unnoticed; empty where it may not."""
    words = one.sentence.words
    before, behind = words[: one.at], words[one.at :]
    place = one.sentence.start + one.at
    masked = reading_of(one.gold.text).masked
    if "·" in masked[max(0, place - 1) : place + 2]:
        return "in quotation marks: part of a title"
    if "alusel" in behind or re.search(r"alusel\W*\Z", before):
        return "in the legal basis"
    if result in ("gone", "fewer") and (one.kind in _REFUSING or one.phrase in _RULES):
        return "refuses, asks or plans: nothing is done"
    if result == "other" and one.phrase in _READ:
        return "says something of its own, which was read"
    if "\t" in before or "|" in before:
        return "in a cell of a table, which names what the row is about"
    if _TOLD.search(before):
        return "told of something else by a clause of its own"
    if _REASON.search(before) and one.kind in _FREE:
        return "in a reason"
    if one.sentence.answers and all(a.action == "approve" and not a.annexes for a in one.sentence.answers):
        return "approves no annex"
    if one.kind in _FREE and _NAMING.search(before) and (_KIND.match(behind) or _ANNEX.match(behind)):
        return "in the name of an approved document"
    if one.phrase == "Tamm" and _ACT.match(behind):
        return "a name before an act: it may be part of its issuer's"
    if one.phrase in _GENITIVE and _ACT.match(behind):
        return "a genitive before an act: it may name an issuer"
    return ""
