"""The truth of the sample: it agrees with the catalogue, with itself, and with the acts' own sentences."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from flows.sample import describe
from flows.sample.catalogue import DOCUMENTS, LAST_DAY, load_catalogue
from flows.sample.describe import load_description
from flows.sample.invented import Description, Revocation, Suspension
from flows.sample.truth import truth_of

TRUTH: dict[str, Any] = json.loads((DOCUMENTS.parent / "truth.json").read_text(encoding="utf-8"))
DIRECTIVES: dict[str, dict[str, Any]] = {directive["key"]: directive for directive in TRUTH["directives"]}


@pytest.fixture(scope="module")
def description() -> Description:
    return load_description()


def annex(key: str, number: str | None) -> dict[str, Any]:
    return next(row for row in DIRECTIVES[key]["annexes"] if row["annex_number"] == number)


def test_every_directive_is_in_the_catalogue_under_its_number_and_day() -> None:
    documents = {document.id: document for document in load_catalogue().documents}
    for directive in TRUTH["directives"]:
        document = documents[directive["external_id"]]
        assert document.number == directive["number"]
        assert document.registered_on.isoformat() == directive["registered_on"]
        assert document.published_on.isoformat() == directive["published_on"]
        assert document.document_type == directive["document_type"]
        assert "käskkiri" in document.document_type.lower(), "the type filter takes it"


def test_what_is_no_directive_has_a_type_that_the_filter_leaves_out() -> None:
    known = {directive["external_id"] for directive in TRUTH["directives"]}
    others = [document for document in load_catalogue().documents if document.id not in known]
    assert len(others) == 5
    words = ("käskkiri", "korraldus", "otsus")
    assert not any(word in document.document_type.lower() for document in others for word in words)


def test_every_revocation_hits_something_that_exists_unless_it_is_marked_not_held() -> None:
    not_held = []
    for row in TRUTH["revocations"]:
        key = f"käskkiri/{row['revoked_date']}/{row['revoked_number']}"
        assert row["revoking_directive"] in DIRECTIVES
        if row["resolution"] == "not_held":
            assert key not in DIRECTIVES
            not_held.append(key)
        elif row["revoked_annex_number"]:
            assert annex(key, row["revoked_annex_number"])
        else:
            assert key in DIRECTIVES
    assert not_held == ["käskkiri/2019-11-04/88"]


def test_intervals_are_half_open_and_run_forwards() -> None:
    for directive in TRUTH["directives"]:
        for row in (directive, *directive["annexes"]):
            if row["in_force_from"] is None:  # an event without a day
                assert row["in_force_from_basis"] == "condition"
                assert row["in_force_until"] is None
                continue
            assert row["in_force_from"] >= directive["signed_on"]
            if row["undecided_from"]:
                assert row["in_force_from"] <= row["undecided_from"] < (row["in_force_until"] or "9999")
            if row.get("applied_from"):
                assert row["applied_from"] < row["in_force_from"]
            assert (row["in_force_until"] is None) == (row["ended_by"] is None) == (row["in_force_until_basis"] is None)
            if row["in_force_until"]:
                assert row["in_force_from"] < row["in_force_until"]
                assert DIRECTIVES[row["ended_by"]]["signed_on"] <= row["in_force_until"]


def test_each_end_is_a_revocation_and_each_held_revocation_ends_something() -> None:
    """An annex's end equals the day of the revocation that names it, its act, or what its act approved."""
    ends = {
        (row["ended_by"], row["in_force_until"])
        for directive in TRUTH["directives"]
        for row in (directive, *directive["annexes"])
        if row["ended_by"]
    }
    resolved = [row for row in TRUTH["revocations"] if row["resolution"] == "resolved"]
    held = {(row["revoking_directive"], row["effective_on"]) for row in resolved}
    assert ends == held


def test_an_act_states_the_date_and_number_of_whatever_it_revokes(description: Description) -> None:
    """The description says each revocation twice, in words and as data; here the two must meet."""
    for act in description.acts:
        words = " ".join(act.points)
        for revocation in act.revokes:
            _, day, number = revocation.act.split("/")
            assert f"{date.fromisoformat(day):%d.%m.%Y} käskkir" in words
            assert f"nr {number}" in words
        for one in act.may_revoke:
            assert f"käskkirja „{one.title}“" in words
            assert not any(f"nr {key.rpartition('/')[2]}" in words for key in one.acts)
        is_revoking = bool(act.revokes or act.may_revoke)
        assert is_revoking == ("kehtetuks" in words.replace("kava kehtetuks", ""))


