"""Write a report as Markdown, the same for the file and for Prefect's artifact."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from flows.report.types import Report
from flows.visible import make_visible

ROWS_SHOWN = 40
Row = Mapping[str, Any]


def as_markdown(report: Report) -> str:
    """Return the report as Markdown: first what needs a person, then what happened, what is new and what is open."""
    # The file is read at terminals too, by `cat` and `less`.
    return make_visible("\n".join(_lines(report)) + "\n")


def _lines(report: Report) -> Iterator[str]:
    yield f"# {report['register']}: {report['outcome']}"
    yield ""
    yield f"{report['kind']}, run `{report['run_id']}`, {report['duration_s']} s; {_requests(report['requests'])}."
    yield ""
    yield ", ".join(f"{number} {what}" for what, number in report["counts"].items() if number) or "nothing new"
    yield from _section("Needs a person", report["needs_person"], str)
    news = report["news"]
    yield from _news("Newly ended, or with an end newly known", news, "newly_ended", _ended)
    yield from _news("Newly in force, or newly known to be", news, "newly_in_force", _begun)
    yield from _news("Newly in doubt", news, "newly_undecided", lambda row: f"{row['annex_id']}: {row['reason']}")
    yield from _section("Enter into force tomorrow", report.get("enters_tomorrow", []), _named)
    yield from _section("In force for the last day today", report.get("ends_tomorrow", []), _named)
    documents = news.get("documents", {"rows": []})["rows"]
    for what in ("restricted", "gone", "public again", "new", "changed"):
        chosen = [row for row in documents if row["what"] == what]
        yield from _section(f"Documents {what}", chosen, _document)
    withdrawn = report.get("withdrawn", [])
    yield from _section("Content withdrawn", withdrawn, lambda row: f"{row['cause']}: {_document(row)}")
    yield from _news("Held no longer", news, "no_longer_held", lambda row: f"{row['kind']} {row['id']}")
    yield from _section("Held back (open)", report.get("held_back", []), _held_back)
    yield from _section("Days of the register", _coverage(report.get("coverage", {})), str)
    yield from _section("Rulings", [f"{number} {state}" for state, number in report.get("rulings", {}).items()], str)
    yield from _section(
        "In doubt altogether", [report["undecided_number"]] if "undecided_number" in report else [], str
    )


def _requests(requests: Mapping[str, Any]) -> str:
    limit = f" of {requests['budget']}" if requests["budget"] else ""
    return f"{requests['sent']}{limit} requests"


def _news(title: str, news: Mapping[str, Any], name: str, tell: Callable[[Row], str]) -> Iterator[str]:
    listed = news.get(name, {"total": 0, "rows": []})
    yield from _section(title, listed["rows"], tell, listed["total"])


def _section(title: str, rows: Iterable[Any], tell: Callable[[Any], str], total: int | None = None) -> Iterator[str]:
    listed = list(rows)
    if not listed:
        return
    yield from ("", f"## {title}", "")
    for row in listed[:ROWS_SHOWN]:
        yield f"- {tell(row)}"
    more = (total if total is not None else len(listed)) - min(len(listed), ROWS_SHOWN)
    if more > 0:
        yield f"- … and {more} more"


def _named(row: Row) -> str:
    """Name an annex by its act: "annex 3 of nr 7, 2025-05-12 (Näidisamet)"."""
    annex = f"annex {row['annex_number']}" if row["annex_number"] else "an annex without a number"
    place = f" ({row['institution']})" if row["institution"] else ""
    return f"{annex} of nr {row['number'] or '?'}, {row['directive_date'] or 'day unknown'}{place} `{row['annex_id']}`"


def _ended(row: Row) -> str:
    by = (
        f" by nr {row['by_number'] or '?'}, {row['by_date']} `{row['by_directive_id']}`"
        if row["by_directive_id"]
        else ""
    )
    before = f", not {row['ended_on_before']} as was known" if row["ended_on_before"] else ""
    words = f"; its words: `kehtiv show {row['evidence_id']}`" if row["evidence_id"] else ""
    return f"{_named(row)}: no longer in force from {row['ends_on']}{before}{by}{words}"


def _begun(row: Row) -> str:
    until = f" until {row['ends_on']}" if row["ends_on"] else ""
    return f"{_named(row)}: from {row['begins_on']}{until}{'' if row['is_text_held'] else ', its text is not held'}"


def _document(row: Row) -> str:
    return f"`{row['document_id']}` nr {row['number'] or '?'}, {row['registered_on'] or 'day unknown'}"


def _held_back(row: Row) -> str:
    new = f", {row['new_number']} of them new" if row["new_number"] else ""
    return f"{row['stage']}: {row['code']}: {row['open_number']}{new}: {', '.join(row['document_ids'])}"


def _coverage(coverage: Mapping[str, Any]) -> list[str]:
    totals = [f"{number} {state}" for state, number in coverage.get("days", {}).items()]
    return totals + [f"{day['begin_on']} to {day['end_on']}: {day['state']}" for day in coverage.get("not_proven", ())]
