"""What is withdrawn is gone and what is public stays, in whichever state the document was and whatever comes after.

States that a document may be in when it is withdrawn × ways of withdrawing it × what happens afterwards. Each is proved
by a search of every byte of the data folder.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from flows import takedown
from flows.sample.catalogue import SampleDocument, SampleFile, SampleRelation, StateChange
from flows.sample.faults import Fault
from tests.flows.first_nights import play_once
from tests.flows.rereadings import again, read_here
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask
from tests.flows.test_takedown import (
    FILE,
    SECOND,
    THIRD,
    TITLE,
    assert_gone,
    clock_on,
    killed_at,
    new_register,
    places_of,
    settings,
    take_down,
)

FIFTH = THIRD + timedelta(days=2)
OTHER = "Kuldnokk lisa.txt"
"""The second file of the document that is withdrawn."""


@pytest.fixture(autouse=True)
def _reading_here(monkeypatch: pytest.MonkeyPatch) -> None:
    read_here(monkeypatch)


def two_files(folder: Path) -> SmallRegister:
    made = new_register(folder)
    (made.files / OTHER).write_text("Kuldnokk teeb tööd.", encoding="utf-8")
    files = (SampleFile("3001", FILE, FILE, "text/plain"), SampleFile("3002", OTHER, OTHER, "text/plain"))
    made.change("300", files=files)
    made.change("400", related=(named_so(TITLE),))
    return made


def named_so(title: str) -> SampleRelation:
    """The row of the document in another one's page."""
    return SampleRelation(document_type="Käskkiri", number="7", title=title, relation="Seos", document_id="300")


# --- states ---


def loaded(register: SmallRegister) -> None:
    register.night(FIRST_DAY)


def budget(register: SmallRegister) -> None:
    """The requests of the night are used up between the two files."""
    scout = SmallRegister(register.folder / "scout", list(register.documents))
    shutil.copytree(register.files, scout.files, dirs_exist_ok=True)
    scout.night(FIRST_DAY)
    before = next(n for n, path in enumerate(scout.paths_asked()) if path.startswith("fail/3002"))
    shutil.rmtree(scout.folder)
    register.night(FIRST_DAY, request_budget=before)
    assert not any(path.startswith("fail/3002") for path in register.paths_asked())


def too_many_requests(register: SmallRegister) -> None:
    register.night(FIRST_DAY, Fault("too_many_requests", path="/fail/3002", retry_after="3600"))


def killed(register: SmallRegister) -> None:
    """Everything came, nothing was loaded."""
    killed_at("flows.stages.load_documents", lambda: register.night(FIRST_DAY))


def failing(register: SmallRegister) -> None:
    """The address of a file bears its name, and the answer to it was an error."""
    register.night(FIRST_DAY, Fault("server_error", path="/fail/3002"))


def replaced(register: SmallRegister) -> None:
    """The first file came under another id before the document was withdrawn."""
    register.night(FIRST_DAY - timedelta(days=2))
    new = SampleFile("3009", "tookord.txt", OTHER, "text/plain")
    register.change("300", files=(new,))
    register.night(FIRST_DAY, recheck_days=1)


def vanished(register: SmallRegister) -> None:
    """Its page was not there on the last night; that is no word yet that it is gone."""
    register.night(FIRST_DAY - timedelta(days=2))
    register.change("300", changes=(StateChange(FIRST_DAY, "gone"),))
    register.night(FIRST_DAY, recheck_days=1)
    register.change("300", changes=())


def wrong_page(register: SmallRegister) -> None:
    """One night its page showed another file, and since then its own ones again."""
    register.night(FIRST_DAY - timedelta(days=2))
    right = next(one.files for one in register.documents if one.id == "300")
    (register.files / "muu.txt").write_text("Kuldnokk käib muu asja pärast.", encoding="utf-8")
    register.change("300", files=(SampleFile("3008", "Kuldnokk muu.txt", "muu.txt", "text/plain"),))
    register.night(FIRST_DAY - timedelta(days=1), recheck_days=1)
    register.change("300", files=right)
    register.night(FIRST_DAY, recheck_days=1)


