"""Print what a search found: a line for each place, below it the sentence with the words marked."""

from __future__ import annotations

from datetime import date
from typing import Any

from flows.ask.plain import plain
from flows.ask.quotes import tell_quote
from flows.ask.search import Search
from flows.terminal.printing import note, out, shown

_LONGEST = 360
"""Characters of a sentence on a terminal or in a pipe; JSON and the other formats have all of it."""


def print_search(found: Search) -> None:
    """Print what was found, best first. Why nothing was, or what became of a word, goes to standard error."""
    console = out()
    for hit in found.hits.named_rows:
        console.print(shown(_head(hit)), style="bold", soft_wrap=True)
        console.print(
            shown(f"            {tell_quote(_shortened(hit['sentence']), hit['page_number'])}"), soft_wrap=True
        )
        if hit["evidence_id"]:
            console.print(shown(f"            kehtiv show {hit['evidence_id']}"), soft_wrap=True)
    if found.note:
        note(found.note)
    number = len(found.hits.rows)
    if number:
        more = " (--limit asks for more)" if found.is_cut else ""
        note(f"{number} place{'s' if number > 1 else ''} found{more}")


def search_json(found: Search) -> dict[str, Any]:
    """Return a search as JSON has it: the words, what became of each, the note, and the places found."""
    return {
        "words": found.words,
        "asked": plain(found.asked),
        "note": found.note,
        "is_cut": found.is_cut,
        "hits": plain(found.hits),
    }


def _head(hit: dict[str, Any]) -> str:
    title = f" “{hit['title']}”" if hit["title"] else ""
    unit = f", {hit['unit']}" if hit["unit"] and hit["kind"] in ("duty", "position") else ""
    act = _act(hit)
    if hit["kind"] == "directive":
        return f"{act}{title}{_force(hit)}"
    annex = f"annex {hit['annex_number']}" if hit["annex_number"] else "the annex" if hit["annex_id"] else "a file"
    if hit["kind"] == "annex":
        return f"{annex}{title} of {act}{_force(hit)}"
    field = "" if hit["kind"] == "duty" else f" ({hit['field'].replace('_', ' ')})"
    return f"{hit['kind']}{field} of{title or ' a post'}{unit}, {annex} of {act}{_force(hit)}"


def _act(hit: dict[str, Any]) -> str:
    if hit["number"] is None:
        return str(hit["directive_id"] or "no known act")
    day = f"{hit['directive_date']:%d.%m.%Y} " if isinstance(hit["directive_date"], date) else ""
    by = f" ({hit['institution']})" if hit["institution"] else ""
    return f"{hit['act_kind'] or 'act'} {day}nr {hit['number']}{by}"


def _force(hit: dict[str, Any]) -> str:
    """Return the days of force as the file has them, without judging today."""
    if hit["in_force_from"] is None:
        return ": first day undecided"
    doubt = f", undecided from {hit['undecided_from']}" if hit["undecided_from"] else ""
    end = f", no longer from {hit['in_force_until']}" if hit["in_force_until"] else ""
    return f": in force from {hit['in_force_from']}{end}{doubt}"


def _shortened(sentence: str) -> str:
    """Return a long sentence from a little before its first marked word on."""
    if len(sentence) <= _LONGEST:
        return sentence
    start = max(0, sentence.find("»") - _LONGEST // 4)
    start = sentence.find(" ", start) + 1 if start else 0
    end = start + _LONGEST
    return f"{'…' if start else ''}{sentence[start:end]}{'…' if end < len(sentence) else ''}"
