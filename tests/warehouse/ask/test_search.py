"""The macro ``search`` over a small warehouse: what each search must find and must not, ranks, limits, places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest

from extractors.model.effect import Effect
from extractors.model.position import Duty, LanguageRequirement, Position
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    day,
    directive,
    document,
    effect,
    entry,
    header,
    load,
)
from warehouse.ask import hits as ranking
from warehouse.ask.asked_words import look_up
from warehouse.ask.evidence import read_place
from warehouse.ask.queries import run_query
from warehouse.ask.search import Filters, find_hit_page, find_hits, parse_language
from warehouse.connection import Warehouse, open_published, open_working
from warehouse.publish import index
from warehouse.publish.publish import publish

DUTIES = {
    "1": "Osutab ohvriabiks vajalikke teenuseid.",
    "2": "Korraldab asutuse dokumendihaldust ja asjaajamist.",
    "3": "Vastutab arhiivitöö eest ning nõustab arhiivitöötajaid.",
    "4": "Koostab järelevalvemenetluses ettekirjutusi.",
    "5": "Viib läbi riigihankeid ja sõlmib hankelepinguid.",
    "6": "Kontrollib eelarve täitmist ja koostab aruandeid.",
    "7": "Arendab infosüsteeme koostöös partneritega.",
    "8": "Töötleb isikuandmeid andmekaitse nõuete kohaselt.",
    "9": "Õpetab uusi töötajaid.",
}
"""Duties of a post by number."""

SENTENCES = {
    "s1": "Peadirektori käskkiri nr 8 tunnistatakse kehtetuks.",
    "s2": "Üldsätted kehtivad kõigi osakondade kohta.",
    "s3": "Lisa rakendatakse tagasiulatuvalt alates jaanuarist.",
    "s4": "Kontroll käskkirja täitmise üle jääb kantslerile.",
    "s5": "Asjaajamiskorra muudatused avaldatakse veebilehel.",
}
"""Sentences of bodies, each in an act of its own."""

SEARCHES: list[tuple[str, str, str]] = [
    # words, what is found, what is not: numbers of duties and names of sentences
    ("ohvriabi", "1", "2 3"),
    ("ohvriabile", "1", "2"),
    ("OHVRIABI", "1", "2"),
    ("kehtetuks tunnistama", "s1", "s2 s3"),
    ("tunnistan kehtetuks", "s1", "s3"),
    ("kehtetu", "s1", "s2"),
    ("tunnistatud", "s1", "s4"),
    ("tunnistus", "", "s1"),
    ("üldsäte", "s2", "s1"),
    ("üldsätetes", "s2", "s3"),
    ("säte", "", "s2"),
    ("arhiivitöö", "3", "2"),
    ("arhiivitööd", "3", "2"),
    ("arhiivitöötaja", "3", "2"),
    ("arhiiv", "", "3"),
    ("töö", "", "3"),
    ("dokumendihaldus", "2", "3"),
    ("dokumendihalduse asjaajamine", "2", "3 s5"),
    ("asjaajamiskord", "s5", "2"),
    ("asjaajamine", "2", "s5"),
    ("järelevalvemenetlus", "4", "5"),
    ("järelevalvemenetluse ettekirjutus", "4", "6"),
    ("järelevalve", "", "4"),
    ("riigihange", "5", "6"),
    ("riigihangete", "5", "6"),
    ("hankeleping", "5", "4"),
    ("leping", "", "5"),
    ("sõlmima", "5", "6"),
    ("eelarve täitmine", "6", "s4"),
    ("täitmine", "6 s4", "s1"),
    ("kontroll", "s4", "6"),
    ("kontrollima", "6", "s4"),
    ("aruanne", "6", "4"),
    ("koostama", "4 6", "5"),
    ("koostama aruanne", "6", "4"),
    ("infosüsteem", "7", "8"),
    ("partner", "7", "8"),
    ("koostöö", "7", "3"),
    ("isikuandmed", "8", "7"),
    ("isikuandmete töötlemine", "", "8"),
    ("töötlema", "8", "7"),
    ("andmekaitse", "8", "7"),
    ("nõue", "8", "3"),
    ("nõustama", "3", "8"),
    ("õpetama", "9", "8"),
    ("opetama", "9", "8"),
    ("noustab", "3", "8"),
    ("uldsatted", "s2", "s1"),
    ("jarelevalvemenetlus", "4", "5"),
    ("kaskkiri", "s1 s4", "s2"),
    ("uus töötaja", "9", "3"),
    ("töötaja", "9", "3"),
    ("muudatus", "s5", "s3"),
    ("veebileht", "s5", "s4"),
    ("jaanuar", "s3", "s2"),
    ("tagasiulatuv", "", "s2"),
    ("osakond", "s2", "s1"),
    ("kantsler", "s4", "s1"),
    ("ja", "", "2 5 6"),
    ("eelarve ja aruanne", "6", "2"),
    ("nr 8", "s1", "s4"),
    ("xyzzy", "", "1"),
    ("eelarve xyzzy", "", "6"),
    ("", "", "1 s1"),
    ("?! … -", "", "1 s1"),
]


def _post(writer: Writer) -> Position:
    title = writer.say("Näidisnõunik")
    duties = tuple(Duty(f"2.{number}", words, (), writer.say(words)) for number, words in DUTIES.items())
    language = LanguageRequirement("inglise", "B2", writer.say("Inglise keele oskus tasemel B2."))
    return Position(
        "1",
        "Näidisnõunik",
        unit="Üldosakond",
        purpose="Hoida asutus näidiste eest vastutavana.",
        duties=duties,
        languages=(language,),
        field_evidence=(("position", title), ("purpose", writer.say("Hoida asutus näidiste eest vastutavana."))),
        evidence=title,
    )


def _fill(w: Warehouse) -> None:
    writer = Writer()
    parts, effects = [body(writer, "Kinnitan lisa.")], [approve(writer, "1", words="1. Kinnitan lisa 1.")]
    parts.append(annex(writer, "1", "Näidisnõuniku ametijuhend", words="Lisa 1"))
    post = _post(writer)
    file = document(
        writer, header=header("1", "2025-01-06"), parts=tuple(parts), effects=tuple(effects), positions=(post,)
    )
    load(w, "na/post", entry("1", "2025-01-06", title="Ametijuhendi kinnitamine"), file)
    for n, (name, words) in enumerate(SENTENCES.items(), start=10):
        writer = Writer(name)
        text = body(writer, f"Sissejuhatus muust.\n\n{words} Lõpulause samast aktist.")
        file = document(writer, header=header(str(n), "2025-02-03"), parts=(text,))
        load(w, f"na/{name}", entry(str(n), "2025-02-03", title="Pealkiri"), file)


@pytest.fixture(scope="module")
def searched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    folder: Path = tmp_path_factory.mktemp("searched")
    with open_working(folder) as w:
        _fill(w)
        publish(w, folder)
    with open_published(folder) as w:
        yield w


def hits(w: Warehouse, words: str, **filters: Any) -> list[dict[str, Any]]:
    found = find_hits(w, look_up(w, words), Filters(**filters), None)
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def names(rows: list[dict[str, Any]]) -> set[str]:
    """Return the numbers of duties and the names of sentences among what was found."""
    duties = {str(row["ordinal"]) for row in rows if row["kind"] == "duty"}
    return duties | {row["directive_id"].removeprefix("na/") for row in rows if row["kind"] == "directive"}


@pytest.mark.parametrize("words, wanted, unwanted", SEARCHES, ids=[words or "nothing" for words, _, _ in SEARCHES])
def test_a_search_finds_what_it_must_and_nothing_that_it_must_not(
    searched: Warehouse, words: str, wanted: str, unwanted: str
) -> None:
    found = names(hits(searched, words))
    assert set(wanted.split()) <= found
    assert not set(unwanted.split()) & found


def test_every_duty_and_sentence_is_found_by_its_own_words(searched: Warehouse) -> None:
    for name, words in {**DUTIES, **SENTENCES}.items():
        assert name in names(hits(searched, words)), words


def test_the_words_are_marked_in_their_sentence_whatever_their_form(searched: Warehouse) -> None:
    [one] = hits(searched, "kehtetuks tunnistama")
    assert one["sentence"] == "Peadirektori käskkiri nr 8 »tunnistatakse« »kehtetuks«."
    assert (one["kind"], one["field"], one["institution"], one["number"]) == ("directive", "text", "Näidisamet", "10")


def test_the_form_as_typed_ranks_before_other_forms(searched: Warehouse) -> None:
    typed, other = hits(searched, "täitmist")[0], hits(searched, "täitmise")[0]
    assert (typed["ordinal"], other["directive_id"]) == (6, "na/s4")


def test_a_duty_and_a_field_lead_to_their_own_places(searched: Warehouse) -> None:
    [duty] = [row for row in hits(searched, "ohvriabi") if row["kind"] == "duty"]
    assert read_place(searched, duty["evidence_id"]).quote == DUTIES["1"]
    [field] = [row for row in hits(searched, "vastutav näidis") if row["kind"] == "position"]
    assert field["field"] == "purpose"
    assert read_place(searched, field["evidence_id"]).quote == "Hoida asutus näidiste eest vastutavana."


def test_a_sentence_with_an_effect_leads_to_that_effect(tmp_path: Path) -> None:
    def say(writer: Writer) -> list[Effect]:
        return [effect(writer, "revoke", act("7", "2020-01-06"), "Tunnistan kehtetuks varasema töökorra.")]

    with open_working(tmp_path) as w:
        writer = Writer()
        said = tuple(say(writer))
        whole = replace(body(writer, "x"), evidence=replace(said[0].evidence))
        load(
            w,
            "na/1",
            entry("1", "2025-01-06"),
            document(writer, header=header("1", "2025-01-06"), parts=(whole,), effects=said),
        )
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        [one] = hits(w, "töökord")
        assert read_place(w, one["evidence_id"]).rows[0].kind == "effect"
        assert one["page_number"] == 1


# --- limits ---


@pytest.mark.parametrize(
    "filters, is_found",
    [
        ({"kind": "duty"}, True),
        ({"kind": "directive"}, False),
        ({"register": "na"}, True),
        ({"register": "other"}, False),
        ({"unit": "üldosak"}, True),
        ({"unit": "hoidla"}, False),
        ({"language": "inglise"}, True),
        ({"language": "Inglise", "level": "B2"}, True),
        ({"language": "inglise", "level": "B1"}, True),
        ({"language": "inglise", "level": "C1"}, False),
        ({"language": "vene"}, False),
        ({"on": "2025-01-06"}, True),
        ({"on": "2025-01-05"}, False),
        ({"kind": "duty", "register": "na", "language": "inglise", "on": "2026-01-01"}, True),
    ],
)
def test_a_limit_lets_through_what_it_names(searched: Warehouse, filters: dict[str, Any], is_found: bool) -> None:
    assert bool(hits(searched, "ohvriabi", **filters)) is is_found


def test_the_macro_answers_an_analyst_by_its_names(searched: Warehouse) -> None:
    ask = searched.connection.execute
    assert len(ask("FROM search('koostama', most := 1)").fetchall()) == 1
    rows = ask(
        "SELECT kind, ordinal FROM search('koostama', of_kind := 'duty', on_day := DATE '2025-06-01')"
    ).fetchall()
    assert sorted(rows) == [("duty", 4), ("duty", 6)]
    assert ask("FROM search(NULL)").fetchall() == []
    assert ask("FROM search('koostama', on_day := '2025-01-05')").fetchall() == []


def test_a_suspended_annex_is_not_in_force_on_its_days(tmp_path: Path) -> None:
    def say(writer: Writer) -> list[Effect]:
        affected = act("1", "2025-01-06", annexes=("1",), scope="annexes")
        stretch = {"effective_on": "2025-03-01", "until": None}
        return [effect(writer, "suspend", affected, "Peatan lisa 1 kehtivuse alates 1. märtsist 2025.", **stretch)]

    with open_working(tmp_path) as w:
        directive(w, "na/1", "1", "2025-01-06", "1")
        directive(w, "na/2", "2", "2025-02-03", more=say)
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        assert hits(w, "ametijuhend lisa", kind="annex", on="2025-02-28")
        assert not hits(w, "ametijuhend lisa", kind="annex", on="2025-03-01")


# --- what is not in the index ---


def test_a_restricted_document_is_in_no_table_of_the_index(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        _fill(w)
        load(w, "na/s1", entry("10", "2025-02-03", access="AK", title=None))
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        assert hits(w, "kehtetuks tunnistama") == []
        found = w.connection.execute(
            "SELECT count(*) FROM search_words WHERE lemma IN ('tunnistama', 'kehtetu')"
        ).fetchall()
        assert found == [(0,)]
        assert names(hits(w, "üldsäte")) == {"s2"}


# --- how the index is built ---


def test_rows_stand_in_the_order_of_their_numbers(searched: Warehouse) -> None:
    """The macro finds rows by their turn."""
    for table, number in (("search_items", "item_no"), ("search_passages", "passage_no")):
        wrong = searched.connection.execute(f"SELECT count(*) FROM {table} WHERE rowid <> {number} - 1").fetchall()
        assert wrong == [(0,)], table


def test_numbers_of_items_are_right(searched: Warehouse) -> None:
    ask = searched.connection.execute
    wrong = ask(
        "SELECT w.lemma, w.lemma_item_number, count(DISTINCT e.item_no) FROM search_words AS w JOIN search_entries AS e"
        " ON e.lemma_no = w.lemma_no GROUP BY ALL HAVING w.lemma_item_number <> count(DISTINCT e.item_no)"
    ).fetchall()
    assert wrong == []
    assert ask("SELECT form_item_number, lemma_item_number FROM search_words WHERE form = 'koostab'").fetchall() == [
        (2, 2)
    ]


@pytest.mark.parametrize("is_on_disk", [pytest.param(True, marks=pytest.mark.long), False])
def test_small_chunks_give_the_same_index(
    searched: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_on_disk: bool
) -> None:
    from warehouse.publish import derive

    monkeypatch.setattr(index, "_CHUNK_LETTERS", 300)
    monkeypatch.setattr(index, "_CHUNK_WORDS", 20)
    monkeypatch.setattr(index, "_PIECE_WORDS", 5)
    monkeypatch.setattr(index, "_BATCH", 7)
    monkeypatch.setattr(derive, "_ON_DISK_BYTES", 0 if is_on_disk else 10**9)
    with open_working(tmp_path) as w:
        _fill(w)
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        for table in index.TABLES:
            rows = f"FROM {table} ORDER BY ALL"
            assert w.connection.execute(rows).fetchall() == searched.connection.execute(rows).fetchall(), table


def test_other_rules_for_words_publish_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_working(tmp_path) as w:
        directive(w, "na/1", "1", "2025-01-06", "1")
        first = publish(w, tmp_path)
        assert publish(w, tmp_path) == first
        monkeypatch.setattr(index, "fingerprint", lambda: "other rules")
        assert publish(w, tmp_path) != first


def test_an_empty_warehouse_can_be_searched(tmp_path: Path) -> None:
    with open_working(tmp_path) as w:
        publish(w, tmp_path)
    with open_published(tmp_path) as w:
        assert hits(w, "käskkiri") == []
        assert [one.meaning for one in look_up(w, "ja käskkiri")] == ["passed_over", "unknown"]


# --- what became of each word ---


def test_each_word_is_told_apart(searched: Warehouse) -> None:
    told = {
        one.word: (one.meaning, one.looked_for) for one in look_up(searched, "koostama ja noustab ohvriabile xyzzy")
    }
    assert told == {
        "koostama": ("known", "koostama"),
        "ja": ("passed_over", "ja"),
        "noustab": ("without_marks", "noustab"),
        "ohvriabile": ("another_form", "ohvriabi"),
        "xyzzy": ("unknown", "xyzzy"),
    }
    [wrong] = look_up(searched, "ohvriabix")
    assert (wrong.meaning, wrong.similar) == ("unknown", ("ohvriabiks",))


@pytest.mark.parametrize(
    "words, language",
    [
        ("inglise B2", ("inglise", "B2")),
        ("inglise", ("inglise", None)),
        ("vene, c1", ("vene", "C1")),
        (" eesti ", ("eesti", None)),
        ("B2", ("", "B2")),
    ],
)
def test_a_language_may_bear_its_level(words: str, language: tuple[str, str | None]) -> None:
    assert parse_language(words) == language


@pytest.mark.parametrize(
    "words", ["x" * 10_000, "sõna " * 2_000, "'; DROP TABLE annexes; --", '"koostama"', "%_\\", "\x00"]
)
def test_odd_words_are_answered(searched: Warehouse, words: str) -> None:
    assert isinstance(hits(searched, words), list)


LIMITS = (
    Filters(),
    Filters(kind="duty"),
    Filters(on=day("2025-01-10"), unit="üld"),
    Filters(year=2025, status="in_force", status_on=day("2025-01-10")),
    Filters(language="inglise", level="B1"),
)


@pytest.mark.parametrize("most_looked_for", [ranking.MOST_LOOKED_FOR, 0])
@pytest.mark.parametrize("limits", LIMITS)
def test_the_quick_way_gives_the_rows_of_the_macro(
    searched: Warehouse, limits: Filters, most_looked_for: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ranking, "MOST_LOOKED_FOR", most_looked_for)
    macro = (
        "SELECT * FROM search($words, on_day := $on, of_kind := $kind, of_register := $register, of_unit := $unit,"
        " of_language := $language, least_level := $level, of_year := $year, of_status := $status,"
        " status_day := $status_on, most := 3)"
    )
    number = 0
    for words in (*(words for words, _, _ in SEARCHES), "koostama eelarve", "kontroll käskkirja täitmise üle jääb"):
        asked = look_up(searched, words)
        quick = find_hits(searched, asked, limits, 3)
        looked_for = " ".join(one.looked_for for one in asked)
        told = run_query(searched, macro, params={"words": looked_for} | asdict(limits))
        assert quick.arrow.schema == told.arrow.schema
        assert (quick.columns, quick.rows) == (told.columns, told.rows), words
        number += len(told.rows)
    assert number > 5


def test_a_page_of_hits_has_those_of_its_turn_and_counts_all(searched: Warehouse) -> None:
    asked = look_up(searched, "pealkiri")
    on = day("2025-02-10")
    whole = find_hits(searched, asked, Filters(), 100).named_rows
    assert len(whole) > 3
    pages = [find_hit_page(searched, asked, Filters(), 100, on, turn, 2) for turn in range(1, len(whole) // 2 + 2)]
    rows = [row for page in pages[: -(-len(whole) // 2)] for row in page.rows]
    assert [{**row, "status": None} for row in rows] == [{**row, "status": None} for row in whole]
    assert {row["status"] for row in rows} == {"in_force"}
    assert [fact.kind for fact in pages[0].facts] == [row["kind"] for row in whole]
    assert {(fact.status, fact.year) for fact in pages[0].facts} == {("in_force", 2025)}
    assert {page.last for page in pages} == {-(-len(whole) // 2)}
    assert [page.first for page in pages[:2]] == [1, 3]
    past = find_hit_page(searched, asked, Filters(), 100, on, 99, 2)
    assert (past.number, past.rows) == (pages[-(-len(whole) // 2) - 1].number, pages[-(-len(whole) // 2) - 1].rows)
