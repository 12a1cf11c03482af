"""The same questions as JSON: typed refusals, pages by cursor, one version."""

from __future__ import annotations

from tests.flows.web.conftest import Site


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


def test_the_description_names_every_path(site: Site) -> None:
    told = site.get("/api/v1/openapi.json").json()
    assert {"/api/v1/in-force", "/api/v1/status", "/api/v1/why", "/api/v1/evidence/{evidence_id}"} <= set(told["paths"])
    assert all(path.startswith("/api/v1/") for path in told["paths"])
