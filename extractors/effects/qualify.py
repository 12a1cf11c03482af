"""Remove all qualifying pieces of a sentence, in the order in which they shadow one another; apply them to effects."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.citations.find import scan_citations
from extractors.citations.view import Reading
from extractors.effects.classify import OperativeVerb
from extractors.effects.conditions import lift_conditions
from extractors.effects.described import lift_moods, lift_reasons
from extractors.effects.exceptions import lift_exceptions
from extractors.effects.limits import lift_limits
from extractors.effects.peeling import ENDING, Peeling, Piece
from extractors.effects.relatives import is_told_by_which, lift_relatives
from extractors.model.effect import Effect
from extractors.model.evidence import Span
from extractors.words.months import GENITIVES

_QUALIFIED = frozenset({*ENDING, "approve", "amend", "correct", "renumber"})
# A sentence without any of these words has no pieces; most have none.
_HINT_WORDS = """
välja valja v va peale erandiga erandina erandiks mitte ei kehtima jõusse jõus alles määral suhtes puhul kohta
ainult üksnes vaid ainuüksi mis mida kus kui kuna sest et mil millal tuleb tuleks võib võiks võivad peab
peavad peaks saab saaks kehtib kehtivad seni siis niipea niipalju niivõrd sedavõrd osas osa osalt ulatuses mahus
kogu rida rea read ridu ridade lause lauset lauseid laused lauste lõik lõigu lõigud lõiku hiljem
edaspidi eraldi nõusolekul korral panen panna pannakse kooskõlastusel heakskiidul otsusel loal tulevikus ilma luba kõik
sõna nii selliselt õigus õiguse pean peame volitus volituse lisadest mõlemad jätan jätta poole
eeldatavasti tõenäoliselt arvatavasti lähiajal ilmselt vajadusel vajaduse
kord aastas erand kas säilivad puudub puuduvad muudetud täiendatud
"""
_HINTS = frozenset(_HINT_WORDS.split()) | {f"{month}s" for month in GENITIVES}
_HINT_BEGINNINGS = (
    "säili", "väljaarv", "jät", "jää", "osali", "täie", "terv", "mille", "kelle", "juhul", "tingimus", "eeldus",
    "kuivõrd", "keeldu", "loobu", "lükka", "lükat", "ettepane", "palu", "soovi", "taotl", "kaalu", "kava", "plaan",
    "ülesan", "kohusta", "volita", "lubada", "luban", "vaja", "algata", "valmista", "esita", "teavita", "teata",
    "teadmi", "eelnõu", "läbivaa", "juhin", "pärast", "otsustatakse", "menetl", "tabel", "veer", "lahtr",
    "joonis", "peatük", "jaotis", "kaart", "kaard", "skeem", "sõnad", "tekstiosa", "lauseosa", "märkus",
    "positsioon", "lehekül", "taan", "joonealu", "alajaot", "vorm", "jagu", "jao", "kirje", "hoidu", "märgi", "selgita",
    "nõua", "tuletan", "arvates", "koostatav", "säte", "sätt", "norm", "klausl", "alapunkt", "preambul", "sissejuhatus",
    "punktis", "punktiga", "punktides", "määrad", "nõuded", "tingimused", "jätk", "kohaldami", "rakendami", "teadmise",
)  # fmt: skip
_HINT_ENDINGS = (
    "võtust",
    "võtu",
    "võtuga",
    "võtul",
    "des",
    "misel",
    "misest",
    "miseni",
    "mise",
    "misega",
    "mist",
    "mata",
)
_TOKEN = re.compile(r"\w+")
_UNTIL_EVENT = re.compile(r"kuni(?!\w).*ni(?!\w)", re.IGNORECASE | re.DOTALL)


def _is_hinted(words: str) -> bool:
    return any(map(_is_hint, _TOKEN.findall(words.casefold())))


@lru_cache(maxsize=16_384)
def _is_hint(token: str) -> bool:
    # "punkti 3 alapunkti b"
    return (
        (len(token) == 1 and token.isalpha())
        or token in _HINTS
        or token.startswith(_HINT_BEGINNINGS)
        or token.endswith(_HINT_ENDINGS)
    )


def peel(reading: Reading, sentence: Span, verbs: tuple[OperativeVerb, ...], is_item: bool) -> tuple[Piece, ...]:
    """Return the pieces of a sentence in order. ``is_item``: an item of a list whose verb stands above it."""
    words = reading.masked[sentence.start : sentence.end]
    kinds = {verb.effect for verb in verbs}
    if not (kinds & _QUALIFIED or is_item) or not _is_hinted(words):
        return ()
    acts = [Span(c.span.start, c.span.end) for c in scan_citations(reading, sentence, None)]
    peeling = Peeling(sentence.start, words, verbs, acts)
    is_ending = is_item or bool(kinds & ENDING)
    lift_reasons(peeling)
    lift_exceptions(peeling)
    if is_ending:
        lift_limits(peeling)
    if kinds & {"commence", "apply"} == set() or is_ending:
        lift_conditions(peeling)
    own = (verb for verb in verbs if verb.effect == "amend")
    if all(is_told_by_which(reading.masked, sentence.start, verb) for verb in own):
        lift_relatives(peeling, is_ending=is_ending)
    lift_moods(peeling)
    return tuple(sorted(peeling.pieces, key=lambda piece: piece.span.start))


def without_pieces(reading: Reading, pieces: Iterable[Piece]) -> Reading:
    """Return the reading with blanks in place of the pieces, as long as before."""
    view, masked, cursor = [], [], 0
    for piece in pieces:
        start = max(cursor, piece.span.start)
        end = max(start, piece.span.end)
        view += [reading.view[cursor:start], " " * (end - start)]
        masked += [reading.masked[cursor:start], " " * (end - start)]
        cursor = end
    if not cursor:
        return reading
    view.append(reading.view[cursor:])
    masked.append(reading.masked[cursor:])
    return replace(reading, view="".join(view), masked="".join(masked))


@dataclass(frozen=True, slots=True)
class Pieces:
    """The pieces of all sentences, found again by place."""

    pieces: tuple[Piece, ...] = ()

    def within(self, span: Span) -> Sequence[Piece]:
        """Return the pieces that begin in a span."""
        first = bisect_left(self.pieces, span.start, key=lambda piece: piece.span.start)
        after = bisect_left(self.pieces, span.end, first, key=lambda piece: piece.span.start)
        return self.pieces[first:after]


def qualified(effect: Effect, pieces: Sequence[Piece], text: str) -> Effect:
    """Return the effect with what its pieces except, limit or make it hang on."""
    affected = effect.affected
    for piece in pieces:
        if piece.role == "except":
            annexes = tuple(dict.fromkeys((*affected.except_annexes, *piece.annexes)))
            points = tuple(dict.fromkeys((*affected.except_points, *piece.points)))
            named = affected.points
            if named is not None and set(points) & set(named) and set(named) - set(points):
                # "punktid 1-9, jättes puutumata punktid 4 ja 5"
                named = tuple(point for point in named if point not in points)
            affected = replace(affected, except_annexes=annexes, except_points=points, points=named)
        elif piece.role == "limit":
            words = plain_words(piece.span.of(text))
            limit = f"{affected.limit} {words}" if affected.limit else words
            affected = replace(affected, limit=limit, scope="part")
    conditions = [plain_words(piece.span.of(text)) for piece in pieces if piece.role == "condition"]
    if effect.effect == "suspend":
        # "Peatan … kuni kohtuotsuse jõustumiseni": it begins all the same, only its end is open
        conditions = [words for words in conditions if not _UNTIL_EVENT.match(words)]
    effect = replace(effect, affected=affected)
    if not conditions:
        return effect
    return replace(
        effect,
        effective_on=None,
        date_basis="condition",
        date_rule=None,
        is_retroactive=False,
        doubt="condition",
        doubt_quote="; ".join(conditions),
    )


def plain_words(words: str) -> str:
    """Return words in one line, without the marks around them."""
    return re.sub(r"\s+", " ", words).strip(" ,;.()")
