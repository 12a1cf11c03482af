"""Print how two wordings differ: on a terminal with colours, elsewhere with [-dropped-] and {+added+} words."""

from __future__ import annotations

import io
from collections.abc import Iterable

from rich.text import Text

from extractors.compare.words import WordOperation
from flows.ask.compare import TEXT, Comparison, Side, WordChange
from flows.ask.sentences import name_outcome
from flows.terminal.outcomes import complain_missing
from flows.terminal.printing import complain, note, out, shown, write, write_for_programs
from flows.visible import make_visible
from warehouse.ask.export import write_csv

DROPPED, ADDED = "red strike", "green underline"
_CONTEXT = 60  # code points shown on either side of a change in a whole text


def print_comparison(asked: Comparison) -> None:
    """Print the two annexes and then each change. Where one cannot be compared, say why on standard error."""
    if asked.subject is None:
        _complain(asked)
        return
    console = out()
    for side in (asked.old, asked.new):
        if side.outcome is not None:
            name = f"{name_outcome(side.outcome)} [{side.outcome.annex_id}]"
            console.print(shown(name), style="bold", soft_wrap=True)
    for change in asked.changes:
        console.print()
        console.print(shown(tell_change(change)), style="bold", soft_wrap=True)
        words = marked_words(change, has_colour=console.color_system is not None)
        console.print(words, soft_wrap=True)
    note(tell_number(asked))


def _complain(asked: Comparison) -> None:
    for side in (asked.old, asked.new):
        if side.trouble is not None and side.outcome is None and side.answer.answer != "held":
            complain_missing(side.answer)
        elif side.trouble is not None:
            complain(side.trouble)


def tell_change(change: WordChange) -> str:
    """Return what changed and how: "duty 2.2 → 2.3 moved"."""
    numbers = [number for number in (change.old_number, change.new_number) if number]
    number = " → ".join(dict.fromkeys(numbers))
    words = f"{change.change} and moved" if change.is_moved and change.change != "moved" else change.change
    return " ".join(part for part in (change.field.replace("_", " "), number, words) if part)


def tell_number(asked: Comparison) -> str:
    """Return how much differs and how much does not, in a sentence."""
    if not asked.changes:
        return "the wording is the same" if asked.subject == "texts" else "every field and duty is the same"
    if asked.subject == "texts":
        return f"compared as whole texts: {_without_description(asked)} no single job description"
    duties = sum(change.field == "duty" for change in asked.changes)
    fields = len(asked.changes) - duties
    differ = f"{_counted(fields, 'field')} and {_counted(duties, 'duty')} differ"
    return f"{differ}; {_counted(asked.same_duties, 'duty')} the same"


def _without_description(asked: Comparison) -> str:
    lacking = [name for name, side in (("the first", asked.old), ("the second", asked.new)) if _lacks(side)]
    return f"{' and '.join(lacking)} {'have' if len(lacking) > 1 else 'has'}"


def _lacks(side: Side) -> bool:
    return side.position_id is None


def _counted(number: int, word: str) -> str:
    plural = {"field": "fields", "duty": "duties"}[word]
    return f"{number} {word if number == 1 else plural}"


def marked_words(change: WordChange, *, has_colour: bool) -> Text:
    """Return the words of a change, indented, with those that were dropped and added marked."""
    if change.operations is None:
        style = {"added": ADDED, "dropped": DROPPED}.get(change.change, "")
        runs = [(change.new_words if change.new_words is not None else change.old_words or "", style)]
    else:
        runs = list(_runs(change.operations, is_whole=change.field != TEXT))
    text = shown("  ")
    for words, style in runs:
        _append(text, words, style, has_colour=has_colour and bool(style))
    return text


def _runs(operations: Iterable[WordOperation], *, is_whole: bool) -> Iterable[tuple[str, str]]:
    """Return words with their style; what a whole text has in common is shortened to what stands near a change."""
    for one in operations:
        if one.operation == "same":
            yield one.new_words if is_whole else _shortened(one.new_words), ""
        else:
            yield one.old_words, DROPPED
            yield one.new_words, ADDED


def _shortened(words: str) -> str:
    if len(words) <= 2 * _CONTEXT + 10:
        return words
    return f"{words[:_CONTEXT].rpartition(' ')[0]} … {words[-_CONTEXT:].partition(' ')[2]}"


def _append(text: Text, words: str, style: str, *, has_colour: bool) -> None:
    """Add a run: the blanks around marked words stay outside the marks."""
    inner = words.strip()
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :] if inner else ""
    opening, closing = {DROPPED: ("[-", "-]"), ADDED: ("{+", "+}")}.get(style, ("", ""))
    if not inner:
        text.append(_indented(words))
        return
    marked = inner if has_colour else f"{opening}{inner}{closing}"
    text.append(_indented(before))
    text.append(_indented(marked), style=style if has_colour else "")
    text.append(_indented(after))


def _indented(words: str) -> str:
    return make_visible(words).replace("\n", "\n  ")


def print_page(asked: Comparison) -> None:
    """Write the comparison as HTML to standard output; what cannot be compared is also said on standard error."""
    from flows.ask.comparison_html import comparison_page

    if asked.subject is None:
        _complain(asked)
    write(comparison_page(asked))


def print_csv(asked: Comparison) -> None:
    """Write a row for each change as CSV to standard output; ``marked`` has the words with their marks."""
    if asked.subject is None:
        _complain(asked)
        return
    file = io.StringIO(newline="")
    write_csv(file, COLUMNS, [_csv_row(change) for change in asked.changes])
    write_for_programs(file.getvalue())


COLUMNS = (
    "field",
    "change",
    "is_moved",
    "old_number",
    "new_number",
    "old_words",
    "new_words",
    "marked",
    "old_evidence_id",
    "new_evidence_id",
)


def _csv_row(change: WordChange) -> tuple[object, ...]:
    marked = marked_words(change, has_colour=False).plain.strip().replace("\n  ", "\n")
    values = {name: getattr(change, name) for name in COLUMNS if name != "marked"} | {"marked": marked}
    return tuple(values[name] for name in COLUMNS)
