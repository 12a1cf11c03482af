"""A page in which a take-down made a row blank is a whole page: a rebuild reads it, or says by name that it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from extractors.registers.adr import AdrConnector
from flows.archive import Archive
from flows.sample.catalogue import SampleRelation
from flows.stores.on_disk import OnDisk
from tests.flows.rereadings import Seen, again, read_here
from tests.flows.small_register import FIRST_DAY, LEDGERS, SmallRegister, ask, described
from tests.flows.test_takedown import SECOND, THIRD, TITLE, killed_at, new_register, take_down

LONG = f"{TITLE} ja kõik muud selle juurde kuuluvad korrad"
"""Longer than what takes its place: the page becomes shorter than it was promised."""


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


@pytest.fixture
def register(tmp_path: Path) -> SmallRegister:
    """The act that stays names the one that is to be withdrawn among its related documents."""
    made = new_register(tmp_path)
    related = SampleRelation(document_type="Käskkiri", number="7", title=LONG, relation="Seos", document_id="300")
    made.change("400", related=(related,))
    made.change("300", title=LONG)
    made.first_night(FIRST_DAY)
    return made


def page_lines(register: SmallRegister, external_id: str) -> list[tuple[int, str | None, int]]:
    archive = Archive(OnDisk(register.data / "archive"))
    return [
        (row.size, row.header("content-length"), archive.size(row.sha256))
        for row in archive.captures("mets")
        if AdrConnector.address_of(row.url).external_id == external_id
    ]


@pytest.mark.long
def test_a_line_tells_the_length_of_a_page_that_was_made_blank_in_part(register: SmallRegister) -> None:
    [(size, promised, held)] = page_lines(register, "400")
    assert (promised, held) == (str(size), size)
    take_down(register, "mets/300")
    [(anew, promised, held)] = page_lines(register, "400")
    assert (promised, held) == (str(anew), anew)
    assert anew < size


@pytest.mark.long
def test_a_page_that_comes_after_a_take_down_is_kept_with_its_own_length(register: SmallRegister) -> None:
    take_down(register, "mets/300")
    register.night(THIRD, recheck_days=1)
    assert [int(promised or 0) == size == held for size, promised, held in page_lines(register, "400")] == [True, True]


@pytest.mark.parametrize(
    "is_old",
    [False, pytest.param(True, marks=pytest.mark.long)],
    ids=["withdrawn now", "withdrawn before lines told the new length"],
)
def test_what_names_a_withdrawn_document_is_held_after_a_rebuild(register: SmallRegister, is_old: bool) -> None:
    was = {size: promised for size, promised, _ in page_lines(register, "400")}
    take_down(register, "mets/300")
    if is_old:
        for path in (register.data / "archive" / "captures" / "mets").iterdir():
            lines = [json.loads(line) for line in path.read_text().splitlines()]
            for line in lines:
                if line["url"].endswith("/dokument/400"):
                    [(line["size"], promised)] = was.items()
                    line["headers"] = [[n, promised if n == "content-length" else v] for n, v in line["headers"]]
            path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    # The row of the withdrawn one is blank in the page, and what it said of itself is in no table either way.
    before = described(register.data, leave_out=(*LEDGERS, "related_documents"))
    summary = again(register.data, is_from_scratch=True)
    assert summary.exit_status == 0
    assert described(register.data, leave_out=(*LEDGERS, "related_documents")) == before


@pytest.mark.long
def test_a_document_that_a_rebuild_skips_is_named_and_counts(register: SmallRegister) -> None:
    """A page that cannot be told from one cut short, though what is published rests on it."""
    for path in (register.data / "archive" / "captures" / "mets").iterdir():
        lines = [json.loads(line) for line in path.read_text().splitlines()]
        for line in lines:
            if line["url"].endswith("/dokument/400"):
                line["headers"] = [[n, "999999" if n == "content-length" else v] for n, v in line["headers"]]
        path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
    seen = Seen()
    summary = again(register.data, seen, is_from_scratch=True)
    assert seen.refusal is not None
    assert "1 of 3 documents would be lost" in seen.refusal
    assert [told for told in summary.wants_person if told.startswith("mets/400: skipped")] != []
    assert summary.exit_status == 1
    assert ask(register.data, "SELECT count(*) FROM documents WHERE document_id = 'mets/400'") == [(1,)]
    again(register.data, is_from_scratch=True, max_lost=40)
    assert ask(register.data, "SELECT count(*) FROM documents WHERE document_id = 'mets/400'") == [(0,)]
    assert ask(register.data, "SELECT outcome FROM runs ORDER BY started_at DESC LIMIT 1") == [("done with problems",)]


@pytest.mark.parametrize(
    "is_killed", [False, pytest.param(True, marks=pytest.mark.long)], ids=["whole", "killed before it loaded"]
)
def test_a_rebuild_that_reads_what_is_published_or_more_skips_nothing(register: SmallRegister, is_killed: bool) -> None:
    register.change("400", title="Muu kord")
    if is_killed:
        killed_at("flows.stages.load_documents", lambda: register.night(SECOND, recheck_days=1))
    else:
        register.night(SECOND, recheck_days=1)
    assert again(register.data, is_from_scratch=True).counts.get("skipped", 0) == 0
    assert ask(register.data, "SELECT title FROM documents WHERE document_id = 'mets/400'") == [("Muu kord",)]
