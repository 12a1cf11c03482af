"""Read revocations from a table: a head with columns for an act's day and number, and a row for each act.

1. Tunnistan kehtetuks järgmised peadirektori käskkirjad:
Jrk nr | Kuupäev    | Number | Lisad
1      | 11.01.2018 | 3      | 1 ja 2

Day and number may stand in one cell: "Käskkiri | Lisad", below it "11.01.2018 nr 3 | 1 ja 2".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import count, takewhile

from extractors.citations.annex_sets import read_number_set
from extractors.citations.calendar_dates import find_dates, parse_date
from extractors.citations.find import FoundCitation, clean_title, find_bare_mention, scan_citations
from extractors.citations.grammar import clean_number
from extractors.citations.reference_key import reference_key
from extractors.citations.view import Reading, reading_of
from extractors.effects.act_reading import ActReading
from extractors.effects.classify import find_verbs
from extractors.effects.dates import EffectDate
from extractors.effects.leads import led_rows, whole_lead
from extractors.effects.outcome import Governor
from extractors.effects.tables import find_heads, split_cells, table_lines
from extractors.model.effect import Affected, Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_STEM

_HEAD_LINE = re.compile(
    r"^(?=[^\n]*[\t|])(?=[^\n]*(?:[Kk]uupäev|[Aa]kt(?!\w)|[Kk]äskkiri(?!\w)|[Kk]orraldus(?!\w)|[Oo]tsus(?!\w)))[^\n]{8,300}$",
    re.MULTILINE,
)
_COLUMNS = (
    (
        "ends",
        re.compile(
            r"(?:kehtetu(?:ks)?|kehtetud)(?:\s+(?:alates|arvates))?(?:\s+kuupäevast)?|"
            r"kehti?vuse\s+(?:kaotami(?:ne|se\s+(?:kuu)?päev)|lõpp|lõpp?kuupäev|lõppemi(?:ne|se\s+(?:kuu)?päev)|lõpu\s+(?:kuu)?päev)",
            re.I,
        ),
    ),
    ("until", re.compile(r"(?:kehtib|kehtiv)\s+kuni(?:\s+kuupäevani)?", re.I)),
    ("ordinal", re.compile(r"jrk\.?(?:\s*(?:nr|number))?\.?", re.IGNORECASE)),
    ("date", re.compile(r"(?:\w+\s+)?kuupäev", re.IGNORECASE)),
    ("annexes", re.compile(r"lisa(?:d|de)?(?:\s+(?:nr|number|numbrid))?\.?", re.IGNORECASE)),
    ("number", re.compile(rf"(?:\w+\s+)?(?:nr|number|viit)\.?|(?:{ACT_STEM})\w*|(?:haldus|õigus)?akt", re.IGNORECASE)),
    ("title", re.compile(r"pealkiri|nimetus|sisu", re.IGNORECASE)),
)
_NUMBER = re.compile(
    rf"(?:(?:{ACT_STEM})\w*\s+)?(?:nr\.?\s*)?(?P<number>\d[\w./-]{{0,30}}|[A-ZÕÄÖÜ][\w.-]{{0,3}}\d[\w./-]{{0,30}})",
    re.I,
)
_COUNTER = re.compile(r"(?:nr|number)\.?", re.IGNORECASE)
_MORE_CELLS = re.compile(r"[^\n]*[\t|]")
# "ja 5", "5 ja 6", "(lisa 3)": no point and no sentence begins so
_GOES_ON = re.compile(r"[ \t]*(?=\S)(?!\(allkir)(?:[^\W\dA-ZÕÄÖÜŠŽ_]|[(,;–-]|\d[\d ,.–-]*(?:(?:ja|ning|kuni)\b|\n))")
_LIST_BEGINS = re.compile(r"(?<=[\d;.])\s+(?=lisad?\s)", re.IGNORECASE)
_NO_ANNEXES = ("", "-", "–", "—")
_LEAD_REACH = 400


@dataclass(frozen=True, slots=True)
class RevokedTable:
    """A table of revocations. ``span`` runs from the head to the last row, ``lead`` from the verb above it to the head.

    ``rows`` hold the cells of each line by the name of their column; ``is_cut`` says that a line after them has cells,
    but is not a row, ``goes_on`` that one after them may belong to a cell of the last.
    """

    span: Span
    lead: Span
    rows: tuple[tuple[Span, Mapping[str, str]], ...]
    is_cut: bool
    goes_on: bool = False


def find_revoked_tables(reading: Reading, text: str, region: Span) -> tuple[RevokedTable, ...]:
    """Return the tables of a region that list acts by day and number under a verb of revocation."""
    found = []
    for head in find_heads(_HEAD_LINE, text, region):
        columns = _columns(split_cells(head.group()), text, head.end() + 1, region.end)
        verbs = find_verbs(reading.masked, max(region.start, head.start() - _LEAD_REACH), head.start())
        if "number" not in columns or not verbs or verbs[-1].effect != "revoke":
            continue
        rows, after = _rows(text, head.end() + 1, region.end, columns)
        if rows:
            is_cut = _MORE_CELLS.match(text, after, region.end) is not None
            goes_on = _GOES_ON.match(text, after, region.end) is not None
            lead = Span(verbs[-1].start, head.start())
            stop = text.find("\n", rows[-1][0].end, region.end)  # the frame's last bar is no word of the lead
            span = Span(head.start(), region.end if stop < 0 else stop)
            found.append(RevokedTable(span, lead, rows, is_cut, goes_on))
    return tuple(found)


def add_revoked(
    act: ActReading, tables: Sequence[RevokedTable], effects: Sequence[Effect], opened: Sequence[Governor]
) -> tuple[tuple[Effect, ...], tuple[Finding, ...]]:
    """Return the effects with one revocation for each row, in the order of the text.

    ``opened`` are the leads that were read. A doubt where a table continues with a line that is not a row.
    """
    result, findings = list(effects), []
    for table in tables:
        bare = find_bare_mention(act.reading, table.lead)
        starts = act.stated_start(whole_lead(table.lead, opened), (), is_ending=True)
        listed = [_revocation(act, row, bare, span, starts) for span, row in table.rows]
        if table.goes_on:
            listed[-1] = _doubted(act, listed[-1], "words_unread")
        at = bisect_right(result, table.lead.start, key=lambda effect: effect.evidence.span.start)
        result[at:at] = led_rows(act, listed, table.lead, opened)
        if table.is_cut:
            findings.append(act.unread(table.span))
    return tuple(result), tuple(findings)


def _columns(head: Sequence[str], text: str, start: int, end: int) -> list[str]:
    """Return the names of a head's columns. "Nr" before another column of numbers counts the rows, where they do."""
    columns = [_column(cell) for cell in head]
    if columns[0] == "number" and "number" in columns[1:] and _COUNTER.fullmatch(head[0]):
        firsts = (split_cells(line.of(text))[0].strip(".)") for line in table_lines(text, start, end))
        counted = sum(1 for _ in takewhile(lambda pair: pair[0] == str(pair[1]), zip(firsts, count(1), strict=False)))
        return ["ordinal", *columns[1:]] if counted else columns
    return columns