def wrong_page_elsewhere(register: SmallRegister) -> None:
    """One night the page of another document showed its files, and since then its own ones again."""
    register.night(FIRST_DAY - timedelta(days=2))
    files = {one.id: one.files for one in register.documents}
    register.change("400", files=files["300"])
    register.night(FIRST_DAY - timedelta(days=1), recheck_days=1)
    register.change("400", files=files["400"])
    register.night(FIRST_DAY, recheck_days=1)


def retitled(register: SmallRegister) -> None:
    """It was titled otherwise, here and in the pages of others, before anything was withdrawn."""
    register.change("300", title="Kuldnokk ja tema töökord")
    register.change("400", related=(named_so("Kuldnokk ja tema töökord"),))
    register.night(FIRST_DAY - timedelta(days=2))
    register.change("300", title=TITLE)
    register.change("400", related=(named_so(TITLE),))
    register.night(FIRST_DAY, recheck_days=1)


STATES: dict[str, tuple[Callable[[SmallRegister], None], bool]] = {
    "loaded": (loaded, True),
    "budget": (budget, False),
    "429": (too_many_requests, False),
    "killed": (killed, False),
    "500": (failing, True),
    "replaced": (replaced, True),
    "vanished": (vanished, True),
    "wrong page": (wrong_page, True),
    "wrong page elsewhere": (wrong_page_elsewhere, True),
    "retitled": (retitled, True),
}
"""How a document came to be as it is, and whether anything of it was loaded."""


def brought_about(folder: Path, state: str) -> SmallRegister:
    """Return a register in this state, played once for all tests that begin with it; ``folder`` must not exist yet."""

    def play() -> list[SampleDocument]:
        register = two_files(folder)
        STATES[state][0](register)
        return register.documents

    return SmallRegister(folder, list(play_once(f"two files, {state}", folder, play)))


# --- withdrawals ---


def restricted(register: SmallRegister) -> None:
    register.change("300", title="Töökord", changes=(StateChange(SECOND, "AK", "AvTS § 35 lg 1 p 12"),))
    register.change("400", related=(named_so("Töökord"),))
    register.night(SECOND)


def gone(register: SmallRegister) -> None:
    register.change("300", changes=(StateChange(SECOND, "gone"),))
    register.night(SECOND)
    register.night(THIRD)


def operator(register: SmallRegister) -> None:
    register.night(FIRST_DAY, Fault("forbidden", path="/dokument/300"), hour=9)
    take_down(register, "mets/300")
    # The others, where a night was killed before it loaded any.
    register.night(SECOND, hour=20)


# --- afterwards ---


def night(register: SmallRegister) -> None:
    register.night(FIFTH, recheck_days=1, recheck_hidden_days=1)


def in_place(register: SmallRegister) -> None:
    again(register.data)


def from_scratch(register: SmallRegister) -> None:
    again(register.data, is_from_scratch=True, max_lost=0)


AFTERWARDS = {"night": night, "reextract": in_place, "from scratch": from_scratch}


def assert_only_the_others_are_held(register: SmallRegister) -> None:
    assert_gone(register, OTHER, TITLE)
    held = "SELECT DISTINCT document_id FROM files ORDER BY 1"
    assert ask(register.data, held) == [("mets/100",), ("mets/400",)]
    assert list(register.data.glob("archive/tmp/*")) == []


class Withdrawal:
    """A class for each way: pytest gives a whole class to one worker process, and another to the next."""

    withdraw: Callable[[SmallRegister], None]

    def test_nothing_of_what_is_withdrawn_is_in_any_byte(self, tmp_path: Path, state: str) -> None:
        register = brought_about(tmp_path / "made", state)
        is_loaded = STATES[state][1]
        assert places_of(register.data, "Kuldnokk"), "without it the rest shows nothing"
        assert (
            bool(ask(register.data, "SELECT 1 FROM files WHERE document_id = 'mets/300'")) == is_loaded
            if (register.data / "warehouse.duckdb").exists()
            else not is_loaded
        )
        self.withdraw(register)
        assert_only_the_others_are_held(register)
        for name, happen in AFTERWARDS.items():
            other = SmallRegister(tmp_path / name, list(register.documents))
            shutil.copytree(register.folder, other.folder, dirs_exist_ok=True, symlinks=True)
            happen(other)
            assert_only_the_others_are_held(other)


