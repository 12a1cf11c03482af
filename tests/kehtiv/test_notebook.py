"""The notebook of ten questions runs over the sample register, and its answers are right."""

from __future__ import annotations

import importlib.util
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from flows.clock import Clock
from flows.night.ingest import ingest_register
from flows.settings import Settings
from tests.flows.conftest import NIGHT

pytestmark = pytest.mark.long
NOTEBOOK = Path(__file__).resolve().parents[2] / "docs" / "notebook.py"


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Any]:
    """What each question's cell found, by name, on 22 November 2026."""
    data = tmp_path_factory.mktemp("notebook") / "data"
    ingest_register("sample", Settings(data=data, workers=1), Clock(now=lambda: NIGHT), since=None, until=None)
    spec = importlib.util.spec_from_file_location("notebook", NOTEBOOK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    _, found = module.app.run(defs={"day": date(2026, 11, 22), "folder": str(data)})
    found["held"].close()
    shutil.rmtree(data)
    return dict(found)


@pytest.mark.filterwarnings("ignore")
def test_every_question_has_an_answer(answers: Mapping[str, Any]) -> None:
    names = "in_force posts ended revoked gaps languages shared changes learned_later doubts"
    for name in names.split():
        assert answers[name].num_columns >= 2, name
        if name != "learned_later":  # one night knows all at once
            assert answers[name].num_rows > 0, name


@pytest.mark.filterwarnings("ignore")
def test_answers_are_those_of_the_sample(answers: Mapping[str, Any]) -> None:
    """By hand from the sample's README: directive 14 of 2023 ended three annexes of directive 5 of 2022."""
    ended = {row["annex_id"]: row for row in answers["ended"].to_pylist()}
    for number in (1, 2, 3):
        row = ended[f"sample/700110#{number}"]
        assert (row["in_force_until"], row["page_number"]) == (date(2023, 4, 3), 1)
        assert "lisad 1-3" in row["quote"]
    posts = {row["title"] for row in answers["posts"].to_pylist()}
    assert "Hoidla juhataja" in posts
    began = [row["changed_on"] for row in answers["changes"].to_pylist() if row["annex_id"] == "sample/730402#2"]
    assert began == [date(2026, 2, 1)]
