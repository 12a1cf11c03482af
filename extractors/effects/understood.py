"""Find the words of an operative clause that belong to something understood.

The verb, cited acts, annexes, points, days, quotations, the legal basis, reasons, the name of an approved document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from extractors.citations.annex_sets import find_annex_sets
from extractors.citations.calendar_dates import find_dates
from extractors.citations.find import FoundCitation, find_bare_mention
from extractors.citations.point_sets import find_point_sets
from extractors.directive.kinds import find_kind_spans
from extractors.effects.act_object import ATTACHED, is_onto
from extractors.effects.act_reading import ActReading
from extractors.effects.clauses import Clause
from extractors.effects.dates import NEW_LAST_DAY, YEAR_END, YEAR_START
from extractors.effects.issuer_words import issuer_start
from extractors.effects.left_over import ASIDE
from extractors.effects.legal_basis import DECIDES, read_preamble
from extractors.effects.own_start import OWN_START
from extractors.model.evidence import Span
from extractors.words.acts import ACT_STEM, APPROVED, WAS_APPROVED
from extractors.words.fillers import LIMITING, NARROWING
from extractors.words.guarded import Guarded
from extractors.words.qualifiers import ALONG_WITH_WHICH, BY_WHICH_IT_ENDS, ITS_OWN, OBSOLETE

_QUOTE = Guarded(r"„·*“", "„", re.NOFLAG)
WORD = re.compile(r"\d(?:[\w./-]*\w)?|[^\W\d_]+(?:-[^\W\d_]+)*")
ACT_WORD = re.compile(rf"\w{{0,20}}(?:{ACT_STEM}|k[äaé]skk?i[rn])\w*", re.IGNORECASE)
_PARTICIPLE = Guarded(
    rf"(?<!\w)(?:{APPROVED}|kinnitati|kehtestati|sisalduv\w{{0,3}}|toodud|(?<=\d\s)(?:olev|kuuluv)(?:a|ad)?)(?!\w)(?P<name>(?:\s+(?:\(lisa\s\d+\)|(?!(?:ja|ning)\s+\d)[^\W\d_][\w-]*,?)){{1,12}})",
    "kehtestati kehtestatud kiidetud kinnitati kinnitatud kuuluv olev pandud sisalduv toodud võetud",
)
_SHOWN = re.compile(r"toodud|sisaldu", re.IGNORECASE)
# "hankekorra, mis on kinnitatud …": the name of what was approved, up to its noun
_NAMED_BEFORE = re.compile(
    r"\s*(?P<name>(?:[^\W\d_][\w-]*\s+){0,10}?[^\W\d_][\w-]*)\s*,?\s+(?:mis|mille)\s+(?:(?:on|oli|olid)\s+)?"
    rf"{WAS_APPROVED}(?!\w)",
    re.IGNORECASE,
)
# "kõik kolm lisa"
_ALL_OF_THEM = Guarded(
    r"(?<!\w)kõik\s+(?:kaks|kolm|neli|viis|kuus|seitse|kaheksa|üheksa|kümme)(?=\s+lisa(?!\w))", "kõik"
)
# "lisa 2 (arhivaari ametijuhend)": what the annex is
_TOLD_ANNEX = re.compile(r"(?<=\d)\s*\((?P<told>[^()\d]{3,80})\)")
# "lisa 2 - arhivaari ametijuhend;"
_DASHED_ANNEX = re.compile(
    r"(?<=\d)\s{0,3}-\s(?!esime|tei[sn]|kolma|nelja|viima|eelviima|üks|kaks|mõle)(?P<told>[^()\d;,.:]{3,80})(?=[;,.]|\s(?:ja|ning)\s|\s*\Z)"
)
# "käskkirja nr 31 Hankekorra kinnitamine": a title without marks
_UNQUOTED_TITLE = re.compile(r"[\s,]{1,4}[A-ZÕÄÖÜŠŽ][^,;.„“()\d]{2,120}?mine(?!\w)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?=\.?\s{0,2}a(?:asta)?\w{0,2}(?!\w))")
# "1)", "2.1.": where a list that stands in one line begins its items
_MARKER = re.compile(r"(?:(?<![\w.])\d{1,2}(?:\.\d{1,2})*[.)](?=\s+\S)|(?<=\n)\d{1,2}(?:\.\d{1,2})*[.)](?=\s*$))")
# "selle aegumise tõttu", "õigusselguse huvides", "vigade vältimiseks", "peale selle"
_CAUSE = Guarded(
    rf"(?:(?!(?:{'|'.join(sorted(LIMITING))})(?!\w))(?<!\w)[^\W\d_][\w-]*\s{{1,4}}){{1,4}}?(?<!\w)"
    r"(?:tõttu|huvides|eesmärgil|tulemuse(?:na|l)|käigus|põhjus(?:tel|el)|kaalutlus(?:tel|el)|\w{2,}ga\s+seoses|\w{2,}t\s+(?:arvestades|(?:arvesse|aluseks)\s+võttes|silmas\s+pidades)"
    r"|\w{2,}st\s+(?:lähtuvalt|tulenevalt|johtuvalt|lähtudes|ajendatuna)|\w*(?:juhi|direktori|kantsleri|ministri|vanema|linnapea|juhataja)na|\w{3,}miseks)(?!\w)|(?<!\w)peale\s+(?:selle|eeltoodu|nimetatu)(?!\w)(?!\s+(?:lisa|punkt))",
    "tõttu huvides eesmärgil tulemuse käigus põhjus kaalutlus seoses arves aluseks silmas lähtu tulen johtu ajend"
    " juhina direktorina kantslerina ministrina vanemana linnapeana juhatajana miseks peale",
)
# "Rahuldan vaide ja tunnistan kehtetuks …": another thing is done before, to no act
_OTHER_CLAUSE = re.compile(r"\s*[^\W\d_]{3,}(?:n|da|ta|takse)\s[^;:.]*?,?\s(?:ja|ning)\s+\Z")
# "seoses uue korra kehtestamisega": a reason behind the verb, up to the next comma
_REASON = Guarded(
    r"(?<!\w)(?:seoses|tulenevalt|lähtudes|lähtuvalt|vastavalt(?!\s+nr)|kooskõlas|arvestades|juhindudes|tuginedes"
    r"|võttes\s+(?:arvesse|aluseks))(?!\w)[^,;:.]*",
    "arvestades juhindudes kooskõlas lähtudes lähtuvalt seoses tuginedes tulenevalt vastavalt võttes",
)
# "pikendan kehtivust ühe aasta võrra kuni 31.12.2026": the day behind it says as much
_BY_A_TERM = Guarded(
    r"(?<!\w)(?:(?:\d{1,3}|ühe|kahe|kolme|nelja|viie|kuue|poole)\s+)?(?:kalendri)?(?:aasta|kuu|nädala|päeva)\s+võrra(?=,?\s+(?:(?:s\.?\s?o\.?|see\s+on|ehk)\s+)?(?:kuni\s|\d))",
    "võrra",
)
# "varem antud käskkirja", "minu poolt allkirjastatud käskkirja"
_EARLIER = Guarded(
    r"(?<!\w)(?:minu\s+poolt\s+(?:varem\s+)?(?:välja\s?)?|varem\s+(?:välja\s?)?|välja\s)"
    r"(?:antud|kinnitatud|kehtestatud|allkirjastatud)(?!\w)",
    "tud",
)
# "… ja kohustan juhti koostama uue korra": another thing is done behind, to no act
_FURTHER_DEED = re.compile(
    r",?\s(?:ja|ning)\s+[^\W\d_]{3,}(?:n|me)\s(?=[^;:.]*[^\W\d_]{3})[^;:.]*\.?\s*\Z", re.IGNORECASE
)
_UNIT_WORD = re.compile(r"(?<!\w)(?:lisa|punkt|lõi[gk]|säte|sätt)|§", re.IGNORECASE)
# "järgmised majandus- ja taristuministri käskkirjad": the first half of an office
_HALF_OFFICE = Guarded(r"(?:[^\W\d_]{3,}-,?\s+){1,3}(?:ja|ning)\s+(?=[^\W\d_]*ministri(?!\w))", "ministri")
# "Lisaks eelmises punktis nimetatule tunnistatakse kehtetuks …": what stands above is said there
_BESIDES = Guarded(
    r"\A\W*lisaks\s+(?:eel(?:mises|nevas)\s+punktis|eespool|ülal(?:pool)?)\s+(?:nimetatu|loetletu|toodu)(?:le|tele)(?!\w)",
    "lisaks",
)
# "oma pädevuse piires"
_POWERS = Guarded(r"(?<!\w)(?:oma|talle\s+antud|mulle\s+antud)\s+pädevuse\s+piires(?!\w)", "pädevuse")
# "A kaotab kehtivuse 1. mail, B aga 1. juunil"
_CONTRAST = Guarded(r"(?<=\s)(?:aga|seevastu)(?=\s+(?:alates\s+)?\d{1,4}\.)|(?<=\d\d\d\d\s)aga(?!\w)", "aga seevastu")
# "kehtib kuni 7. maini 2026 (kaasa arvatud)": a last day is one on which it holds
_INCLUDED = Guarded(r"\(?(?<!\w)kaasa\s+arvatud\)?(?=\s*(?:[.,;)]|\Z))", "kaasa")
# "kehtetuks … kui aegunud"
_AS_OBSOLETE = Guarded(rf"(?<!\w)kui\s+(?:{OBSOLETE}|{ITS_OWN}\s[^\W\d_\s]+)(?!\w)", "kui")
# "Kinnitan … (lisa 1), millega seoses kaotab kehtivuse …": joins two deeds
_BY_REASON_OF_WHICH = Guarded(rf",\s*millega(?=\s*\Z|\s+{ALONG_WITH_WHICH}(?!\w))|{BY_WHICH_IT_ENDS}", "millega")
# "käskkiri ise": the act that speaks, beside its annex
_ITSELF = Guarded(r"(?<=\w)\s+ise(?=\s+(?:jõustub|hakkab|kehtib|alla|all|digi))", "ise")
# "Tunnistan kehtetuks kaks varasemat akti: …": the list says which
_COUNTED = Guarded(
    r"(?<!\w)(?:kaks|kolm|neli|viis|kuus)\s+(?:[^\W\d_]+t\s+)?(?:(?:haldus|õigus)?akti|dokumenti|käskkirja|otsust|korraldust|määrust)(?=\s*:)",
    ":",
)
# "alates 1. maist 2026, mil jõustub uus töökord, kaotab …": the day is said
_FROM_WHICH_DAY = Guarded(
    r"(?<=\d\d\d\d)\.?(?:\s?a(?:asta|\.)?)?,?\s+mil(?:lal)?\s+(?:jõustub|hakkab\s+kehtima|rakendub)(?:\s+[^\W\d_][\w-]*){1,8}\s*,",
    "mil",
)
# "Tunnistan kehtetuks järgmised aktid ja nende osad: …": the list says which
_AND_PARTS = Guarded(r"(?<!\w)(?:ja|ning|või)\s+nende\s+osad(?=\s*:)", "osad")
# "otsustan käskkirja nr 5 kehtetuks tunnistamise"
_DECIDED = re.compile(r"(?<!\w)kehtetuks\s+tunnistamise(?!\w)", re.IGNORECASE)
# a heading over its point
_HEADED = Guarded(r"\A\s*(?-i:K)ehtetuks\s+tunnistamine\s*\n", "tunnistamine")
# "alates õppeaasta algusest, s.o 1. septembrist": the day says when that is
_THAT_IS = Guarded(
    r"(?<!\w)(?:alates\s+)?(?:[^\W\d_]+\s+){1,4}?algusest,?\s+(?:s\.?\s?[ot]\.?|see\s+on|ehk)\s+(?=(?:alates\s+)?\d)",
    "algusest",
)
# "1. detsembril 2025 kell 00.00": when the day begins
_AT_MIDNIGHT = Guarded(r"(?<=\d\d\d\d)\.?(?:\s?a(?:asta|\.)?)?\s+kell\s+0?0[.:]00(?!\d)", "kell")
# "end ammendanuna": why it ends
_SPENT = Guarded(r"(?<!\w)(?:ennast|end)\s+ammendan(?:una|ud)(?!\w)", "ammendan")
# "A ja samal päeval antud käskkirja nr 7"
_OF_THAT_DAY = Guarded(
    rf"(?<!\w)sama(?:l)?\s+(?:kuu)?päeva(?:l)?(?:\s+(?:antud|allkirjastatud))?(?=\s+(?:{ACT_STEM}))", "sama"
)
_SIGNED = (
    _THAT_IS,
    _AT_MIDNIGHT,
    _SPENT,
    _OF_THAT_DAY,
    _QUOTE,
    _ALL_OF_THEM,
    _HALF_OFFICE,
    _EARLIER,
    ASIDE,
    _BY_A_TERM,
    YEAR_END,
    _BESIDES,
    _POWERS,
    _CONTRAST,
    _INCLUDED,
    YEAR_START,
    _AS_OBSOLETE,
    _BY_REASON_OF_WHICH,
    _ITSELF,
    OWN_START,
    _COUNTED,
    _AND_PARTS,
    NEW_LAST_DAY,
    _FROM_WHICH_DAY,
    _HEADED,
)
# "tööjõu ja palga osakonna juhataja ettepanekul"
_PROPOSER = Guarded(
    r"(?:[^\W\d_][\w-]*\s+){0,5}(?:ettepanekul|esildisel|taotlusel|palvel)(?!\w)",
    "esildisel ettepanekul palvel taotlusel",
)


_FREE = frozenset({_REASON, _CAUSE})


def find_understood(
    act: ActReading, span: Span, clause: Clause | None, bare: FoundCitation | None
) -> Iterable[tuple[int, int]]:
    """Yield the places of a clause or an item that belong to something understood; they may overlap."""
    view = act.reading.masked
    if clause is not None:
        yield from ((verb.start, verb.end) for verb in clause.verbs)
        if DECIDES.match(view, clause.verbs[0].start):
            yield from (match.span() for match in _DECIDED.finditer(view, clause.verbs[0].end, span.end))
        preamble = read_preamble(act.reading, span, clause.verbs[0].start)
        if preamble.last_alusel >= 0:
            yield span.start, preamble.last_alusel + 6
        elif preamble.first_word >= 0:
            yield from _but_hard(view, preamble.first_word, clause.verbs[0].start, 0)
        yield from _other_clause(view[span.start : clause.verbs[0].start], span.start)
        yield from _further_deed(view[clause.verbs[-1].end : span.end], clause.verbs[-1].end)
    floor = span.start
    if (mention := find_bare_mention(act.reading, Span(span.start, _first_act(act, span, bare)))) is not None:
        yield mention.span.start, mention.span.end
    for cited in act.cited(span, bare):
        yield issuer_start(view, cited.span.start, floor), cited.span.end
        floor = cited.span.end
        if is_onto(act.reading, cited) and (attached := ATTACHED.match(view, floor, span.end)) is not None:
            yield attached.span("attached")
        if (title := _UNQUOTED_TITLE.match(view, cited.span.end, span.end)) is not None:
            yield title.span()
    yield from ((s.start, s.end) for s in find_annex_sets(view, span.start, span.end) if s.numbers)
    yield from ((s.start, s.end) for s in find_point_sets(view, span.start, span.end))
    yield from ((d.start, d.end) for d in find_dates(view, span.start, span.end))
    words = view[span.start : span.end]
    verb = clause.verbs[0].start - span.start if clause is not None else len(words)
    for pattern in (_REASON, _YEAR, _MARKER, _PROPOSER, _CAUSE, *_SIGNED):
        for m in pattern.finditer(words):
            end = verb if m.start() < verb < m.end() else m.end()
            yield from (
                _but_hard(words, m.start(), end, span.start)
                if pattern in _FREE
                else [(span.start + m.start(), span.start + end)]
            )
    if clause is None or _PARTICIPLE.search(words):
        # "ametijuhendid, mis on kinnitatud …"; without a participle "käskkirja nr 5 ametijuhend" is less than the act
        yield from ((span.start + s.start, span.start + s.end) for s in find_kind_spans(words))
    for match in _TOLD_ANNEX.finditer(words) if "(" in words else ():
        if find_kind_spans(match["told"]):
            yield span.start + match.start(), span.start + match.end()
    for match in _DASHED_ANNEX.finditer(words) if "- " in words else ():
        kinds = find_kind_spans(match["told"])
        if kinds and kinds[-1].end == len(match["told"]):
            yield from _but_hard(words, match.start("told"), match.end("told"), span.start)
    if clause is not None:
        yield from _name_before(words, verb + clause.verbs[-1].end - clause.verbs[0].start, span.start)
    for match in _PARTICIPLE.finditer(words):
        yield from _but_hard(words, match.start(), _name_end(match), span.start)
        if clause is None:
            # "2.1 vaatleja, kinnitatud kantsleri …": what an item calls the document it names
            name = re.search(r"[^,;:]*,\s*(?:mis\s+)?(?:on\s+)?$", words[: match.start()])
            yield span.start + (name.start() if name else match.start()), span.start + match.start()


def _name_before(words: str, verb_end: int, offset: int) -> Iterable[tuple[int, int]]:
    """Yield the name of an approved document before "mis on kinnitatud", which ends with its noun."""
    for start in (verb_end, 0):
        match = _NAMED_BEFORE.match(words, start)
        kinds = find_kind_spans(match["name"]) if match is not None else ()
        if match is not None and kinds and kinds[-1].end == len(match["name"]):
            yield from _but_hard(words, match.start("name"), match.end("name"), offset)


def _but_hard(words: str, start: int, end: int, offset: int) -> Iterable[tuple[int, int]]:
    """Yield the stretches of free words, a reason or a name, without the words that limit wherever they stand."""
    at = start
    for word in WORD.finditer(words, start, end):
        if word.group().casefold() in NARROWING:
            yield offset + at, offset + word.start()
            at = word.end()
    yield offset + at, offset + end


def _first_act(act: ActReading, span: Span, bare: FoundCitation | None) -> int:
    return min((cited.span.start for cited in act.cited(span, bare)), default=span.start)


def _other_clause(words: str, start: int) -> Iterable[tuple[int, int]]:
    """Yield what a sentence does before its verb without citing or limiting anything."""
    is_other = _OTHER_CLAUSE.match(words) is not None and ACT_WORD.search(words) is None
    if is_other and not any(word.group().casefold() in LIMITING for word in WORD.finditer(words)):
        yield start, start + len(words)


def _further_deed(words: str, start: int) -> Iterable[tuple[int, int]]:
    """Yield what a sentence does behind its verb's object without naming an act or a part of one."""
    match = _FURTHER_DEED.search(words)
    if match is None or ACT_WORD.search(match.group()) or _UNIT_WORD.search(match.group()):
        return
    if not any(word.group().casefold() in LIMITING for word in WORD.finditer(match.group())):
        yield start + match.start(), start + len(words)


def _name_end(match: re.Match[str]) -> int:
    """Return where the name of an approved document ends: after its last noun that names a kind, or after all the
    words.
    """
    kinds = find_kind_spans(match["name"])
    if kinds:
        return match.start("name") + kinds[-1].end
    if _SHOWN.match(match.group()):
        # "lisas 3 toodud peakapteni ülesanded": without a kind it may be a part of the annex
        return match.start("name")
    limit = next((m.start() for m in WORD.finditer(match["name"]) if m.group().casefold() in LIMITING), None)
    return match.end() if limit is None else match.start("name") + limit
