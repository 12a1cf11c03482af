"""The independent control: a sentence whose lemmas say that something is done, and of which nothing was read.

It shares no pattern with the readers: simplemma's lemmas against a list of cue words, one wrong letter tolerated.
It raises doubts and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from simplemma import lemmatize

from extractors.citations.view import Reading
from extractors.effects.classify import is_no_effect
from extractors.effects.described import tells_no_effect
from extractors.effects.legal_basis import NO_PREAMBLE, read_preamble
from extractors.effects.peeling import Piece
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.cues import CUE_HEADS, CUES, DESCRIBING
from extractors.words.spelling import full_spelling

_WORD = re.compile(r"[^\W\d_]{6,30}")
_HEAD = re.compile(rf"(?:{'|'.join(CUE_HEADS)})", re.IGNORECASE)
_THIRD = ("b", "bki")
_OF_ITSELF = frozenset({"lõppema", "jõustuma"})
_LEAD_REACH = 200
_TITLE = re.compile(r"kehtetuks\s+tunnistami|tühistami", re.IGNORECASE)
_FOREIGN = re.compile(
    r"(?P<russian>[А-Яа-яЁё]{4,}(?:\s+[№А-Яа-яЁё\d.,-]+){2,})"
    r"|(?P<english>\b(?:hereby|is\s+repealed|are\s+repealed|repeal(?:s|ed)?|revoke[sd]?|shall\s+enter\s+into\s+force|enters?\s+into\s+force|approve(?:s|d)?\s+the)\b)",
    re.IGNORECASE,
)


def find_unanswered(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding],
    pieces: Sequence[Piece],
) -> list[Finding]:  # fmt: skip
    """Return ``cue_without_effect`` for each sentence with a cue that neither an effect nor a finding answers.

    What stands in a legal basis, in quotation marks or in a piece that tells of no effect is no cue.
    """
    found = []
    for span in sentences:
        cues = _cues(reading, span, pieces)
        if not cues or any(f.span is not None and f.span.overlaps(span) for f in findings):
            continue
        kinds = {effect.effect for effect in effects if effect.evidence.span.overlaps(span)}
        begins = any("commence" in wanted for _, wanted in cues)
        if not kinds and not begins and tells_no_effect(span.of(reading.masked)):
            continue
        kinds |= _below(effects, span)
        unanswered = [word for word, wanted in cues if not kinds & wanted]
        if unanswered and not (kinds and _is_minor(unanswered)):
            words = re.sub(r"\s+", " ", span.of(reading.view))[:120]
            message = f"says that something is done ({', '.join(unanswered)}), and nothing of it was read: {words}"
            found.append(Finding("cue_without_effect", message, span))
    return found


def _below(effects: Sequence[Effect], span: Span) -> set[str]:
    """What the first items below a lead do: "Tunnistan kehtetuks:" is answered by them."""
    behind = [effect for effect in effects if effect.evidence.span.start >= span.end]
    first = min(behind, key=lambda effect: effect.evidence.span.start, default=None)
    return {first.effect} if first is not None and first.evidence.span.start - span.end < _LEAD_REACH else set()


def _is_minor(words: Sequence[str]) -> bool:
    """Beside an effect that was read, only words of ending are a doubt: approvals and changes often repeat theirs."""
    return not any(word.casefold().startswith(("keht", "tüh")) for word in words)


def _cues(reading: Reading, span: Span, pieces: Sequence[Piece]) -> list[tuple[str, frozenset[str]]]:
    words = reading.masked[span.start : span.end]
    if is_no_effect(words):
        return []
    told = [p.span for p in pieces if p.role in ("mood", "described", "except") and p.span.overlaps(span)]
    preamble = read_preamble(reading, span, span.end)
    found = []
    for match in _WORD.finditer(words):
        if _HEAD.match(match.group()) is None or match.group().casefold().endswith(DESCRIBING):
            continue
        if match.group().casefold().endswith(_THIRD) and _lemma(match.group()) not in _OF_ITSELF:
            continue
        at = span.start + match.start()
        if any(piece.start <= at < piece.end for piece in told) or (preamble != NO_PREAMBLE and at < preamble.last_alusel):
            continue
        wanted = _wanted(match.group())
        if wanted is not None:
            found.append((match.group(), wanted))
    return found


@lru_cache(maxsize=2048)
def _lemma(word: str) -> str:
    return lemmatize(word.casefold(), lang="et").casefold()


@lru_cache(maxsize=2048)
def _wanted(word: str) -> frozenset[str] | None:
    """The kinds of effect that a word asks for, by its lemma; one wrong letter in the lemma is tolerated."""
    lemma = _lemma(word)
    if lemma in CUES:
        return frozenset(CUES[lemma])
    return next((frozenset(kinds) for cue, kinds in CUES.items() if _is_near(lemma, cue)), None)


def _is_near(word: str, cue: str) -> bool:
    """Whether two words differ by one letter lost, added, wrong or exchanged; the end may be inflected."""
    if abs(len(word) - len(cue)) > 1 or len(cue) < 7:
        return False
    if len(word) == len(cue):
        wrong = [at for at, letter in enumerate(word) if letter != cue[at]]
        return len(wrong) == 1 and wrong[0] not in (0, len(cue) - 1)
    short, long = sorted((word, cue), key=len)
    return any(short == long[:at] + long[at + 1 :] for at in range(1, len(long) - 1))


def find_title_unanswered(title: str | None, effects: Sequence[Effect], findings: Sequence[Finding]) -> list[Finding]:
    """Return a doubt where the register's or the act's own title speaks of revocation, and no sentence was read as
    one and none is in doubt."""
    if not title or _TITLE.search(title) is None:
        return []
    if any(effect.effect == "revoke" or effect.doubt for effect in effects) or any(f.span is not None for f in findings):
        return []
    return [Finding("title_without_effect", f"the title speaks of revocation, and no sentence was read as one: {title[:120]}")]


def find_foreign(reading: Reading, region: Span) -> list[Finding]:
    """Return a finding for each operative-looking sentence in Russian or English: it is not read."""
    found = []
    for match in _FOREIGN.finditer(reading.masked, region.start, region.end):
        language = "Russian" if match["russian"] else "English"
        words = re.sub(r"\s+", " ", match.group())[:80]
        found.append(Finding("foreign_sentence", f"a sentence in {language} is not read: {words}", Span(*match.span())))
    return found[:3]


def find_repaired(reading: Reading, effects: Sequence[Effect], text: str) -> list[Finding]:
    """Return ``number_repaired`` and ``word_repaired`` for what stands in effects otherwise than the file spells it."""
    found = []
    spans = sorted({effect.evidence.span for effect in effects})
    for code, places in (("number_repaired", reading.numbers), ("word_repaired", reading.misspelt)):
        for start, end in places:
            if any(span.start <= start < span.end for span in spans):
                read = full_spelling(reading.view[start:end].strip())
                found.append(Finding(code, f"the text has {text[start:end]!r}, read as {read!r}", Span(start, end)))
    return found
