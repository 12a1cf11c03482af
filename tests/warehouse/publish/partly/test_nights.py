"""A publish in part against one that derives everything, over worlds and nights made at random."""

from __future__ import annotations

import random
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from extractors.model.register import RelatedDocument
from tests.sql.views.posts import approve_posts
from tests.sql.views.test_history_property import HISTORIES, Worlds, load_histories
from tests.warehouse.factory import act, directive
from tests.warehouse.publish.partly.changed_acts import load_changed_acts
from tests.warehouse.publish.partly.nights import Rows, differing, play, take_away
from warehouse.connection import Warehouse, open_working
from warehouse.publish import content, derive
from warehouse.publish.partly import build, finding
from warehouse.publish.publish import publish
from warehouse.transactions import touch_content, transaction

NIGHTS = 3


def load_posts(w: Warehouse) -> None:
    """Load posts of one authority that name one another, one that may go on by another name, and an act not held."""
    superior = {"reports_to": "peadirektor", "subordinates": "Nõunik"}
    approve_posts(
        w, "na/p1", "11", "2025-01-01", ("Osakonnajuhataja", superior), ("Nõunik", {"reports_to": "Osakonnajuhataja"})
    )
    approve_posts(
        w, "na/p2", "12", "2025-01-05", ("Nõunik", {"reports_to": "Osakonnajuhataja", "substituted_by": "Jurist"}),
        ("Jurist", {"reports_to": "Osakonnajuhataja", "substitutes_for": "Nõunik"}),
        revokes=(act("11", "2025-01-01", annexes=("2",), scope="annexes"),),
    )  # fmt: skip
    ends = (act("11", "2025-01-01", annexes=("1",), scope="annexes"),)
    approve_posts(w, "na/p4", "14", "2025-01-07", ("Valdkonnajuht", {"subordinates": "Jurist"}), revokes=ends)
    w.connection.execute(
        "INSERT INTO base.duties SELECT * REPLACE (ordinal + 1 AS ordinal, 'Koostab eelnõusid' AS duty)"
        " FROM base.duties WHERE starts_with(root_file_id, 'na/p')"
    )
    # Its register names another act by a code of its own, which means the authority only while that act is known.
    related = RelatedDocument("11", "Käskkiri", "Käskkiri", date(2025, 1, 1), institution="pa")
    directive(w, "na/p3", "13", "2025-01-06", revokes=(act("99", "2024-05-05", scope="act"),), related=(related,))


@pytest.mark.long
@settings(max_examples=3, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(HISTORIES, st.integers(0, 2**32))
def test_random_nights_in_part_are_as_derived_whole(worlds: Worlds, seed: int) -> None:
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patched:
        patched.setattr(derive, "_ON_DISK_BYTES", 0)
        patched.setattr(derive, "_IN_PART_BYTES", 0)
        patched.setattr(finding, "FEW", chance.choice((2, finding.FEW)))
        # All processors, and so several threads, or one; of several also several tables at once, as in a large file.
        patched.setattr(derive, "LARGE_BYTES", chance.choice((0, derive.LARGE_BYTES)))
        patched.setattr(build, "VERY_LARGE_BYTES", chance.choice((0, build.VERY_LARGE_BYTES)))
        data, went = Path(folder), list[str]()
        patched.setattr(content, "build_part", _noting(went))
        with open_working(data) as w:
            load_histories(w, worlds)
            load_posts(w)
            load_changed_acts(w)
            held: list[Rows] = []
            with transaction(w.connection):
                documents = w.connection.execute("SELECT document_id FROM base.documents ORDER BY 1").fetchall()
                held += [take_away(w, chance.choice(documents)[0]) for _ in range(2)]
                touch_content(w.connection)
            path = publish(w, data)
            for _ in range(NIGHTS):
                done = play(w, path, held, chance)
                path = publish(w, data)
                assert differing(w, path, data / "whole.duckdb") == {}, done
        assert len(went) == NIGHTS


def _noting(went: list[str]) -> object:
    build_part = content.build_part

    def noted(w: Warehouse, path: Path) -> None:
        build_part(w, path)
        went.append(path.name)

    return noted
