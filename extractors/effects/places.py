"""Find spans of a text by place: which of them touch a stretch, which comes first after it, what they leave of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from extractors.model.evidence import Span


class Places:
    """Spans that may touch one another, with their indexes in the sequence in which they were given."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._ordered = sorted((span.start, span.end, turn) for turn, span in enumerate(spans))
        self._longest = max((span.end - span.start for span in spans), default=0)

    def overlapping(self, span: Span) -> list[int]:
        """Return the indexes of the spans that share a code point with ``span``, in the order of the text."""
        first = bisect_left(self._ordered, (span.start - self._longest, 0, 0))
        after = bisect_left(self._ordered, (span.end, 0, 0))
        return [turn for start, end, turn in self._ordered[first:after] if end > span.start]

    def overlaps(self, span: Span) -> bool:
        """Return whether any of the spans shares a code point with ``span``."""
        return bool(self.overlapping(span))

    def first_behind(self, offset: int) -> int | None:
        """Return the index of the first span that begins at an offset or after it; ``None`` for none."""
        at = bisect_left(self._ordered, (offset, 0, 0))
        return self._ordered[at][2] if at < len(self._ordered) else None


def blank_places(view: str, span: Span, places: Iterable[tuple[int, int]]) -> str:
    """Return the words of a span with blanks in some places, given as (start, end) of the view."""
    left = list(view[span.start : span.end])
    for start, end in places:
        first, last = max(0, start - span.start), min(len(left), end - span.start)
        if first < last:
            left[first:last] = " " * (last - first)
    return "".join(left)
