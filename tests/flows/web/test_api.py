"""The same questions as JSON: typed refusals, pages by cursor, one version."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import quote

import pytest

from benchmarks.api_examples import ADDRESSES, make_examples
from flows.web.answers import refusal_of
from flows.web.openapi import load_examples
from tests.flows.web.conftest import TODAY, Site


def test_pages_of_a_long_answer_hold_each_row_once(site: Site) -> None:
    ids: list[str] = []
    cursor = ""
    while cursor is not None:
        told = site.get(f"/api/v1/in-force?limit=3&cursor={cursor.replace('#', '%23')}").json()
        ids += [row["annex_id"] for row in told["rows"]]
        cursor = told["next"]
    whole = site.get("/api/v1/in-force?limit=1000").json()
    assert ids == sorted(set(ids)) == [row["annex_id"] for row in whole["rows"]]
    assert whole["next"] is None


def test_an_outcome_comes_with_its_sentence_and_its_version(site: Site) -> None:
    told = site.get("/api/v1/status?ref=14.02.2022 nr 5&annex=1&on=2023-04-03").json()
    annex = told["answer"]["outcomes"][1]
    assert (annex["outcome"], annex["since_on"], told["refusal"]) == ("ended", "2023-04-03", None)
    assert annex["quote"] == "2. Tunnistan kehtetuks peadirektori 14.02.2022 käskkirja nr 5 lisad 1-3."
    assert told["version"].startswith("warehouse-")


def test_what_cannot_be_answered_says_why_instead_of_an_empty_list(site: Site) -> None:
    cases = {
        "/api/v1/status?ref=99/1999": (404, "not_held"),
        "/api/v1/status?ref=5/2022&annex=77": (404, "annex_not_held"),
        "/api/v1/status?ref=xyzzy": (404, "not_a_reference"),
        "/api/v1/status?ref=18/2025": (451, "restricted"),
        "/api/v1/status?ref=+": (400, "wrong_question"),
        "/api/v1/status": (400, "wrong_question"),
        "/api/v1/in-force?limit=0": (400, "wrong_question"),
        "/api/v1/in-force?on=yesterday": (400, "wrong_question"),
        "/api/v1/changes?from=2024-01-02&to=2024-01-01": (400, "wrong_question"),
        "/api/v1/why?annex_id=sample/0%231": (404, "not_held"),
        "/api/v1/why?annex_id=x": (404, "not_held"),
        "/api/v1/why?annex_id=sample/730161%231": (451, "restricted"),
        "/api/v1/status?ref=18/2025&annex=1": (451, "restricted"),
        "/api/v1/history?ref=18/2025": (451, "restricted"),
        "/api/v1/history?ref=99/1999": (404, "not_held"),
        "/api/v1/doubts?authority=x": (404, "not_held"),
        "/api/v1/queries/x": (404, "not_held"),
        "/api/v1/queries/posts": (400, "wrong_question"),
        "/api/v1/queries/posts?title=x&day=never": (400, "wrong_question"),
        "/api/v1/in-force?day=2024-01-01": (400, "wrong_question"),
        "/api/v1/coverage?paev=2024-01-01": (400, "wrong_question"),
        "/api/v1/coverage?cursor=x": (400, "wrong_question"),
        "/api/v1/evidence/zzzzz": (404, "not_held"),
        "/api/v1/nope": (404, "not_found"),
    }
    for path, expected in cases.items():
        answer = site.get(path)
        assert (answer.status_code, answer.json()["refusal"]) == expected, path


def test_why_history_changes_and_the_rest_answer(site: Site) -> None:
    steps = site.get("/api/v1/why?annex_id=sample/700110%231&on=2023-04-03").json()["steps"]
    assert steps[-1]["rule"] == "ended"
    histories = site.get("/api/v1/history?ref=14.02.2022 nr 5&annex=1").json()["histories"]
    assert {step["step"] for step in histories[0]["steps"]} >= {"approved", "revoked"}
    changed = site.get("/api/v1/changes?from=2023-04-03&to=2023-04-03").json()["rows"]
    assert {row["change"] for row in changed} == {"began", "ended"}
    held = [row["authority"] for row in site.get("/api/v1/authorities").json()["rows"] if row["acts_held"]]
    assert held == ["näidisamet"]
    assert site.get("/api/v1/coverage").json()["rows"][0]["register"] == "sample"
    assert site.get("/api/v1/doubts").status_code == 200
    place = site.get("/api/v1/evidence/ac4cfd-6b5a17eb2f").json()
    assert place["evidence"]["quote"].startswith("2. Tunnistan kehtetuks")
    assert site.get(place["picture"]).status_code == 200


def rows_page_by_page(site: Site, address: str, limit: int) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    joint = "&" if "?" in address else "?"
    cursor: str | None = ""
    while cursor is not None:
        told = site.get(f"{address}{joint}limit={limit}&cursor={quote(cursor, safe='')}").json()
        assert len(told["rows"]) <= limit
        rows += told["rows"]
        cursor = told["next"]
    return rows


@pytest.mark.parametrize(
    ("address", "limit"),
    [
        ("/api/v1/changes?from=2022-01-01&to=2023-12-31", 17),
        ("/api/v1/changes?from=2026-11-01&to=2026-11-30&learned=true", 50),
        ("/api/v1/authorities", 3),
        ("/api/v1/coverage", 1),
        ("/api/v1/doubts?on=2026-11-29", 1),
        ("/api/v1/queries", 40),
        ("/api/v1/queries/posts?title=juhataja", 4),
    ],
)
def test_the_pages_of_every_list_are_the_whole_of_it(site: Site, address: str, limit: int) -> None:
    whole = site.get(address).json()
    assert whole["next"] is None
    assert rows_page_by_page(site, address, limit) == whole["rows"]


def test_a_cursor_is_of_one_question_and_one_day(site: Site) -> None:
    first = site.get("/api/v1/authorities?limit=1").json()["next"]
    assert site.get(f"/api/v1/authorities?limit=2&cursor={first}").status_code == 200
    others = [
        site.get(f"/api/v1/authorities?on=2020-01-01&cursor={first}"),
        site.get(f"/api/v1/coverage?cursor={first}"),
        Site(site.data, TODAY + timedelta(days=1)).get(f"/api/v1/authorities?cursor={first}"),
    ]
    assert {(answer.status_code, answer.json()["refusal"]) for answer in others} == {(409, "cursor_expired")}


def test_no_changes_on_days_that_are_not_proven_is_no_answer(site: Site) -> None:
    """The sample was harvested on 22 November 2026, and its days are proven a week later."""
    told = site.get("/api/v1/changes?from=2026-11-20&to=2026-11-25").json()
    assert (told["refusal"], told["rows"]) == ("not_proven", [])
    assert [(row["register"], row["begin_on"], row["end_on"], row["state"]) for row in told["not_proven"]] == [
        ("sample", "2026-11-20", "2026-11-22", "searched too early"),
        ("sample", "2026-11-23", "2026-11-25", "never searched"),
    ]
    quiet = site.get("/api/v1/changes?from=2019-03-01&to=2019-03-02").json()
    assert (quiet["refusal"], quiet["rows"]) == (None, [])
    before = site.get("/api/v1/changes?from=0001-01-01&to=0001-01-02").json()
    assert [row["state"] for row in before["not_proven"]] == ["never searched"]


def answer(name: str, *outcomes: str, taken_down: tuple[str, ...] = ()) -> Any:
    told = tuple(SimpleNamespace(outcome=outcome) for outcome in outcomes)
    withdrawn = [SimpleNamespace(cause=cause) for cause in taken_down]
    asked = told if name == "held" else ()
    return SimpleNamespace(answer=name, asked=asked, directives=told, taken_down=withdrawn)


@pytest.mark.parametrize(
    ("told", "refusal"),
    [
        (answer("held", "in_force", "ended"), None),
        (answer("held", "undecided", "in_force"), None),
        (answer("held", "undecided", "undecided"), ("undecided", 200)),
        (answer("held", "undecided", "restricted"), ("restricted", 451)),
        (answer("annex_not_held", "restricted"), ("restricted", 451)),
        (answer("annex_not_held", "in_force"), ("annex_not_held", 404)),
        (answer("not_held", taken_down=("gone",)), ("gone", 451)),
        (answer("not_held", taken_down=("operator",)), ("withdrawn", 451)),
    ],
)
def test_a_refusal_says_what_keeps_the_answer_back(told: Any, refusal: tuple[str, int] | None) -> None:
    assert refusal_of(told) == refusal


def test_strange_hosts_and_methods_are_refused_as_json_too(site: Site) -> None:
    answer = site.ask("POST", "/api/v1/status")
    assert (answer.status_code, answer.json()["refusal"], answer.headers["allow"]) == (405, "wrong_method", "GET, HEAD")
    answer = site.get("/api/v1/status", {"host": "evil.example"})
    assert (answer.status_code, answer.json()["refusal"]) == (421, "unknown_host")


def test_the_description_names_every_path_with_its_refusals(site: Site) -> None:
    told = site.get("/api/v1/openapi.json").json()
    assert set(told["paths"]) == set(ADDRESSES)
    operations = {path: methods["get"] for path, methods in told["paths"].items()}
    assert not any("422" in one["responses"] for one in operations.values())
    names = {path: {parameter["name"] for parameter in one["parameters"]} for path, one in operations.items()}
    assert not any(names[path] & {"paev", "teada", "keel"} for path in names)
    lists = ("in-force", "changes", "authorities", "doubts", "coverage", "queries", "queries/{name}")
    assert all({"limit", "cursor"} <= names[f"/api/v1/{name}"] for name in lists)
    assert set(operations["/api/v1/status"]["responses"]) == {"200", "400", "404", "451", "503"}
    assert "409" in operations["/api/v1/changes"]["responses"]


COUNTED = ("/api/v1/coverage", "/api/v1/doubts")
"""Examples that hold counts of the whole sample register: their keys alone are compared."""


def test_the_description_gives_the_answer_of_each_address_over_the_sample(site: Site) -> None:
    """Written by `python -m benchmarks.api_examples`."""
    told, written = make_examples(lambda address: site.get(address).json()), load_examples()
    for path in ADDRESSES:
        if path in COUNTED:
            assert told[path]["answer"].keys() == written[path]["answer"].keys()
            keys = [[row.keys() for row in one[path]["answer"]["rows"][:1]] for one in (told, written)]
            assert keys[0] == keys[1], path
        else:
            assert told[path] == written[path], path
    described = site.get("/api/v1/openapi.json").json()["paths"]
    shown = described["/api/v1/status"]["get"]
    assert shown["responses"]["200"]["content"]["application/json"]["example"] == written["/api/v1/status"]["answer"]
    assert {one["name"]: one.get("example") for one in shown["parameters"]} == {
        "ref": "14.02.2022 nr 5", "annex": "1", "on": "2023-04-03",
    }  # fmt: skip
