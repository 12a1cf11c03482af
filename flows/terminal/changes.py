"""Print what changed between two days: a line for each change, below it the sentence that it rests on."""

from __future__ import annotations

from typing import Any

from flows.ask.changes import Changes
from flows.terminal.printing import note, out, print_sentence, shown

WORDS = {
    "began": "in force",
    "ended": "no longer in force",
    "suspended": "suspended",
    "resumed": "in force again",
    "came_into_doubt": "undecided",
    "left_doubt": "no longer in doubt",
    "start_open": "beginning undecided",
    "end_unknown": "no end known any more",
    "unlisted": "no longer listed by its document's page",
}


def print_changes(asked: Changes) -> None:
    """Print the changes in order of their days. Where there are none, say so on standard error."""
    console = out()
    for change in asked.rows.named_rows:
        console.print(shown(_line(change, is_learned=asked.is_learned)), style="bold", soft_wrap=True)
        print_sentence(change["quote"], change["page_number"], change["evidence_id"])
    number = len(asked.rows.rows)
    what = "nothing is known to have changed" if not asked.is_learned else "nothing was learned"
    counted = f"{number} change{'s' if number > 1 else ''}" if number else what
    note(f"{counted} from {asked.first_day} to {asked.last_day}")


def _line(change: dict[str, Any], *, is_learned: bool) -> str:
    """Return the day, what the annex or act is from then on, and by which act; in what was learned, both days."""
    annex = f"annex {change['annex_number'] or ''} of ".replace("  ", " ") if change["annex_id"] else ""
    title = f" “{change['title']}”" if change["title"] else ""
    words = WORDS[change["change"]]
    if is_learned:
        from_day = f" from {change['changed_on']}" if change["changed_on"] else ""
        before = f" (until then: {change['known_before']})" if change["known_before"] else ""
        words, day = f"{words}{from_day}{before}", change["learned_on"]
    else:
        day = change["changed_on"]
    by = change["by_directive_id"]
    act = f", by {by}" if by and by != change["directive_id"] else ""
    return f"{day}  {annex}{change['directive_id']}{title}: {words}{act}"
