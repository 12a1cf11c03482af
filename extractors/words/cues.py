"""Words that betray that a sentence does something, as lemmas: the control that knows nothing of the readers' patterns."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.model.effect import EffectKind

_ENDING: frozenset[EffectKind] = frozenset({"revoke", "suspend", "extend", "reinstate"})
_NEW: frozenset[EffectKind] = frozenset({"approve", "amend", "reinstate", "commence"})
_CHANGE: frozenset[EffectKind] = frozenset({"amend", "correct", "renumber", "approve"})
_BEGIN: frozenset[EffectKind] = frozenset({"commence", "apply"})

CUES: Mapping[str, frozenset[EffectKind]] = {
    "kehtetu": _ENDING, "kehtetus": _ENDING, "kehtivus": _ENDING, "tühistama": _ENDING, "tühistamine": _ENDING, "lõppema": _ENDING,
    "lõpetama": _ENDING, "peatama": _ENDING, "peatamine": _ENDING, "pikendama": _ENDING, "ennistama": _ENDING, "taastama": _ENDING,
    "kinnitama": _NEW, "kehtestama": _NEW, "muutma": _CHANGE, "muudatus": _CHANGE, "asendama": _CHANGE,
    "täiendama": _CHANGE, "sõnastama": _CHANGE, "parandama": _CHANGE, "jõustuma": _BEGIN, "jõustumine": _BEGIN, "rakendama": _BEGIN,
}  # fmt: skip
"""Each cue with the kinds of effect that answer it."""

CUE_HEADS = ("keh", "tüh", "lõp", "pea", "pik", "enn", "taa", "kin", "muu", "ase", "täi", "sõn", "par", "jõu", "rak")
"""How the forms of the cues begin: only such words are looked up."""

# "kinnitatud kord", "muutev käskkiri", "kehtestav"; a heading "Määruse jõustumine": they name things and do nothing
DESCRIBING = ("tud", "nud", "v", "va", "vad", "vat", "vate", "ja", "jad", "jate", "tav", "tava", "tavad", "mine")
