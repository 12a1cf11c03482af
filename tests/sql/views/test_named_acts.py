"""Acts that a sentence names by their title alone, and job descriptions that it names by their posts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from extractors.model.effect import Affected
from extractors.model.finding import Finding
from tests.warehouse.factory import Writer, act, annex, approve, body, directive, document, effect, entry, header, load
from warehouse.connection import Warehouse

RESOLUTION = "SELECT resolution, revoked_directive_id FROM revocations ORDER BY 1, 2"


def held(w: Warehouse, document_id: str, signed_on: str, title: str, **values: Any) -> None:
    directive(w, document_id, document_id[-1], signed_on, "1", title=title, **values)


def revoke(w: Warehouse, title: str, words: str, *, signed_on: str = "2025-06-02", on: str | None = None) -> None:
    writer = Writer()
    main = body(writer, f"KÄSKKIRI {signed_on} nr 90")
    affected = Affected(kind="käskkiri", title=title, reference_key="käskkiri/?/?")
    said = effect(writer, "revoke", affected, words, effective_on=on)
    file = document(writer, header=header("90", signed_on), parts=(main,), effects=(said,))
    load(w, "na/90", entry("90", signed_on, title="Kordade kehtivus"), file)


def test_the_only_act_of_a_title_is_revoked_by_it(working: Warehouse, ask: Any) -> None:
    held(working, "na/1", "2019-02-04", "Asjaajamiskord")
    held(working, "na/2", "2019-03-04", "Asjaajamiskorra muutmine")
    revoke(working, "asjaajamiskord", "Tunnistan kehtetuks „asjaajamiskord“.", on="2025-07-01")
    assert ask(RESOLUTION) == [("resolved", "na/1")]
    assert ask("SELECT annex_id, in_force_until::VARCHAR FROM annexes ORDER BY 1") == [
        ("na/1#1", "2025-07-01"),
        ("na/2#1", None),
    ]
    assert ask("SELECT count(*) FROM directives WHERE directive_id = 'na/90' AND in_force_until IS NOT NULL") == [(0,)]


def test_two_acts_of_a_title_are_both_in_doubt(working: Warehouse, ask: Any) -> None:
    held(working, "na/1", "2016-02-04", "Asjaajamiskord")
    held(working, "na/2", "2019-03-04", "Asjaajamiskord")
    revoke(working, "Asjaajamiskord", "Tunnistan kehtetuks käskkirja „Asjaajamiskord“.")
    assert ask("SELECT resolution, candidates FROM revocations") == [("ambiguous", ["na/1", "na/2"])]
    assert ask("SELECT DISTINCT reason FROM undecided") == [("end_ambiguous",)]


def test_a_year_before_the_title_tells_them_apart(working: Warehouse, ask: Any) -> None:
    held(working, "na/1", "2016-02-04", "Asjaajamiskord")
    held(working, "na/2", "2019-03-04", "Asjaajamiskord")
    revoke(working, "Asjaajamiskord", "1. Tunnistan kehtetuks peadirektori 2016. aasta käskkirja „Asjaajamiskord“.")
    assert ask(RESOLUTION) == [("resolved", "na/1")]


@pytest.mark.parametrize(
    "title, words, signed_on",
    [
        ("Asjaajamise kord", "Tunnistan kehtetuks „Asjaajamise kord“.", "2025-06-02"),
        ("Asjaajamiskord", "Tunnistan kehtetuks 2018. aasta käskkirja „Asjaajamiskord“.", "2025-06-02"),
        ("Asjaajamiskord", "Tunnistan kehtetuks „Asjaajamiskord“.", "2019-01-02"),
        ("Asjaajamiskord", "Tunnistan kehtetuks selle.", "2025-06-02"),
    ],
    ids=["another title", "another year", "before the act", "words that do not hold the title"],
)
def test_nothing_else_resolves_a_title(working: Warehouse, ask: Any, title: str, words: str, signed_on: str) -> None:
    held(working, "na/1", "2019-02-04", "Asjaajamiskord")
    revoke(working, title, words, signed_on=signed_on)
    assert ask(RESOLUTION) == [("not_held", None)]
    assert ask("SELECT in_force_until FROM annexes") == [(None,)]


def test_another_authoritys_act_of_the_same_title_is_another_act(working: Warehouse, ask: Any) -> None:
    held(working, "pk/1", "2019-02-04", "Asjaajamiskord", institution="Päevalilleamet")
    revoke(working, "Asjaajamiskord", "Tunnistan kehtetuks „Asjaajamiskord“.")
    assert ask(RESOLUTION) == [("not_held", None)]


def test_a_title_that_is_near_is_named_and_never_taken(working: Warehouse, ask: Any) -> None:
    held(working, "na/1", "2019-02-04", "Asjaajamiskord ja selle lisad")
    revoke(working, "Asjaajamiskord", "Tunnistan kehtetuks „Asjaajamiskord“.")
    messages = "SELECT message FROM findings WHERE code = 'near_candidate'"
    assert ask(messages) == [
        ("„Asjaajamiskord“ is cited by its title, and na/1 („Asjaajamiskord ja selle lisad“) is near it",)
    ]


def approved(w: Warehouse, *titles: str) -> None:
    writer = Writer("na/1")
    main = body(writer, "KÄSKKIRI 2019-02-04 nr 1")
    numbers = [str(turn) for turn in range(1, len(titles) + 1)]
    effects = (approve(writer, *numbers, words="1. Kinnitan ametijuhendid."),)
    parts = (main, *(annex(writer, number, title) for number, title in zip(numbers, titles, strict=True)))
    file = document(writer, header=header("1", "2019-02-04"), parts=parts, effects=effects)
    load(w, "na/1", entry("1", "2019-02-04"), file)


def revoke_posts(w: Warehouse, posts: str, limit: str | None = None) -> None:
    writer = Writer()
    main = body(writer, "KÄSKKIRI 2025-06-02 nr 90")
    affected = replace(act("1", "2019-02-04", kind="ametijuhend", scope="approved"), limit=limit)
    said = effect(writer, "revoke", affected, f"Tunnistan kehtetuks kinnitatud {posts}.", item_title=posts)
    file = document(writer, header=header("90", "2025-06-02"), parts=(main,), effects=(said,))
    load(w, "na/90", entry("90", "2025-06-02"), file)


ENDED = "SELECT annex_number FROM annexes WHERE directive_id = 'na/1' AND in_force_until IS NOT NULL ORDER BY 1"
IN_DOUBT = "SELECT DISTINCT annex_id FROM undecided ORDER BY 1"


@pytest.mark.parametrize(
    "posts, ended",
    [
        ("juristi ametijuhend", ["1"]),
        ("juristi ja nõuniku ametijuhendid", ["1", "2"]),
        ("talituse juhataja ametijuhend", ["3"]),
    ],
)
def test_posts_name_the_annexes_that_end(working: Warehouse, ask: Any, posts: str, ended: list[str]) -> None:
    approved(working, "Juristi ametijuhend", "Nõunik", "Talituse juhataja")
    revoke_posts(working, posts)
    assert ask(ENDED) == [(number,) for number in ended]
    assert ask(IN_DOUBT) == []


@pytest.mark.parametrize("posts, ended", [("projektijuht 2022", []), ("projektijuhi 2021 ametijuhend", ["1"])])
def test_a_figure_in_a_post_is_not_an_ending(working: Warehouse, ask: Any, posts: str, ended: list[str]) -> None:
    approved(working, "Projektijuht 2021", "Nõunik")
    revoke_posts(working, posts)
    assert ask(ENDED) == [(number,) for number in ended]
    assert ask(IN_DOUBT) == ([] if ended else [("na/1#1",), ("na/1#2",)])


@pytest.mark.parametrize(
    "title, posts, ended",
    [
        ("Kokk", "koka ametijuhend", ["1"]),
        ("Kokk", "kokaabi ametijuhend", []),
        ("Tõlk", "tõlgi ametijuhend", ["1"]),
        ("Tõlk", "tõlkija ametijuhend", []),
        ("Õpetaja", "õpetajaabi ametijuhend", []),
        ("Nooremteadur", "nooremteaduse ametijuhend", []),
    ],
)
def test_a_word_made_from_the_name_of_a_post_is_another_post(
    working: Warehouse, ask: Any, title: str, posts: str, ended: list[str]
) -> None:
    approved(working, title, "Sekretär")
    revoke_posts(working, posts)
    assert ask(ENDED) == [(number,) for number in ended]
    assert ask(IN_DOUBT) == ([] if ended else [("na/1#1",), ("na/1#2",)])


@pytest.mark.parametrize("posts, ended", [("juristi (ametnik)", []), ("juristi (töötaja)", ["1"]), ("jurist", ["1"])])
def test_a_post_of_the_other_group_is_another_post(working: Warehouse, ask: Any, posts: str, ended: list[str]) -> None:
    approved(working, "Jurist (töötaja)", "Nõunik")
    revoke_posts(working, posts)
    assert ask(ENDED) == [(number,) for number in ended]
    assert ask(IN_DOUBT) == ([] if ended else [("na/1#1",), ("na/1#2",)])


def test_a_limitation_to_named_posts_ends_them_alone(working: Warehouse, ask: Any) -> None:
    """ "kinnitatud ametijuhenditest juristi ametijuhend": the name says which part ends."""
    approved(working, "Juristi ametijuhend", "Nõunik")
    revoke_posts(working, "juristi ametijuhend", "juristi ametijuhend")
    assert ask(ENDED) == [("1",)]
    assert ask(IN_DOUBT) == []


def test_any_other_limitation_of_named_posts_leaves_a_doubt(working: Warehouse, ask: Any) -> None:
    approved(working, "Juristi ametijuhend", "Nõunik")
    revoke_posts(working, "juristi ametijuhend", "tööaja osas")
    assert ask(ENDED) == []
    assert ("na/1#1",) in ask(IN_DOUBT)


@pytest.mark.parametrize(
    "posts", ["nõuniku ametijuhend", "juristi ja sekretäri ametijuhendid", "osakonna ametijuhendid"]
)
def test_a_post_that_several_or_no_annexes_bear_leaves_all_in_doubt(working: Warehouse, ask: Any, posts: str) -> None:
    approved(working, "Juristi ametijuhend", "Nõunik", "Nõunik (töötaja)")
    revoke_posts(working, posts)
    assert ask(ENDED) == []
    assert ask(IN_DOUBT) == [("na/1#1",), ("na/1#2",), ("na/1#3",)]


def describe(w: Warehouse, number: str, signed_on: str, *posts: str, words: str | None = None) -> None:
    """A directive that approves a job description for each post, and says ``words``, of which nothing was read."""
    document_id = f"na/{number}"
    writer = Writer(document_id)
    main = body(writer, f"KÄSKKIRI {signed_on} nr {number}")
    turns = [str(turn) for turn in range(1, len(posts) + 1)]
    effects = (approve(writer, *turns, words="1. Kinnitan ametijuhendid."),)
    unread = writer.say(words).span if words else None
    findings = (Finding("unread_operative_sentence", "an operative verb", unread),) if unread else ()
    parts = (main, *(annex(writer, turn, post) for turn, post in zip(turns, posts, strict=True)))
    file = document(writer, header=header(number, signed_on), parts=parts, effects=effects, findings=findings)
    load(w, document_id, entry(number, signed_on), file)


@pytest.mark.parametrize(
    "words, meant",
    [
        ("2. Senised ametijuhendid kaotavad kehtivuse.", "na/1#1"),
        ("2. Varasemad juristi ametijuhendid kaotavad kehtivuse.", "na/1#1"),
        ("2. Hoone kasutamine lõpeb.", None),
    ],
)
def test_former_job_descriptions_name_those_of_the_same_posts(
    working: Warehouse, ask: Any, words: str, meant: str | None
) -> None:
    describe(working, "1", "2019-02-04", "Jurist", "Sekretär")
    describe(working, "9", "2025-06-02", "Jurist", words=words)
    messages = ask("SELECT message FROM findings WHERE code = 'former_wording_unclear'")
    expected = [(f"job descriptions end that no act names; it may mean {meant}",)] if meant else []
    assert messages == expected


def revoke_of_year(w: Warehouse, year: str, number: str, *, signed_on: str = "2025-06-02") -> None:
    writer = Writer()
    main = body(writer, f"KÄSKKIRI {signed_on} nr 90")
    affected = Affected(kind="käskkiri", number=number, reference_key=f"käskkiri/{year}/{number}")
    said = effect(writer, "revoke", affected, f"Tunnistan kehtetuks {year}. aasta käskkirja nr {number}.")
    file = document(writer, header=header("90", signed_on), parts=(main,), effects=(said,))
    load(w, "na/90", entry("90", signed_on, title="Kordade kehtivus"), file)


def test_a_number_of_a_year_names_the_only_act_that_bears_it(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2021-02-04", "1")
    directive(working, "na/2", "5", "2022-02-04", "1")
    revoke_of_year(working, "2021", "5")
    assert ask(RESOLUTION) == [("resolved", "na/1")]
    assert ask("SELECT directive_id FROM directives WHERE in_force_until IS NOT NULL") == [("na/1",)]


def test_two_acts_of_a_number_in_one_year_are_ambiguous(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2021-02-04", "1")
    directive(working, "na/2", "5", "2021-09-04", "1")
    revoke_of_year(working, "2021", "5")
    assert ask("SELECT resolution, candidates FROM revocations") == [("ambiguous", ["na/1", "na/2"])]
    assert ask("SELECT count(*) FROM directives WHERE in_force_until IS NOT NULL") == [(0,)]


@pytest.mark.parametrize("year, number", [("2020", "5"), ("2021", "6"), ("?", "5")])
def test_another_year_or_number_or_none_resolves_nothing(working: Warehouse, ask: Any, year: str, number: str) -> None:
    directive(working, "na/1", "5", "2021-02-04", "1")
    revoke_of_year(working, year, number)
    assert ask(RESOLUTION) == [("not_held", None)]


def test_an_act_given_later_in_the_year_is_not_meant(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2021-11-04", "1")
    revoke_of_year(working, "2021", "5", signed_on="2021-06-02")
    assert ask(RESOLUTION) == [("not_held", None)]
