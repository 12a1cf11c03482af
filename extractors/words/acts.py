"""List the words for acts: käskkiri, korraldus, otsus, määrus, in all cases.

``ACT_WORD`` is for patterns that run over a masked view with ``re.VERBOSE`` and ``re.IGNORECASE``.
"""

from __future__ import annotations

import re

from extractors.words.guarded import Guarded

ACT_NAMES = ("käskkiri", "korraldus", "otsus", "määrus")
"""The nominatives, most frequent first."""

ACT_NAME = "|".join(ACT_NAMES)
"""One nominative, for a pattern."""

ACT_STEM = "käskkir|korraldus|otsus|määrus"
"""What every form of an act word begins with in a clean text."""

DAMAGED_ACT_STEM = "k[äa]skki|määrus|korraldus|otsus"
"""The same, with the dots of "käskkiri" lost."""

NUMBER_WORD = r"(?<!\w)n(?:r|umber)"
"""What stands before an act's number: "nr 5", "number 5"."""

SAID_BEFORE = r"(?:sama|(?:eel|ees|üla|ülal)?nimetatud|viidatud|(?:eel)?mainitud|kõnealuse|kõnesoleva|osundatud)"
"""How an act named before is spoken of: "sama käskkirja", "eelnimetatud käskkirja"."""

ACT_SAID_BEFORE = Guarded(
    rf"(?<!\w){SAID_BEFORE}\s+(?:{ACT_STEM})\w*",
    "sama nimetatud viidatud mainitud kõnealuse kõnesoleva osundatud",
)
"""The whole of such words, with the act's own."""

APPROVED = r"(?:kinnitatud|kehtestatud|(?:kehtima|jõusse)\s+pandud|vastu\s+võetud|heaks\s?kiidetud)"
"""By which participle an act is told to have approved something."""

WAS_APPROVED = r"(?:(?:kinnita|kehtesta)(?:tud|ti)|(?:kehtima|jõusse)\s+pandud|pandi\s+(?:kehtima|jõusse))"
"""The same where a relative clause may tell it: "mis kinnitati", "mis on kehtima pandud"."""

_CASES = "e|ega|es|est|eks|ele|t|ed|te|tega|tes|i|ena"

# käskkiri, käskkirja, käskkirjaga, käskkirjas, käskkirju, üldkäskkirja, kaskkirja (scan);
# korraldus, korraldusega; otsus, otsuse; määrus, määrusega, määrust
ACT_WORD = rf"""(?:
    (?<![\w-])(?:\w{{1,20}}-?)?k[äaéàáâd]skk?i[rn]\w{{1,7}}
  | (?<![\w-])kk\.?(?=\s{{0,3}}(?:nr|\d))
  | (?<![\w-])kor?raldus(?:{_CASES})?(?!\w)
  | (?<![\w-])otsus(?:{_CASES})?(?!\w)
  | (?<![\w-])m[äaé][äaé]rus(?:{_CASES})?(?!\w)
)"""

# "käskkirjaga", "otsusega": by which something is done
ACT_COMITATIVE = r"(?:käskkirja|otsuse|määruse|korralduse)ga"

_NOMINATIVE = (("kor", "korraldus"), ("otsus", "otsus"), ("m", "määrus"))
_PLURAL = re.compile(r"(?:jad|jade\w*|ju|used|uste\w*|usi)$")


def act_kind(word: str) -> str:
    """Return the nominative of an act word: "üldkäskkirjaga" → "käskkiri"."""
    lower = word.casefold()
    if lower.startswith("kk") or "ski" in lower or "skki" in lower:
        return "käskkiri"
    return next(nominative for stem, nominative in _NOMINATIVE if lower.startswith(stem))


def is_comitative(word: str) -> bool:
    """Tell whether by that act something was approved, amended or revoked: "käskkirjaga", "käskkirjadega"."""
    return word.casefold().endswith("ga")


def is_plural(word: str) -> bool:
    """Tell whether several numbers may follow: "käskkirjad", "käskkirjadega", "otsused", "määruste"."""
    return _PLURAL.search(word.casefold()) is not None


def act_word(document_type: str | None) -> str | None:
    """Return the act word in a register's document type ("Põhitegevuse käskkiri" → "käskkiri"), else ``None``."""
    words = (document_type or "").casefold()
    return next((word for word in ACT_NAMES if word in words), None)
