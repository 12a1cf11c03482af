"""Doubt an operative sentence in which words are left that belong to no piece that was understood.

Understood are the verb, cited acts, annexes, points, days, quotations, the legal basis, the name of an approved
document, the pieces that were lifted out (``peeling``), and fillers from a closed list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import find_dates
from extractors.citations.find import FoundCitation, find_bare_mention
from extractors.citations.point_sets import find_point_sets
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import YEAR_END
from extractors.effects.issuer_words import issuer_start
from extractors.effects.left_over import ASIDE, left_of_commencement, left_of_ending, whole_of_elative
from extractors.effects.legal_basis import read_preamble
from extractors.effects.outcome import Outcome
from extractors.effects.qualify import ENDING
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM
from extractors.words.fillers import FILLERS, LIMITING, NARROWING
from extractors.words.offices import office_nominative

_QUOTE = re.compile(r"„·*“")
_WORD = re.compile(r"\d(?:[\w./-]*\w)?|[^\W\d_]+(?:-[^\W\d_]+)*")
_ACT = re.compile(rf"\w{{0,20}}(?:{ACT_STEM}|k[äaé]skk?i[rn])\w*", re.IGNORECASE)
_PARTICIPLE = re.compile(
    r"(?<!\w)(?:kinnitatud|kehtestatud|kinnitati|kehtestati|sisalduva|sisalduvad|toodud)(?!\w)(?P<name>(?:\s+(?:\(lisa\s\d+\)|(?!(?:ja|ning)\s+\d)[^\W\d_][\w-]*,?)){1,12})",
    re.IGNORECASE,
)
# "kõik kolm lisa"
_ALL_OF_THEM = re.compile(
    r"(?<!\w)kõik\s+(?:kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme)(?=\s+lisa(?!\w))", re.I
)
# "lisa 2 (arhivaari ametijuhend)": what the annex is
_TOLD_ANNEX = re.compile(r"(?<=\d)\s*\((?P<told>[^()\d]{3,80})\)")
# "käskkirja nr 31 Hankekorra kinnitamine": a title without marks
_UNQUOTED_TITLE = re.compile(r"[\s,]{1,4}[A-ZÕÄÖÜŠŽ][^,;.„“()\d]{2,120}?mine(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\.?\s{0,2}a(?:asta)?\w{0,2}(?!\w))")
# "1)", "2.1.": where a list that stands in one line begins its items
_MARKER = re.compile(r"(?:(?<![\w.])\d{1,2}(?:\.\d{1,2})*[.)](?=\s+\S)|(?<=\n)\d{1,2}(?:\.\d{1,2})*[.)](?=\s*$))")
# "selle aegumise tõttu", "õigusselguse huvides", "vigade vältimiseks", "peale selle"
_CAUSE = re.compile(
    rf"(?:(?!(?:{'|'.join(sorted(LIMITING))})(?!\w))(?<!\w)[^\W\d_][\w-]*\s{{1,4}}){{1,4}}?(?<!\w)"
    r"(?:tõttu|huvides|eesmärgil|\w{3,}miseks)(?!\w)|(?<!\w)peale\s+(?:selle|eeltoodu|nimetatu)(?!\w)(?!\s+(?:lisa|punkt))",
    re.IGNORECASE,
)
_CAUSED = re.compile(r"tõttu|huvides|eesmärgil|miseks|peale", re.IGNORECASE)
# "Rahuldan vaide ja tunnistan kehtetuks …": another thing is done before, to no act
_OTHER_CLAUSE = re.compile(r"\s*[^\W\d_]{3,}(?:n|da|ta|takse)\s[^;:.]*?,?\s(?:ja|ning)\s+\Z")
# "seoses uue korra kehtestamisega": a reason behind the verb, up to the next comma
_REASON = re.compile(
    r"(?<!\w)(?:seoses|tulenevalt|lähtudes|lähtuvalt|vastavalt(?!\s+nr)|kooskõlas|arvestades|juhindudes|tuginedes"
    r"|võttes\s+(?:arvesse|aluseks))(?!\w)[^,;:.]*",
    re.IGNORECASE,
)
# "pikendan kehtivust ühe aasta võrra kuni 31.12.2026": the day behind it says as much
_BY_A_TERM = re.compile(
    r"(?<!\w)(?:(?:\d{1,3}|ühe|kahe|kolme|nelja|viie|kuue|poole)\s+)?(?:kalendri)?(?:aasta|kuu|nädala|päeva)\s+võrra(?=,?\s+kuni\s)",
    re.IGNORECASE,
)
# "varem antud käskkirja"
_EARLIER = re.compile(
    r"(?<!\w)(?:varem\s+(?:välja\s?)?|välja\s)(?:antud|kinnitatud|kehtestatud|allkirjastatud)(?!\w)", re.IGNORECASE
)
# "… ja kohustan juhti koostama uue korra": another thing is done behind, to no act
_FURTHER_DEED = re.compile(r",?\s(?:ja|ning)\s+[^\W\d_]{3,}(?:n|me)\s[^;:.]*\.?\s*\Z", re.IGNORECASE)
_UNIT_WORD = re.compile(r"(?<!\w)(?:lisa|punkt|lõi[gk]|säte|sätt)|§", re.IGNORECASE)
# "järgmised majandus- ja taristuministri käskkirjad": the first half of an office
_HALF_OFFICE = re.compile(r"(?:[^\W\d_]{3,}-,?\s+){1,3}(?:ja|ning)\s+(?=[^\W\d_]*ministri(?!\w))", re.IGNORECASE)
_PROPOSED = re.compile(r"(?:ettepanek|esildis|taotlus|palve)ul|palvel|esildisel|taotlusel", re.IGNORECASE)
# Each of these finds nothing without its sign, which most clauses lack, and looking for that is quick
_SIGNED = (
    (_QUOTE, "„"),
    (_HALF_OFFICE, "ministri"),
    (_EARLIER, "tud"),
    (ASIDE, "("),
    (_BY_A_TERM, "võrra"),
    (YEAR_END, "lõpuni"),
)
# "tööjõu ja palga osakonna juhataja ettepanekul"
_PROPOSER = re.compile(r"(?:[^\W\d_][\w-]*\s+){0,5}(?:ettepanekul|esildisel|taotlusel|palvel)(?!\w)", re.IGNORECASE)


def with_doubts(act: ActReading, clause: Clause, outcome: Outcome) -> Outcome:
    """Return the outcome of a clause with a doubt on each effect where words of the clause were not understood."""
    if not outcome.effects:
        return outcome
    if clause.effect in ("commence", "apply"):
        left = left_of_commencement(act, clause, outcome.effects)
        return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome
    is_ending = clause.effect in ENDING
    left = [
        word
        for word in _residue(act, clause.span, clause)
        # "Peatan ajutiselt … kuni 15. septembrini": the day says the same
        if not (_says(act, word) == "ajutiselt" and all(e.effect == "suspend" and e.until for e in outcome.effects))
        if is_ending or (clause.effect == "approve" and _says(act, word) in NARROWING)
    ]
    if is_ending:
        left += left_of_ending(act, clause, outcome.effects)
        left = left or whole_of_elative(act, act.cited(clause.span), outcome.effects)
    if not left:
        return outcome
    return replace(outcome, effects=tuple(_doubted(act, effect, left) for effect in outcome.effects))


def with_item_doubts(act: ActReading, span: Span, outcome: Outcome, bare: FoundCitation | None) -> Outcome:
    """Return the outcome of a list item with the same doubts, where its verb ends something."""
    if not outcome.effects or outcome.effects[0].effect not in ENDING:
        return outcome
    left = _residue(act, span, None, bare) or whole_of_elative(act, act.cited(span, bare), outcome.effects)
    return replace(outcome, effects=tuple(_doubted(act, e, left) for e in outcome.effects)) if left else outcome


def _doubted(act: ActReading, effect: Effect, left: list[Span]) -> Effect:
    if effect.doubt is not None:
        return effect
    words = [span.of(act.text.text) for span in left]
    code = "limit_unread" if any(_is_limiting(act, span) for span in left) else "words_unread"
    return replace(effect, doubt=code, doubt_quote=" ".join(re.sub(r"\s+", " ", word) for word in words))


def _is_limiting(act: ActReading, span: Span) -> bool:
    return _says(act, span) in LIMITING


def _says(act: ActReading, span: Span) -> str:
    return act.reading.masked[span.start : span.end].casefold()


def _residue(act: ActReading, span: Span, clause: Clause | None, bare: FoundCitation | None = None) -> list[Span]:
    """Return the words of a clause that belong to nothing that was understood, in order."""
    view = act.reading.masked
    span = Span(min(span.end, max(span.start, act.title_end)), span.end)
    known = _understood(act, span, clause, bare)
    left = _blanked(view, span, known)
    return [
        Span(span.start + word.start(), span.start + word.end())
        for word in _WORD.finditer(left)
        if not _is_harmless(word.group())
    ]


def _blanked(view: str, span: Span, known: Iterable[tuple[int, int]]) -> str:
    """Return the words of a span with blanks in the places that were understood."""
    left = list(view[span.start : span.end])
    for start, end in known:
        first, last = max(0, start - span.start), min(len(left), end - span.start)
        if first < last:
            left[first:last] = " " * (last - first)
    return "".join(left)


@lru_cache(maxsize=16_384)
def _is_harmless(word: str) -> bool:
    lower = word.casefold()
    if lower in FILLERS or (len(word) == 1 and not word.isdecimal()):
        return True
    return _ACT.fullmatch(word) is not None or office_nominative(word) is not None


def _understood(
    act: ActReading, span: Span, clause: Clause | None, bare: FoundCitation | None
) -> Iterable[tuple[int, int]]:
    view = act.reading.masked
    if clause is not None:
        yield from ((verb.start, verb.end) for verb in clause.verbs)
        preamble = read_preamble(act.reading, span, clause.verbs[0].start)
        if preamble.last_alusel >= 0:
            yield span.start, preamble.last_alusel + 6
        elif preamble.first_word >= 0:
            yield preamble.first_word, clause.verbs[0].start
        yield from _other_clause(view[span.start : clause.verbs[0].start], span.start)
        yield from _further_deed(view[clause.verbs[-1].end : span.end], clause.verbs[-1].end)
    floor = span.start
    if (mention := find_bare_mention(act.reading, Span(span.start, _first_act(act, span, bare)))) is not None:
        yield mention.span.start, mention.span.end
    for cited in act.cited(span, bare):
        yield issuer_start(view, cited.span.start, floor), cited.span.end
        floor = cited.span.end
        if (title := _UNQUOTED_TITLE.match(view, cited.span.end, span.end)) is not None:
            yield title.span()
    yield from ((s.start, s.end) for s in find_annex_sets(view, span.start, span.end) if s.numbers)
    yield from ((s.start, s.end) for s in find_point_sets(view, span.start, span.end))
    yield from ((d.start, d.end) for d in find_dates(view, span.start, span.end))
    words = view[span.start : span.end]
    lower = words.casefold()
    patterns = [_REASON, _YEAR, _MARKER]
    patterns += [pattern for pattern, sign in _SIGNED if sign in lower]
    told = [pattern for pattern, hint in ((_PROPOSER, _PROPOSED), (_CAUSE, _CAUSED)) if hint.search(words)]
    for pattern in (*patterns, *told):
        yield from ((span.start + m.start(), span.start + m.end()) for m in pattern.finditer(words))
    if clause is None or _PARTICIPLE.search(words):
        # "ametijuhendid, mis on kinnitatud …"; without a participle "käskkirja nr 5 ametijuhend" is less than the act
        yield from ((span.start + s.start, span.start + s.end) for s in find_kind_spans(words))
    yield from ((span.start + m.start(), span.start + m.end()) for m in _ALL_OF_THEM.finditer(words))
    for match in _TOLD_ANNEX.finditer(words):
        if find_kind_spans(match["told"]):
            yield span.start + match.start(), span.start + match.end()
    for match in _PARTICIPLE.finditer(words):
        yield span.start + match.start(), span.start + _name_end(match)
        if clause is None:
            # "2.1 vaatleja, kinnitatud kantsleri …": what an item calls the document it names
            name = re.search(r"[^,;:]*,\s*(?:mis\s+)?(?:on\s+)?$", words[: match.start()])
            yield span.start + (name.start() if name else match.start()), span.start + match.start()


def _first_act(act: ActReading, span: Span, bare: FoundCitation | None) -> int:
    return min((cited.span.start for cited in act.cited(span, bare)), default=span.start)


def _other_clause(words: str, start: int) -> Iterable[tuple[int, int]]:
    """Yield what a sentence does before its verb without citing or limiting anything."""
    is_other = _OTHER_CLAUSE.match(words) is not None and _ACT.search(words) is None
    if is_other and not any(word.group().casefold() in LIMITING for word in _WORD.finditer(words)):
        yield start, start + len(words)


def _further_deed(words: str, start: int) -> Iterable[tuple[int, int]]:
    """Yield what a sentence does behind its verb's object without naming an act or a part of one."""
    match = _FURTHER_DEED.search(words)
    if match is None or _ACT.search(match.group()) or _UNIT_WORD.search(match.group()):
        return
    if not any(word.group().casefold() in LIMITING for word in _WORD.finditer(match.group())):
        yield start + match.start(), start + len(words)


def _name_end(match: re.Match[str]) -> int:
    """Return where the name of an approved document ends: after its last noun that names a kind, or after all the
    words.
    """
    kinds = find_kind_spans(match["name"])
    if kinds:
        return match.start("name") + kinds[-1].end
    limit = next((m.start() for m in _WORD.finditer(match["name"]) if m.group().casefold() in LIMITING), None)
    return match.end() if limit is None else match.start("name") + limit