# Each begins with other states: a state is played by the first who wants it, and the others wait for that.
@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
class TestRestricted(Withdrawal):
    withdraw = staticmethod(restricted)


@pytest.mark.long
@pytest.mark.parametrize("state", [*reversed(STATES)])
class TestGone(Withdrawal):
    withdraw = staticmethod(gone)


@pytest.mark.long
@pytest.mark.parametrize("state", [*list(STATES)[5:], *list(STATES)[:5]])
class TestOperator(Withdrawal):
    withdraw = staticmethod(operator)


@pytest.mark.long
@pytest.mark.parametrize("state", ["429", "killed"])
def test_what_was_never_loaded_can_be_taken_down_by_its_address(tmp_path: Path, state: str) -> None:
    register = brought_about(tmp_path / "made", state)
    if not (register.data / "warehouse.duckdb").exists():
        register.night(FIRST_DAY, Fault("forbidden", path="/dokument/"), hour=9)
    [file] = [path for path in register.data.glob("archive/objects/??/*") if b"vahtkonna" in path.read_bytes()]
    for reference in ("mets/300", "http://127.0.0.1:8000/mets/dokument/300", file.name):
        assert takedown.find_target(settings(register), reference) == ("mets/300",), reference
    takedown.take_down(settings(register), clock_on(SECOND), ("mets/300",), "a person asked for it")
    assert_gone(register, OTHER, TITLE)
    assert ask(register.data, "SELECT document_id FROM takedowns") == [("mets/300",)]


def test_bytes_that_no_line_names_go_after_a_kill(tmp_path: Path) -> None:
    """Killed after a file's bytes were whole and before their line was written."""
    register = two_files(tmp_path)
    killed_at("flows.archive.store._remember", lambda: register.night(FIRST_DAY))
    stray = register.data / "archive" / "objects" / "ab" / f"ab{'0' * 62}"
    stray.parent.mkdir(parents=True, exist_ok=True)
    stray.write_text("Kuldnokk")
    register.night(SECOND)
    assert not stray.exists()
    assert ask(register.data, "SELECT count(DISTINCT document_id) FROM files") == [(3,)]


@pytest.mark.long
@pytest.mark.parametrize("state", STATES)
def test_what_is_lifted_comes_back_whole(tmp_path: Path, state: str) -> None:
    """All that its page lists now comes back; what it listed before has no effect then either."""
    register = brought_about(tmp_path / "made", state)
    register.night(FIRST_DAY, Fault("forbidden", path="/dokument/300"), hour=9)
    listed = sorted(file.name for one in register.documents if one.id == "300" for file in one.files)
    take_down(register, "mets/300")
    takedown.lift(settings(register), clock_on(THIRD), "mets/300", "the person agreed")
    register.night(FIFTH)
    held = "SELECT name FROM files WHERE document_id = 'mets/300' ORDER BY 1"
    assert ask(register.data, held) == [(name,) for name in listed]


def test_the_same_bytes_under_another_document_stay_public_there_and_that_is_said(tmp_path: Path) -> None:
    register = new_register(tmp_path)
    register.add("500", "9", FIRST_DAY, "Kinnitan muu korra.", title="Muu töökord")
    register.change("500", files=(SampleFile("5001", "avalik.txt", FILE, "text/plain"),))
    register.night(FIRST_DAY)
    summary = take_down(register, "mets/300")
    assert [told for told in summary.wants_person if "mets/500" in told] == [
        "mets/300: one of its files is also public under mets/500 and stays there"
    ]
    assert ask(register.data, "SELECT document_id FROM files ORDER BY 1") == [
        ("mets/100",),
        ("mets/400",),
        ("mets/500",),
    ]
    assert places_of(register.data, FILE) == [], "its name there is the other's"
    register.night(SECOND)
    assert ask(register.data, "SELECT count(*) FROM files WHERE document_id = 'mets/500'") == [(1,)]
