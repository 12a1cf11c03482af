"""Keep what a web page says of its elements, and what was left out of its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from extractors.files.html_generated import Generated
from extractors.files.html_styles import Sheet
from extractors.files.struck_texts import struck_findings
from extractors.model.finding import Finding

_NUMBER = re.compile(r"\s*(-?\d{1,6})")


@dataclass(frozen=True, slots=True)
class Page:
    """A page; ``turned``: words set slantwise over a line of it; ``moves``: its style may show elements in another
    order than that of the markup.
    """

    sheet: Sheet
    marks: Mapping[int, str]
    generated: Generated
    moves: bool
    left_out: Counter[str] = field(default_factory=Counter)
    struck: list[str] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)

    def findings(self) -> tuple[Finding, ...]:
        """Return what is to be said of the page."""
        kinds = {
            "hidden": ("hidden_text", "hidden characters are not part of the text"),
            "deleted": ("tracked_changes", "deleted passages are tracked; read as if all changes were accepted"),
            "folded": ("folded_text", "characters stand where the page shows them only once opened; they were read"),
            "below": ("unseen_words", "elements are laid over the whole page; what stands below them was read"),
            "comments": ("comments_dropped", "comments are not part of the text"),
        }
        found = [Finding(kinds[kind][0], f"{count} {kinds[kind][1]}") for kind, count in self.left_out.items() if count]
        if self.sheet.is_cut:
            message = "the page has more rules of style than are looked at; what they hide or strike out may be read"
            found.append(Finding("style_rules_left_out", message))
        if self.sheet.missing:
            message = "style sheets that the page links to are not in the file; what they hide or strike out is read"
            found.append(Finding("style_sheet_missing", f"{message}: {', '.join(self.sheet.missing)[:300]}"))
        return (*found, *struck_findings(self.struck))


def read_span(value: object, *, most: int) -> int:
    """Return over how many columns or rows a cell runs, as its attribute says; over one without it."""
    match = _NUMBER.match(str(value))
    return max(1, min(int(match[1]), most)) if match else 1
