"""List offices and authorities that issue acts, in the genitive before a reference and in the nominative."""

from __future__ import annotations

import re
from functools import lru_cache

# The last word of an issuer, genitive → nominative. Longer endings first where one ends in another.
OFFICES = (
    ("ministeeriumi", "ministeerium"), ("ministri", "minister"), ("direktori", "direktor"), ("rektori", "rektor"),
    ("kantsleri", "kantsler"), ("sekretäri", "sekretär"), ("asetäitja", "asetäitja"), ("kohusetäitja", "kohusetäitja"),
    ("juhataja", "juhataja"), ("juhatuse", "juhatus"), ("juhi", "juht"), ("ülema", "ülem"), ("linnapea", "linnapea"),
    ("vanema", "vanem"), ("presidendi", "president"), ("prokuröri", "prokurör"), ("esimehe", "esimees"),
    ("nõukogu", "nõukogu"), ("volikogu", "volikogu"), ("raamatukogu", "raamatukogu"), ("valitsuse", "valitsus"),
    ("riigikogu", "riigikogu"), ("ameti", "amet"), ("inspektsiooni", "inspektsioon"), ("keskuse", "keskus"),
    ("gümnaasiumi", "gümnaasium"), ("ülikooli", "ülikool"), ("kooli", "kool"), ("agentuuri", "agentuur"),
    ("instituudi", "instituut"), ("muuseumi", "muuseum"), ("lasteaia", "lasteaed"), ("haigla", "haigla"),
    ("sihtasutuse", "sihtasutus"), ("fondi", "fond"), ("kohtu", "kohus"), ("vangla", "vangla"),
    ("osakonna", "osakond"), ("talituse", "talitus"), ("komisjoni", "komisjon"), ("asutuse", "asutus"),
    ("teenistuse", "teenistus"), ("prefektuuri", "prefektuur"), ("prefekti", "prefekt"), ("komandandi", "komandant"),
    ("arhiivi", "arhiiv"), ("büroo", "büroo"), ("koja", "koda"), ("teatri", "teater"), ("kolledži", "kolledž"),
)  # fmt: skip

# "02.03.2024 Transpordiameti peadirektori käskkirja": the office between date and act word. "kuberneri" and "täitja"
# stand here alone: an issuer is not read from them, only passed over.
OFFICE_ENDING = r"""(?:
    \w{0,30}(?:direktori|ministri|kantsleri|sekretäri|juhataja|ülema|juhi|linnapea|vanema|rektori|presidendi|prokuröri
    |esimehe|juhatuse|nõukogu|valitsuse|volikogu|koja|ameti|inspektsiooni|keskuse|kooli|ministeeriumi|agentuuri
    |instituudi|muuseumi|raamatukogu|lasteaia|gümnaasiumi|haigla|fondi|kohtu|vangla|osakonna|talituse|komisjoni|asutuse
    |prefekti|komandandi|kuberneri|täitja|pea|kolledži|sihtasutuse|teatri|arhiivi|büroo|prefektuuri|teenistuse)
)"""

OFFICE_ALONE = re.compile(
    r"\w*(?:minister|direktor|kantsler|sekretär|juhataja|juht|ülem|rektor|linnapea|vanem|prokurör)$"
)
"""An office that names no authority: "peadirektor"."""

OFFICE_HELD = (
    r"(?i:\w{0,30}(?:minister|direktor|rektor|kantsler|sekretär|asetäitja|kohusetäitja|juhataja|juht|ülem|linnapea"
    r"|vanem|president|prokurör|esimees|prefekt|komandant|arhivaar|ombudsman|nõunik|dekaan|peainspektor))"
)
"""An office that a person holds, in the nominative, for a pattern: "Näidisameti peadirektor" ends in it."""

NOT_A_PERSON = re.compile(
    r"\b(?:(?:käskkiri|korraldus|otsus|lisa|eesti|vabariigi|riigi|registreerimise|digitaalselt|tallinna|tartu)\b"
    rf"|{OFFICE_HELD}\b|\w{{0,30}}(?:{'|'.join(form for pair in OFFICES for form in pair)}|linna|valla)\b)",
    re.IGNORECASE,
)
"""Words of which a line of capitalised words is no person's name."""


@lru_cache(maxsize=8192)
def office_nominative(word: str) -> str | None:
    """Return an office in the nominative ("Maaeluministri" → "Maaeluminister"); ``None`` where the word is none."""
    lower = word.casefold()
    for genitive, form in OFFICES:
        if lower.endswith(genitive):
            stem = word[: len(word) - len(genitive)]
            return stem + (form.upper() if word.isupper() else form if stem else _like(word, form))
    return None


def _like(word: str, form: str) -> str:
    return form.capitalize() if word[:1].isupper() else form