def test_what_a_title_of_two_acts_revokes_is_undecided() -> None:
    [row] = TRUTH["open_revocations"]
    assert row == {
        "revoking_directive": "käskkiri/2026-11-18/31",
        "title": "Järelevalveosakonna ametijuhendite kinnitamine",
        "may_mean": ["käskkiri/2022-05-09/11", "käskkiri/2024-01-22/2"],
        "undecided_from": "2026-12-01",
    }
    undecided = {
        (key, one["annex_number"])
        for key, directive in DIRECTIVES.items()
        for one in directive["annexes"]
        if one["undecided_from"]
    }
    assert undecided == {
        ("käskkiri/2022-05-09/11", "4"),
        ("käskkiri/2022-05-09/11", "6"),
        ("käskkiri/2024-01-22/2", "1"),
        ("käskkiri/2024-01-22/2", "2"),
        ("käskkiri/2024-01-22/2", "3"),
    }


def test_an_act_states_the_act_and_the_days_of_whatever_it_suspends(description: Description) -> None:
    """The last day named is the last one suspended: the half-open end is the day after it."""
    for act in description.acts:
        words = " ".join(act.points)
        for suspension in act.suspends:
            _, day, number = suspension.act.split("/")
            last = suspension.ends_on - timedelta(days=1)
            assert f"{date.fromisoformat(day):%d.%m.%Y} käskkirja nr {number}" in words
            assert f"{suspension.begins_on:%d.%m.%Y} kuni {last:%d.%m.%Y}" in words
        assert bool(act.suspends) == ("Peatan" in words)


def test_a_suspension_ends_nothing() -> None:
    [row] = TRUTH["suspensions"]
    assert row == {
        "suspending_directive": "käskkiri/2026-10-12/23",
        "suspended_directive": "käskkiri/2023-09-11/28",
        "suspended_annex_number": "1",
        "suspended_from": "2026-11-01",
        "suspended_until": "2027-02-01",
    }
    assert annex("käskkiri/2023-09-11/28", "1")["in_force_until"] is None


def test_one_post_changes_over_three_directives() -> None:
    """What is added, dropped, moved and reworded between the wordings of the editor's job description."""
    wordings = [
        annex(key, number)["position"]
        for key, number in (
            ("käskkiri/2023-09-11/28", "2"),
            ("käskkiri/2024-11-04/39", "1"),
            ("käskkiri/2025-11-10/38", "1"),
        )
    ]
    assert {post["title"] for post in wordings} == {"Toimetaja"}
    first, second, third = ([duty["duty"].split()[0] for duty in post["duties"]] for post in wordings)
    assert first == ["Ameti", "Keelenõu", "Uudiskirja", "Trükiste", "Ühekordsete"]
    assert second == ["Ameti", "Uudiskirja", "Keelenõu", "Veebilehe", "Ühekordsete"]
    assert third == ["Ameti", "Uudiskirja", "Keelenõu", "Dokumentide", "Veebilehe", "Ühekordsete"]
    changed = [
        {name for name in before if before[name] != after[name]} for before, after in itertools.pairwise(wordings)
    ]
    fields = {"duties", "education", "experience", "experience_years", "languages", "languages_text"}
    assert changed[0] == fields | {"special_conditions"}
    assert changed[1] == {
        "duties", "languages", "languages_text", "purpose", "special_conditions", "substituted_by",
    }  # fmt: skip


def test_a_post_is_renamed_and_another_moved_with_the_same_duties() -> None:
    before, after = "käskkiri/2023-09-11/28", "käskkiri/2025-11-10/38"
    for number, later, changed in (("3", "2", {"title", "purpose"}), ("4", "3", {"unit", "reports_to"})):
        old, new = annex(before, number)["position"], annex(after, later)["position"]
        assert {name for name in old if old[name] != new[name]} == changed
        assert annex(before, number)["ended_by"] == after


def test_one_superior_has_a_job_description_and_one_has_none() -> None:
    posts = [row["position"] for directive in TRUTH["directives"] for row in directive["annexes"] if row["position"]]
    titles = {post["title"] for post in posts}
    editor, head = annex("käskkiri/2023-09-11/28", "2")["position"], annex("käskkiri/2023-09-11/28", "1")["position"]
    assert editor["reports_to"] in titles
    assert head["reports_to"] not in titles


def test_two_posts_in_force_together_contradict_each_other_on_who_substitutes() -> None:
    editor, keeper = (annex("käskkiri/2025-11-10/38", number)["position"] for number in ("1", "2"))
    assert editor["substituted_by"] == keeper["title"]
    assert editor["title"] not in keeper["substitutes_for"]


def test_an_act_names_every_numbered_annex_that_it_approves(description: Description) -> None:
    for act in description.acts:
        for row in act.annexes:
            if row.number:
                assert f"(lisa {row.number})" in " ".join(act.points)


