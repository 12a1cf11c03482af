"""List where a sentence cannot end: "lisad 1 kuni 2,", "lisad 7 ja", "käskkirja nr"."""

from __future__ import annotations

import re

# "lisad 1 kuni 2,", "lisad 1 ja", "käskkirja nr", "lisad 7 -", "ameti-"
_MUST_GO_ON = re.compile(
    r"(?:[,/(\u2010-\u2014-]|(?<![\w-])(?:ja|ning|või|ehk|kuni|nr\.?|number|lisad?|lisade|lisale|lisadele|punkti?|punktid|§+"
    r"|lõige|kui|et|mis|mille|millega|alates|alusel|peadirektori|ministri|direktori|käskkirja|käskkirjaga|korralduse"
    r"|korraldusega|otsuse|otsusega))\s*\Z",
    re.IGNORECASE,
)


def must_go_on(words: str) -> bool:
    """Return whether no sentence can end with these words: a comma, a dash, "ja", "kuni", "nr", an act without number.

    The end of a page or of a damaged file may stand there, and then what follows is missing.
    """
    return _MUST_GO_ON.search(words[-40:]) is not None
