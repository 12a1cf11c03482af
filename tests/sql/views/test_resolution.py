"""Which act a reference names, which files make one directive, and the doubts that show when all are seen together."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from extractors.model.extraction import FileExtraction, Signature
from extractors.model.register import RelatedDocument
from tests.warehouse.factory import (
    Writer,
    act,
    annex,
    approve,
    body,
    citation,
    directive,
    document,
    effect,
    entry,
    header,
    load,
    mark,
    position,
)
from warehouse.connection import Warehouse

RESOLUTION = "SELECT resolution, revoked_directive_id FROM revocations"


def codes(ask: Any) -> set[str]:
    return {row[0] for row in ask("SELECT code FROM findings")}


def revoke(working: Warehouse, number: str, enacted_on: str, **values: Any) -> None:
    directive(working, "na/r", "900", "2026-01-07", revokes=(act(number, enacted_on, **values),))


@pytest.mark.parametrize("written", ["9-P", "9-p", "9 - P", "9–P"])
def test_case_blanks_and_dashes_do_not_tell_numbers_apart(working: Warehouse, ask: Any, written: str) -> None:
    directive(working, "na/1", "9-P", "2025-02-03", "1")
    revoke(working, written, "2025-02-03")
    assert ask(RESOLUTION) == [("resolved", "na/1")]


@pytest.mark.parametrize("written", ["9", "9-K", "19-P", "9-P1"])
def test_numbers_are_never_matched_fuzzily(working: Warehouse, ask: Any, written: str) -> None:
    directive(working, "na/1", "9-P", "2025-02-03", "1")
    revoke(working, written, "2025-02-03")
    assert ask(RESOLUTION) == [("not_held", None)]


def test_the_registration_day_or_number_names_an_act_as_well_as_its_heading(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    file = document(writer, header=header("14", "2025-02-03"), parts=(body(writer), annex(writer, "1")))
    load(working, "na/1", entry("1.1-1/25/14", "2025-02-05"), file)
    revoke(working, "1.1-1/25/14", "2025-02-05")
    assert ask(RESOLUTION) == [("resolved", "na/1")]
    assert ask("SELECT number, register_number FROM directives WHERE directive_id = 'na/1'") == [("14", "1.1-1/25/14")]
    assert "heading_disagrees_with_register" not in codes(ask)


def test_two_held_acts_of_one_number_and_day_are_ambiguous_and_both_in_doubt(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "na/2", "5", "2025-02-03", "1")
    revoke(working, "5", "2025-02-03")
    assert ask(RESOLUTION) == [("ambiguous", None)]
    assert ask("SELECT candidates FROM revocations") == [(["na/1", "na/2"],)]
    assert ask("SELECT annex_id FROM annexes_in_force_on('2026-01-06') ORDER BY 1") == [("na/1#1",), ("na/2#1",)]
    assert ask("FROM annexes_in_force_on('2026-01-07')") == []
    assert ask("SELECT DISTINCT reason FROM undecided") == [("end_ambiguous",)]
    assert "revocation_ambiguous" in codes(ask)


@pytest.mark.parametrize(
    "issuer, expected",
    [
        (None, "resolved"),
        ("peadirektor", "resolved"),
        ("Näidisamet", "resolved"),
        ("Näidisameti peadirektor", "resolved"),
        ("Näidisameti peadirektori asetäitja", "resolved"),
        ("Proovikeskus", "not_held"),
        ("Proovikeskuse direktor", "not_held"),
    ],
)
def test_the_issuer_must_agree_and_an_office_alone_is_the_own_institutions(
    working: Warehouse, ask: Any, issuer: str | None, expected: str
) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    directive(working, "pk/1", "5", "2025-02-03", "1", institution="Päevalilleamet")
    revoke(working, "5", "2025-02-03", issuer=issuer)
    assert ask(RESOLUTION) == [(expected, "na/1" if expected == "resolved" else None)]


def test_a_near_candidate_is_named_and_never_taken(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    revoke(working, "5", "2025-02-04")
    assert ask(RESOLUTION) == [("not_held", None)]
    assert ask("SELECT message FROM findings WHERE code = 'near_candidate'") == [
        ("nr 5 is cited, and na/1 differs in date",)
    ]


def test_a_reference_without_a_date_resolves_to_nothing(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    writer = Writer()
    affected = act("5", None)
    file = document(
        writer, header=header("9", "2025-03-03"), parts=(body(writer),), effects=(effect(writer, "revoke", affected),)
    )
    load(working, "na/2", entry("9", "2025-03-03"), file)
    assert ask(RESOLUTION) == [("not_held", None)]


def test_another_kind_of_act_with_the_same_number_and_day_is_another_act(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1", document_type="Korraldus")
    revoke(working, "5", "2025-02-03")
    assert ask(RESOLUTION) == [("not_held", None)]


def test_an_act_that_arrives_later_resolves_what_cited_it_before(working: Warehouse, ask: Any) -> None:
    revoke(working, "5", "2025-02-03", annexes=("1",), scope="annexes")
    assert ask(RESOLUTION) == [("not_held", None)]
    directive(working, "na/1", "5", "2025-02-03", "1")
    assert ask("SELECT resolution, revoked_annex_id FROM revocations") == [("resolved", "na/1#1")]


def test_citations_are_resolved_too(working: Warehouse, ask: Any) -> None:
    directive(working, "na/1", "5", "2025-02-03", "1")
    writer = Writer()
    citations = (citation(writer, "5", "2025-02-03"), citation(writer, "6", "2025-02-03"))
    file = document(writer, header=header("9", "2025-03-03"), parts=(body(writer),), citations=citations)
    load(working, "na/2", entry("9", "2025-03-03"), file)
    assert ask("SELECT directive_id, cited_directive_id, resolution FROM citations ORDER BY ordinal") == [
        ("na/2", "na/1", "resolved"),
        ("na/2", None, "not_held"),
    ]


# --- files and directives ---


def test_a_loose_annex_joins_the_one_held_directive_that_its_mark_names(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    effects = (approve(writer, "1", "2"),)
    file = document(writer, header=header("5", "2025-02-03"), parts=(body(writer), annex(writer, "1")), effects=effects)
    load(working, "na/1", entry("5", "2025-02-03"), file)
    loose = Writer("loose")
    part = annex(loose, "2", approval=mark("5", "2025-02-03", "Näidisameti peadirektor"))
    load(working, "files/abc", None, document(loose, "lisa2.pdf", parts=(part,), positions=(position(loose, "2"),)))
    assert ask("SELECT annex_id, is_text_held FROM annexes ORDER BY 1") == [("na/1#1", True), ("na/1#2", True)]
    assert ask("SELECT directive_id, annex_id FROM positions") == [("na/1", "na/1#2")]
    assert codes(ask) == set()


def test_loose_annexes_of_one_act_form_one_directive_known_only_by_them(working: Warehouse, ask: Any) -> None:
    for number in ("1", "2"):
        writer = Writer()
        part = annex(
            writer, number, approval=mark("5", "2025-02-03", "Näidisameti peadirektor" if number == "1" else None)
        )
        load(working, f"files/{number}", None, document(writer, parts=(part,)))
    assert ask("SELECT directive_id, number, signed_on, status, in_force_from FROM directives") == [
        ("files/2025-02-03/5", "5", date(2025, 2, 3), "annex_only", date(2025, 2, 3))
    ]
    assert len(ask("FROM annexes")) == 2
    assert codes(ask) == {"directive_known_only_by_annex"}


def test_loose_annexes_of_two_issuers_are_two_directives(working: Warehouse, ask: Any) -> None:
    for name, issuer in (("1", "Näidisamet"), ("2", "Proovikeskus")):
        writer = Writer()
        load(
            working,
            f"files/{name}",
            None,
            document(writer, parts=(annex(writer, "1", approval=mark("5", "2025-02-03", issuer)),)),
        )
    assert len(ask("FROM directives")) == 2


def test_a_loose_body_gives_a_loose_annex_its_directive(working: Warehouse, ask: Any) -> None:
    writer = Writer("body")
    load(working, "files/b", None, document(writer, header=header("5", "2025-02-03"), parts=(body(writer),)))
    loose = Writer("annex")
    load(working, "files/a", None, document(loose, parts=(annex(loose, "1", approval=mark("5", "2025-02-03")),)))
    assert ask("SELECT directive_id, status FROM directives") == [("files/2025-02-03/5", "read")]
    assert ask("SELECT annex_id FROM annexes") == [("files/2025-02-03/5#1",)]


def test_a_job_description_without_any_act_is_kept_and_marked(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    load(working, "files/p", None, document(writer, positions=(position(writer, None),)))
    assert ask("SELECT title, annex_id, directive_id FROM positions") == [("Nõunik", None, None)]
    assert ask("SELECT duty, outcomes FROM duties") == [("Nõustab", ["Nõu on antud"])]
    assert ask("SELECT language, level FROM language_requirements") == [("eesti", "C1")]
    assert codes(ask) == {"job_description_without_directive"}


def test_an_annex_held_twice_is_one_and_the_signed_container_speaks(working: Warehouse, ask: Any) -> None:
    plain, signed = Writer("plain"), Writer("signed")
    loose = document(
        plain, "lisa1.pdf", parts=(annex(plain, "1", words="Lisa 1 mustand"),), positions=(position(plain, "1"),)
    )
    inner = document(
        signed,
        "lisa1.docx",
        media_type="application/docx",
        parts=(annex(signed, "1", words="Lisa 1 allkirjastatud"),),
        positions=(position(signed, "1"),),
    )
    container = FileExtraction(
        "k.asice",
        "application/vnd.etsi.asic-e+zip",
        "c" * 64,
        1,
        signatures=(Signature("Mari Maasikas", None, None, "digests match"),),
        members=(inner,),
    )
    load(working, "na/1", entry("5", "2025-02-03"), loose, container)
    assert ask("SELECT annex_id, text FROM annexes") == [("na/1#1", "Lisa 1 allkirjastatud")]
    assert len(ask("FROM parts")) == 2
    assert ask("SELECT file_id FROM positions") == [("na/1!k.asice/lisa1.docx",)]
    assert "annex_twice" in codes(ask)


def test_unnumbered_annexes_are_told_apart_by_their_titles(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    parts = (body(writer), annex(writer, None, "Töökord", "kord"), annex(writer, None, "Kodukord", "kord"))
    load(working, "na/1", entry("5", "2025-02-03"), document(writer, header=header("5", "2025-02-03"), parts=parts))
    assert ask("SELECT annex_id, annex_number, title FROM annexes ORDER BY 1") == [
        ("na/1#-1", None, "Töökord"),
        ("na/1#-2", None, "Kodukord"),
    ]


def test_an_approval_mark_of_another_act_is_a_finding(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    parts = (
        body(writer),
        annex(writer, "1", approval=mark("77", "2020-01-01")),
        annex(writer, "2", approval=mark("5", "2025-02-04")),
    )
    load(working, "na/1", entry("5", "2025-02-03"), document(writer, header=header("5", "2025-02-03"), parts=parts))
    assert {"annex_of_another_directive", "approval_mark_disagrees"} <= codes(ask)


def test_only_types_of_directives_are_directives(working: Warehouse, ask: Any) -> None:
    for n, kind in enumerate(["Kiri", "Üldkäskkiri", "Otsus", "Korralduse eelnõu", "Määrus", None]):
        load(working, f"na/{n}", entry(str(n), "2025-02-03", document_type=kind))
    assert ask("SELECT document_type FROM directives ORDER BY 1") == [("Otsus",), ("Üldkäskkiri",)]


def test_a_title_that_is_only_the_act_word_gives_way_to_the_heading(working: Warehouse, ask: Any) -> None:
    writer = Writer()
    heading = header("5", "2025-02-03", title="Ametijuhendite kinnitamine")
    load(working, "na/1", entry("5", "2025-02-03"), document(writer, header=heading, parts=(body(writer),)))
    assert ask("SELECT title FROM directives") == [("Ametijuhendite kinnitamine",)]


# --- numbers out of their series ---


def test_a_number_far_from_the_line_between_its_neighbours_is_a_finding_and_kept(working: Warehouse, ask: Any) -> None:
    cited = [
        ("192", "2024-12-23"),
        ("19", "2025-02-06"),
        ("67", "2025-04-28"),
        ("68", "2025-04-28"),
        ("80", "2025-11-14"),
        ("182", "2025-11-26"),
    ]
    related = [
        ("78", "2025-05-18"),
        ("68", "2025-04-28"),
        ("67", "2025-04-28"),
        ("177", "2024-12-13"),
        ("51", "2024-04-12"),
    ]
    rows = tuple(
        RelatedDocument(number, "Käskkiri", "Põhitegevuse käskkiri", date.fromisoformat(on), institution="na")
        for number, on in related
    )
    directive(working, "na/1", "1", "2026-01-07", revokes=tuple(act(*each) for each in cited), related=rows)
    found = ask("SELECT message, quote FROM findings WHERE code = 'number_implausible'")
    assert len(found) == 1
    assert "nr 80 of 14.11.2025" in found[0][0]
    assert "80" in found[0][1]
    assert len(ask("FROM revocations WHERE revoked_number = '80'")) == 1


def test_a_steady_series_with_a_quiet_summer_raises_nothing(working: Warehouse, ask: Any) -> None:
    cited = [
        ("5", "2025-01-10"),
        ("40", "2025-03-01"),
        ("75", "2025-05-30"),
        ("80", "2025-08-20"),
        ("120", "2025-10-20"),
    ]
    directive(working, "na/1", "1", "2026-01-07", revokes=tuple(act(*each) for each in cited))
    assert "number_implausible" not in codes(ask)


def test_numbers_of_other_institutions_are_no_neighbours(working: Warehouse, ask: Any) -> None:
    own = [act("10", "2025-02-01"), act("20", "2025-03-01"), act("30", "2025-04-01")]
    foreign = [act("900", "2025-02-15", issuer="Proovikeskus"), act("901", "2025-03-15", issuer="Proovikeskus")]
    directive(working, "na/1", "1", "2026-01-07", revokes=(*own, *foreign))
    assert "number_implausible" not in codes(ask)


ISSUERS = [
    ("Näidisameti peadirektor", "Näidisamet", True),
    ("Haridusministeeriumi kantsler", "Haridusministeerium", True),
    ("haridusminister", "Haridusministeerium", True),
    ("Katsekeskuse direktori kohusetäitja", "Katsekeskus", True),
    ("Katse Arengu Instituudi direktor", "Katse Arengu Instituut", True),
    ("peadirektor", "Näidisamet", True),
    (None, "Näidisamet", True),
    ("Viru Katsekeskus", "Virumaa Proovikeskus", False),
    ("Näidislinn", "Näidislinna Linnavalitsus", False),
    ("Põhja Näidiskool", "Lõuna Näidiskool", False),
]


def test_issuers_agree_across_cases_and_offices(ask: Any) -> None:
    found = ask("SELECT list_transform(?, lambda x: issuer_agrees(x[1], x[2]))", [[a, b] for a, b, _ in ISSUERS])
    assert found == [([expected for *_, expected in ISSUERS],)]
