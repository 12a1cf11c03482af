"""Find what a sentence only describes: refusals, requests, plans, tasks, reports, reasons."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from extractors.effects.classify import OperativeVerb
from extractors.effects.peeling import ENDING, Peeling
from extractors.model.evidence import Span
from extractors.words.acts import ACT_COMITATIVE
from extractors.words.guarded import Guarded
from extractors.words.months import ANY_GENITIVE
from extractors.words.qualifiers import HOLDS_ON
from extractors.words.verbs import NO_LONGER

_VERB_STEMS = (
    r"(?:tunnista|kinnita|kehtesta|muude|tühista|loe|peata|pikenda|rakenda|asenda|täienda|sõnasta"
    r"|paranda|taasta|lõpeta|kohalda|jõustu|lisa|kustuta|ennista|kaota)"
)
# "kuid mitte selle lisasid" speaks of annexes; "ei lisa" and "mitte lisada" of what is done
_NO_ANNEX = r"(?!lisa(?:d|de|sid|dega|dest)(?!\w))"
# "ei ole direktori käskkiri nr 5 enam kehtiv": ends, and refuses nothing
_HELD_BEFORE = rf"\s[^;]{{0,300}}?(?<!\w){NO_LONGER}(?!\w)"
_IS_NOT = (
    r"(?:(?<!\d\d\d\d\s)(?<!\d\d\d\d\.\sa\s)(?<!ist\s)ei\s+ole"
    rf"|ei\s+ole(?!\s[^;]{{0,300}}?(?<!\w)(?:kehtiv(?:ad)?|jõus)(?!\w)))(?!{_HELD_BEFORE})"
)
_NEGATED = Guarded(
    rf"(?<!\w)(?:ei(?!\s+loeta{_HELD_BEFORE})|ära|ärge|mitte)\s+(?:\w+\s+){{0,2}}?{_NO_ANNEX}{_VERB_STEMS}\w{{0,5}}(?!\w)"
    rf"|(?<!\w){_VERB_STEMS}\w{{0,5}}\s+ei(?!\w)",
    "ei ära ärge mitte",
)
_REFUSED = Guarded(
    r"(?<!\w)(?:keeldu\w+|loobu(?:n|da|takse|me)|hoidu\w+)(?!\w)|(?<!\w)jä(?:tan|tta|tame|etakse|i"
    r"|eb)(?!\w)(?=.*?\w{3}mata(?!\w))|\w{3}mata\s+jä(?:tta|tan|etakse)"
    r"|(?<!\w)(?:lükkan|lükata|lükatakse)\s.{0,200}?(?:edasi|tagasi)(?!\w)"
    rf"|(?<!\w)ei\s+(?:rahulda|nõustu|pea)|(?<!\w){_IS_NOT}",
    "keeldu loobu hoidu mata lükk lükat ei",
    re.IGNORECASE | re.DOTALL,
)
# Another is asked, told or allowed to do it, or it is to come: infinitives below it do nothing.
_GOVERNS = re.compile(
    r"(?<!\w)(?:ettepanek(?!ul)\w*|esildis(?!el)\w*|palu(?:n|me|b|vad|takse|da)|soovita\w+|taotl\w+|kaalu(?:n|me|da|takse)"
    r"|aruta(?:n|me|da|takse)(?!\s+(?:ja|ning)\s)"
    r"|kava(?:s|tse\w*|tsus\w*|nda\w*)|plaani(?:s|b|me|n|takse|tav\w*)|ülesandeks|ülesande|ülesanne|õigus\w{0,4}"
    r"|pea(?:n|me)\s+(?:\w+matuks|ebaotstarbekaks|ennatlikuks|ebavajalikuks|liigseks)|volitus\w*"
    r"|kohusta\w*|volita\w*|luba\w*|tule(?:b|ks|vad)|või(?:b|ks|vad)|pea(?:b|vad|ks)|saa(?:b|ks)|vaja(?:lik\w*"
    r"|dus\w*)?|vajab|vajavad|soovi\w*|algata(?:n|da|takse)|valmista\w*"
    r"|puudu(?:b|vad)\s+(?:\w+\s+)?(?:alus|põhjus|vajadus)|vaadatakse\s+läbi|esita(?:n|da|takse|b)|teavita\w*|teata\w*|teadmiseks|märgi(?:n|takse|da)|selgita\w*|nõua\w*|nõuda"
    r"|vastuta\w*|eelnõu\w*|kavanda\w*|eraldi|edaspidi|tulevikus"
    r"|otsustatakse|arutatakse|menetl\w*|läbivaatami\w*|läbi\s+vaadata|juhindu\w*|korraldab|korraldada|tagab"
    r"|tagada|pan(?:en|na|nakse)\s+[^\W\d_]+\s+ette|teha\s+teatavaks|informeeri\w*|tuletan\s+meelde|juhin\s+tähelepanu)(?!\w)",
    re.IGNORECASE,
)
# "Vajaduse äralangemise tõttu tunnistada kehtetuks …": a noun in a reason governs nothing
_CAUSE = re.compile(
    r"(?<!\w)(?:(?!(?:ettepanek|palu|soovita|kohusta|volita)\w*)[^\W\d_][\w-]*\s+){1,3}(?:tõttu|huvides)(?!\w)",
    re.IGNORECASE,
)
# Behind the infinitive only a finite verb governs it; nouns there belong to what it acts upon ("kinnitada taotlusvorm")
_GOVERNS_BEHIND = re.compile(
    r"(?<!\w)(?:on\s+(?:kavas|plaanis|vaja\w*|lubatud|soovitav)|palu(?:n|me|b|vad|takse)|soovita(?:n|me|b|takse)"
    r"|taotle(?:n|b|vad|takse)|kavatse(?:n|b|me|takse)|tule(?:b|ks|vad)|või(?:b|ks|vad)|pea(?:b|vad|ks)|saa(?:b|ks)"
    r"|teen\s+ettepaneku|otsustatakse|kavandatakse|plaanitakse"
    rf"|{_IS_NOT})(?!\w)",
    re.IGNORECASE,
)
# "korra kinnitame eeldatavasti juunis": what is only expected
_ASKS = re.compile(
    r"(?:teen|teha|tehakse|esitan|esitada|esitatakse)\s+(?:[^\W\d_]+\s+){0,3}?ettepaneku?(?!\w)|palun\s|kohustan\s|volitan\s",
    re.IGNORECASE,
)
_BUT_BEHIND = re.compile(r",?\s+(?:kuid|aga|ent)(?!\w)", re.IGNORECASE)
# "lisa 2 (muudetud 05.05.2021 käskkirja nr 77 lisaga 3)": the annex in brackets is that of the act that changed it
_HISTORY = Guarded(
    r"\((?:viimati\s+)?(?:muudetud|täiendatud|asendatud)\s[^();]{0,120}?\d\s+(?:lisa|punkt)[^();]{0,40}\)",
    "muude täienda asenda",
)
BUT_UNITS = Guarded(r",\s+(?:küll\s+aga|vaid)\s+(?:(?:selle|tema)\s+)?(?:lisa|punkt)\w{0,4}\s\d", "küll vaid")
"""Annexes or points of which is said what is refused of others: "ei tunnista kehtetuks lisa 2, küll aga lisa 3"."""
_BUT = re.compile(r"kuid|aga|ent", re.IGNORECASE)
# "… ning jätan lisa 3 muutmata": what goes before is done all the same
_LEFT_AS_IT_IS = re.compile(
    r"(?:lisa|punkti?)(?:d|de|sid)?\s\d[\d\s,.janigku-]*\sjä(?:tan|tta|tame|etakse)\s+[^\W\d_]{3,}mata(?!\w)",
    re.IGNORECASE,
)
_LEAVES = re.compile(r"jä(?:tan|tta|tame|etakse)\s+[^;]{0,120}?[^\W\d_]{3,}mata(?!\w)", re.IGNORECASE)
# "käskkirja nr 5 ei kohaldata ja see tunnistatakse kehtetuks", "käskkirjal nr 5 kehtivust ei ole, see tühistatakse"
_NO_LONGER_AND_IT = re.compile(
    r"(?<!\w)(?P<told>(?:enam\s+|kehtivust\s+|alates\s+|praegu\s+){0,2}(?:ei|pole)(?!\w)[^.;,()]{0,60}?"
    r"(?:\s+(?:ja|ning)|,)\s+(?:seetõttu\s+|ühtlasi\s+|seega\s+)?(?:see|need|nimetatu)\s+)"
    r"(?=(?:tunn?istatakse|loetakse|tühistatakse|lõpetatakse|peatatakse|kaota(?:b|vad))(?!\w))",
    re.IGNORECASE,
)
_EXPECTED = Guarded(
    r"(?<!\w)(?:eeldatavasti|tõenäoliselt|arvatavasti|lähiajal|ilmselt)(?!\w)",
    "arvatavasti eeldatavasti ilmselt lähiajal tõenäoliselt",
)
# "kinnitan kavatsuse tunnistada kehtetuks …"
# "ametijuhendi kinnitan eraldi käskkirjaga"
_INTENT = re.compile(
    r"(?<!\w)kavatsus\w{0,2}\s+(?:[^\W\d_]+\s+){0,2}(?:[^\W\d_]{3,}da|muuta)(?!\w)"
    rf"|(?<!\w)(?:eraldi|järgmise|hilisema|tulevase)\s+(?:[^\W\d_]+\s+)?{ACT_COMITATIVE}(?!\w)(?!\s+(?:nr|number|[^\W\d_]+[td]ud)(?!\w))",
    re.IGNORECASE,
)
_IN_A_MONTH = rf"{ANY_GENITIVE}s"
_PLANNED_PASSIVE = re.compile(
    r"(?<!\w)(?:kord|korda)\s+(?:aastas|kvartalis|kuus|nädalas)(?!\w)|(?<!\w)igal\s+aastal(?!\w)|(?<!\w)(?:vajaduse\s+korral|vajadusel)(?!\w)|(?:\A|[,:]\s)\s*kas\s|"
    rf"(?<!\w)(?:eelnõu\w*|kavandatava\w*|koostatava\w*|järgmise\s+{ACT_COMITATIVE}"
    rf"|eraldi\s+(?:\w+\s+)?{ACT_COMITATIVE}|tulevase\w*|tulevikus|edaspidi|hiljem|kavas|plaanis)(?!\w)"
    r"|(?<!\w)eraldi\s*\.?\s*\Z"
    rf"|(?<!\w){_IN_A_MONTH}\s*\.?\s*\Z",  # "eelarve kinnitatakse detsembris"
    re.IGNORECASE,
)
# "Muudatusega asendatakse käskkirja nr 5 lisa 2": an explanation tells what an amendment does;
# one that brings an annex of its own ("… (lisa 1)") does it
_BY_AMENDMENT = re.compile(
    r"\W*(?:(?:kavandatava|nimetatud|selle)\w{0,2}\s+)?muudatus(?:e|te)ga(?!\w)(?![^;]*\(\s*lisa)", re.IGNORECASE
)
# "Kas käskkiri tunnistada kehtetuks, otsustab nõukogu."
_WHETHER = Guarded(r"\W*kas\s", "kas")
_ON_OCCASION = re.compile(r"(?<!\w)(?:seoses|tulenevalt|pärast|enne)(?!\w)", re.IGNORECASE)
_THAT = re.compile(
    r"(?<!\bnii)(?<!selliselt)(?<!tingimusel)(?<!tingimusega)(?<!eeldusel)(?<!eeldusega)(?<!juhul)(?<!erandiga)(?<!erandina),\s*et(?!\w)",
    re.IGNORECASE,
)
_SO_ORDERED = re.compile(
    r"(?<!\w)(?:otsusta\w*|määra(?:n|me|ta|takse|b)|sätesta\w*|kehtesta(?:n|da|takse)|käsi\w*|kord\w*)(?!\w)",
    re.IGNORECASE,
)
_REASON = Guarded(
    r"(?<!\w)(?:kuna|sest|(?<!niivõrd, )(?<!sedavõrd, )kuivõrd|selleks,?\s+et|arvestades,?\s+et"
    r"|võttes\s+arvesse,?\s+et|seetõttu,?\s+et|tulenevalt\s+sellest,?\s+et)(?!\w)",
    "arvesse arvestades kuivõrd kuna seetõttu selleks sest tulenevalt",
)
# "…, et lisad 4 ja 7 kehtivad edasi": a finite verb of validity, and what it is said of
_HOLDS = re.compile(
    rf"(?<!\w)(?:kehti(?:b|vad|ma)|jää(?:b|vad)|jäetakse|püsi(?:b|vad)|rakendub|{HOLDS_ON})(?!\w)", re.IGNORECASE
)
_UNIT = re.compile(r"(?<!\w)(?:lisa|lisad|(?:ala)?punkti?|(?:ala)?punktid|lõige|lõiked)\s+\d|§\s?\d", re.IGNORECASE)
_NO_LONGER = re.compile(r"(?<!\w)(?:enam|ei|pole)(?!\w)", re.IGNORECASE)


# "Käskkirja punktis 1", "punktiga 2" at the head of a clause: of which act's point it tells
_OWN_POINT = re.compile(
    r"[\s,;]*(?:(?:ja|ning|samuti)\s+)?(?:(?:käesoleva\s+)?(?:käskkirja|korralduse|otsuse|määruse|eelnõu)\s+)?"
    r"punkti(?:s|ga|des|dega)\s+\d[\d.,\s-]*(?:(?:ja|ning|kuni)\s+\d[\d.]*\s*)?",
    re.IGNORECASE,
)
_POINT_BEFORE = re.compile(r"(?<!\w)punkti(?:s|ga)\s+\d[\d.\s]*\Z", re.IGNORECASE)


def lift_reasons(peeling: Peeling) -> None:
    """Lift out reasons ("kuna …,") and what is only reported ("teavitada, et …", "(muudetud … nr 77 lisaga 3)")."""
    for match in list(_HISTORY.finditer(peeling.words)):
        peeling.lift("described", *match.span())
    for match in list(_REASON.finditer(peeling.words)):
        end = _reason_end(peeling, match.end())
        if peeling.words[match.start() : match.end()].strip() and not _goes_on(peeling, match.end(), end):
            peeling.lift("described", match.start(), end)
    that = _THAT.search(peeling.words)
    if that is not None and not _SO_ORDERED.search(peeling.words, 0, that.start()):
        end = max(that.end(), peeling.clause_end(that.end()))
        if not _goes_on(peeling, that.end(), end):
            peeling.lift("described", that.start(), end)


def _goes_on(peeling: Peeling, start: int, end: int) -> bool:
    """Tell whether a clause below an act of ending says that a part of it holds on: "arvestades, et lisa 4 kehtib
    edasi". It is an exception, or a doubt, and no reason.
    """
    if not any(verb.effect in ENDING for verb in peeling.verbs):
        return False
    words = peeling.words[start:end]
    return bool(_HOLDS.search(words) and _UNIT.search(words) and not _NO_LONGER.search(words))


def _reason_end(peeling: Peeling, at: int) -> int:
    """Return where a reason ends: at the comma after which the main clause begins."""
    end = peeling.clause_end(at)
    comma = peeling.words.find(", ", at, end)
    return end if comma < 0 or end < len(peeling.words.rstrip(". \n")) else comma


def tells_no_effect(words: str) -> bool:
    """Tell whether a sentence without a verb of ours refuses, asks, plans or reports something."""
    words = _CAUSE.sub(" ", words)
    return refuses_or_asks(words) or any(pattern.search(words) for pattern in (_THAT, _REASON, _ON_OCCASION))


def refuses_or_asks(words: str) -> bool:
    """Tell whether a sentence refuses or asks, or gives the task to somebody."""
    return any(pattern.search(words) for pattern in (_NEGATED, _REFUSED, _GOVERNS, _PLANNED_PASSIVE))


def lift_moods(peeling: Peeling) -> None:
    """Lift out the stretches of a sentence that do nothing: what is refused, asked, planned, given to somebody."""
    _lift_antecedent(peeling)
    was_governed, found = False, []
    for start, end in _stretches(peeling):
        words = peeling.words[start:end]
        verbs = [v for v in peeling.verbs if start <= v.start - peeling.start < end]
        goes_on = was_governed and bool(verbs) and all(_is_infinitive(peeling, verb) for verb in verbs)
        is_governed = goes_on or _is_governed(peeling, Span(start, end), verbs)
        was_governed = is_governed and bool(verbs)
        if BUT_UNITS.search(words) is not None:
            continue  # "Ei tunnista kehtetuks lisa 2, küll aga lisa 3"
        if words.strip() and (is_governed or _NEGATED.search(words) or _REFUSED.search(words)):
            found.append((start, end))
    for start, end in reversed(found):
        but = _BUT_BEHIND.match(peeling.words, end)
        peeling.lift("mood", start, but.end() if but else end)


def _lift_antecedent(peeling: Peeling) -> None:
    """Lift what is told of an act to which a pronoun leads back: "A ei kohaldata enam ja see tunnistatakse kehtetuks".

    The act stays where it stands, before the verb that acts upon it.
    """
    if len(peeling.acts) != 1 or not any(verb.effect in ENDING for verb in peeling.verbs):
        return
    told = _NO_LONGER_AND_IT.search(peeling.words, max(0, peeling.acts[0].end - peeling.start))
    if told is not None and not _UNIT.search(told["told"]):
        peeling.lift("filler", *told.span("told"))


def _tells_of_point(peeling: Peeling, stretch: Span, verbs: Sequence[OperativeVerb]) -> bool:
    """Tell whether a stretch says what a point of an act does: "Punktis 2 muudetakse direktori käskkirja nr 5 lisa 3".

    In a list of amendments "punktis 2 asendatakse sõna …" names no act and approves nothing.
    """
    if not verbs:
        return False
    at = verbs[0].start - peeling.start
    told = _OWN_POINT.match(peeling.words, stretch.start)
    is_next = told is not None and not peeling.words[told.end() : at].strip()
    if verbs[0].effect == "approve":
        # "Direktori käskkirja nr 42 punktis 3 kinnitatakse kord"
        is_next = is_next or _POINT_BEFORE.search(peeling.words, stretch.start, at) is not None
    form = _form(peeling, verbs[0])
    names_act = any(stretch.start <= act.start - peeling.start < stretch.end for act in peeling.acts)
    is_passive = _first_word(form).endswith("takse") or "kehtetuks tunnistatakse" in form
    return is_next and is_passive and (names_act or verbs[0].effect == "approve")


def _form(peeling: Peeling, verb: OperativeVerb) -> str:
    """Return the words of a verb in small letters, with one blank between them."""
    return " ".join(peeling.words[verb.start - peeling.start : verb.end - peeling.start].casefold().split())


def _first_word(form: str) -> str:
    return form.partition(" ")[0]


def _is_infinitive(peeling: Peeling, verb: OperativeVerb) -> bool:
    return _first_word(_form(peeling, verb)).endswith(("da", "ta"))


def _is_governed(peeling: Peeling, stretch: Span, verbs: Sequence[OperativeVerb]) -> bool:
    """Return whether a word beside a stretch's verbs says that somebody else is to act, or that it is still to come."""
    words = peeling.words[stretch.start : stretch.end]
    if _tells_of_point(peeling, stretch, verbs):
        return True
    heads = [_first_word(_form(peeling, verb)) for verb in verbs]
    if _WHETHER.match(words):
        return True
    if any(head.endswith(("n", "me")) for head in heads):
        return any(pattern.search(words) for pattern in (_EXPECTED, _INTENT))
    if heads and _BY_AMENDMENT.match(words) is not None and heads[0].endswith("takse"):
        return True
    if any(head.endswith(("takse", "b", "vad", "on", "ei")) for head in heads):
        # "lisad 4–6 loetakse edaspidi lisadeks 3–5" says what they are called from now on
        is_named = all(verb.effect in ("renumber", "amend") for verb in verbs)
        is_named = is_named and heads[0].startswith(("loeta", "nimet", "kehti"))
        return not is_named and _PLANNED_PASSIVE.search(words) is not None
    first = min((v.start - peeling.start for v in verbs), default=stretch.end)
    last = min((v.end - peeling.start for v in verbs), default=stretch.end)
    before, behind = peeling.words[stretch.start : first], peeling.words[last : stretch.end]
    return _GOVERNS.search(_CAUSE.sub(" ", before)) is not None or _GOVERNS_BEHIND.search(behind) is not None


