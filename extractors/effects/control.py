"""Check independently for sentences whose lemmas say that something is done, and from which nothing was read.

It shares no pattern with the readers: simplemma's lemmas against a list of cue words, one wrong letter tolerated.
It raises doubts and never decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import itemgetter

from simplemma import lemmatize

from extractors.citations.view import Reading
from extractors.effects.described import BUT_UNITS, refuses_or_asks, tells_no_effect
from extractors.effects.legal_basis import NO_PREAMBLE, read_preamble
from extractors.effects.peeling import Piece
from extractors.effects.places import Places, blank_places
from extractors.model.effect import Effect, EffectKind
from extractors.model.evidence import Span
from extractors.model.finding import Finding
from extractors.words.acts import ACT_STEM, NUMBER_WORD
from extractors.words.cues import CUE_HEADS, CUES, DESCRIBING, KNOWN
from extractors.words.guarded import Guarded, fold, heads_pattern
from extractors.words.months import ANY_STEM
from extractors.words.spelling import full_spelling

_HEAD = re.compile(rf"(?<![^\W\d_])(?:{'|'.join(CUE_HEADS)})[^\W\d_]{{0,24}}", re.IGNORECASE)
# The same, looked for in small letters
_ANY_HEAD = re.compile(heads_pattern(CUE_HEADS, r"[^\W\d_]"))
_THIRD = ("b", "bki")
_OF_ITSELF = frozenset({"lõppema", "jõustuma"})
_TELLING = ("mood", "described", "except", "ends")
_LEAD_REACH = 200
# Beside an effect that was read only words of ending are a doubt: approvals and changes often repeat theirs.
_MAJOR = re.compile(r"(?<![^\W\d_])(?:keht|tühi)[^\W\d_]{0,24}", re.IGNORECASE)
# "Käskkirja nr 90 ei kohaldata alates 10.03.2025", "käskkiri nr 94 kehtib viimast päeva 31.12.2024": an end without a
# verb of ending
_CEASES = Guarded(
    r"(?<!\w)(?P<cue>ei\s+(?:kohaldata|rakendata|kohaldu|rakendu|järgita|kasutata)(?=[^;]{0,40}?(?:alates|arvates|ist)\s)"
    r"|ei\s+(?:[^\W\d_]+\s+){1,2}kehti(?!\w)|(?:enam|alates|arvates)\s[^;]{0,200}?(?<!\w)ei\s+(?:kehti|oma)(?!\w)|(?:ei\s+ole|pole)\s[^;]{0,200}?(?<!\w)enam(?!\w)[^;]{0,40}?(?:kehti\w*|jõus)(?!\w)|(?<=2\d\d\d\s)ei\s+(?:kohaldata|rakendata|kohaldu|rakendu|järgita|kasutata)|on\s+(?:jõu|kehti?vuse)\s+kaotanud"
    r"|(?:jää|jäe|lange)\w{1,5}\s+jõust\s+välja|mittekehti(?:vaks|v|vad)(?!\w)"
    r"|ei\s+kehti\s+(?=enam|alates|arvates)|asemel\s+kehti(?:b|vad)"
    r"|ei\s+kuulu\s+(?:enam\s+)?(?:kohaldamisele|rakendamisele|kasutamisele|täitmisele)|kehtivaks\s+(?=kuni\s)"
    r"|loobu(?:n|me|takse|da)\s+(?=[^;]{0,200}?(?:kohaldamisest|rakendamisest|kasutamisest))"
    rf"|kehti(?:b|vad)\s+(?=[^;,]{{0,40}}?\d{{1,2}}\.\s?(?:\d{{1,2}}\.\s?\d{{4}}|{ANY_STEM})))",
    "ei pole kaotanud kehtib kehtiva loobu jõust mittekehti",
)
# "Kehtetud on lisad 2 ja 3", "lisad 2 ja 3 on nüüdsest kehtetud"
_ARE_INVALID = re.compile(
    r"(?<!\w)kehtetud\s+on(?!\w)|(?<!\w)on\s(?:[^;]{0,200}?\s)?kehtetud\s*(?:[.,;]|\Z)", re.IGNORECASE
)
# "ei jõustu enne eelarve vastuvõtmist" limits the day, and refuses nothing
_NOT_BEFORE = re.compile(r"(?<!\w)ei\s+(?:jõustu|hakka\s+kehtima)\s+(?:enne|varem)(?!\w)", re.IGNORECASE)
_HEADING_SUBJECT = re.compile(r"\s*(?:[^\W\d_][\w-]*\s+){1,6}")
_DECIDED = re.compile(rf"\(\s*lisa\w{{0,3}}\s*\d|{NUMBER_WORD}\.?\s?\d", re.IGNORECASE)
_NUMBERED = re.compile(rf"{NUMBER_WORD}\.?\s?\d", re.IGNORECASE)
# "Alates uuest aastast kehtib piletimüügi kord käesoleva käskkirja lisa 1 sõnastuses": begins, by no verb of beginning
_HOLDS_SINCE = Guarded(
    r"(?<!\w)(?:alates|arvates|uuest|järgmisest|tulevast)(?!\w)[^.;]{0,80}?(?<!\w)(?P<cue>kehti(?:b|vad))(?!\w)(?=[^.;]{0,80}?(?<!\w)"
    rf"(?:\w*kord|\w*eeskiri|\w*juhend|{ACT_STEM})\w*\b[^.;]{{0,80}}?(?:lisa|sõnastus|redaktsioon))",
    "kehtib kehtivad",
)
# "Kinnitan … (lisa 1), mis asendab käskkirja nr 5 lisa 3": replaces, by a verb that tells
_REPLACES = Guarded(
    rf"(?<!\w)(?P<cue>asenda(?:b|vad))\s[^;]{{0,200}}?{NUMBER_WORD}\.?\s?\d\S*\s[^;]{{0,120}}?(?<!\w)lisa",
    "asendab asendavad",
)
# "lisa 3 asemele asub lisa 1"
_INSTEAD = Guarded(
    r"(?<!\w)lisa\w{0,3}\s\d[\d\s,.janig-]*\s(?P<cue>asemele)\s+(?:tule(?:b|vad)|asu(?:b|vad)|pannakse|lähe(?:b|vad)|võetakse)"
    r"(?!\s+[^\W\d_]{2,}[dt]a(?!\w))",
    "asemele",
)
_ENDS_OR_CHANGES: frozenset[EffectKind] = frozenset({"amend", "revoke"})
# "Käskkirja kehtima hakkamise aeg …": begins, by a noun
_BEGINS = Guarded(r"(?<!\w)(?P<cue>kehtima\s+hakkami\w+)", "kehtima")
# "omandab kehtivuse": begins, by a word of ending
_GAINS = re.compile(r"(?<!\w)omanda(?:b|vad)\s+(?:õigusliku\s+)?\Z", re.IGNORECASE)
_HANGING = frozenset({"condition", "limit", "except"})
# "kehtivuse algus on 1. mai", "kehtivus algab"
_BEGINNING = re.compile(r"\s+(?:algus|algab|saab\s+alguse)(?!\w)", re.IGNORECASE)
# Who says so acts, whatever the reason is
_ACTS = re.compile(r"(?<!\w)(?:tunnista(?:n|me|takse)|tühista(?:n|me|takse)|lõpeta(?:n|me|takse))(?!\w)", re.IGNORECASE)
_TITLE = re.compile(r"kehtetuks\s+tunnistami|tühistami", re.IGNORECASE)
_RUSSIAN = re.compile(r"[А-Яа-яЁё]{4,}(?:\s+[№А-Яа-яЁё\d.,-]+){2,}")
_ENGLISH = Guarded(
    r"\b(?:hereby|(?:is|are)\s+repealed|repeals?|revoke[sd]?|ceases?\s+to\s+(?:have|be)|annul(?:s|led)?|to\s+repeal|enters?\s+into\s+force|approves?\s+the)\b",
    "hereby repeal revoke cease annul enter approve",
)


def find_unanswered(
    reading: Reading, sentences: Iterable[Span], effects: Sequence[Effect], findings: Sequence[Finding],
    pieces: Sequence[Piece],
) -> list[Finding]:  # fmt: skip
    """Return ``cue_without_effect`` for each sentence with a cue that neither an effect nor a finding answers.

    What stands in a legal basis, in quotation marks or in a piece that tells of no effect is no cue.
    """
    found = []
    doubted = Places([f.span for f in findings if f.span is not None])
    lifted = Places([piece.span for piece in pieces])
    read = Places([effect.evidence.span for effect in effects])
    for span in sentences:
        has_cue = _ANY_HEAD.search(fold(reading.masked), span.start, span.end) or _ceases(span.of(reading.masked))
        has_cue = has_cue or _INSTEAD.search(reading.masked, span.start, span.end)
        has_cue = has_cue or _BEGINS.search(reading.masked, span.start, span.end)
        if not has_cue or doubted.overlaps(span):
            continue
        kinds = {effects[n].effect for n in read.overlapping(span)}
        told = [
            pieces[n].span
            for n in lifted.overlapping(span)
            if pieces[n].role in _TELLING and not _NOT_BEFORE.search(pieces[n].span.of(reading.masked))
        ]
        cues = _cues(reading, span, told, is_read=bool(kinds))
        begins = any("commence" in wanted for _, wanted in cues)
        if not kinds and not begins and _is_told(reading, span, pieces, lifted):
            continue
        below = read.first_behind(span.end)
        is_lead = not span.of(reading.masked).rstrip().endswith(".")
        if below is not None and is_lead and effects[below].evidence.span.start - span.end < _LEAD_REACH:
            kinds.add(effects[below].effect)  # "Tunnistan kehtetuks:" is answered by the first of its items
        unanswered = [word for word, wanted in cues if not kinds & wanted]
        if unanswered:
            words = re.sub(r"\s+", " ", span.of(reading.view))[:120]
            message = f"says that something is done ({', '.join(unanswered)}), and nothing of it was read: {words}"
            found.append(Finding("cue_without_effect", message, span))
    return found


def _is_told(reading: Reading, span: Span, pieces: Sequence[Piece], lifted: Places) -> bool:
    """Return whether a sentence only tells, asks or refuses: what its conditions say ("kui eelarve seda lubab") says
    nothing of that, nor does the reason of one who acts ("Tunnistan …, kuna …")."""
    hanging = (pieces[n].span for n in lifted.overlapping(span) if pieces[n].role in _HANGING)
    said = blank_places(reading.masked, span, ((piece.start, piece.end) for piece in hanging))
    if BUT_UNITS.search(said):
        return False
    return refuses_or_asks(said) if _ACTS.search(said) else tells_no_effect(span.of(reading.masked))


def _cues(
    reading: Reading, span: Span, told: Sequence[Span], *, is_read: bool
) -> list[tuple[str, frozenset[EffectKind]]]:
    words = reading.masked[span.start : span.end]
    preamble = read_preamble(reading, span, span.end)
    found = []
    for match in (_MAJOR if is_read else _HEAD).finditer(words):
        if match.group().casefold().endswith(DESCRIBING) and not _tells_state(words, match):
            continue
        is_third = match.group().casefold() not in KNOWN and match.group().casefold().endswith(_THIRD)
        if is_third and _lemma(match.group()) not in _OF_ITSELF and not _is_decided(words, match.start()):
            continue
        at = span.start + match.start()
        if any(piece.start <= at < piece.end for piece in told) or (
            preamble != NO_PREAMBLE and at < preamble.last_alusel
        ):
            continue
        is_gain = _GAINS.search(words, 0, match.start()) or _BEGINNING.match(words, match.end())
        wanted = KNOWN["jõustub"] if is_gain else _wanted(match.group())
        if wanted is not None:
            found.append((match.group(), wanted))
    replaces = [_REPLACES.search(words), _INSTEAD.search(words)]
    found += [(match["cue"], _ENDS_OR_CHANGES) for match in replaces if match is not None]
    unnamed = [] if is_read else [_HOLDS_SINCE.search(words), _ceases(words), _BEGINS.search(words)]
    return found + [(match["cue"].strip(), KNOWN["jõustub"]) for match in unnamed if match is not None]


def _tells_state(words: str, match: re.Match[str]) -> bool:
    """Return whether a word that ends like one that describes does not: "kehtivuspäev" is a last day, and "… nr 5 lisad
    on kehtetud" says that they are."""
    said = match.group().casefold()
    is_state = said == "kehtetud" and bool(_NUMBERED.search(words) and _ARE_INVALID.search(words))
    return said.endswith("päev") or is_state