def test_a_partial_revocation_leaves_the_other_annexes_in_force() -> None:
    key = "käskkiri/2022-05-09/11"
    ends = {row["annex_number"]: row["in_force_until"] for row in DIRECTIVES[key]["annexes"]}
    assert {number for number, day in ends.items() if day == "2024-01-22"} == {"1", "2", "3", "5", "7", "8", "9"}
    assert {number for number, day in ends.items() if day == "2025-01-01"} == {"10", "11"}
    assert {number for number, day in ends.items() if day is None} == {"4", "6"}
    assert DIRECTIVES[key]["in_force_until"] is None


def test_revoking_what_an_act_approved_does_not_end_the_act() -> None:
    assert annex("käskkiri/2022-12-12/31", None)["ended_by"] == "käskkiri/2024-03-07/12"
    assert DIRECTIVES["käskkiri/2022-12-12/31"]["in_force_until"] is None


def test_revoking_a_revoking_act_revives_nothing() -> None:
    assert DIRECTIVES["käskkiri/2024-09-02/33"]["ended_by"] == "käskkiri/2024-10-14/37"
    assert annex("käskkiri/2023-06-15/22", "1")["in_force_until"] == "2024-09-02"


def test_retroactive_application_backdates_neither_commencement_nor_revocation() -> None:
    row = annex("käskkiri/2025-01-13/4", "1")
    assert (row["in_force_from"], row["applied_from"]) == ("2025-01-13", "2025-01-01")
    assert annex("käskkiri/2024-01-22/2", "4")["in_force_until"] == "2025-01-13"


def test_a_later_commencement_moves_the_revocation_with_it() -> None:
    assert DIRECTIVES["käskkiri/2023-10-02/30"]["in_force_until"] == "2025-12-01"
    assert annex("käskkiri/2023-10-02/30", None)["in_force_until"] == "2025-12-01"


def test_an_annex_may_have_a_day_of_its_own() -> None:
    rows = DIRECTIVES["käskkiri/2025-12-08/41"]["annexes"]
    assert [(row["in_force_from"], row["in_force_from_basis"]) for row in rows] == [
        ("2025-12-08", "clause"),
        ("2026-02-01", "stated"),
    ]


def test_the_first_of_two_endings_counts(description: Description) -> None:
    """A second revocation of the same annex, later, changes nothing."""
    last = description.acts[-1]
    again = replace(last, revokes=(*last.revokes, Revocation("käskkiri/2022-02-14/5", "act")))
    truth = truth_of(replace(description, acts=(*description.acts[:-1], again)))
    first = truth["directives"][0]
    assert first["in_force_until"] == "2026-12-01"
    assert {row["in_force_until"] for row in first["annexes"]} == {"2023-04-03"}


def test_what_is_restricted_is_marked_and_revokes_nothing() -> None:
    contents = {directive["content"] for directive in TRUTH["directives"]}
    assert contents == {"public", "restricted"}
    hidden = {key for key, directive in DIRECTIVES.items() if directive["content"] != "public"}
    assert not hidden & {row["revoking_directive"] for row in TRUTH["revocations"]}
    assert DIRECTIVES["käskkiri/2025-05-05/18"]["restricted_on"] == "2026-11-10"


def test_one_directive_appears_long_after_its_registration() -> None:
    late = [directive for directive in TRUTH["directives"] if directive["published_on"] > directive["registered_on"]]
    assert [(row["key"], row["published_on"]) for row in late] == [("käskkiri/2025-03-10/11", "2026-09-15")]


def test_the_truth_speaks_of_the_last_day() -> None:
    assert TRUTH["as_of"] == LAST_DAY.isoformat()


@pytest.mark.parametrize(
    "revocation, message",
    [
        (Revocation("käskkiri/1999-01-01/1", "act"), "not held"),
        (Revocation("käskkiri/2022-02-14/5", "act", is_held=False), "is held"),
        (Revocation("käskkiri/2022-02-14/5", "annexes", ("9",)), "does not have"),
        (Revocation("käskkiri/2026-11-16/29", "act"), "later act"),
    ],
)
def test_a_description_that_contradicts_itself_is_refused(
    description: Description, revocation: Revocation, message: str
) -> None:
    wrong = replace(description.acts[5], revokes=(revocation,))
    with pytest.raises(ValueError, match=message):
        describe._check(replace(description, acts=(*description.acts[:5], wrong, *description.acts[6:])))


@pytest.mark.parametrize(
    "act, annexes, message",
    [("käskkiri/2022-02-14/5", ("9",), "does not have"), ("käskkiri/2026-11-16/29", ("1",), "suspends a later act")],
)
def test_a_suspension_of_what_is_not_there_is_refused(
    description: Description, act: str, annexes: tuple[str, ...], message: str
) -> None:
    suspension = Suspension(act, annexes, date(2027, 1, 1), date(2027, 2, 1))
    wrong = replace(description.acts[5], suspends=(suspension,))
    with pytest.raises(ValueError, match=message):
        describe._check(replace(description, acts=(*description.acts[:5], wrong, *description.acts[6:])))
