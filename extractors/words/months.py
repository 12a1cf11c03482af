"""List the names of the months."""

from __future__ import annotations

SHORT = ("jaan", "veebr", "apr", "aug", "sept", "okt", "nov", "dets")
"""How months are shortened before a stop: "17. veebr. 1997"."""

STEMS = (
    "jaanuar", "veebruar", "märts", "aprill", "mai", "juuni",
    "juuli", "august", "septemb", "oktoob", "novemb", "detsemb",
)  # fmt: skip
"""What every case form of a month begins with, January first."""

GENITIVES = (
    "jaanuari", "veebruari", "märtsi", "aprilli", "mai", "juuni",
    "juuli", "augusti", "septembri", "oktoobri", "novembri", "detsembri",
)  # fmt: skip
"""To these a case ending is added ("juunis", "detsembrist"), January first."""

ANY_STEM = f"(?:{'|'.join(STEMS)})"
ANY_GENITIVE = f"(?:{'|'.join(GENITIVES)})"
