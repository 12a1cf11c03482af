"""Put the steps of `why` into Estonian, by their names; the query itself gives them in English."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from flows.web.names import day_words
from flows.web.words import Words

_SIMPLE = {
    "approved": {
        "approve": "kinnitatud selle käskkirjaga",
        "found": "on käskkirja lisade seas; kinnitavat lauset ei loetud",
    },
    "ender_in_force": {"": "lõpetav akt jõustub {day}; sellega lõpetatu lõpeb samal päeval"},
    "applied": {"": "rakendatakse alates {day}; see ei nihuta jõustumist ega lõppu"},
    "signed": {"": "allkirjastatud {day}"},
}
_ANSWERS = {
    "in_force": "kehtib {day}",
    "not_yet": "ei ole {day} veel jõustunud",
    "ended": "ei kehti {day} enam",
    "never_in_force": "ei jõustunudki",
    "undecided": "{day} on otsustamata",
    "unlisted": "ükski fail, milles see on, ei ole enam registri lehel",
    "not_held": "sellist lisa andmetes ei ole",
}


# As the queries `why` and `history` say it.
_RULED = re.compile(r"decided by (.+?) on \d{4}-\d\d-\d\d(?:, because (.+))?", re.DOTALL)


def step_words(step: Mapping[str, Any], words: Words) -> str:
    """Return one step of the reasoning as a sentence; in English as the query gives it."""
    if words.language == "en":
        return str(step["what"])
    day, name, rule = day_words(step["on"]), step["step"], step["rule"] or ""
    match name:
        case "directive":
            return f"käskkiri on registreeritud {day}" if day else "käskkiri"
        case "start":
            basis = words.basis(rule)
            return f"jõustub {day}: {basis}" if day else f"jõustumise päev on otsustamata: {basis}"
        case "revoked" | "replaced":
            act = "uus sõnastus asendab" if name == "replaced" else "tunnistatakse kehtetuks"
            basis = words.basis(rule.rpartition("/")[2])
            return f"{act} alates {day}: {basis}" + ("" if step["bears"] else "; vastus sellest ei olene")
        case "in_doubt":
            since = f" alates {day}" if day else ""
            return f"lõpp on otsustamata{since}: {words.basis('end_' + rule)}"
        case "not_ending":
            return {
                "amend": "lisa on muudetud, kuid muutmine ei lõpeta kehtivust",
                "revoke": "kehtetuks on tunnistatud käskkirja punkte, lisa kehtivus sellest ei lõpe",
            }.get(rule, "fail, milles see lause oli, ei ole enam registri lehel")
        case "ruled":
            who, why = found.groups() if (found := _RULED.fullmatch(str(step["what"]))) else ("", None)
            return f"{day} otsustas {who}" + (f": {why}" if why else "")
        case "answer":
            return _ANSWERS.get(rule, rule).format(day=day)
    simple = _SIMPLE.get(name, {})
    return simple.get(rule, simple.get("", str(step["what"]))).format(day=day)