def _column(cell: str) -> str:
    return next((name for name, pattern in _COLUMNS if pattern.fullmatch(cell)), "")


def _rows(
    text: str, start: int, end: int, columns: Sequence[str]
) -> tuple[tuple[tuple[Span, Mapping[str, str]], ...], int]:
    """Return the rows from an offset on, and the start of the first line that is not a row."""
    rows: list[tuple[Span, Mapping[str, str]]] = []
    for line in table_lines(text, start, end):
        cells = split_cells(line.of(text))
        row = _by_column(columns, cells)
        if rows and len(cells) == 1 and columns[-1] == "annexes" and _is_number_set(cells[0]):
            row = {"annexes": cells[0]}  # a further line of the last cell
        if rows and _is_of_act_above(row):
            row = {**rows[-1][1], **{name: cell for name, cell in row.items() if cell}}
        parts = _by_set(row)
        if not all(_is_row(part) for part in parts):
            return tuple(rows), line.start
        # An empty last cell ("-") would look like a sentence that goes on
        span = Span(line.start, line.start + len(line.of(text).rstrip(" \t|-–—")))
        rows += [(span, part) for part in parts]
    return tuple(rows), end


def _by_set(row: Mapping[str, str]) -> list[Mapping[str, str]]:
    """Return a row as several where its cell of annexes has several lists, one below the other: "lisa 2 lisa 6"."""
    lists = _LIST_BEGINS.split(row.get("annexes", ""))
    return [{**row, "annexes": one} for one in lists] if len(lists) > 1 else [row]


