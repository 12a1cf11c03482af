"""Write the letter that asks the authority what it meant: in Estonian, as text or DOCX. Pure: values in, bytes out."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from warehouse.ask.doubts import Doubt, NamedAct

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TYPES = (
    f'{_DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    f'{_DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
_WORDS = {
    "annex_number": "lisa",
    "same_position": "ametijuhend",
    "field_of_position": "ametijuhendi sõnad",
}
_FIELDS = {
    "title": "teenistuskoha nimetus",
    "unit": "struktuuriüksus",
    "reports_to": "vahetu juht",
    "subordinates": "alluvad",
    "substitutes_for": "keda teenistuja asendab",
    "substituted_by": "kes teenistujat asendab",
    "staff_group": "teenistuskoha grupp",
    "purpose": "teenistuskoha eesmärk",
    "special_conditions": "eritingimused",
    "education": "nõutav haridus",
    "experience": "nõutav töökogemus",
    "rights": "õigused",
    "liability": "vastutus",
    "duty": "teenistusülesanne",
}
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The earliest day that a ZIP can hold: the same letter is the same bytes."""

_UNCLEAR = {
    "which_act": "Lauses nimetatud akti ei saa üheselt kindlaks teha, sest tunnused sobivad mitmele aktile:",
    "end_day": "Lausest ei selgu, mis päevast alates nimetatu enam ei kehti.",
    "start_day": "Lausest ei selgu, mis päeval see jõustub.",
    "which_annexes": "Lausest ei selgu, millised akti lisad kaotavad kehtivuse. Võimalikud on:",
    "same_act": "Ei selgu, kas kirje käib sama akti kohta nagu teine kirje:",
    "annex_number": "Lisal ei ole numbrit. Käskkiri nimetab numbreid, mida ühelgi lisal ei ole:",
    "same_position": "Ei selgu, kas ametijuhend käib sama teenistuskoha kohta nagu varasem ametijuhend:",
    "effect_of_sentence": "Lausest ei selgu, kas sellega lõpeb mõne akti või lisa kehtivus.",
    "field_of_position": "Ei selgu, mida need sõnad ametijuhendis tähendavad. Võimalik on:",
}
_ASKED = {
    "which_act": "Palume teatada, millist akti on silmas peetud.",
    "end_day": "Palume teatada esimene päev, mil nimetatu enam ei kehti.",
    "start_day": "Palume teatada jõustumise päev.",
    "which_annexes": "Palume teatada nende lisade numbrid, mille kehtivus lõpeb.",
    "same_act": "Palume teatada, kas tegemist on sama aktiga.",
    "annex_number": "Palume teatada lisa number.",
    "same_position": "Palume teatada, kas teenistuskoht on sama.",
    "effect_of_sentence": "Palume teatada, kas ja mille kehtivus lausega lõpeb.",
    "field_of_position": "Palume teatada, mida nendega on öeldud.",
}


def acts_of(doubt: Doubt) -> tuple[str, ...]:
    """Return the ids of the acts that a doubt speaks of: its own, and those of its candidates."""
    candidates = (one.partition("#")[0] for one in doubt.candidates if "/" in one)
    return (*((doubt.directive_id,) if doubt.directive_id else ()), *candidates)


def compose(doubt: Doubt, acts: Mapping[str, NamedAct], today: date) -> tuple[str, ...]:
    """Return the paragraphs of the letter: the act, its sentence, what is unclear, what is assumed, what is asked.

    ``acts`` names the acts that the doubt speaks of, by id.
    """
    act = acts.get(doubt.directive_id or "")
    unclear = _UNCLEAR[doubt.question]
    if doubt.question == "start_day" and doubt.candidates:
        unclear = "Laused nimetavad jõustumiseks eri päevi:"
    return (
        act.institution if act and act.institution else "Asutusele",
        _day(today),
        f"Küsimus: {_named(act, doubt.document_id)}",
        _opening(doubt, act),
        f"„{doubt.quote}”",
        unclear,
        *(f"– {one}" for one in _candidates(doubt, acts)),
        _assumed(doubt),
        _ASKED[doubt.question],
        f"Küsimuse tunnus: {doubt.doubt_id}",
    )  # fmt: skip


