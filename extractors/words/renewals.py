"""List how an act says that a text is given anew: "uues redaktsioonis", "uuel kujul", "uues versioonis"."""

from __future__ import annotations

_TEXTS = r"(?:redaktsioon|sõnastus|kuju(?!nd)|versioon|tekst)"

NEW_WORDING = rf"(?:uu[est]\w{{0,2}}|muudetud|täiendatud|ajakohastatud)\s+{_TEXTS}\w{{0,4}}"
"""A new wording in any case: "uues sõnastuses", "uue redaktsiooni", "uuel kujul"."""

IN_NEW_WORDING = (
    rf"(?:uu(?:es|tes|el|tel)|(?:muudetud|täiendatud|ajakohastatud)(?=\s+\w+(?:s|l)(?!\w)))\s+{_TEXTS}\w{{0,4}}"
)
"""The cases in which a whole annex is put in the place of the old one."""
