"""Choose among the texts of a mail that say the same in several forms (multipart/alternative), and decode them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from dataclasses import dataclass
from email.message import EmailMessage

from extractors.errors import ExtractionError
from extractors.files.html import read_html
from extractors.files.mail_fields import disposition, file_name, parameter
from extractors.files.mail_flowed import join_flowed
from extractors.model.finding import Finding

_BODY_TYPES = ("text/plain", "text/html")
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs of Python that no mail uses, or whose time grows with the square of the length."""

_LONGEST_COMPARED = 2 * 1024 * 1024
_ADDRESS = re.compile(r"<?\b(?:https?|mailto|tel|cid):[^\s>\])]*>?", re.IGNORECASE)
_HIDING = frozenset({"struck_words", "hidden_text", "tracked_changes"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """A part with content. ``group`` is the innermost multipart/alternative around it, whose texts all say the same."""

    part: EmailMessage
    kind: str
    group: int | None
    data: bytes = b""

    @property
    def is_text(self) -> bool:
        return self.kind in _BODY_TYPES and not file_name(self.part) and disposition(self.part) != "attachment"


def superseded(leaves: Sequence[Leaf]) -> tuple[set[int], tuple[Finding, ...]]:
    """Return the indexes of texts for which the same group has a better one, and findings on halves that differ.

    Plain text is taken, unless the HTML strikes out, hides or counts what the plain text has otherwise: nearly every
    reader saw the HTML, and plain text knows no struck words.
    """
    texts: dict[int, dict[str, list[Leaf]]] = {}
    for leaf in leaves:
        if leaf.group is not None and leaf.is_text and leaf.data.strip():
            texts.setdefault(leaf.group, {}).setdefault(leaf.kind, []).append(leaf)
    findings: list[Finding] = []
    best: dict[int, str] = {}
    for group, kinds in texts.items():
        difference = ""
        if len(kinds) == len(_BODY_TYPES):
            difference = find_difference(*([transcoded(leaf)[0] for leaf in kinds[kind]] for kind in _BODY_TYPES))
        best[group] = _BODY_TYPES[1] if difference else next(kind for kind in _BODY_TYPES if kind in kinds)
        if difference:
            findings.append(halves_differ(difference))
    worse = {
        at
        for at, leaf in enumerate(leaves)
        if leaf.is_text and leaf.group is not None and leaf.kind != best.get(leaf.group, leaf.kind)
    }
    return worse, tuple(findings)


def halves_differ(difference: str) -> Finding:
    """Return the finding on a mail whose HTML is read for what ``find_difference`` says of it."""
    return Finding("mail_halves_differ", f"the mail's HTML is read, not its plain text: {difference}")


def find_difference(plain: Sequence[bytes], html: Sequence[bytes]) -> str:
    """Return in what way the HTML half says something else than the plain one; empty where it does not."""
    if sum(map(len, (*plain, *html))) > _LONGEST_COMPARED:
        return ""
    shown: list[str] = []
    for half in html:
        try:
            text, findings = read_html(half, "")
        except ExtractionError:
            return ""  # the plain half is what can be read
        if _HIDING & {finding.code for finding in findings}:
            return "the HTML strikes out or hides words"
        shown += _figures(text.text)
    written = [figure for half in plain for figure in _figures(half.decode("utf-8", "replace"))]
    return "" if shown == written else "their figures differ"


def _figures(text: str) -> list[str]:
    """Return the numbers of a text in order; those of addresses stand in one half only."""
    return re.findall(r"\d+", _ADDRESS.sub(" ", text))


def transcoded(leaf: Leaf) -> tuple[bytes, str | None]:
    """Return the text in UTF-8 with its mark and flowing lines joined; unchanged where its charset is wrong, so that
    the readers guess.
    """
    charset = str(parameter(leaf.part, "charset") or "")
    if not charset:
        return leaf.data, None
    try:
        if codecs.lookup(charset).name in _NO_CHARSETS:
            raise LookupError(charset)
        text = leaf.data.decode(charset).removeprefix("\ufeff")
    except (LookupError, UnicodeError, ValueError):
        return leaf.data, f"not valid in its declared charset ({charset[:40]})"
    if leaf.kind == "text/plain" and (parameter(leaf.part, "format") or "").casefold() == "flowed":
        text = join_flowed(text, deletes_spaces=(parameter(leaf.part, "delsp") or "").casefold() == "yes")
    return "\ufeff".encode() + text.encode("utf-8"), None
