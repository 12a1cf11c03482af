"""What a reference comes to: each outcome is told from every other, with the sentence that decides it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Effect
from tests.warehouse.factory import Writer, act, body, day, directive, document, effect, entry, header, load
from warehouse.ask.answer import Answer, Outcome
from warehouse.ask.outcomes import find_answer
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish.publish import publish

TODAY = day("2026-03-01")


def says(kind: Any, number: str, enacted_on: str, **values: Any) -> Any:
    """Return what gives one effect on another act."""
    affected = act(number, enacted_on, **{k: values.pop(k) for k in ("annexes", "scope") if k in values})

    def give(writer: Writer) -> list[Effect]:
        return [effect(writer, kind, affected, f"{kind} {number} {affected.annexes}", **values)]

    return give


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("data")
    with open_working(folder) as w:
        directive(w, "na/1", "1", "2025-01-02", "1", "2")
        directive(w, "na/2", "2", "2025-02-02", "1", "2", "3")
        revoked = act("2", "2025-02-02", annexes=("1",), scope="annexes")
        directive(w, "na/3", "3", "2025-06-01", revokes=(revoked,), revoked_on="2025-07-01")
        doubtful = says("revoke", "2", "2025-02-02", annexes=("2",), scope="annexes", doubt="residue")
        directive(w, "na/4", "4", "2025-08-01", more=doubtful)
        directive(w, "na/5", "5", "2025-03-03", "1")
        directive(w, "na/6", "6", "2025-09-01", revokes=(act("5", "2025-03-03", scope="act"),))
        directive(w, "na/7", "7", "2025-04-04", "1")
        suspends = says("suspend", "7", "2025-04-04", scope="act", effective_on="2026-02-01", until=date(2026, 4, 30))
        directive(w, "na/8", "8", "2026-01-20", more=suspends)
        closed = entry("9", "2025-05-05", access="AK", access_basis="AvTS § 35 lg 1 p 12")
        load(w, "na/9", closed)
        directive(w, "na/10", "10", "2026-12-31", "1")
        writer = Writer("draft")
        main = body(writer, "EELNÕU")
        draft = document(writer, header=header("11", "2025-05-06", is_draft=True), parts=(main,), effects=())
        load(w, "na/11", entry("11", "2025-05-06"), draft)
        citing = says("revoke", "87", "2019-11-12", scope="act")
        directive(w, "na/12", "12", "2025-10-10", more=citing)
        directive(w, "na/13", "12", "2024-10-10")
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def told(answer: Answer) -> list[tuple[str | None, str]]:
    return [(one.annex_number, one.outcome) for one in answer.outcomes]


def one(w: Warehouse, reference: str, annex: str | None = None, on: date = TODAY) -> Outcome:
    [found] = find_answer(w, reference, on, annex).asked
    return found


def test_each_annex_of_an_act_has_its_own_outcome(published: Warehouse) -> None:
    assert told(find_answer(published, "nr 2", TODAY)) == [
        (None, "in_force"),
        ("1", "ended"),
        ("2", "undecided"),
        ("3", "in_force"),
    ]


def test_an_act_is_named_by_its_id_with_or_without_an_annex(published: Warehouse) -> None:
    assert told(find_answer(published, " na/2 ", TODAY)) == told(find_answer(published, "nr 2", TODAY))
    assert told(find_answer(published, "na/2", TODAY, "1")) == [(None, "in_force"), ("1", "ended")]
    assert find_answer(published, "na/2 ja na/3", TODAY).answer != "held"


def test_an_end_names_its_day_its_act_and_its_sentence(published: Warehouse) -> None:
    ended = one(published, "nr 2", "1")
    assert (ended.outcome, ended.since_on, ended.by_directive_id) == ("ended", day("2025-07-01"), "na/3")
    assert ended.by_act == "käskkiri 01.06.2025 nr 3 (Näidisamet)"
    assert ended.quote == "revoke 2 ('1',)"
    assert ended.evidence_id is not None


def test_a_doubt_names_its_reason_and_its_sentence(published: Warehouse) -> None:
    doubtful = one(published, "nr 2", "2")
    assert (doubtful.outcome, doubtful.since_on, doubtful.reason) == ("undecided", day("2025-08-01"), "end_doubt")
    assert (doubtful.by_directive_id, doubtful.quote) == ("na/4", "revoke 2 ('2',)")


def test_a_whole_act_ends_with_its_annexes_and_before_that_it_is_in_force(published: Warehouse) -> None:
    assert told(find_answer(published, "nr 5", TODAY)) == [(None, "ended"), ("1", "ended")]
    before = one(published, "nr 5", "1", day("2025-08-31"))
    assert (before.outcome, before.until_on) == ("in_force", day("2025-09-01"))
    assert one(published, "nr 5", "1", day("2025-03-02")).outcome == "not_yet"


def test_a_suspension_tells_until_when(published: Warehouse) -> None:
    suspended = one(published, "nr 7")
    assert (suspended.outcome, suspended.since_on, suspended.until_on, suspended.by_directive_id) == (
        "suspended",
        day("2026-02-01"),
        day("2026-05-01"),
        "na/8",
    )


def test_what_begins_later_is_not_yet_in_force(published: Warehouse) -> None:
    later = one(published, "nr 10")
    assert (later.outcome, later.since_on, later.until_on) == ("not_yet", None, day("2026-12-31"))


def test_a_restricted_act_and_a_draft_are_told_as_such(published: Warehouse) -> None:
    closed = one(published, "nr 9")
    assert (closed.outcome, closed.status, closed.access, closed.access_basis) == (
        "restricted",
        "in_force",
        "AK",
        "AvTS § 35 lg 1 p 12",
    )
    assert one(published, "nr 11").outcome == "draft"


def test_an_annex_that_the_act_does_not_have_is_not_held(published: Warehouse) -> None:
    answer = find_answer(published, "nr 2", TODAY, "9")
    assert answer.answer == "annex_not_held"
    assert answer.asked == ()


def test_a_mistyped_number_or_day_brings_what_may_be_meant(published: Warehouse) -> None:
    """The same number within days first, then the number of another year."""
    assert [s.directive_id for s in find_answer(published, "11.10.2025 nr 12", TODAY).similar][:2] == ["na/12", "na/13"]
    assert "na/12" in [s.directive_id for s in find_answer(published, "10.10.2025 nr 21", TODAY).similar]
    assert find_answer(published, "nr 4711", TODAY).similar == ()


def test_an_act_that_is_only_cited_is_told_with_the_sentence(published: Warehouse) -> None:
    answer = find_answer(published, "12.11.2019 nr 87", TODAY)
    assert answer.answer == "not_held"
    assert [(c.effect, c.directive_id) for c in answer.citing] == [("revoke", "na/12")]


def test_words_that_are_no_reference_search_posts(published: Warehouse) -> None:
    """The factory's annexes all bear the title "Ametijuhend"; a kind alone is no name of a post."""
    assert find_answer(published, "maaler", TODAY).answer == "not_a_reference"
    assert find_answer(published, "maaler", TODAY).posts == ()


