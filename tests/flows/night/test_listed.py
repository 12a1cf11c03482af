"""The rows that a night's searches showed come back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from extractors.model.register import ListingEntry
from flows.night.listed import Listed

ROW = ListingEntry("7", "https://adr.example/7", "1-2/7", date(2025, 1, 2), "Õppuse käskkiri", "Käskkiri", "Mari")


def test_each_comes_back_as_the_last_search_showed_it() -> None:
    listed = Listed()
    undated = replace(ROW, external_id="8", registered_on=None)
    listed.put([ROW, undated])
    assert (listed.get("7"), listed.get("8"), listed.get("9")) == (ROW, undated, None)
    listed.put([replace(ROW, title="Muudetud")])
    assert listed.get("7") == replace(ROW, title="Muudetud")
    listed.close()
