"""What each value rests on, as analysts read it from the JSON."""

from __future__ import annotations

import json
from typing import Any

from extractors.read import read_file
from extractors.report import describe_file

SOURCE = """LOOTSI AMETIJUHEND
1. Üldosa
1.1 Lootsi vahetu juht on kapten.
1.2 Struktuuriüksus: lootsiosakond
2. Tööülesanded
2.1 lootsib laevu;
2.2 peab päevikut.
3. Nõuded
3.1 kõrgharidus;
3.2 eesti keele oskus C1.
"""
TABLE = """AMETIJUHEND
Ametikoht\tloots
Vahetu juht\tkapten
Ametikoha grupp\ttöötaja
Tööülesanded\tOodatavad tulemused
1. Lootsib.\tLaev on sadamas.
"""


def described(source: str) -> dict[str, Any]:
    report = json.loads(json.dumps(describe_file(read_file(source.encode(), "juhend.txt"))))
    (position,) = report["positions"]
    assert set(position["places"]) <= set(position["basis"])
    return dict(position["basis"])


def test_each_field_says_what_it_rests_on() -> None:
    """A heading, a sentence, a label, a clause; the duties stand below a heading."""
    assert described(SOURCE) == {
        "position": "heading",
        "reports_to": "sentence",
        "unit": "label",
        "duties": "label",
        "education": "sentence",
        "languages": "sentence",
    }


def test_what_stands_in_a_table_rests_on_it() -> None:
    """Labels beside values, and duties beside outcomes."""
    assert described(TABLE) == dict.fromkeys(("position", "reports_to", "group", "duties"), "table")


def test_a_group_told_by_the_wording_rests_on_a_sentence() -> None:
    """Nothing states it, so that it has a basis and no place."""
    basis = described(TABLE.replace("Ametikoha grupp\ttöötaja", "Õigused\tTöötajal on õigus puhata."))
    assert basis["group"] == "sentence"