def _is_decided(words: str, at: int) -> bool:
    """Return whether a verb in the third person may do what it says: its subject heads the sentence, and it names an
    annex of the act or an act ("Direktor kinnitab töökorra (lisa 1)")."""
    return _HEADING_SUBJECT.fullmatch(words, 0, at) is not None and _DECIDED.search(words, at) is not None


def _ceases(words: str) -> re.Match[str] | None:
    """Find where a sentence says, without a verb of ending, that an act with a number no longer holds."""
    match = _CEASES.search(words)
    return match if match is not None and _NUMBERED.search(words) else None


@lru_cache(maxsize=2048)
def _lemma(word: str) -> str:
    return lemmatize(word.casefold(), lang="et").casefold()


@lru_cache(maxsize=2048)
def _wanted(word: str) -> frozenset[EffectKind] | None:
    """Return the kinds of effect that a word calls for, by its lemma, tolerating one wrong letter; ``None`` without
    any.
    """
    if word.casefold() in KNOWN:
        return KNOWN[word.casefold()]
    if word.casefold().startswith("jõustumis"):
        return KNOWN["jõustumise"]  # "jõustumispäevaks", "jõustumisajaks": compounds that few dictionaries know
    lemma = _lemma(word)
    if lemma in CUES:
        return frozenset(CUES[lemma])
    return next((frozenset(kinds) for cue, kinds in CUES.items() if _is_near(lemma, cue)), None)


def _is_near(word: str, cue: str) -> bool:
    """Return whether two words differ by one letter lost, added or wrong; neither their first nor their last."""
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
    if any(effect.effect == "revoke" or effect.doubt for effect in effects) or any(
        f.span is not None for f in findings
    ):
        return []
    return [
        Finding(
            "title_without_effect", f"the title speaks of revocation, and no sentence was read as one: {title[:120]}"
        )
    ]


def find_foreign(reading: Reading, region: Span) -> list[Finding]:
    """Return a finding for each operative-looking sentence in Russian or English: it is not read."""
    found = []
    for language, pattern in (("Russian", _RUSSIAN), ("English", _ENGLISH)):
        for match in pattern.finditer(reading.masked, region.start, region.end):
            words = re.sub(r"\s+", " ", match.group())[:80]
            message = f"a sentence in {language} is not read: {words}"
            found.append((match.start(), Finding("foreign_sentence", message, Span(*match.span()))))
    return [finding for _, finding in sorted(found, key=itemgetter(0))[:3]]


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
