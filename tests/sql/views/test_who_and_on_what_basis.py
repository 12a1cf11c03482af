"""Provisions of laws among the citations, and who is printed below an act."""

from __future__ import annotations

from typing import Any

from extractors.model.provision import Provision
from extractors.model.signatory import Signatory
from tests.warehouse.factory import Writer, body, citation, document, entry, header, load
from warehouse.connection import Warehouse


def act_file(name: str, *signatories: tuple[str, str | None], heading: str | None = "1") -> Any:
    writer = Writer(name)
    main = body(writer)
    basis = writer.say("avaliku teenistuse seaduse § 52 lõigete 1 ja 2")
    cited = citation(writer, "5", "2024-05-05")
    law = "avaliku teenistuse seadus"
    return document(
        writer,
        name,
        header=header(heading, "2025-01-02") if heading else None,
        parts=(main,),
        citations=(cited,),
        provisions=(Provision(law, "52", "1", None, basis), Provision(law, "52", "2", None, basis)),
        signatories=tuple(Signatory(who, office, False, writer.say(who)) for who, office in signatories),
    )


def test_each_provision_is_a_citation_that_no_register_can_hold(working: Warehouse, ask: Any) -> None:
    load(working, "na/1", entry("1", "2025-01-02"), act_file("a.pdf"))
    columns = "kind, title, section, subsection, clause, number, resolution, directive_id"
    assert ask(f"SELECT {columns} FROM citations ORDER BY kind, subsection") == [
        ("käskkiri", None, None, None, None, "5", "not_held", "na/1"),
        ("law", "avaliku teenistuse seadus", "52", "1", None, None, None, "na/1"),
        ("law", "avaliku teenistuse seadus", "52", "2", None, None, None, "na/1"),
    ]
    assert ask("SELECT count(*) FROM evidence WHERE kind = 'citation' AND quote LIKE 'avaliku%'") == [(2,)]


def test_a_directive_names_its_signatories_as_printed(working: Warehouse, ask: Any) -> None:
    signed = (("Mari Maasikas", "minister"), ("Jaan Tamm", None))
    load(working, "na/1", entry("1", "2025-01-02"), act_file("a.pdf", *signed))
    assert ask("SELECT signatory, signatory_office FROM directives") == [("Mari Maasikas; Jaan Tamm", "minister; ")]
    assert ask("SELECT name, office, directive_id FROM signatories ORDER BY ordinal") == [
        ("Mari Maasikas", "minister", "na/1"),
        ("Jaan Tamm", None, "na/1"),
    ]
    assert ask(
        "SELECT s.quote FROM evidence AS e JOIN signatories AS s USING (evidence_id)"
        " WHERE e.kind = 'signatory' ORDER BY 1"
    ) == [("Jaan Tamm",), ("Mari Maasikas",)]


def test_two_files_of_an_act_name_its_signatory_once(working: Warehouse, ask: Any) -> None:
    """The file with the heading tells; where none has one, the first that names anybody."""
    load(
        working,
        "na/1",
        entry("1", "2025-01-02"),
        act_file("a.pdf", ("Jaan Tamm", "kantsler"), heading=None),
        act_file("b.pdf", ("Mari Maasikas", "minister")),
    )
    load(working, "na/2", entry("2", "2025-01-03"), act_file("a.pdf", ("Jaan Tamm", "kantsler"), heading=None))
    load(working, "na/3", entry("3", "2025-01-04"), act_file("a.pdf", heading="3"))
    assert ask("SELECT directive_id, signatory, signatory_office FROM directives ORDER BY 1") == [
        ("na/1", "Mari Maasikas", "minister"),
        ("na/2", "Jaan Tamm", "kantsler"),
        ("na/3", None, None),
    ]
