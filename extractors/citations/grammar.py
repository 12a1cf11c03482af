"""Define the named pattern pieces of a reference, each below the strings it matches; `find.py` combines them.

All pieces are read over a masked view (`view.py`): quotations are ``„···“``, dashes ``-``, torn words closed up.
Repetition is bounded everywhere, so that no text can make a pattern slow.
"""

from __future__ import annotations

import re

from extractors.citations.calendar_dates import DATE, STARTS_OR_ENDS
from extractors.words.acts import ACT_WORD, APPROVED
from extractors.words.offices import OFFICE_ENDING

# "nr 5", "nr. 286", "Nr.5", "number 11", "nr\n1-2/22-015"
NUMBER_SIGN = r"(?:(?<!\w)(?:nr|number|numbri(?:te)?ga|№)\s?\.?:?\s{0,6})"

# 192 · 9-P · 31ü · 316-k · 1410-dm · 1-3/12K · 1.1-3/14-ü · 1-2/23-031 · 1.1-3.1/74 · 1.3.-1/25/6-p
# J.1-1/80 · T-4-1/25/6 · T1-2/152 · KV7 ("O5", "I7" may be figures that a scan took for letters)
NUMBER = r"""(?-i:
    (?:[A-ZÕÄÖÜ]{1,4}(?:\.-|[-./])|(?![IO]+\d)[A-ZÕÄÖÜ]{1,4}(?=\d))?
    \d{1,7}(?!\d)
    (?:(?!ja(?!\w))[a-zA-ZõäöüÕÄÖÜ]{1,3}(?![\wõäöü]))?
    (?: (?:\.-|[-/]) [0-9A-Za-zõäöüÕÄÖÜ]{1,8} | \.\d{1,5} ){0,8}
    (?![^\W\d_¹²³⁴⁵⁶⁷⁸⁹])
)"""

# A date that dates an act stands in the genitive or in figures; "1. jaanuarist" says when something begins.
ACT_DATE = rf"(?:(?:(?<!alates\s)|(?<=st\salates\s)|(?<=\d\d\d\d\salates\s))(?<!kuni\s)(?!{STARTS_OR_ENDS}){DATE})"

# "23.12.2024 käskkirja", "01.02.2021. a, käskkirjaga"
GAP = r"[\s,]{0,6}"

# "02.03.2024 Transpordiameti peadirektori käskkirja": the office between date and act word
OFFICE_BETWEEN = rf"(?:(?:(?!kehtetuks)[^\W\d_][\w-]{{0,40}}\s{{1,4}}){{0,6}}?{OFFICE_ENDING}\s{{1,4}})"

# "minu käskkirja", "oma käskkirja", "põhitegevuse käskkirja", "haldusala üldkäskkirja", "protokollilise otsuse"
QUALIFIER = r"(?:(?:minu|oma|enda|põhitegevuse|personali|üld|haldus|protokollilise|ministri|ühise|ühis)\s{1,3})"

# "12. mail 2019. a antud käskkirja", "12.05.2019 direktori poolt allkirjastatud käskkirja"
GIVEN = (
    r"(?:(?=[^\d.;]{2,120}?\spoolt)(?:(?!kehtetuks)[^\W\d_][\w-]{0,40}\s{1,4}){1,4}poolt\s{1,4})?"
    r"(?:(?:välja\s?antud|antud|allkirjastatud|vastu\s?võetud)\s{1,4})"
)

# "käskkirja nr 5 (antud 12. mail 2019)": the word that makes a day the act's own, whatever its case
GIVEN_WORD = r"(?:välja\s?antud|antud|väljastatud|allkirjastatud|vastu\s?võetud|dateeritud)"

# "käskkirjad 2019. aastast nr 4, 9 ja 15", "käskkiri aastast 2019 nr 4"
YEAR_BEHIND = r"(?:(?P<y3>(?:19|20)\d\d)\s?\.?\s{0,3}(?:aastast|a\.?)|aastast\s{1,3}(?P<y3b>(?:19|20)\d\d))"