def _opening(doubt: Doubt, act: NamedAct | None) -> str:
    address = f" ({act.source_url})" if act and act.source_url else ""
    if doubt.question == "same_act":
        return f"Registris on kirje{address or f' ({doubt.document_id})'}:"
    place = f" (lk {doubt.page_number})" if doubt.page_number else ""
    return f"Dokumendis {_named(act, doubt.document_id)}{address} on {_WORDS.get(doubt.question, 'lause')}{place}:"


def as_text(paragraphs: Sequence[str]) -> bytes:
    """Return the letter as UTF-8 text with a blank line between paragraphs."""
    return ("\n\n".join(paragraphs) + "\n").encode()


def as_docx(paragraphs: Sequence[str]) -> bytes:
    """Return the letter as a DOCX that text programs open."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(_printable(one), quote=False)}</w:t></w:r></w:p>'
        for one in paragraphs
    )
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr>'
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", f"{_DECLARATION}<w:document {_W}><w:body>{body}{section}</w:body></w:document>"),
        ):
            package.writestr(zipfile.ZipInfo(name, _LONG_AGO), content)
    return written.getvalue()


def _candidates(doubt: Doubt, acts: Mapping[str, NamedAct]) -> list[str]:
    if doubt.question == "which_act":
        return [_named(acts.get(one), one) for one in doubt.candidates]
    if doubt.question == "same_act":
        return [_entry(acts.get(one), one) for one in doubt.candidates]
    if doubt.question == "same_position":
        return [_previous(acts, one) for one in doubt.candidates]
    if doubt.question in ("which_annexes", "annex_number"):
        return [f"lisa {one}" for one in doubt.candidates]
    if doubt.question == "field_of_position":
        return [_FIELDS[one] for one in doubt.candidates]
    if doubt.question == "start_day":
        return [_day(date.fromisoformat(one)) for one in doubt.candidates]
    return []


def _entry(act: NamedAct | None, document_id: str) -> str:
    """Return an entry with its address, as entries of one act bear the same name."""
    if act is None:
        return document_id
    return f"{_named(act, document_id)} ({act.source_url or document_id})"


def _previous(acts: Mapping[str, NamedAct], annex_id: str) -> str:
    directive_id, _, number = annex_id.rpartition("#")
    return f"{_named(acts.get(directive_id), directive_id)}, lisa {number}"


def _assumed(doubt: Doubt) -> str:
    if doubt.question == "field_of_position":
        return "Vastuseni jääb see meie andmetes ametijuhendi väljadest välja või nii, nagu see on loetud."
    if doubt.question == "same_act":
        return "Vastuseni loetakse need meie andmetes eri aktideks."
    if doubt.question == "annex_number":
        return "Vastuseni on lisa meie andmetes numbrita."
    if doubt.question == "same_position":
        return "Vastuseni loetakse need meie andmetes eri teenistuskohtadeks."
    since = f"alates {_day(doubt.undecided_from)}" if doubt.undecided_from else "algusest peale"
    return f"Vastuseni loetakse see meie andmetes {since} otsustamatuks: ei kehtivaks ega kehtetuks."


def _named(act: NamedAct | None, name: str) -> str:
    """Return an act as people cite it: "käskkiri 14.02.2022 nr 5 „Pealkiri”"; its id where nothing is known."""
    if act is None:
        return name
    parts = (act.kind, _day(act.act_on) if act.act_on else "", f"nr {act.number}" if act.number else "")
    return " ".join(part for part in parts if part) + (f" „{act.title}”" if act.title else "")


def _day(day: date) -> str:
    return f"{day:%d.%m.%Y}"


def _printable(words: str) -> str:
    """Return words without the signs that XML 1.0 forbids."""
    return "".join(sign for sign in words if sign >= " " or sign in "\t\n")
