"""Read references to directives as people write them, and find the held directives that they name."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from warehouse.ask.keys import id_key, number_key
from warehouse.connection import Warehouse
from warehouse.transactions import fetch_row

# Case endings follow: "märtsi", "oktoobril", "novembris".
_MONTHS = ("jaan", "veebr", "märts", "apr", "mai", "juuni", "juuli", "aug", "sept", "okt", "nov", "dets")
_DAY = re.compile(
    r"(?<![\d.])(?:(?P<iso>\d{4}-\d{1,2}-\d{1,2})|(?P<d>\d{1,2})\.\s?(?P<m>\d{1,2})\.\s?(?P<y>\d{4}|\d{2})(?!\d)"
    rf"|(?P<wd>\d{{1,2}})\.?\s(?P<month>(?:{'|'.join(_MONTHS)})\w*)\s(?P<wy>\d{{4}}))\.?(?:\s?a\b\.?|\s?aasta\w*)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b((?:19|20)\d\d)\.?\s?(?:a\b\.?|aasta\w*)|\(((?:19|20)\d\d)\)", re.IGNORECASE)
_KIND = re.compile(r"\b(käskkir|korraldus|otsus|määrus)[^\W\d]*", re.IGNORECASE)
_KINDS = {"käskkir": "käskkiri", "korraldus": "korraldus", "otsus": "otsus", "määrus": "määrus"}
_NUMBER = re.compile(r"(?:\b(?:nr|no|number)\b\.?|№)\s*(?P<number>[^\s,;]+)|\bnr(?P<close>\d[^\s,;]*)", re.IGNORECASE)
_ANNEX = re.compile(r"\b(?:lisa|annex)\s*(?:nr\.?\s*)?(?P<annex>\d+[\w.]*)", re.IGNORECASE)
_YEAR_AFTER = re.compile(r"(?P<number>.+?)\s*/\s*(?P<year>(?:19|20)\d\d)")
_YEAR_BEFORE = re.compile(r"(?P<year>(?:19|20)\d\d)\s*/\s*(?P<number>.+)")
_BARE_YEAR = re.compile(r"(?:19|20)\d\d")
_BLANK = re.compile(r"\s")
_QUOTES = str.maketrans("", "", "„“”\"'«»")
# Words that tell of the kind of an act, not of who issued it.
_NO_ISSUER = frozenset(("põhitegevuse", "personali", "üldine", "act", "directive", "of", "dated", "the", "a", "aasta"))


@dataclass(frozen=True)
class Reference:
    """What a reference says of an act: its day, or its year, its number, its kind, its issuer; ``None``: not said.

    ``number`` is as written. ``annex_number`` is that of an annex it names besides ("nr 11 lisa 3"). ``impossible_day``
    is a day that no calendar has ("31.02.2025"), as written: such a reference names nothing.
    """

    words: str
    enacted_on: date | None = None
    year: int | None = None
    number: str | None = None
    kind: str | None = None
    issuer: str | None = None
    annex_number: str | None = None
    impossible_day: str | None = None

    @property
    def is_reference(self) -> bool:
        """Return whether it says anything by which an act can be identified."""
        return any(part is not None for part in (self.enacted_on, self.number, self.impossible_day))


def parse_reference(words: str) -> Reference:
    """Return what a reference says, in any order: day, "nr" and number, kind, issuer, year, annex.

    Days are ISO, dd.mm.yyyy, dd.mm.yy or "10. märts 2025". Words without a digit are not a reference: they name a post
    or a subject.
    """
    rest = " ".join(words.translate(_QUOTES).split())
    annex, rest = _taken(_ANNEX, rest)
    enacted, rest = _taken(_DAY, rest)
    enacted_on = _day(enacted) if enacted else None
    impossible_day = enacted[0].strip() if enacted and enacted_on is None else None
    year, rest = _taken(_YEAR, rest) if enacted is None else (None, rest)
    kind, rest = _taken(_KIND, rest)
    numbered, rest = _taken(_NUMBER, rest)
    number = (numbered["number"] or numbered["close"]) if numbered else None
    left = [word.strip(".,;:()") for word in rest.replace(" / ", "/").split()]
    if number is None:
        number = next((word for word in left if any(c.isdigit() for c in word)), None)
        left = [word for word in left if word != number]
    bare_year = next((word for word in left if _BARE_YEAR.fullmatch(word)), None) if enacted is None else None
    issuer = " ".join(word for word in left if word.strip("/-") and word.lower() not in _NO_ISSUER | {bare_year})
    return Reference(
        words=words,
        enacted_on=enacted_on,
        year=int(year[1] or year[2]) if year else int(bare_year) if bare_year else None,
        number=number.strip("/.,") or None if number else None,
        kind=_KINDS[kind[1].lower()] if kind else None,
        issuer=issuer or None,
        annex_number=annex["annex"] if annex else None,
        impossible_day=impossible_day,
    )


def may_be_a_name(said: Reference) -> bool:
    """Return whether words with a figure may name a post ("nõunik 12"): nothing else in them tells of an act."""
    parts = (said.enacted_on, said.year, said.kind, said.annex_number, said.impossible_day)
    return said.issuer is not None and not any(parts) and _NUMBER.search(said.words) is None


def _taken(pattern: re.Pattern[str], words: str) -> tuple[re.Match[str] | None, str]:
    """Return the first match and the words without it."""
    match = pattern.search(words)
    return (match, f"{words[: match.start()]} {words[match.end() :]}".strip()) if match else (None, words)


def _day(match: re.Match[str]) -> date | None:
    if match["iso"]:
        y, m, d = (int(part) for part in match["iso"].split("-"))
    elif match["month"]:
        written = match["month"].lower()
        m = next(turn for turn, stem in enumerate(_MONTHS, 1) if written.startswith(stem))
        y, d = int(match["wy"]), int(match["wd"])
    else:
        y, m, d = int(match["y"]), int(match["m"]), int(match["d"])
        y += 2000 if y < 100 else 0
    try:
        return date(y, m, d)
    except ValueError:
        return None


def find_directives(w: Warehouse, words: str) -> list[str]:
    """Return the ids of the held directives that a reference names, newest first; empty where there are none.

    A reference is the id of a directive, or its register's own id ("sample/700110", "700110"), the address of its page,
    a number ("192", "nr 192"), a number and a year ("11/2025"), a day and a number in either order ("23.12.2024 nr
    192", "nr 192, 23.12.2024", "2024-12-23/192"), or a day alone; the kind of act and its issuer narrow it. A number
    alone may name directives of several years: all are returned. A reference to an annex names no directive.
    """
    name = words.strip()
    exact, of_register = _ids_named(w, name)
    if exact is not None:
        return [exact]
    reference = parse_reference(name)
    if not reference.is_reference or reference.annex_number is not None:
        return []
    return _find(w, reference, of_register)


def _ids_named(w: Warehouse, name: str) -> tuple[str | None, list[str]]:
    """Return the directive that has this id or address (``None``: none), and those for which registers use this id."""
    if "/" in name and not _BLANK.search(name):  # as in an address
        row = fetch_row(
            w.connection, "SELECT directive_id FROM directives WHERE directive_id = ? OR source_url = ?", [name, name]
        )
        if row:
            return row[0], []
    names = {name, *(f"{register}/{name}" for register in _registers(w))}
    keys = ", ".join(str(id_key(one)) for one in names)
    rows = w.connection.execute(f"SELECT directive_id FROM act_sheets WHERE directive_key IN ({keys})").fetchall()
    held = {row[0] for row in rows} & names
    return (name if name in held else None), sorted(held)


def _registers(w: Warehouse) -> tuple[str, ...]:
    """Return what stands before the first "/" of the ids of directives; of a published file it is asked once."""
    known = _registers_of.get(w.path)
    if known is None:
        rows = w.connection.execute("SELECT DISTINCT split_part(directive_id, '/', 1) FROM directives").fetchall()
        known = tuple(row[0] for row in rows)
        if len(_registers_of) >= _MOST_FILES:
            _registers_of.clear()
        _registers_of[w.path] = known
    return known


_registers_of: dict[Path, tuple[str, ...]] = {}
_MOST_FILES = 4


def find_target(w: Warehouse, words: str) -> tuple[list[str], str | None]:
    """Return the directives that a reference names, as ``find_directives``, and the annex of them that it names.

    An annex is named by its id ("sample/700110#2") or after its act ("nr 11 lisa 3"); ``None``: the whole act is meant.
    """
    name = words.strip()
    if "#" in name:  # as in every id of an annex: others would be looked for among all annexes in vain
        row = fetch_row(
            w.connection,
            "SELECT directive_id, coalesce(annex_number, split_part(annex_id, '#', -1)) FROM annexes"
            " WHERE annex_id = ?",
            [name],
        )
        if row:
            return [row[0]], row[1]
    reference = parse_reference(name)
    if reference.annex_number is None or not reference.is_reference:
        return find_directives(w, name), None
    return _find(w, reference, _ids_named(w, name)[1]), reference.annex_number


def _find(w: Warehouse, reference: Reference, of_registers: list[str]) -> list[str]:
    for reading in _readings(reference) if reference.impossible_day is None else ():
        if found := _matching(w, reading):
            return found
    return of_registers


def _readings(reference: Reference) -> list[Reference]:
    """Return the ways to read it, the likelier first: "11/2025" is a number as it stands, else number 11 of 2025."""
    readings = [reference]
    if reference.number and reference.enacted_on is None and reference.year is None:
        for pattern in (_YEAR_AFTER, _YEAR_BEFORE):
            if match := pattern.fullmatch(reference.number):
                readings.append(replace(reference, year=int(match["year"]), number=match["number"]))
    return readings


def _matching(w: Warehouse, reference: Reference) -> list[str]:
    """Return the directives that agree with all that a reference says, newest first.

    Only what it says is asked, and the issuer only of what agrees else: to plan that comparison takes longer than all
    the rest of the look-up.
    """
    said = {"day": reference.enacted_on, "year": reference.year, "kind": reference.kind}
    given = {name: value for name, value in said.items() if value is not None}
    source = "directives"
    if reference.number is not None:
        key = number_key(reference.number)
        if key is None:
            return []
        given["number"] = key
        source = f"(SELECT * FROM act_numbers WHERE number_id = {id_key(key)})"
    conditions = " AND ".join(_AGREES[name] for name in given) or "true"
    rows = w.connection.execute(
        f"SELECT directive_id, institution FROM {source} WHERE {conditions}"
        " ORDER BY coalesce(signed_on, registered_on) DESC NULLS LAST, directive_id",
        given,
    ).fetchall()
    if reference.issuer is None or not rows:
        return [row[0] for row in rows]
    issuers = _institutions_of(w, reference.issuer, {row[1] for row in rows})
    return [row[0] for row in rows if row[1] in issuers]


_AGREES = {
    "number": "number_key = CAST($number AS VARCHAR)",
    "day": "CAST($day AS DATE) IN (signed_on, registered_on)",
    "year": "CAST($year AS INTEGER) IN (year(signed_on), year(registered_on))",
    "kind": "coalesce(act_kind, CAST($kind AS VARCHAR)) = CAST($kind AS VARCHAR)",
}


def _institutions_of(w: Warehouse, issuer: str, institutions: Collection[str | None]) -> set[str | None]:
    """Return those institutions that an issuer as written may be (the macro ``issuer_agrees``)."""
    known = {one: _agreeing.get((issuer, one)) for one in institutions}
    unknown = [one for one, is_agreeing in known.items() if is_agreeing is None]
    if unknown:
        found = _ask_institutions(w, issuer, unknown)
        known |= {one: one in found for one in unknown}
        if len(_agreeing) >= _MOST_PAIRS:
            _agreeing.clear()
        _agreeing.update({(issuer, one): one in found for one in unknown})
    return {one for one, is_agreeing in known.items() if is_agreeing}


# Whether two names agree depends on nothing but the names, and to plan the comparison takes longer than to find an act.
_agreeing: dict[tuple[str, str | None], bool] = {}
_MOST_PAIRS = 2_000


def _ask_institutions(w: Warehouse, issuer: str, institutions: Collection[str | None]) -> set[str | None]:
    rows = w.connection.execute(
        "WITH asked AS MATERIALIZED (SELECT institution_stem(CAST($issuer AS VARCHAR)) AS stem),"
        " held AS MATERIALIZED (SELECT institution, institution_stem(institution) AS stem"
        " FROM (SELECT unnest(CAST($institutions AS VARCHAR[])) AS institution))"
        " SELECT institution FROM held, asked WHERE coalesce(stems_agree(asked.stem, held.stem), true)",
        {"issuer": issuer, "institutions": list(institutions)},
    ).fetchall()
    return {row[0] for row in rows}
