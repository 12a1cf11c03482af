"""Measure the time of publishing and of what is asked of days and posts over very many annexes, duties and revocations.

    python -m benchmarks.as_of [--annexes 1000000] [--revocations 500000] [--without-posts] [--steps] [--data DIR]

Base rows are made in bulk, without files from a register. Each directive has ten annexes with texts of a few words;
three consecutive directives have annexes of the same titles. Each revoking directive ends ten annexes one by one, half
of them from a stated day. Each annex is a job description of four duties and a language; from one to the next of a
post one duty is reworded and, in every third, two change places. ``--without-posts`` leaves job descriptions out, for
what publishing takes without them. This measures the derivation in SQL and its queries, not the reading of documents.
Beside the time that passes stands that of the processors (all threads together), which other work on the machine
changes less. Questions are asked on one thread. ``--steps`` tells the longest steps of the publish; ``--data`` keeps
the warehouse in a folder, and asks the one that is published there already.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from benchmarks.machine import describe_machine
from benchmarks.published import answered, kept_folder, opened_on_one_thread, publish_measured
from warehouse.connection import Warehouse
from warehouse.transactions import touch_content, transaction

PER_DIRECTIVE = 10
_SEEN = "TIMESTAMPTZ '2020-01-01 12:00:00+00' + to_days(CAST(n % 2000 AS INTEGER))"

# n: number of a document; annexes come first, then the revoking documents. Twenty institutions, one number a document.
_DOCUMENTS = f"""
    INSERT INTO base.documents BY NAME
    SELECT 'b/' || n AS document_id, 'b' AS register, CAST(n AS VARCHAR) AS external_id, 'adr' AS platform,
           'Asutus' || chr(CAST(97 + n % 20 AS INTEGER)) || 'amet' AS institution, CAST(n AS VARCHAR) AS number,
           DATE '2020-01-01' + CAST(n % 2000 AS INTEGER) AS registered_on, 'Käskkiri' AS document_type,
           'Ametijuhendid' AS title, 'Avalik' AS access, true AS is_public, 'm' AS metadata_sha256, 'listed' AS state,
           {_SEEN} AS first_seen_at, first_seen_at AS changed_at, 'r' AS run_id
    FROM range(CAST(? AS BIGINT)) AS d (n)"""
_FILES = f"""
    INSERT INTO base.files BY NAME
    SELECT 'b/' || n || '!f' AS file_id, 'b/' || n AS document_id, 'f' AS file_key, file_id AS root_file_id,
           1 AS ordinal, 'f.pdf' AS name, 'application/pdf' AS media_type, md5(file_id) AS sha256, 400 AS size,
           'käskkiri' AS header_kind, CAST(n AS VARCHAR) AS header_number,
           DATE '2020-01-01' + CAST(n % 2000 AS INTEGER) AS header_signed_on, false AS header_is_draft,
           '1' AS extractor_version, {_SEEN} AS loaded_at, 'r' AS run_id
    FROM range(CAST(? AS BIGINT)) AS d (n)"""
_TEXTS = """
    INSERT INTO base.texts BY NAME
    SELECT file_id AS root_file_id, file_id, repeat('Teenistuja nõustab ja vastab. ', 20) AS text FROM base.files"""
_SIGHTINGS = """
    INSERT INTO base.file_sightings BY NAME
    SELECT document_id, file_id, sha256, loaded_at AS first_seen_at FROM base.files"""
_BODIES = """
    INSERT INTO base.parts BY NAME
    SELECT file_id AS root_file_id, file_id || '#part0' AS part_id, file_id, document_id, 0 AS ordinal, 'body' AS part,
           0 AS span_start, 30 AS span_end, 1 AS page_number
    FROM base.files"""
_ANNEXES = """
    INSERT INTO base.parts BY NAME
    SELECT 'b/' || d || '!f' AS root_file_id, root_file_id || '#part' || k AS part_id, root_file_id AS file_id,
           'b/' || d AS document_id, k AS ordinal, 'annex' AS part, CAST(k AS VARCHAR) AS annex_number,
           'nõunik ' || ((d // 60) * 10 + k) AS title, 'ametijuhend' AS kind, 30 * k AS span_start,
           30 * k + 30 AS span_end, 2 AS page_number
    FROM (SELECT n // 10 AS d, n % 10 + 1 AS k FROM range(CAST(? AS BIGINT)) AS r (n))"""
_APPROVALS = """
    INSERT INTO base.effects BY NAME
    SELECT root_file_id, root_file_id || '#effect0' AS effect_id, file_id, document_id, 0 AS ordinal,
           'approve' AS effect, 'ametijuhend' AS kind, list(annex_number ORDER BY ordinal) AS annexes,
           false AS is_every_annex, 'annexes' AS scope, false AS is_retroactive, 'Kinnitan' AS quote, 0 AS span_start,
           8 AS span_end, 1 AS page_number
    FROM base.parts WHERE part = 'annex' GROUP BY ALL"""
# The revoking document for directive d: each sentence names one annex of it, in order.
_REVOCATIONS = """
    INSERT INTO base.effects BY NAME
    SELECT 'b/' || ($first + d) || '!f' AS root_file_id, root_file_id || '#effect' || k AS effect_id,
           root_file_id AS file_id, 'b/' || ($first + d) AS document_id, k AS ordinal, 'revoke' AS effect,
           'käskkiri' AS kind, DATE '2020-01-01' + CAST(d % 2000 AS INTEGER) AS enacted_on,
           CAST(d AS VARCHAR) AS number, 'Asutus' || chr(CAST(97 + d % 20 AS INTEGER)) || 'amet' AS issuer,
           [CAST(k AS VARCHAR)] AS annexes, false AS is_every_annex, 'annexes' AS scope,
           'käskkiri/' || enacted_on || '/' || number AS reference_key,
           CASE WHEN k % 2 = 0 THEN DATE '2026-01-01' + CAST(d % 300 AS INTEGER) END AS effective_on,
           CASE WHEN k % 2 = 0 THEN 'stated' END AS date_basis,
           false AS is_retroactive, 'Tunnistan' AS quote, 0 AS span_start, 9 AS span_end, 1 AS page_number
    FROM (SELECT n // 10 AS d, n % 10 + 1 AS k FROM range(CAST($number AS BIGINT)) AS r (n))"""

_POSITIONS = """
    INSERT INTO base.positions BY NAME
    SELECT root_file_id, part_id || '#position' AS position_id, file_id, document_id, ordinal, annex_number, title,
           'Osakond ' || ordinal AS unit, 'Osakonna juhataja' AS reports_to, 'ametnik' AS staff_group,
           'Osakonna ülesannete täitmine' AS purpose, 'Kõrgharidus' AS education,
           'Vähemalt ' || (ordinal % 5 + 1) || ' aastat tööd' AS experience, span_start, span_end, page_number
    FROM base.parts WHERE part = 'annex'"""
# Neighbouring versions stand in directives n and n + 20: the turn of the directive decides what is reworded and moved.
_DUTIES = """
    INSERT INTO base.duties BY NAME
    SELECT root_file_id, position_id, place AS ordinal, '2.' || place AS number,
           CASE WHEN what = 1 THEN 'Taotluste lahendamine ' || turn || ' tööpäeva jooksul ja otsuse eelnõu koostamine'
                WHEN what = 2 THEN 'Valdkonna ülevaadete koostamine ja esitamine osakonna juhatajale'
                WHEN what = 3 THEN 'Koostöö teiste asutuste ja ühendustega oma valdkonnas'
                ELSE 'Vahetu juhi antud ühekordsete ülesannete täitmine' END AS duty,
           [] AS outcomes, duty AS quote, span_start, span_end, page_number
    FROM (
        SELECT *, CAST(split_part(document_id, '/', 2) AS BIGINT) // 20 AS turn,
               CASE WHEN turn % 3 = 0 AND place IN (2, 3) THEN 5 - place ELSE place END AS what
        FROM base.positions, (SELECT CAST(n AS INTEGER) AS place FROM range(1, 5) AS r (n)))"""
_LANGUAGES = """
    INSERT INTO base.language_requirements BY NAME
    SELECT root_file_id, position_id, 1 AS ordinal, 'eesti' AS language, 'C1' AS level, 'Eesti C1' AS quote, span_start,
           span_end, page_number
    FROM base.positions"""

QUESTIONS = {
    "annexes_in_force_on": "SELECT annex_id, title FROM annexes_in_force_on('2026-06-01')",
    "annexes_in_force_as_known": "SELECT annex_id, title FROM annexes_in_force_as_known('2026-06-01', '2024-01-01')",
    "directives_in_force_on": "SELECT directive_id, title FROM directives_in_force_on('2026-06-01')",
    "one directive's annexes": "SELECT annex_id, title, in_force_until, text FROM annexes_in_force_on('2020-01-20')"
    " WHERE directive_id = 'b/7'",
    "annex_status_on": "SELECT annex_id, status FROM annex_status_on('2026-06-01')",
    "counts of a day's statuses": "SELECT status, count(*) FROM annex_status_on('2026-06-01') GROUP BY 1",
    "one annex's status": "SELECT status, status_quote FROM annex_status_on('2026-06-01') WHERE annex_id = 'b/7#3'",
}
POSTS = {
    "an annex's post": "SELECT chain_id FROM position_versions WHERE annex_id = 'b/67#3'",
    "a post with its changes": "SELECT * FROM post_history('asutushamet: osakond 3: ametijuhend: nõunik 13: ametnik')",
}


def fill(w: Warehouse, annexes: int, revocations: int, *, with_posts: bool = True) -> None:
    """Insert all base rows for these numbers of annexes and revocations, with a job description for each annex."""
    directives, revoking = annexes // PER_DIRECTIVE, revocations // PER_DIRECTIVE
    with transaction(w.connection):
        for statement in (_DOCUMENTS, _FILES):
            w.connection.execute(statement, [directives + revoking])
        for statement in (_TEXTS, _SIGHTINGS, _BODIES):
            w.connection.execute(statement)
        w.connection.execute(_ANNEXES, [annexes])
        w.connection.execute(_APPROVALS)
        w.connection.execute(_REVOCATIONS, {"first": directives, "number": revocations})
        for statement in (_POSITIONS, _DUTIES, _LANGUAGES) if with_posts else ():
            w.connection.execute(statement)
        touch_content(w.connection)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--annexes", type=int, default=1_000_000)
    parser.add_argument("--revocations", type=int, default=500_000)
    parser.add_argument("--without-posts", action="store_true")
    parser.add_argument("--steps", action="store_true", help="also tell the longest steps of the publish")
    parser.add_argument("--data", type=Path, help="folder that keeps the warehouse, or has it already")
    wanted = parser.parse_args()
    if not PER_DIRECTIVE <= wanted.revocations <= wanted.annexes:
        parser.error(f"revocations are between {PER_DIRECTIVE} and the number of annexes")
    print(f"as of a day, {wanted.annexes:,} annexes, {wanted.revocations:,} revocations ({describe_machine()})")

    def fill_it(w: Warehouse) -> None:
        fill(w, wanted.annexes, wanted.revocations, with_posts=not wanted.without_posts)

    with kept_folder(wanted.data) as data:
        publish_measured(data, fill_it, longest=wanted.steps)
        with opened_on_one_thread(data) as con:
            for name, sql in (QUESTIONS | ({} if wanted.without_posts else POSTS)).items():
                took = answered(con, sql)
                print(f"{name:26} {took.wall_ms:8.1f} ms; CPU {took.cpu_ms:.1f} ms  {took.rows} rows", flush=True)


if __name__ == "__main__":
    main()
