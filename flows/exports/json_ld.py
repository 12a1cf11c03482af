"""Write JSON-LD: acts, annexes and revocations as schema.org Legislation, ELI and PROV, one node per line.

The context stands in the file, so that a reader needs no network. ``shapes.ttl`` says in SHACL what each node has.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from flows.exports.acts import Act, Named, iri_of, read_acts
from flows.exports.values import Occasion, WrittenFile
from warehouse.exports.source import ExportSource

NAME = "jsonld/legislation.jsonld"
SHAPES = "jsonld/shapes.ttl"
MEDIA_TYPE = "application/ld+json"

CONTEXT = {
    "schema": "https://schema.org/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "prov": "http://www.w3.org/ns/prov#",
    "kehtiv": "urn:kehtiv:terms:",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
EXPORT = "urn:kehtiv:export"

_FORCE = {
    "in_force": ("schema:InForce", "eli:InForce-inForce"),
    "ended": ("schema:NotInForce", "eli:InForce-notInForce"),
    "not_yet": ("schema:NotInForce", "eli:InForce-notInForce"),
    "suspended": ("schema:NotInForce", "eli:InForce-notInForce"),
}
"""What the vocabularies have for a status; nothing for one that is undecided. ``kehtiv:status`` has them all."""


def write(source: ExportSource, folder: Path, occasion: Occasion) -> Iterator[WrittenFile]:
    """Write the graph and its shapes below ``jsonld/`` and yield both."""
    path = folder / NAME
    path.parent.mkdir()
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {_line(CONTEXT)},\n"@graph": [\n{_line(_activity(source, occasion))}')
        for act in read_acts(source, occasion.day):
            file.writelines(f",\n{_line(node)}" for node in _nodes(act))
        file.write("\n]}\n")
    yield WrittenFile(NAME, MEDIA_TYPE, "Acts, annexes and revocations: schema.org Legislation, ELI, PROV.")
    (folder / SHAPES).write_text(files("flows.exports").joinpath("shapes.ttl").read_text("utf-8"), "utf-8")
    yield WrittenFile(SHAPES, "text/turtle", "What each node of the JSON-LD has (SHACL).")


def _line(node: Named) -> str:
    return json.dumps(node, ensure_ascii=False)


def _activity(source: ExportSource, occasion: Occasion) -> Named:
    """Return the node of the reading itself, from which every other was generated."""
    agent = {"@type": "prov:SoftwareAgent", "schema:name": f"kehtiv {occasion.version}"}
    return {
        "@id": EXPORT,
        "@type": "prov:Activity",
        "prov:wasAssociatedWith": agent,
        "schema:version": f"{occasion.version}+{source.number}",
        "schema:validFrom": _day(occasion.day),
    }


def _nodes(act: Act) -> Iterator[Named]:
    yield _bare(_act(act))
    for annex in act.annexes:
        yield _bare(_annex(act, annex))
    for revocation in act.revocations:
        yield _bare(_revocation(revocation))


def _act(act: Act) -> Named:
    values = act.values
    return _resource(values["directive_id"], values) | {
        "schema:legislationIdentifier": values["number"],
        "schema:legislationType": values["act_kind"],
        "schema:legislationDate": _day(values["enacted_on"]),
        "schema:datePublished": _day(values["registered_on"]),
        "schema:legislationPassedBy": _organization(values["institution"]),
        "schema:url": _link(values["source_url"]),
        "eli:id_local": values["number"],
        "eli:date_document": _day(values["enacted_on"]),
        "eli:has_part": [_link(iri_of(annex["annex_id"])) for annex in act.annexes],
        "eli:repeals": _targets(act.revocations, "revoked_directive_id", is_whole=True),
        "eli:changes": _targets(act.revocations, "revoked_directive_id", is_whole=False),
        "eli:repealed_by": _link(iri_of(values["ended_by"])) if values["ended_by"] else None,
        "prov:wasDerivedFrom": _sources(values),
    }


def _annex(act: Act, annex: Named) -> Named:
    return _resource(annex["annex_id"], annex) | {
        "schema:legislationIdentifier": annex["annex_number"],
        "schema:legislationType": annex["kind"],
        "schema:legislationDate": _day(act.values["enacted_on"]),
        "eli:is_part_of": _link(iri_of(act.values["directive_id"])),
        "eli:repealed_by": _link(iri_of(annex["ended_by"])) if annex["ended_by"] else None,
        "prov:wasDerivedFrom": _sources(act.values),
    }


def _resource(row_id: str, values: Named) -> Named:
    """Return what acts and annexes have in common."""
    force = _FORCE.get(values["status"] or "", (None, None))
    return {
        "@id": iri_of(row_id),
        "@type": ["schema:Legislation", "eli:LegalResource"],
        "schema:name": {"@value": values["title"], "@language": "et"} if values["title"] else None,
        "schema:inLanguage": "et",
        "schema:legislationLegalForce": _link(force[0]),
        "eli:in_force": _link(force[1]),
        "eli:first_date_entry_in_force": _day(values["in_force_from"]),
        "eli:date_no_longer_in_force": _day(values["in_force_until"]),
        "eli:date_applicability": _day(values["applied_from"]),
        "kehtiv:status": values["status"],
        "prov:wasGeneratedBy": _link(EXPORT),
    }


def _revocation(revocation: Named) -> Named:
    target = revocation["revoked_annex_id"] or revocation["revoked_directive_id"]
    return {
        "@id": iri_of(revocation["revocation_id"]),
        "@type": ["kehtiv:Revocation", "prov:Entity"],
        "prov:value": revocation["quote"],
        "prov:wasQuotedFrom": _link(iri_of(revocation["directive_id"])),
        "prov:wasGeneratedBy": _link(EXPORT),
        "schema:pagination": None if revocation["page_number"] is None else str(revocation["page_number"]),
        "kehtiv:scope": revocation["scope"],
        "kehtiv:revokes": _link(iri_of(target)) if target else None,
        "kehtiv:revokedNumber": revocation["revoked_number"],
        "kehtiv:revokedOn": _day(revocation["revoked_date"]),
        "kehtiv:revokedAnnexNumber": revocation["revoked_annex_number"],
        "kehtiv:effectiveOn": _day(revocation["effective_on"]),
    }


def _targets(revocations: Iterable[Named], column: str, *, is_whole: bool) -> list[Any]:
    """Return links to the held acts that are revoked whole, or of which annexes are."""
    ids = {one[column] for one in revocations if one[column] and (one["scope"] == "act") is is_whole}
    return [_link(iri_of(name)) for name in sorted(ids)]


def _sources(values: Named) -> list[Any]:
    """Return links to the register's page and to the file's bytes (RFC 6920)."""
    sha256 = values["file_sha256"]
    if sha256 is None:
        return [_link(values["source_url"])]
    digest = base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")
    return [_link(values["source_url"]), _link(f"ni:///sha-256;{digest}")]


def _organization(name: str | None) -> Named | None:
    return {"@type": "schema:Organization", "schema:name": name} if name else None


def _link(name: str | None) -> Named | None:
    return {"@id": name} if name else None


def _day(day: date | None) -> Named | None:
    return {"@value": day.isoformat(), "@type": "xsd:date"} if day else None


def _bare(node: Named) -> Named:
    """Return a node without what is not known."""
    kept = {key: [one for one in value if one] if isinstance(value, list) else value for key, value in node.items()}
    return {key: value for key, value in kept.items() if value not in (None, [])}
