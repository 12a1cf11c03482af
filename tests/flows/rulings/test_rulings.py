"""From the doubt to the ruling and back: journal, commands, and a take-down that reaches the words."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.clock import Clock
from flows.commands.ruling import _told
from flows.folder import DataFolder
from flows.forget import forget_register
from flows.rulings import journal
from flows.rulings.lines import Ruling, Withdrawal, gather, line_of, read_line, with_id
from flows.settings import Settings
from flows.takedown import take_down
from tests.flows.conftest import Run
from tests.flows.rulings.conftest import WORD
from tests.flows.small_register import FIRST_DAY, SmallRegister, ask
from warehouse.ask.doubts import list_doubts
from warehouse.connection import open_published
from warehouse.publish import publish as publishing

STATES = "SELECT state FROM rulings ORDER BY ruling_id"
ENDED = "SELECT in_force_until::VARCHAR, in_force_until_basis FROM directives WHERE number = '5'"


def ruling(document_id: str = "na/1", outcome: str = "2026-03-01", by: str = "arhivaar") -> Ruling:
    made = Ruling(
        question="end_day",
        document_id=document_id,
        quote="Käskkiri kaotab kehtivuse uue korra jõustumisel.",
        words_before="1.",
        words_after="",
        quote_number=1,
        text_sha256="ab" * 32,
        reference_key=None,
        premises="basis: condition",
        outcome=outcome,
        because="uus kord jõustus",
        decided_by=by,
        decided_on=date(2026, 3, 2),
        look_again_on=None,
    )
    return with_id(made, "2026-03-02T10:00:00+00:00")


LINES = [
    ruling(),
    replace(ruling(), quote=None, words_before=None, words_after=None, because=None),
    ruling(by="jurist"),
    ruling(outcome="unsure"),
    ruling("na/2"),
    Withdrawal(ruling().ruling_id, "vale", "jurist", date(2026, 3, 3)),
    Withdrawal(ruling().ruling_id, "ikka vale", "arhivaar", date(2026, 3, 5)),
    Withdrawal("r0", "tundmatu", "jurist", date(2026, 3, 4)),
]


def test_a_line_is_read_as_it_was_written() -> None:
    back = Withdrawal("r1", "vale", "jurist", date(2026, 3, 3))
    assert [read_line(line_of(one)) for one in (ruling(), back)] == [ruling(), back]


def test_the_order_of_lines_is_no_matter_and_each_counts_once() -> None:
    one, other = ruling(), ruling(by="jurist")
    lines = [one, one, other, Withdrawal(one.ruling_id, "vale", "jurist", date(2026, 3, 3))]
    gathered = [gather(given) for given in itertools.permutations(lines)]
    assert all(each == gathered[0] for each in gathered)
    assert {each.ruling_id: each.withdrawn_on for each in gathered[0]} == {
        one.ruling_id: date(2026, 3, 3),
        other.ruling_id: None,
    }


@given(lines=st.permutations(LINES), extra=st.lists(st.sampled_from(LINES), max_size=3))
def test_journals_put_together_in_any_order_say_the_same(
    lines: list[Ruling | Withdrawal], extra: list[Ruling | Withdrawal]
) -> None:
    assert gather([*extra, *lines]) == gather(LINES)
    assert gather(read_line(line_of(one)) for one in lines) == gather(LINES)


@pytest.mark.parametrize(
    "bad, why",
    [
        (b'{"version": 1, "ruling": {"question": "end_day"}}', "malformed"),
        (b'{"version": 2, "ruling": {}}', "a newer kehtiv"),
        (b"not json", "malformed"),
        (b"[]", "no version"),
        (line_of(ruling(outcome="soon")), "malformed"),
    ],
)
def test_a_bad_line_is_said_by_its_number_and_the_rest_counts(tmp_path: Path, bad: bytes, why: str) -> None:
    path = DataFolder(tmp_path).rulings
    path.write_bytes(bad + b"\n" + line_of(ruling()) + b"\n")
    rulings, [trouble] = journal.read_rulings(tmp_path)
    assert rulings == [ruling()]
    assert "line 1 " in trouble
    assert why in trouble


def test_a_torn_line_is_said_and_the_next_one_is_whole(tmp_path: Path) -> None:
    journal.add(tmp_path, ruling())
    path = DataFolder(tmp_path).rulings
    path.write_bytes(path.read_bytes() + line_of(ruling(by="jurist"))[:60])
    rulings, [trouble] = journal.read_rulings(tmp_path)
    assert rulings == [ruling()]
    assert "line 2 " in trouble
    journal.add(tmp_path, ruling(by="jurist"))
    assert len(journal.read_rulings(tmp_path)[0]) == 2
    assert journal.read_rulings(tmp_path)[1] == []


def test_an_export_may_be_put_together_with_another_journal(tmp_path: Path, run: Run) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for folder, one in ((here, ruling()), (there, ruling(by="jurist"))):
        folder.mkdir()
        for _ in range(2):
            journal.add(folder, one)
    path = DataFolder(there).rulings
    path.write_bytes(path.read_bytes() + b"torn")
    status, _, told = run("rule", "--export", tmp_path / "out.jsonl", "--data", there)
    assert (status, "1 line written" in told) == (0, True), told
    with DataFolder(here).rulings.open("ab") as held:
        held.write((tmp_path / "out.jsonl").read_bytes())
    rulings, troubles = journal.read_rulings(here)
    assert sorted(one.decided_by for one in rulings) == ["arhivaar", "jurist"]
    assert troubles == []
    assert run("rule", "--export", here / "out.jsonl", "--data", here)[0] == 2


def test_words_of_a_document_leave_the_journal_and_the_decision_stays(tmp_path: Path) -> None:
    for one in (ruling("na/1"), ruling("na/2")):
        journal.add(tmp_path, one)
    path = DataFolder(tmp_path).rulings
    path.write_bytes(path.read_bytes() + line_of(ruling("na/1"))[:120])
    journal.forget_words(tmp_path, {"na/1"})
    told = {one.document_id: (one.quote, one.because, one.outcome) for one in journal.read_rulings(tmp_path)[0]}
    assert told["na/1"] == (None, None, "2026-03-01")
    assert told["na/2"][0] is not None
    assert journal.read_rulings(tmp_path)[1] == []


def doubt_of(run: Run, data: Path) -> str:
    status, out, _ = run("doubts", "--json", "--data", data)
    assert status == 0
    [one] = json.loads(out)
    assert one["question"] == "end_day"
    return str(one["doubt_id"])


def rule(run: Run, data: Path, *outcome: str) -> tuple[int, str, str]:
    words = ("--because", "uus kord jõustus 1. aprillil", "--by", "arhivaar", "--data", str(data))
    return run("rule", doubt_of(run, data), *outcome, *words)


class Killed(BaseException):
    """What no handler of the command holds up."""


def be_killed(*_: object, **__: object) -> None:
    raise Killed


def test_a_doubt_is_settled_by_command_and_opened_again(
    register: SmallRegister, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = register.data
    before = ask(data, ENDED)
    status, name, _ = rule(run, data, "--outcome", "01.04.2026")
    assert status == 0
    assert ask(data, ENDED) == before  # whoever is killed here has lost nothing: the journal has it
    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(publishing, "publish", be_killed)
        run("publish", "--data", data)
    assert ask(data, ENDED) == before  # nor whoever is killed between loading the journal and publishing
    for _ in range(2):  # nothing counts twice
        assert run("publish", "--data", data)[0] == 0
        assert ask(data, STATES) == [("applied",)]
    assert ask(data, ENDED) == [("2026-04-01", "ruling")]
    assert run("doubts", "--data", data)[1] == ""
    away = ("rule", "--withdraw", name.strip(), "--because", "vale päev", "--by", "jurist", "--data", data)
    assert run(*away)[0] == 0
    assert run("publish", "--data", data)[0] == 0
    assert ask(data, STATES) == [("withdrawn",)]
    assert ask(data, ENDED) == before


def test_an_answer_that_cannot_be_right_is_refused(register: SmallRegister, run: Run) -> None:
    for outcome, why in (("2026-01-01", "began"), ("2026-02-10", "signed"), ("soon", "soon")):
        status, _, told = rule(run, register.data, "--outcome", outcome)
        assert (status, why in told) == (2, True), told
    status, _, told = rule(run, register.data, "--outcome", "2026-04-01", "--check")
    assert (status, "sound: end_day 2026-04-01" in told) == (0, True), told
    assert not DataFolder(register.data).rulings.exists()


@pytest.mark.long
def test_who_is_unsure_puts_it_off(register: SmallRegister, run: Run) -> None:
    assert rule(run, register.data, "--unsure")[0] == 2
    assert rule(run, register.data, "--unsure", "--until", "2027-01-15")[0] == 0
    assert run("publish", "--data", register.data)[0] == 0
    assert "look again on 2027-01-15" in run("doubts", "--data", register.data)[1]


@pytest.mark.parametrize(
    ("number", "words"), [(0, "0 annexes depend"), (1, "1 annex depends"), (2, "2 annexes depend")]
)
def test_what_depends_on_a_doubt_is_counted(register: SmallRegister, number: int, words: str) -> None:
    with open_published(register.data) as w:
        [one] = list_doubts(w)
    assert f"({words} on it)" in _told(replace(one, annex_number=number))[0]


@pytest.mark.long
def test_a_ruling_outlives_the_warehouse(register: SmallRegister, run: Run) -> None:
    data = register.data
    rule(run, data, "--outcome", "2026-04-01")
    for path in (*data.glob("*.duckdb"), *data.glob("*.wal")):
        path.unlink()
    status, _, told = run("reextract", "--from-scratch", "--yes", "--data", data)
    assert status == 0, told
    assert ask(data, STATES) == [("applied",)]
    assert ask(data, ENDED) == [("2026-04-01", "ruling")]


def test_a_bad_line_needs_a_person(register: SmallRegister, run: Run) -> None:
    DataFolder(register.data).rulings.write_bytes(b"nothing\n")
    status, out, told = run("publish", "--data", register.data)
    assert status == 1
    assert "line 1 does not count" in out + told
    status, _, told = run("rule", "--check", "--data", register.data)
    assert (status, "line 1 does not count" in told) == (1, True), told


def test_a_take_down_reaches_the_words_of_a_ruling(register: SmallRegister, run: Run) -> None:
    data = register.data
    rule(run, data, "--outcome", "2026-04-01")
    run("publish", "--data", data)
    assert WORD in DataFolder(data).rulings.read_text("utf-8")
    document = ask(data, "SELECT document_id FROM rulings")[0][0]
    clock = Clock(now=lambda: Clock().now() + timedelta(days=1))
    take_down(Settings(data=data, workers=1), clock, (document,), "a person asked for it")
    holding = [path for path in data.rglob("*") if path.is_file() and WORD.encode() in path.read_bytes()]
    assert holding == []
    assert ask(data, "SELECT state, quote, because, outcome FROM rulings") == [("orphaned", None, None, "2026-04-01")]
    assert ask(data, "SELECT count(*) FROM rulings WHERE text_sha256 IS NOT NULL") == [(1,)]
    assert clock.today() > FIRST_DAY


@pytest.mark.long
def test_a_register_that_leaves_takes_the_words_along(register: SmallRegister, run: Run) -> None:
    data = register.data
    rule(run, data, "--outcome", "2026-04-01")
    [one] = journal.read_rulings(data)[0]
    forget_register(Settings(data=data, workers=1), Clock(), one.document_id.partition("/")[0])
    assert WORD not in DataFolder(data).rulings.read_text("utf-8")
    assert [each.outcome for each in journal.read_rulings(data)[0]] == ["2026-04-01"]