def _by_column(columns: Sequence[str], cells: Sequence[str]) -> dict[str, str]:
    """Return the cells of a line by their columns; "other" holds those with a day whose column says nothing known.

    Of two columns of one name the first counts, and the other's days and numbers are of an unknown kind as well.
    """
    row: dict[str, str] = {}
    others = list(cells[len(columns) :])
    numbers: list[str] = []
    for name, cell in zip(columns, cells, strict=False):
        if name and name not in row:
            row[name] = cell
        else:
            others.append(cell)
            numbers += [cell] if name == "number" and cell not in _NO_ANNEXES else []
    days = [cell for cell in others if any(find_dates(cell, 0, len(cell))) or cell in numbers]
    return {**row, "other": " ".join(days)} if days else row


def _revocation(
    act: ActReading, row: Mapping[str, str], bare: FoundCitation | None, span: Span, lead: EffectDate | None
) -> Effect:
    """Return what a row ends, from its own day or else the lead's; doubted where a day of it was not understood."""
    ends, until = row.get("ends", ""), row.get("until", "")
    own = _day(act, ends)
    if own is None and (last := _day(act, until)) is not None and last.on is not None:
        own = replace(last, on=last.on + timedelta(days=1))
    effect = act.effect("revoke", _affected(row, bare), span, own or lead)
    is_unread = own is None and any(words not in _NO_ANNEXES for words in (ends, until))
    if is_unread or "other" in row:
        return _doubted(act, effect, "days_unread")
    return effect


def _doubted(act: ActReading, effect: Effect, code: str) -> Effect:
    words = " ".join(effect.evidence.span.of(act.text.text).split())
    return effect if effect.doubt else replace(effect, doubt=code, doubt_quote=words)


def _day(act: ActReading, words: str) -> EffectDate | None:
    day = parse_date(words)
    return act.stated_day(day) if day is not None else None


def _is_of_act_above(row: Mapping[str, str]) -> bool:
    """Return whether a row names annexes alone: the cells of its act's day and number reach down from above."""
    has_act = any(row.get(name, "").strip() for name in ("date", "number", "title"))
    return not has_act and _is_number_set(row.get("annexes", "").strip())


def _is_row(row: Mapping[str, str]) -> bool:
    annexes = row.get("annexes", "")
    if annexes not in _NO_ANNEXES and annexes.casefold() != "kõik" and not _is_number_set(annexes):
        return False
    return _act_of(row, None) is not None


def _act_of(row: Mapping[str, str], bare: FoundCitation | None) -> FoundCitation | None:
    """Return the act whose day and number a row has, with what its lead says of it; ``None`` for any other line."""
    if "date" not in row:
        return _cited(row.get("number", ""), bare)
    day, matched = parse_date(row["date"]), _NUMBER.fullmatch(row.get("number", ""))
    on = day.on() if day is not None else None
    if on is None or matched is None:
        return None
    issuer, kind = (bare.issuer, bare.kind) if bare is not None else (None, None)
    return FoundCitation(Span(0, 0), 0, 0, issuer, kind, on, clean_number(matched["number"]), None)


def _cited(cell: str, bare: FoundCitation | None) -> FoundCitation | None:
    """Return the one act that a cell cites by day and number, and by nothing but them; ``None`` for any other cell."""
    reading, whole = reading_of(cell), Span(0, len(cell))
    act_word = bare or FoundCitation(Span(0, 0), 0, 0, None, "käskkiri", None, None, None)
    found = scan_citations(reading, whole, None, act_word)
    if len(found) != 1 or found[0].enacted_on is None or found[0].number is None:
        return None
    outside = cell[: found[0].span.start] + cell[found[0].span.end :]
    if re.search(r"\w", outside):
        return None
    return found[0] if bare is not None or found[0].own_kind else replace(found[0], kind=None)


def _is_number_set(words: str) -> bool:
    words = reading_of(words).view  # with one sign for all dashes
    numbers, stop = read_number_set(words, _word_end(words), len(words))
    return bool(numbers) and not words[stop:].strip(" .;")


def _word_end(words: str) -> int:
    lead = re.match(r"lisa\w{0,4}", words, re.IGNORECASE)
    return lead.end() if lead else 0


def _affected(row: Mapping[str, str], bare: FoundCitation | None) -> Affected:
    act = _act_of(row, bare)
    assert act is not None  # else it would be no row
    words = reading_of(row.get("annexes", "")).view
    numbers = read_number_set(words, _word_end(words), len(words))[0]
    has_annexes = words not in _NO_ANNEXES
    return Affected(
        issuer=act.issuer,
        kind=act.kind,
        enacted_on=act.enacted_on,
        number=act.number,
        title=act.title or clean_title(row.get("title", "")),
        annexes=(numbers or "all") if has_annexes else None,
        scope="annexes" if has_annexes else "act",
        reference_key=reference_key(act.kind, act.enacted_on, act.number),
    )
