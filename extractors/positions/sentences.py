"""Read whole sentences that say who stands above, below and beside a post; the case of a word gives the direction.

sotsiaalnõunikule annab tööülesandeid vallavanem      the one in the allative reports to the other
sotsiaalnõunikku asendab vallasekretär                the one in the partitive is substituted
koristajad asendavad vajadusel üksteist               each substitutes for the others
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.positions.nominative import from_allative, from_genitive, is_object_form, without_aside

_END = (
    r"(?=\s*(?:[.;]|,\s+\S+na allub|,\s+(?:\S+\s+){0,4}?asenda|"
    r"\s(?:ja|ning)\s+(?:\S+\s+){0,4}?(?:asenda|täida|juhindu|vastuta|juhib|kuulu)|$))"
)
_ALLUB = re.compile(rf"(?P<who>[^.;,]*?)\s*\ballu(?:b|vad)\s+(?P<above>[^.;]*?){_END}", re.IGNORECASE)
_BELOW = re.compile(r"(?P<who>[^\W\d_][^.;]*?le)\s+alluvad\s+(?P<below>[^.;]+)", re.IGNORECASE)
_TASKS = re.compile(
    r"(?P<who>[^\W\d_][^.;]*?le)\s+anna(?:b|vad)\s+(?:töö)?ülesandeid\s+(?P<above>[^.;]+)", re.IGNORECASE
)
_ORDERS = re.compile(r"\bjuhindub\s+(?P<above>[^.;,]+?)\s+korraldustest\b", re.IGNORECASE)
# "Juristi vahetu juht on osakonna juhataja"; "Osakonna juhataja on juristi vahetu juht"
_SUPERIOR = re.compile(
    r"\b(?:vahetu(?:ks)?|otsene|otseseks)\s+(?:ülemuseks|ülemus|juhiks|juht|ülemaks|ülem)\s+on\s+(?P<above>[^.;]+?)(?=\s*(?:[.;]|,\s|$))",
    re.IGNORECASE,
)
_IS_SUPERIOR = re.compile(
    r"^(?P<above>[^.;,]{3,80}?)\s+on\s+[^.;,]{3,80}?\s+(?:vahetu|otsene)\s+(?:ülemus|juht|ülem)\b", re.IGNORECASE
)
_UNDER = re.compile(
    r"\b(?:töötab|tegutseb|on|asub)\s+(?:vahetult\s+|otseselt\s+|otse\s+)?(?P<above>[^.;,]{3,80}?)\s+"
    r"(?:vahetus\s+|otseses\s+)?alluvuses\b",
    re.IGNORECASE,
)
_LED_BY = re.compile(r"\btööd\s+(?:juhib|korraldab|suunab)(?:\s+ja\s+\w+b)?\s+(?P<above>[^.;,]+)", re.IGNORECASE)
_SUBORDINATES = re.compile(r"\balluvad\s+on\s+(?P<below>[^.;]+)|\balluvateks\s+on\s+(?P<these>[^.;]+)", re.IGNORECASE)
# "Ehitusnõuniku alluvuses on ehitusspetsialist"
_HAS_BELOW = re.compile(
    r"(?:^|(?<=[.;]\s))[^.;,]{3,80}?\s(?:vahetus\s+|otseses\s+)?alluvuses\s+on\s+(?P<below>[^.;]+)", re.IGNORECASE
)
_BELONGS = re.compile(r"\bkuulub\s+(?P<unit>[^.;,]{3,80}?)\s+koosseisu\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:(?:ameti|teenistus|töö)koha|töö)\s+(?:põhi)?eesmär(?:k|giks)\s+on\s+(?P<aim>[^\n]+)", re.IGNORECASE
)
_SUBSTITUTES = re.compile(r"(?P<left>[^.;]*?)\s*\basenda(?:b|vad)\s+(?P<right>[^.;]+)", re.IGNORECASE)
_APPOINTED = re.compile(
    r"^(?P<who>[^.;]*?)\s+"
    r"(?:(?:nimetab ametisse|vabastab ametist|võtab tööle|kinnitab ametisse)\b|sõlmib\b[^.;]*töölepingu)",
    re.IGNORECASE,
)
_CIRCUMSTANCE = re.compile(
    r"\b(?:vajadusel|vajaduse korral|äraolekul|ajutiselt|(?:tema|teda|tööalaselt)?\s*(?:puhkuse|äraoleku|haiguse|"
    r"puudumise)(?:\s+(?:ja|või)\s+\w+)?\s+(?:ajal|korral)|tema äraolekul"
    r"|(?:tema\s+)?(?:puudumisel|eemalviibimisel|haigestumisel))\b\s*",
    re.IGNORECASE,
)
_ABSENCE = (
    r"(?:äraolekul|puudumisel|eemalviibimisel|haigestumisel|puhkusel olles|"
    r"(?:äraoleku|puudumise|puhkuse|haiguse)(?:\s+(?:ja|või)\s+\w+)?\s+(?:ajal|korral))"
)
# "Juristi äraolekul asendab teda nõunik", "Teenistuja puudumise ajal asendab nõunik"
_WHEN_ABSENT = re.compile(
    rf"^(?P<who>[^.;,]{{2,80}}?)\s+{_ABSENCE}\s+asenda(?:b|vad)\s+(?:teda\s+)?(?P<by>[^.;]+)", re.IGNORECASE
)
_SUBSTITUTE_IS = re.compile(
    rf"\basendaja(?:ks|d)?\s+(?:(?:tema\s+)?{_ABSENCE}\s+|vajadusel\s+)?(?:on(?:\s+(?:määratud|nimetatud))?|määratakse|"
    r"nimetatakse)\s+(?P<by>[^.;]+)",
    re.IGNORECASE,
)
_IS_SUBSTITUTE = re.compile(r"^[^.;,]{2,80}?\s+on\s+(?P<whom>[^.;,]{3,80}?)\s+asendaja\b", re.IGNORECASE)
_BY_MEANS_OF = re.compile(r"\basendatakse\s+(?P<by>[^.;]+?)\s+poolt\b", re.IGNORECASE)
_DOES_THE_WORK = re.compile(
    rf"\bülesandeid\s+täida(?:b|vad)\s+(?:(?:tema\s+)?{_ABSENCE}\s+)?(?P<by>[^.;]+)", re.IGNORECASE
)
_WORK_DONE_BY = re.compile(
    rf"{_ABSENCE}\s+täida(?:b|vad)\s+(?:tema|teenistuja|ametniku|töötaja)\s+(?:töö|teenistus)?ülesandeid\s+(?P<by>[^.;]+)",
    re.IGNORECASE,
)
_DOES_WORK_OF = re.compile(
    rf"\btäidab\s+(?P<whom>[^.;,]{{3,80}}?)\s+{_ABSENCE}\s+(?:tema|viimase)\s+(?:töö|teenistus)?ülesandeid",
    re.IGNORECASE,
)
_ANYBODY = re.compile(r"^(?:ametnik|teenistuja|töötaja|ta|tema)$", re.IGNORECASE)
_ANYBODY_WHOM = re.compile(r"^(?:teda|ametnikku|teenistujat|töötajat)\s+", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;]\s+|,\s+(?:(?:ja|ning)\s+)?|\s+(?:ja|ning)\s+", re.IGNORECASE)
_HAS_VERB = re.compile(r"\b(?:allu(?:b|vad)|asenda(?:b|vad)|täida(?:b|vad)|on|juhindub|vastutab)\b", re.IGNORECASE)
_ROLE = re.compile(r"^\s*(?P<role>[^\W\d_]+na)\s*$", re.IGNORECASE)
_EACH_OTHER = re.compile(r"^(?:üksteist|teineteist)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Statement:
    """What a sentence says of one field; ``start``/``end`` are the sentence's own words for it.

    ``is_weak``: said in passing (who gives orders), so that a plain statement outranks it.
    ``field`` is "unclear" where the grammar leaves the direction of a substitution open.
    """

    field: str
    value: str
    start: int
    end: int
    is_weak: bool = False


_LONGEST = 5000


def find_statements(words: str) -> tuple[Statement, ...]:
    """Return everything that ``words`` (one or several sentences, without an ordinal) say of a post's place.

    Empty where they are longer than any sentence: the patterns look back from each verb for its subject, which takes
    hours over a page of letters without a full stop.
    """
    if len(words) > _LONGEST:
        return ()
    return (
        *_find_post(words),
        *_find_above(words),
        *_find_below(words),
        *_find_unit_and_aim(words),
        *_find_substitution(words),
    )


def _find_post(words: str) -> list[Statement]:
    match = _APPOINTED.match(words)
    if not match:
        return []
    who = match["who"].strip()
    post = who[:-2] if who.endswith("ga") else from_genitive(who)
    return [Statement("position", post, match.start("who"), match.end("who"), is_weak=True)] if post else []


def _find_above(words: str) -> list[Statement]:
    clauses = [match for match in _ALLUB.finditer(words) if re.search(r"le\b", match["above"])]
    if clauses:
        values = [from_allative(match["above"]) + _role(match["who"]) for match in clauses]
        return [Statement("reports_to", ", ".join(values), clauses[0].start("above"), clauses[-1].end("above"))]
    superior = _SUPERIOR.search(words) or _IS_SUPERIOR.search(words)
    if superior:
        return [_statement("reports_to", superior["above"].strip(), superior, "above")]
    under = _UNDER.search(words)
    if under:
        return [_statement("reports_to", from_genitive(under["above"]), under, "above")]
    tasks = _TASKS.search(words) or _LED_BY.search(words)
    if tasks:
        return [_statement("reports_to", tasks["above"].strip(), tasks, "above", is_weak=True)]
    orders = _ORDERS.search(words)
    if orders:
        return [_statement("reports_to", from_genitive(orders["above"]), orders, "above", is_weak=True)]
    return []


def _statement(field: str, value: str, match: re.Match[str], group: str, *, is_weak: bool = False) -> Statement:
    return Statement(field, value, match.start(group), match.end(group), is_weak)


def _role(who: str) -> str:
    """Return " (asjaajajana)" where someone reports in one of two roles; "" otherwise."""
    role = _ROLE.match(who)
    return f" ({role['role']})" if role else ""


def _find_below(words: str) -> list[Statement]:
    match = _BELOW.search(words) or _HAS_BELOW.search(words)
    if match:
        return [_statement("subordinates", match["below"].strip(), match, "below")]
    listed = _SUBORDINATES.search(words)
    if listed:
        group = "below" if listed["below"] else "these"
        return [_statement("subordinates", listed[group].strip(), listed, group)]
    return []


def _find_unit_and_aim(words: str) -> list[Statement]:
    found: list[Statement] = []
    if unit := _BELONGS.search(words):
        found.append(_statement("unit", from_genitive(unit["unit"]), unit, "unit", is_weak=True))
    if aim := _AIM.search(words):
        found.append(_statement("purpose", aim["aim"].strip(), aim, "aim", is_weak=True))
    return found


def _find_substitution(words: str) -> list[Statement]:
    """Return who substitutes for whom, clause by clause; each direction once."""
    found: list[Statement] = []
    for start, end in _clauses(words):
        found.extend(
            Statement(one.field, one.value, start + one.start, start + one.end)
            for one in _read_substitution(words[start:end])
            if one.field not in {before.field for before in found}
        )
    return found


def _clauses(words: str) -> list[tuple[int, int]]:
    """Return the parts of ``words`` that have a verb of their own; a part without one joins the part before it."""
    edges = [(0, 0), *((match.start(), match.end()) for match in _CLAUSE.finditer(words)), (len(words), len(words))]
    pieces = [(edges[i][1], edges[i + 1][0]) for i in range(len(edges) - 1)]
    clauses: list[tuple[int, int]] = []
    for start, end in pieces:
        before = words[clauses[-1][0] : clauses[-1][1]] if clauses else ""
        if clauses and not (_HAS_VERB.search(words[start:end]) and _HAS_VERB.search(before)):
            clauses[-1] = (clauses[-1][0], end)
        else:
            clauses.append((start, end))
    return clauses


def _read_substitution(words: str) -> list[Statement]:
    for pattern in (_WHEN_ABSENT, _SUBSTITUTE_IS):
        match = pattern.search(words)
        if match and not is_object_form(_bare(match["by"])):
            return [_statement("substituted_by", _bare(match["by"]), match, "by")]
    passive = _BY_MEANS_OF.search(words)
    if passive:
        return [_statement("substituted_by", from_genitive(_bare(passive["by"])), passive, "by")]
    for pattern in (_IS_SUBSTITUTE, _DOES_WORK_OF):
        match = pattern.search(words)
        if match:
            return [_statement("substitutes_for", from_genitive(_bare(match["whom"])), match, "whom")]
    done = _WORK_DONE_BY.search(words)
    if done:
        return [_statement("substituted_by", _bare(done["by"]), done, "by")]
    work = _DOES_THE_WORK.search(words)
    if work and re.search(_ABSENCE, words, re.IGNORECASE):
        return [_statement("substituted_by", _bare(work["by"]), work, "by")]
    return _by_case(words)


def _bare(words: str) -> str:
    """Return the words without their circumstance ("vajadusel", "tema äraolekul") and without a short form they
    introduce.
    """
    return without_aside(_CIRCUMSTANCE.sub("", words).strip(" ,."))


def _by_case(words: str) -> list[Statement]:
    match = _SUBSTITUTES.search(words)
    if not match:
        return []
    left, right = _bare(match["left"]), _bare(match["right"])
    span = (match.start("left"), match.end("right"))
    whom = _ANYBODY_WHOM.match(right)
    if whom and right[whom.end() :]:
        return [Statement("substituted_by", right[whom.end() :], match.start("right"), match.end("right"))]
    if not left and is_object_form(right):  # the clause goes on from one that names who it is
        return [Statement("substitutes_for", right, match.start("right"), match.end("right"))]
    if not left or not right:
        return []
    if _EACH_OTHER.match(right):
        both = f"{left} ({right})"
        return [Statement("substitutes_for", both, *span), Statement("substituted_by", both, *span)]
    if is_object_form(left) and not is_object_form(right):
        return [Statement("substituted_by", right, *span)]
    if (is_object_form(right) and not is_object_form(left)) or _ANYBODY.match(left):
        return [Statement("substitutes_for", right, *span)]
    return [Statement("unclear", f"{left} asendab {right}", *span)]