# "14.04.2016 ametijuhendi kinnitamise käskkirja nr 21": what the act was for stands before its word
PURPOSE = (
    rf"(?:(?=[^\d.;]{{2,160}}?mise\s)(?:(?!kehtetuks)[^\W\d_][\w-]{{0,40}}\s{{1,4}}){{1,5}}?(?<=mise\s)\s{{0,3}}"
    rf"(?={ACT_WORD}[\s,]{{0,6}}{NUMBER_SIGN}))"
)

# "käskkirja „Hankekord“ nr 5": the title before the number
_TITLED = rf"(?:(?P<TITLE>„·*“) {GAP} (?={NUMBER_SIGN}))"


def _titled(name: str) -> str:
    return _TITLED.replace("TITLE", name)


CITATION = re.compile(
    rf"""
      (?P<d1>{ACT_DATE}) {GAP} (?P<given>{GIVEN})? (?P<between>{OFFICE_BETWEEN})? {QUALIFIER}? {PURPOSE}?
          (?P<k1>{ACT_WORD})
          (?: {GAP} {_titled("t1")}? {NUMBER_SIGN} (?P<n1>{NUMBER})
            | \s{{1,4}}(?P<n1b>\d[\d.]{{0,6}}-[\d.]{{1,6}}/[\w/.-]{{1,20}}) )?
    | (?P<k2>{ACT_WORD}) [\s,(]{{1,6}} (?P<given2>{GIVEN_WORD}\s{{1,4}})? (?P<d2>{DATE})
          {GAP} {_titled("t2")}? {NUMBER_SIGN} (?P<n2>{NUMBER})
    | (?P<k3>{ACT_WORD}) {GAP} (?:{YEAR_BEHIND} {GAP})? {_titled("t3")}? (?:\((?=[^()]{{3,40}}\)))?
          {NUMBER_SIGN} (?P<n3>{NUMBER})
          (?: \s{{0,4}} (?: \(\s? | ,?\s{{0,3}} | (?:(?<=\s)/|;)\s{{1,3}} ) (?P<d3>{ACT_DATE})
              (?=\s*(?:[);.,„]|{APPROVED}|lisa|punkt|tunnista|kehtetuks|loetakse|kaota|$)) )?
    | (?P<d4>{ACT_DATE}) {GAP} {NUMBER_SIGN} (?P<n4>{NUMBER}) (?: \s{{1,4}} (?P<k4>{ACT_WORD}) )?
    | (?P<k5>{ACT_WORD}) \s{{1,4}} (?P<n5>\d[\d.]{{0,6}}-[\d.]{{1,6}}/[\w/.-]{{1,20}})
    | {NUMBER_SIGN} (?P<n6>{NUMBER}) [\s,(]{{0,6}} (?P<d6>{ACT_DATE}) (?: {GAP} (?P<k6>{ACT_WORD}) )?
    """,
    re.IGNORECASE | re.VERBOSE,
)

# "käskkirjad nr 67, 68 ja 70"; "nr 3 (13.01) ja nr 10"; "käskkirjaga nr 67 ja nr 68": further numbers under one date
# and act word
NEXT_NUMBER = re.compile(
    rf"(?P<aside>\s\([\d.,]{{1,12}}\))?\s{{0,3}}(?:,|;)?\s{{0,3}}(?:ja|ning|samuti)?\s{{0,4}}"
    rf"(?P<sign>{NUMBER_SIGN})?(?P<number>{NUMBER})",
    re.IGNORECASE | re.VERBOSE,
)

# "järgmised peadirektori käskkirjad:": an act word without date or number, whose issuer and kind a list below inherits
BARE_ACT_WORD = re.compile(ACT_WORD, re.IGNORECASE | re.VERBOSE)

# `nr 5 „···“`: the title behind a number, over the annotation that may stand between
TITLE = re.compile(r"[\s,]{0,6}(?P<title>„·*“)")


def clean_number(number: str) -> str:
    """Return a number without blanks and trailing stops, dashes as hyphens: "1-2/22- 015." → "1-2/22-015"."""
    return re.sub(r"\s+", "", number).rstrip(".,;:-/")
