"""What is withdrawn is nowhere in the data folder any more, does not come back, and what it ended is undecided."""

from __future__ import annotations

import gzip
import hashlib
import html
import io
import os
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import duckdb
import pytest

from extractors.registers.adr import AdrConnector
from extractors.registers.aggregator_api import AggregatorConnector
from flows import takedown
from flows.add import add_paths
from flows.archive import Archive
from flows.clock import Clock
from flows.run.summary import Summary
from flows.sample.catalogue import SampleFile, StateChange
from flows.settings import Settings
from flows.stores.on_disk import OnDisk
from tests.flows.conftest import Run
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask
from tests.patience import DRIVER_S, SETTINGS

SECOND, THIRD, FOURTH = (FIRST_DAY + timedelta(days=n) for n in (1, 2, 3))
SECRET, PERSON, FILE, TITLE = "kaldapealse-vahtkonna", "Salme Kuldnokk", "Kuldnokk ametijuhend.txt", "Kuldnoka töökord"
WORDS = (SECRET, PERSON, FILE, quote(FILE), "Kuldnokk", "vahtkonna", "kuldnokk")
"""The last two as the index of searches has them."""


@pytest.fixture
def register(first_night: SmallRegister, tmp_path: Path) -> SmallRegister:
    return first_night.copied_to(tmp_path)


def new_register(folder: Path) -> SmallRegister:
    """An act with two annexes; the one to be withdrawn, which ends the first annex; one that stays."""
    made = SmallRegister(folder)
    made.add("100", "5", date(2026, 2, 2), "Kinnitan metsatalituse ametijuhendid (lisad 1 ja 2).")
    ending = "Tunnistan kehtetuks peadirektori 02.02.2026 käskkirja nr 5 lisa 1"
    made.add("300", "7", date(2026, 2, 16), f"{ending}.\n3. Kinnitan {SECRET} töökorra, mida täidab {PERSON}.")
    made.add("400", "8", date(2026, 2, 17), "Kinnitan muu korra.")
    (made.files / "kaskkiri-7.txt").rename(made.files / FILE)
    made.change("300", title=TITLE, files=(SampleFile("3001", FILE, FILE, "text/plain"),))
    return made


def settings(register: SmallRegister) -> Settings:
    return Settings(data=register.data, workers=1)


def clock_on(day: date) -> Clock:
    return Clock(now=lambda: datetime.combine(day, time(12), UTC))


def take_down(register: SmallRegister, reference: str, day: date = SECOND) -> Summary:
    found = takedown.find_target(settings(register), reference)
    return takedown.take_down(settings(register), clock_on(day), found, "a person asked for it")


def places_of(folder: Path, words: str) -> list[str]:
    """Every file of the folder that holds ``words``: in its name, its bytes, packed in it, or in any cell of it."""
    return places_by_words(folder, words).get(words, [])


def places_by_words(folder: Path, *sought: str) -> dict[str, list[str]]:
    """As ``places_of``, for each of ``sought`` that is found at all.

    The cells of databases take the time, and they are read once for all words.
    """
    needles = {words: words.encode() for words in sought}
    places: dict[str, set[str]] = {}
    for path in folder.rglob("*"):
        held = {words for words in sought if words in path.name}
        if path.is_file() and not path.is_symlink():
            for layer in layers(path):
                held |= {words for words, needle in needles.items() if words not in held and needle in layer}
        for words in held:
            places.setdefault(words, set()).add(str(path.relative_to(folder)))
    return {words: sorted(found) for words, found in places.items()}


