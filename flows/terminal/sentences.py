"""Find the sentence around some words, for a person who sees nothing else of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.model.evidence import Span

_REACH = 300
_SENTENCE_END = re.compile(
    r"""(?<!\d)[.!?;][”“"»)]*\s+(?=[A-ZÕÄÖÜŠŽ\d„(])
      | (?<=\d)\.\s+(?=[A-ZÕÄÖÜŠŽ„(])       # "nr 5. Käskkiri", never "14. veebruar"
      | \n\s*\n
      | \n(?=\d+(?:\.\d+)*[.)]\s)""",
    re.VERBOSE,
)
_POINT_NUMBER = re.compile(r"(?:^|\n)\s*(?:\d+\.)*\d+$")


@dataclass(frozen=True)
class Context:
    """The words of a place within their sentence; ``before`` and ``after`` may be empty."""

    before: str
    quote: str
    after: str


def find_context(text: str, span: Span) -> Context:
    """Return the words at ``span`` with the rest of their sentence, at most 300 code points before and after."""
    start, end = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    # One code point more than the words before: a sentence ends where another begins.
    ends = [at for at in _sentence_ends(text, start, span.start + 1) if at <= span.start]
    # A full stop within the words or right after them ends the sentence.
    stop = next(_sentence_ends(text, max(span.start, span.end - 2), end), end)
    begins, closes = (ends[-1] if ends else start), max(span.end, stop)
    line = text.rfind("\n", 0, span.start) + 1
    if "\t" in text[line : span.start]:  # a cell: its row is its sentence
        row_end = text.find("\n", span.end)
        begins, closes = max(line, start), min(end, row_end if row_end >= 0 else len(text))
    before, after = _on_one_line(text[begins : span.start]), _on_one_line(text[span.end : closes])
    if begins == start > 0:
        before = f"… {before.partition(' ')[2]}"
    if closes == end < len(text):
        after = f"{after.rpartition(' ')[0]} …"
    return Context(before.lstrip(), _on_one_line(span.of(text)), after.rstrip())


def _sentence_ends(text: str, start: int, end: int) -> Iterator[int]:
    for match in _SENTENCE_END.finditer(text, start, end):
        # "2. Tunnistan": the number of a point begins its sentence.
        if not _POINT_NUMBER.search(text, max(0, match.start() - 20), match.start()):
            yield match.end()


def _on_one_line(words: str) -> str:
    return re.sub(r"[^\S\t]+", " ", words).replace("\t", " | ")
