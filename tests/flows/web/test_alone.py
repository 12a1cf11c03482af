"""A job description that stands in no act: the pages that come upon it answer, and none says that it is of an act."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup

from flows.add import add_paths
from flows.settings import Settings
from tests.flows.conftest import clock_at
from tests.flows.web.conftest import TODAY, Site

pytestmark = pytest.mark.long  # the quick one of this kind is in test_searching.py

TEXT = """AMETIJUHEND
1. Üldsätted
1.1 Ametikoht: metsavaht
1.2 Struktuuriüksus: Tihniku osakond
1.3 Otsene juht: osakonna juhataja
2. Teenistusülesanded
2.1 Valvab tihnikut ja peab radade raamatut.
2.2 Vastab metsas käijate küsimustele.
3. Nõuded
3.1 Haridus: keskharidus
3.2 Eesti keele oskus tasemel C1
"""


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("alone")
    (folder / "metsavaht.txt").write_text(TEXT, encoding="utf-8")
    add_paths([folder / "metsavaht.txt"], Settings(data=folder / "data", workers=1), clock_at(TODAY))
    return Site(folder / "data")


def test_a_hit_of_no_act_leads_to_the_place_of_its_words_and_says_so(alone: Site) -> None:
    answer = alone.get("/otsi?q=metsavaht")
    assert answer.status_code == 200
    hits = BeautifulSoup(answer.text, "lxml").select(".hits > li")
    assert hits
    for hit in hits:
        assert "selle akti ei leitud" in hit.get_text()
        link = hit.select_one("p > a")
        assert link is not None
        assert str(link["href"]).startswith("/toend/")
        place = alone.get(str(link["href"]))
        assert place.status_code == 200
        assert "metsavaht" in place.text.lower()


@pytest.mark.parametrize(
    "path",
    ["/", "/asutused", "/otsustamata", "/katvus", "/muudatused?alates=2000-01-01", "/voog.atom?q=metsavaht",
     "/otsi?q=tihnikut&liik=duty&keel=en", "/otsi?q=metsavaht&paev=2020-01-01&oskus=eesti C1"],
)  # fmt: skip
def test_no_page_fails_where_nothing_is_of_an_act(alone: Site, path: str) -> None:
    assert alone.get(path).status_code == 200