def _stretches(peeling: Peeling) -> list[tuple[int, int]]:
    """Split a sentence where a new operative verb of the first person or the passive begins a clause of its own."""
    cuts = [0]
    for joint in re.finditer(r";|,?\s(?:ja|ning|kuid|aga|ent)\s+(?=\w)|,\s+(?=\w)", peeling.words):
        at = joint.end()
        if any(0 <= v.start - peeling.start - at <= 1 for v in peeling.verbs) and cuts[-1] != joint.start():
            cuts.append(joint.start())
        elif _OWN_POINT.match(peeling.words, at) and any(v.start - peeling.start > at for v in peeling.verbs):
            # "Punktis 1 kinnitatakse … ja punktis 2 muudetakse …"
            cuts.append(joint.start())
        elif joint.group() != ";" and _LEFT_AS_IT_IS.match(peeling.words, at) and peeling.verb_end(at):
            cuts.append(joint.start())  # "Kinnitan lisad 1 ja 3, lisa 2 jätan kinnitamata"
        elif joint.group() != ";" and _LEAVES.match(peeling.words, at) and peeling.verb_end(at):
            cuts.append(joint.start())
        elif _ASKS.match(peeling.words, at) and any(v.start - peeling.start > at for v in peeling.verbs):
            # "… ning teen ettepaneku tunnistada kehtetuks …"
            cuts.append(joint.start())
        elif joint.group() == ";" and any(v.start - peeling.start > at for v in peeling.verbs):
            cuts.append(joint.end())
        elif _BUT.search(joint.group()) and (
            any(v.start - peeling.start > at for v in peeling.verbs) or _NEGATED.search(peeling.words, at)
        ):
            # "Käskkirja nr 6 ei muudeta, kuid selle lisa 3 asendatakse …"
            cuts.append(joint.start())
    cuts.append(len(peeling.words))
    return [(start, end) for start, end in pairwise(cuts) if start < end]
