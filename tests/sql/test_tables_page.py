"""The picture of the tables shows what is published, and its lines lead where the columns do."""

from __future__ import annotations

from benchmarks.document_tables import PAGE, links_of, published_tables, tables_page


def test_the_page_is_what_the_headers_say() -> None:
    assert PAGE.read_text("utf-8") == tables_page(), "write it anew: python -m benchmarks.document_tables"


def test_columns_lead_to_the_table_whose_key_they_name() -> None:
    tables = {table.name: table for table in published_tables()}
    owners = {table.own_id: table.name for table in tables.values() if table.own_id is not None}
    assert {"annex_id", "directive_id", "document_id", "file_id", "effect_id", "revocation_id"} <= owners.keys()
    links = set(links_of(tables["annexes"], owners))
    assert {
        ("directive_id", "directives"),
        ("ended_by_revocation_id", "revocations"),
        ("in_force_from_effect_id", "effects"),
        ("file_id", "files"),
    } <= links
    assert tables["annexes"].key == ("annex_id",)