def layers(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    yield data
    if data[:2] == b"\x1f\x8b":
        yield gzip.decompress(data)
    if data[:4] == b"PAR1":
        with duckdb.connect() as db:  # which, unlike pyarrow, has Python values for endless days
            yield repr(db.execute("FROM read_parquet(?)", [str(path)]).fetchall()).encode()
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield packed.read(name)
                yield html.unescape(packed.read(name).decode(errors="replace")).encode()  # XML may spell ä as &#228;
    if path.suffix in (".duckdb", ".db"):
        yield from cells(path)


def cells(path: Path) -> Iterator[bytes]:
    if path.suffix == ".db":
        import sqlite3

        with sqlite3.connect(path) as con:
            tables = [row[0] for row in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            for table in tables:
                yield repr(con.execute(f'SELECT * FROM "{table}"').fetchall()).encode()
        return
    with duckdb.connect(str(path), read_only=True) as db:
        for schema, table in db.execute("SELECT schema_name, table_name FROM duckdb_tables()").fetchall():
            yield repr(db.execute(f'SELECT * FROM "{schema}"."{table}"').fetchall()).encode()


def assert_gone(register: SmallRegister, *words: str) -> None:
    assert places_by_words(register.data, *WORDS, *words) == {}


def stones(register: SmallRegister) -> list[tuple[Any, ...]]:
    sql = "SELECT document_id, number, cause, file_number, lifted_at IS NULL FROM takedowns ORDER BY ALL"
    return ask(register.data, sql)


# --- nowhere any more ---


def test_before_anything_is_withdrawn_its_words_are_in_many_places(register: SmallRegister) -> None:
    """What the other tests rest on: the search finds what is there, in the cells of databases too."""
    places = places_by_words(register.data, *WORDS, TITLE)
    assert places.keys() == {*WORDS, TITLE}
    assert "working.duckdb" in places[FILE]
    for word in (SECRET, FILE):
        assert any(place.startswith("readings/") for place in places[word]), word
    found = ask(register.data, "SELECT form FROM search_words WHERE form IN ('vahtkonna', 'kuldnokk') ORDER BY 1")
    assert found == [("kuldnokk",), ("vahtkonna",)]


def test_of_a_restricted_document_nothing_but_the_registers_row_is_left(register: SmallRegister) -> None:
    register.change("300", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    summary = register.night(SECOND)
    assert summary.counts["withdrawn"] == 1
    assert_gone(register)
    assert stones(register) == [("mets/300", "7", "restricted", 1, True)]
    assert ask(register.data, "SELECT reason FROM takedowns") == [("AK AvTS § 35 lg 1 p 12",)]
    assert ask(register.data, "SELECT title FROM documents WHERE external_id = '300'") == [(TITLE,)]


@pytest.mark.long
def test_documents_withdrawn_in_one_night_go_whole_each_and_leave_others_alone(tmp_path: Path) -> None:
    """Two with the same file, whose bytes neither may keep for the other, and one more."""
    register = new_register(tmp_path)
    register.add("500", "9", date(2026, 2, 18), "Kinnitan muu korra.", title=TITLE)
    register.change("500", files=(SampleFile("5001", FILE, FILE, "text/plain"),))
    register.first_night(FIRST_DAY)
    restricted = (StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),)
    register.change("300", title="Töökord", changes=restricted)
    register.change("500", title="Töökord", changes=restricted)
    register.change("400", changes=restricted)
    assert register.night(SECOND).counts["withdrawn"] == 3
    assert_gone(register, TITLE)
    assert [row[0] for row in stones(register)] == ["mets/300", "mets/400", "mets/500"]
    assert ask(register.data, "SELECT DISTINCT document_id FROM files") == [("mets/100",)]


@pytest.mark.long
def test_a_title_changed_by_the_restriction_is_nowhere_any_more(register: SmallRegister) -> None:
    """It is changed because it named somebody: lists of results and earlier versions must not tell it."""
    register.change("300", title="Töökord", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    register.night(SECOND)
    assert_gone(register, TITLE)


def test_of_a_document_that_is_gone_only_the_tombstone_is_left(register: SmallRegister) -> None:
    register.change("300", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    assert places_of(register.data, FILE) != [], "one check alone decides nothing"
    register.night(THIRD)
    assert_gone(register, TITLE)
    assert stones(register) == [("mets/300", "7", "gone", 1, True)]


@pytest.mark.long
def test_what_an_operator_takes_down_is_gone_and_stays_so_however_it_comes_back(register: SmallRegister) -> None:
    """The register still lists it the next night, and its file is added by hand: alone and in an archive."""
    assert take_down(register, "mets/300").exit_status == 0
    assert_gone(register, TITLE)
    register.night(THIRD)
    assert "dokument/300" not in register.paths_asked()
    assert_gone(register, TITLE)
    packed = register.folder / "pakk.zip"
    with zipfile.ZipFile(packed, "w") as made:
        made.write(register.files / FILE, FILE)
    added = add_paths([register.files / FILE, packed], settings(register), clock_on(FOURTH))
    assert (added.counts["refused"], added.exit_status) == (2, 1)
    assert_gone(register, TITLE)
    assert stones(register) == [("mets/300", "7", "takedown", 1, True)]
    assert ask(register.data, "SELECT count(*) FROM files WHERE document_id = 'mets/400'") == [(1,)]


@pytest.mark.long
def test_the_same_file_added_by_hand_before_goes_with_the_document(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    add_paths([register.files / FILE], settings(register), clock_on(FIRST_DAY))
    register.night(FIRST_DAY)
    take_down(register, "mets/300")
    assert_gone(register, TITLE)
    assert len(stones(register)) == 2


@pytest.mark.long
def test_ocr_results_reports_and_earlier_published_files_go_too(register: SmallRegister) -> None:
    sha256 = hashlib.sha256((register.files / FILE).read_bytes()).hexdigest()
    kept = register.data / "cache" / "ocr" / sha256[:2] / sha256 / "1-abc.json"
    report = register.data / "reports" / "20260302.md"
    # As a killed run leaves it: a reading whose original never came into the archive, and one that was being written.
    orphan = register.data / "readings" / "2+0badcafe" / "ab" / f"ab{'1' * 62}-key.json.gz"
    torn = register.data / "readings" / "tmp" / f"cd{'1' * 62}-key.json.gz.1.1"
    for path in (kept, report, orphan, torn):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{SECRET} {FILE}", "utf-8")
    register.night(SECOND)
    orphan.parent.mkdir(exist_ok=True, parents=True)
    orphan.write_text(SECRET)
    take_down(register, "mets/300", THIRD)
    assert not any(path.exists() for path in (kept, report, orphan, torn))
    assert len(list(register.data.glob("warehouse-*.duckdb"))) == 1
    assert_gone(register, TITLE)


@pytest.mark.long
def test_a_file_that_stays_public_elsewhere_is_not_kept_under_the_withdrawn_name(tmp_path: Path) -> None:
    """Readings of the same bytes for either document lie side by side, each with its document's words."""
    register = new_register(tmp_path)
    register.add("500", "9", date(2026, 2, 18), None)
    body = (register.files / FILE).read_bytes()
    (register.files / "muu.txt").write_bytes(body)
    register.change("500", files=(SampleFile("5001", "muu.txt", "muu.txt", "text/plain"),))
    register.first_night(FIRST_DAY)
    readings = [place for place in places_of(register.data, SECRET) if place.startswith("readings/")]
    assert len(readings) == 2
    take_down(register, "mets/300")
    assert places_of(register.data, FILE) == []
    assert not (set(readings) & set(places_of(register.data, SECRET)))
    assert ask(register.data, "SELECT document_id FROM files WHERE name = 'muu.txt'") == [("mets/500",)]


# --- names ---


def test_a_document_may_be_named_by_directive_file_or_address(register: SmallRegister) -> None:
    sha256 = hashlib.sha256((register.files / FILE).read_bytes()).hexdigest()
    [(url,)] = ask(register.data, "SELECT source_url FROM documents WHERE external_id = '300'")
    [came_from] = {
        row.url for row in Archive(OnDisk(register.data / "archive")).captures("mets") if row.sha256 == sha256
    }
    for reference in ("mets/300", "7", "16.02.2026 nr 7", sha256, url, came_from):
        assert takedown.find_target(settings(register), reference) == ("mets/300",), reference
    with pytest.raises(takedown.NotFound):
        takedown.find_target(settings(register), "999")


def test_a_name_of_several_things_takes_nothing_down(register: SmallRegister) -> None:
    register.add("500", "7", date(2026, 2, 20), "Kinnitan muu korra.", title="Muu")
    register.night(SECOND)
    with pytest.raises(takedown.Ambiguous, match=r"mets/300.*mets/500|mets/500.*mets/300"):
        takedown.find_target(settings(register), "7")


def test_a_dry_run_says_what_would_go_and_changes_nothing(register: SmallRegister) -> None:
    before = {path: path.read_bytes() for path in register.data.rglob("*") if path.is_file()}
    [seen] = takedown.preview(settings(register), ("mets/300",))
    assert (seen.rows["files"], seen.object_number) == (1, 2)
    assert seen.byte_number > 0
    assert {path: path.read_bytes() for path in register.data.rglob("*") if path.is_file()} == before


# --- coming back ---


@pytest.mark.long
def test_a_takedown_that_is_lifted_lets_the_next_night_load_it(register: SmallRegister) -> None:
    take_down(register, "mets/300")
    takedown.lift(settings(register), clock_on(SECOND), "mets/300", "the person agreed")
    register.night(THIRD)
    assert ask(register.data, "SELECT count(*) FROM files WHERE document_id = 'mets/300'") == [(1,)]
    assert stones(register) == [("mets/300", "7", "takedown", 1, False)]


@pytest.mark.long
def test_what_the_register_publishes_again_comes_back_with_its_first_day(register: SmallRegister) -> None:
    known = ask(register.data, "SELECT known_from_on FROM effects WHERE document_id = 'mets/300' ORDER BY ALL")
    register.change("300", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    register.night(SECOND)
    register.change("300", changes=())
    register.night(THIRD)
    assert stones(register) == [("mets/300", "7", "restricted", 1, False)]
    assert known == ask(register.data, "SELECT known_from_on FROM effects WHERE document_id = 'mets/300' ORDER BY ALL")
    assert ask(register.data, "SELECT code FROM findings WHERE document_id = 'mets/300' AND code LIKE 'content%'") == []


@pytest.mark.long
def test_a_takedown_outlives_the_warehouse(register: SmallRegister) -> None:
    """The journal beside the archive bars the document even when the working file was lost."""
    take_down(register, "mets/300")
    for path in register.data.glob("*.duckdb"):
        path.unlink()
    register.night(THIRD)
    assert "dokument/300" not in register.paths_asked()
    assert_gone(register, TITLE)
    assert stones(register) == [("mets/300", "7", "takedown", 1, True)]


# --- what it had ended ---


def in_force(register: SmallRegister) -> list[tuple[Any, ...]]:
    sql = "SELECT annex_id FROM annexes_in_force_on(DATE '2026-03-01') WHERE directive_id = 'mets/100' ORDER BY 1"
    return ask(register.data, sql)


@pytest.mark.parametrize("how", ["restricted", pytest.param("takedown", marks=pytest.mark.long)])
def test_what_a_withdrawn_act_had_revoked_is_undecided_and_not_in_force_again(
    register: SmallRegister, how: str
) -> None:
    assert in_force(register) == [("mets/100#2",)]
    if how == "restricted":
        register.change("300", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
        register.night(SECOND)
    else:
        take_down(register, "mets/300")
    assert in_force(register) == [("mets/100#2",)]
    doubt = "SELECT annex_id, undecided_from, reason FROM undecided WHERE reason = 'end_withdrawn'"
    assert ask(register.data, doubt) == [("mets/100#1", date(2026, 2, 16), "end_withdrawn")]
    held = ask(
        register.data, "SELECT in_force_until, in_force_until_basis, ended_by FROM annexes WHERE annex_number = '1'"
    )
    assert held == [(None, "withdrawn", "mets/300")]
    told = ask(register.data, "SELECT annex_id, message FROM findings WHERE code = 'act_withdrawn'")
    assert [row[0] for row in told] == ["mets/100#1"]
    assert "mets/300" in told[0][1]
    assert ask(register.data, "SELECT ended_number FROM takedowns") == [(1,)]
    assert ask(register.data, "SELECT count(*) FROM revocations") == [(0,)]


# --- killed ---


def killed_at(step: str, work: Any) -> None:
    """Runs ``work`` in a child that kills itself when it is about to do ``step``."""
    module, name = step.rsplit(".", 1)
    child = os.fork()
    if child == 0:
        import importlib

        owner: Any = importlib.import_module(module)

        def kill(*args: Any, **values: Any) -> None:
            os.kill(os.getpid(), signal.SIGKILL)

        setattr(owner, name, kill)
        try:
            work()
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), f"{step} was never reached"


STEPS = (
    "flows.withdrawal.steps.note_withdrawn",
    "flows.withdrawal.steps.forget_outside",
    "flows.withdrawal.archived._changes",
    "flows.withdrawal.outside._forget_readings",
    "warehouse.withdrawal.content._leave_finding",
    "warehouse.publish.publish.rewrite",
    "warehouse.publish.files.link",
    "warehouse.publish.publish.remove_old",
)


@pytest.mark.long
@pytest.mark.parametrize("step", STEPS)
def test_a_takedown_killed_anywhere_is_finished_by_the_next_run(register: SmallRegister, step: str) -> None:
    """Once the intent is written: before that nothing was done, and the operator asks again."""
    killed_at(step, lambda: take_down(register, "mets/300"))
    if step == STEPS[0]:
        take_down(register, "mets/300")
    register.night(THIRD)
    assert "dokument/300" not in register.paths_asked()
    assert_gone(register, TITLE)
    assert stones(register) == [("mets/300", "7", "takedown", 1, True)]


# --- rows of pages ---


def test_of_a_row_only_the_link_and_what_a_tombstone_tells_is_left() -> None:
    page = (
        '<table><tr><td><a href="/m/dokument/30" title="Saladus">7</a></td><td>16.02.2026</td>'
        "<td>Saladus &amp; töö</td></tr>"
        '<tr><td><a href="/m/dokument/300">7</a></td><td>Saladuse naaber</td></tr></table>'
    ).encode()
    anew = AdrConnector.blank(page, "30", (), frozenset({"7", "16.02.2026"}))
    assert anew is not None
    assert b"Saladus " not in anew
    assert b'title="Saladus"' not in anew
    assert b">7<" in anew
    assert b">16.02.2026<" in anew
    assert b"Saladuse naaber" in anew, "a document whose id begins alike is another"


def test_a_page_that_names_the_document_outside_of_a_row_cannot_be_kept() -> None:
    assert (
        AdrConnector.blank(b'<p><a href="/m/dokument/30">x</a> Salajane kord</p>', "30", ("Salajane kord",), ()) is None
    )
    answer = '[{"id": 30, "title": "Salajane töö"}]'.encode()
    for platform in (AdrConnector, AggregatorConnector):
        assert platform.blank(answer, "30", ("Salajane töö",), ()) is None


# --- the command ---


def kehtiv(data: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own, as a shell runs it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PREFECT_", "KEHTIV_"))}
    return subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", *arguments, "--data", str(data)],
        env=kept | SETTINGS | {"KEHTIV_WORKERS": "1", "HOME": str(data.parent)},
        capture_output=True,
        text=True,
        timeout=DRIVER_S,
        check=False,
    )


def test_the_command_refuses_what_it_cannot_mean_and_says_what_it_did(register: SmallRegister, run: Run) -> None:
    status, _, said = run("takedown", "mets/300", "--data", register.data)
    assert (status, "--reason" in said) == (2, True)
    assert run("takedown", "999", "--reason", "asked for", "--data", register.data)[0] == 2
    status, told, _ = run("takedown", "7", "--dry-run", "--data", register.data)
    assert status == 0
    assert "mets/300" in told
    assert FILE not in told
    status, _, said = run("takedown", "7", "--reason", "asked for", "--data", register.data)
    assert status == 0, said
    assert "mets/300: taken down (asked for)" in said
    assert_gone(register, TITLE)
    assert "asked for" in run("status", "--data", register.data)[1]


@pytest.mark.long
@pytest.mark.prefect
def test_nothing_of_it_stays_in_what_prefect_keeps_of_its_runs(tmp_path: Path) -> None:
    """A night of the bundled register through Prefect, whose home lies in the data folder; then a take-down."""
    data = tmp_path / "data"
    assert kehtiv(data, "ingest").returncode == 0
    assert (data / ".prefect").is_dir()
    words = [row[0] for row in ask(data, WORDS_OF, "sample/700110")]
    assert len(words) >= 2
    assert places_by_words(data, *words).keys() == set(words)
    done = kehtiv(data, "takedown", "sample/700110", "--reason", "asked for")
    assert done.returncode == 0, done.stderr
    assert places_by_words(data, *words) == {}


WORDS_OF = """
WITH owned AS (SELECT file_id, name, document_id FROM files),
said AS (
    SELECT document_id, name AS words FROM owned
    UNION SELECT document_id, quote FROM effects
    UNION SELECT o.document_id, d.duty FROM duties AS d
    JOIN positions AS p ON p.position_id = d.position_id JOIN owned AS o ON o.file_id = p.file_id
)
SELECT words FROM said GROUP BY words
HAVING count(DISTINCT document_id) = 1 AND min(document_id) = ? AND length(words) > 12 AND NOT contains(words, chr(10))
ORDER BY words
"""
