"""By what the rows of two warehouses are told to be the same row, though their ids may have moved."""

from __future__ import annotations

from dataclasses import dataclass

# Says when, in which run and by which version something was read: no row differs for it.
BOOKKEEPING = frozenset({"run_id", "loaded_at", "extractor_version", "version", "last_seen_at", "last_checked_at"})

# Says where something stands, or follows from that: a row that differs in these alone has moved.
PLACES = frozenset(
    {
        "effect_id", "citation_id", "revocation_id", "position_id", "finding_id", "part_id", "evidence_id",
        "header_evidence_id", "ended_by_effect_id", "in_force_from_effect_id", "ended_by_revocation_id",
        "ordinal", "span_start", "span_end", "page_number", "boxes",
        "header_start", "header_end", "header_page_number", "header_boxes", "heading_page_number",
    }
)  # fmt: skip


@dataclass(frozen=True)
class Pairing:
    """A published table. ``key`` names a row for a person; ``tiers`` are tried one after another: rows that no tier
    before has paired are the same when these expressions are equal (NULL equals NULL)."""

    table: str
    key: tuple[str, ...]
    tiers: tuple[tuple[str, ...], ...]


# Ids of what stands in a file end in its turn there ("…#effect3"), which moves when a reader finds one more before it:
# so first what says the same, then what stands in the same place, then what bears the same id.
_OF_POSITION = "split_part(position_id, '#position', 1)"

PAIRINGS = (
    Pairing("directives", ("directive_id",), (("directive_id",),)),
    Pairing(
        "annexes",
        ("annex_id",),
        (("annex_id", "title"), ("directive_id", "text", "is_text_held"), ("annex_id",), ("directive_id", "title")),
    ),
    Pairing(
        "revocations",
        ("revocation_id",),
        (
            ("file_id", "quote", "revoked_kind", "revoked_date", "revoked_number", "revoked_annex_number"),
            ("file_id", "span_start", "span_end", "revoked_date", "revoked_number", "revoked_annex_number"),
            ("file_id", "revoked_date", "revoked_number", "revoked_annex_number"),
            ("revocation_id",),
        ),
    ),
    Pairing(
        "positions",
        ("position_id",),
        (("position_id", "title"), ("file_id", "title", "unit"), ("file_id", "span_start"), ("position_id",)),
    ),
    Pairing(
        "duties",
        ("position_id", "ordinal"),
        (
            ("position_id", "number", "duty"),
            ("position_id", "duty"),
            (_OF_POSITION, "number", "duty"),
            ("position_id", "span_start"),
            ("position_id", "ordinal", "number"),
        ),
    ),
    Pairing(
        "language_requirements",
        ("position_id", "ordinal"),
        (
            ("position_id", "language", "level"),
            ("position_id", "language"),
            (_OF_POSITION, "language", "level", "quote"),
        ),
    ),
    Pairing(
        "position_fields",
        ("position_id", "field"),
        (("position_id", "field", "quote"), ("position_id", "field"), (_OF_POSITION, "field", "quote")),
    ),
    Pairing(
        "effects",
        ("effect_id",),
        (
            ("file_id", "effect", "reference_key", "annexes", "points", "item_title", "quote"),
            ("file_id", "effect", "span_start", "span_end", "annexes", "points"),
            ("file_id", "effect", "reference_key", "annexes", "points"),
            ("file_id", "span_start", "span_end"),
            ("file_id", "quote"),
        ),
    ),
    Pairing(
        "citations",
        ("citation_id",),
        (("file_id", "reference_key", "quote"), ("file_id", "span_start", "span_end"), ("file_id", "quote")),
    ),
    Pairing("files", ("file_id",), (("file_id",), ("document_id", "sha256", "name"))),
    Pairing(
        "signatures", ("file_id", "ordinal"), (("file_id", "signer", "claimed_at", "ordinal"), ("file_id", "ordinal"))
    ),
    Pairing(
        "findings",
        ("finding_id",),
        (
            ("finding_id", "code", "message"),
            ("document_id", "file_id", "annex_id", "code", "message", "quote"),
            ("document_id", "file_id", "annex_id", "code", "quote"),
            ("finding_id", "code"),
        ),
    ),
    Pairing("quarantine", ("quarantine_id",), (("quarantine_id",), ("document_id", "name", "stage", "code"))),
    Pairing("documents", ("document_id",), (("document_id",),)),
    Pairing("document_versions", ("document_id", "version_number"), (("document_id", "version_number"),)),
    Pairing(
        "related_documents",
        ("document_id", "ordinal"),
        (("document_id", "number", "title", "relation"), ("document_id", "ordinal")),
    ),
)
