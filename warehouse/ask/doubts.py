"""List what a person could settle by a ruling, with what an answer must not contradict."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from warehouse.ask.asked import rows_of
from warehouse.connection import Warehouse

# What a doubt may lead to is many times as much as what it does: each table is looked through for that alone.
_DOUBTS = """
WITH ended AS (
    SELECT effect_id, directive_id FROM endings WHERE effect_id IN (SELECT x.effect_id FROM doubts AS x)
)
SELECT t.doubt_id, t.question, t.document_id, t.quote, t.words_before, t.words_after, t.quote_number, t.text_sha256,
       t.reference_key, t.candidates, t.premises, t.undecided_from, t.annex_number, t.look_again_on, t.page_number,
       t.evidence_id, t.directive_id, f.sha256 AS file_sha256, f.extractor_version AS reader_version,
       CASE WHEN NOT coalesce(e.is_retroactive, false) THEN a.signed_on END AS signed_on,
       min(d.in_force_from) AS starts_on,
       CASE WHEN t.question = 'start_day' THEN a.in_force_until END AS ends_on
FROM doubts AS t
LEFT JOIN (FROM effects WHERE effect_id IN (SELECT x.effect_id FROM doubts AS x)) AS e ON e.effect_id = t.effect_id
LEFT JOIN (FROM files WHERE file_id IN (SELECT x.file_id FROM doubts AS x)) AS f ON f.file_id = t.file_id
LEFT JOIN (FROM directives WHERE directive_id IN (SELECT x.directive_id FROM doubts AS x)) AS a
  ON a.directive_id = t.directive_id
LEFT JOIN ended AS n ON n.effect_id = t.effect_id
LEFT JOIN (FROM directives WHERE directive_id IN (SELECT x.directive_id FROM ended AS x)) AS d
  ON d.directive_id = n.directive_id AND t.question = 'end_day'
GROUP BY ALL
ORDER BY t.annex_number DESC, t.doubt_id
"""


@dataclass(frozen=True)
class Doubt:
    """A row of ``doubts``. ``signed_on``, ``starts_on``, ``ends_on``: no day lies before the first two, no
    start on the third or later; ``None``: nothing forbids it. ``file_sha256`` and ``reader_version`` are ``None`` where
    the words are those of a register's entry."""

    doubt_id: str
    question: str
    document_id: str
    quote: str
    words_before: str
    words_after: str
    quote_number: int
    text_sha256: str
    reference_key: str | None
    candidates: tuple[str, ...]
    premises: str
    undecided_from: date | None
    annex_number: int
    look_again_on: date | None
    page_number: int | None
    evidence_id: str | None
    directive_id: str | None
    file_sha256: str | None
    reader_version: str | None
    signed_on: date | None
    starts_on: date | None
    ends_on: date | None


def list_doubts(w: Warehouse) -> list[Doubt]:
    """Return all doubts of the published file that a person could settle; those on which most annexes depend first."""
    return [Doubt(**row | {"candidates": tuple(row["candidates"])}) for row in rows_of(w, _DOUBTS)]


def find_doubt(w: Warehouse, doubt_id: str) -> Doubt | None:
    """Return the doubt of that id; ``None`` where none is open under it."""
    return next((one for one in list_doubts(w) if one.doubt_id == doubt_id), None)


_ACTS = """
SELECT directive_id, coalesce(act_kind, 'akt') AS kind, number, coalesce(signed_on, registered_on) AS act_on, title,
       institution, source_url
FROM directives WHERE directive_id IN (SELECT unnest($ids))
"""


@dataclass(frozen=True)
class NamedAct:
    """What people call an act by; ``None`` where that is not known."""

    directive_id: str
    kind: str
    number: str | None
    act_on: date | None
    title: str | None
    institution: str | None
    source_url: str | None


def name_acts(w: Warehouse, directive_ids: Iterable[str]) -> dict[str, NamedAct]:
    """Return the acts of these ids that are held, by id."""
    return {row["directive_id"]: NamedAct(**row) for row in rows_of(w, _ACTS, ids=sorted(set(directive_ids)))}
