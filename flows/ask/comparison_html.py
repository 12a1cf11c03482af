"""Lay out a comparison as a page of HTML that needs nothing else: no script, no font, no picture from elsewhere.

Every text of an act is escaped. Controls, and marks that turn the direction of writing, are shown as their codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from flows.ask.compare import Comparison, Side, WordChange
from flows.ask.sentences import name_outcome
from flows.visible import make_visible

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:75rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%;table-layout:fixed}"
    "th,td{border:1px solid #999;padding:.4rem .6rem;text-align:left;vertical-align:top;white-space:pre-line;"
    "overflow-wrap:anywhere}th:first-child,td:first-child{width:14rem}"
    "del{background:#fdd;color:#700}ins{background:#dfd;color:#050}"
)


def comparison_page(asked: Comparison) -> str:
    """Return the page: a row for each change, with dropped words in ``del`` and added ones in ``ins``."""
    names = [_name(side) for side in (asked.old, asked.new)]
    title = " – ".join(names)
    troubles = "".join(f"<p>{_shown(side.trouble)}</p>" for side in (asked.old, asked.new) if side.trouble)
    head = f"<tr><th scope='col'>What</th><th scope='col'>{names[0]}</th><th scope='col'>{names[1]}</th></tr>"
    rows = "".join(_row(change) for change in asked.changes)
    table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>" if asked.changes else ""
    same = "<p>The wording is the same.</p>" if asked.subject is not None and not asked.changes else ""
    return (
        '<!DOCTYPE html>\n<html lang="et"><head><meta charset="utf-8">'
        "<meta http-equiv='Content-Security-Policy' content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head>"
        f"<body><h1>{title}</h1>{troubles}{table}{same}</body></html>\n"
    )


def _name(side: Side) -> str:
    if side.outcome is None:
        return _shown(side.answer.reference)
    return f"{_shown(name_outcome(side.outcome))} [{_shown(side.outcome.annex_id or side.outcome.directive_id)}]"


def _row(change: WordChange) -> str:
    numbers = " → ".join(dict.fromkeys(number for number in (change.old_number, change.new_number) if number))
    moved = " and moved" if change.is_moved and change.change != "moved" else ""
    what = " ".join(part for part in (change.field.replace("_", " "), numbers, change.change + moved) if part)
    cells = "".join(f"<td>{''.join(cell)}</td>" for cell in (_old_cell(change), _new_cell(change)))
    return f"<tr><th scope='row'>{_shown(what)}</th>{cells}</tr>"


def _old_cell(change: WordChange) -> Iterator[str]:
    if change.operations is None:
        yield _marked("del" if change.change == "dropped" else "", change.old_words or "")
    for one in change.operations or ():
        yield _marked("" if one.operation == "same" else "del", one.old_words)


def _new_cell(change: WordChange) -> Iterator[str]:
    if change.operations is None:
        yield _marked("ins" if change.change == "added" else "", change.new_words or "")
    for one in change.operations or ():
        yield _marked("" if one.operation == "same" else "ins", one.new_words)


def _marked(tag: str, words: str) -> str:
    return f"<{tag}>{_shown(words)}</{tag}>" if tag and words.strip() else _shown(words)


def _shown(words: str | None) -> str:
    return escape(make_visible(words or ""))
