"""List lemmas that show that a sentence does something, for the control, which does not use the readers' patterns."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.model.effect import EffectKind

_ENDING: frozenset[EffectKind] = frozenset({"revoke", "suspend", "extend", "reinstate"})
_NEW: frozenset[EffectKind] = frozenset({"approve", "amend", "reinstate", "commence"})
_CHANGE: frozenset[EffectKind] = frozenset({"amend", "correct", "renumber", "approve"})
_BEGIN: frozenset[EffectKind] = frozenset({"commence", "apply"})

CUES: Mapping[str, frozenset[EffectKind]] = {
    "kehtetu": _ENDING, "kehtetus": _ENDING, "kehtivus": _ENDING, "tühistama": _ENDING, "tühistamine": _ENDING,
    "lõppema": _ENDING, "kehtivuspäev": _ENDING, "kehtivusaeg": _ENDING, "kehtivustähtaeg": _ENDING,
    "katkestama": _ENDING,
    "lõpetama": _ENDING, "peatama": _ENDING, "peatamine": _ENDING, "pikendama": _ENDING, "ennistama": _ENDING,
    "taastama": _ENDING,
    "kinnitama": _NEW, "kehtestama": _NEW, "muutma": _CHANGE, "muudatus": _CHANGE, "asendama": _CHANGE,
    "täiendama": _CHANGE, "sõnastama": _CHANGE, "parandama": _CHANGE, "jõustuma": _BEGIN, "jõustumine": _BEGIN,
    "rakendama": _BEGIN,
}  # fmt: skip
"""Each cue with the kinds of effect that answer it."""

CUE_HEADS = (
    "keht", "tühi", "lõpp", "lõpe", "peata", "peatu", "pike", "ennis", "taast", "kinni", "kinit", "muud", "muut",
    "asend",
    "täien", "sõnas", "paran", "jõus", "raken", "katke",
)  # fmt: skip
"""How the forms of the cues begin: only such words are looked up."""

# "kinnitatud kord", "muutev käskkiri", "kehtestav"; a heading "Määruse jõustumine": they name things and do nothing
_STEMS = {
    "kinnita": _NEW, "kehtesta": _NEW, "täienda": _CHANGE, "asenda": _CHANGE, "sõnasta": _CHANGE, "paranda": _CHANGE,
    "tühista": _ENDING, "peata": _ENDING, "pikenda": _ENDING, "taasta": _ENDING, "rakenda": _BEGIN,
}  # fmt: skip
_ENDINGS = ("n", "da", "takse", "des", "mise", "misel")
KNOWN: Mapping[str, frozenset[EffectKind]] = {
    **{
        stem + ending: kinds
        for stem, kinds in _STEMS.items()
        for ending in ("n", "da", "takse", "des", "mise", "misel")
    },
    **dict.fromkeys(("kehtetuks", "kehtetu", "kehtetud", "kehtivuse", "kehtivus", "kehtivust"), _ENDING),
    **dict.fromkeys(("muudan", "muuta", "muudetakse", "muutmise"), _CHANGE),
    **dict.fromkeys(("jõustub", "jõustuvad", "jõustumise"), _BEGIN),
}
"""The commonest forms, for which no dictionary need be opened."""

DESCRIBING = ("tud", "nud", "v", "va", "vad", "vat", "vate", "ja", "jad", "jate", "tav", "tava", "tavad", "mine")