def test_the_macros_of_status_agree_with_those_of_force(published: Warehouse) -> None:
    for on in ("2025-01-01", "2025-03-03", "2025-07-01", "2025-08-01", "2025-09-01", "2026-02-01", "2026-05-01"):
        for kind, key in (("annex", "annexes"), ("directive", "directives")):
            status = f"SELECT {kind}_id FROM {kind}_status_on('{on}') WHERE status = 'in_force' ORDER BY 1"
            force = f"SELECT {kind}_id FROM {key}_in_force_on('{on}') ORDER BY 1"
            assert published.connection.execute(status).fetchall() == published.connection.execute(force).fetchall()
    every = "SELECT count(*) = (SELECT count(*) FROM annexes) FROM annex_status_on('2026-03-01')"
    assert published.connection.execute(every).fetchall() == [(True,)]


def test_what_applies_may_reach_back_before_what_is_in_force(tmp_path: Path) -> None:
    def applies(writer: Writer) -> list[Effect]:
        return [effect(writer, "apply", act("1", "2025-02-02"), effective_on="2025-01-01", is_retroactive=True)]

    with open_working(tmp_path) as w:
        directive(w, "na/1", "1", "2025-02-02", "1", more=applies, at=datetime(2025, 3, 1, tzinfo=UTC))
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        in_force = "SELECT count(*) FROM annexes_in_force_on('2025-01-15')"
        assert w.connection.execute(in_force).fetchall() == [(0,)]
        for on, expected in (("2024-12-31", 0), ("2025-01-01", 1), ("2025-02-02", 1)):
            applied = f"SELECT count(*) FROM annexes_applied_on('{on}')"
            assert w.connection.execute(applied).fetchall() == [(expected,)], on
