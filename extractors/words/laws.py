"""List the words of law names: the word for a law, names that no rule can tell, and abbreviations in use."""

from __future__ import annotations

LAW_WORD = r"(?:seadustiku|seaduse|koodeksi|konventsiooni|harta)"
"""The genitive of the word that ends a law's name; compounds end in it as well ("riigieelarveseaduse")."""

NOMINATIVES = {
    "seadustiku": "seadustik", "seaduse": "seadus", "koodeksi": "koodeks", "konventsiooni": "konventsioon",
    "harta": "harta",
}  # fmt: skip

NAMES_BEYOND_RULES = (
    "politsei ja piirivalve", "töötervishoiu ja tööohutuse", "riigisaladuse ja salastatud välisteabe",
    "isikut tõendavate dokumentide", "e-identimise ja e-tehingute usaldusteenuste",
    "keskkonnamõju hindamise ja keskkonnajuhtimissüsteemi", "kultuuriväärtuste väljaveo, ekspordi ja sisseveo",
    "rahapesu ja terrorismi rahastamise tõkestamise",
)  # fmt: skip
"""What stands before the word in names with a conjunction, a comma or an ending that the rule stops at."""

ABBREVIATIONS = {
    "ATS": "avaliku teenistuse seadus",
    "AvTS": "avaliku teabe seadus",
    "ArhS": "arhiiviseadus",
    "HMS": "haldusmenetluse seadus",
    "HKMS": "halduskohtumenetluse seadustik",
    "HKTS": "halduskoostöö seadus",
    "IKS": "isikuandmete kaitse seadus",
    "KOKS": "kohaliku omavalitsuse korralduse seadus",
    "KVS": "korruptsioonivastane seadus",
    "MKS": "maksukorralduse seadus",
    "PS": "Eesti Vabariigi põhiseadus",
    "PPVS": "politsei ja piirivalve seadus",
    "RHS": "riigihangete seadus",
    "RLS": "riigilõivuseadus",
    "RVS": "riigivaraseadus",
    "RSVS": "riigisaladuse ja salastatud välisteabe seadus",
    "TLS": "töölepingu seadus",
    "TTOS": "töötervishoiu ja tööohutuse seadus",
    "VVS": "Vabariigi Valitsuse seadus",
    "VTMS": "väärteomenetluse seadustik",
}
"""The abbreviations that acts use without saying what they stand for."""
