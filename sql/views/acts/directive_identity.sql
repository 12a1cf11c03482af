-- publish: no
-- note: One row per directive: its names and dates, from the register and from the best heading of its documents.
-- together: directive_id
-- reads: directive_documents AS dd by directive_id
-- reads: document_headings by document_id of dd: document_id
-- reads: base.documents by document_id of dd: document_id
-- reads: loose_acts by document_id of dd: document_id
-- reads: body_signatures AS b by directive_id
-- reads: file_facts by file_id of b: container_id
-- reads: part_directives by directive_id
WITH owned AS (SELECT DISTINCT directive_id, document_id FROM directive_documents),
heading AS (
    SELECT o.directive_id, h.*
    FROM owned AS o JOIN document_headings AS h ON h.document_id = o.document_id
    QUALIFY row_number() OVER (PARTITION BY o.directive_id
        ORDER BY (o.document_id = o.directive_id) DESC, h.header_is_draft, h.document_id) = 1
),
-- The document whose register speaks for the directive.
spoken AS (
    SELECT o.directive_id, d.*
    FROM owned AS o JOIN base.documents AS d ON d.document_id = o.document_id
    QUALIFY row_number() OVER (PARTITION BY o.directive_id
        ORDER BY (d.document_id = o.directive_id) DESC, d.metadata_sha256 IS NULL, d.document_id) = 1
),
loose AS (
    SELECT dd.directive_id, min(l.number) AS number, min(l.act_on) AS act_on, min(l.institution) AS institution,
           min(day_in_estonia(d.first_seen_at)) AS known_on
    FROM directive_documents AS dd
    JOIN loose_acts AS l ON l.document_id = dd.document_id AND l.part_id IS NOT DISTINCT FROM dd.part_id
    JOIN base.documents AS d ON d.document_id = dd.document_id
    GROUP BY 1
),
-- Of several signed bodies the one whose heading speaks counts, else the one signed first: later ones accompany it.
signed AS (
    SELECT b.directive_id, b.signed_on, f.version_seen_on AS known_on
    FROM body_signatures AS b
    JOIN file_facts AS f ON f.file_id = b.container_id
    LEFT JOIN heading AS h ON h.directive_id = b.directive_id
    QUALIFY row_number() OVER (PARTITION BY b.directive_id
        ORDER BY (b.body_file_id IS NOT DISTINCT FROM h.file_id) DESC, b.signed_on, b.container_id) = 1
),
content AS (
    SELECT directive_id, bool_or(part = 'body') AS has_body
    FROM part_directives WHERE directive_id IS NOT NULL AND unlisted_on IS NULL GROUP BY 1
),
seen AS (
    SELECT o.directive_id, min(day_in_estonia(d.first_seen_at)) AS first_seen_on
    FROM owned AS o JOIN base.documents AS d ON d.document_id = o.document_id GROUP BY 1
)
SELECT
    k.directive_id,
    k.document_id,
    CASE WHEN k.directive_id = k.document_id THEN k.register ELSE 'files' END AS register,
    coalesce(k.institution, loose.institution, heading.header_issuer) AS institution,
    coalesce(heading.header_number, k.number, loose.number) AS number,
    number_key(coalesce(heading.header_number, k.number, loose.number)) AS number_key,
    k.number AS register_number,
    coalesce(act_kind(k.document_type), act_kind(heading.header_kind)) AS act_kind,
    k.registered_on,
    -- A heading outranks everything; an annex's approval mark gives the day of the act; signatures come last.
    coalesce(heading.header_signed_on, CASE WHEN k.registered_on IS NULL THEN loose.act_on END, signed.signed_on) AS signed_on,
    -- When the signing day came to be known; the register's own day is known with the register's entry.
    CASE WHEN heading.header_signed_on IS NOT NULL THEN heading.header_known_on
         WHEN k.registered_on IS NULL AND loose.act_on IS NOT NULL THEN loose.known_on
         ELSE signed.known_on END AS signed_known_on,
    CASE WHEN act_kind(k.title) = lower(trim(k.title)) THEN coalesce(heading.header_title, k.title)
         ELSE coalesce(k.title, heading.header_title) END AS title,
    k.document_type,
    k.access,
    k.source_url,
    k.state = 'gone' AS is_gone,
    seen.first_seen_on,
    CASE
        WHEN coalesce(heading.header_is_draft, false) THEN 'draft'
        WHEN coalesce(content.has_body, false) THEN 'read'
        WHEN content.directive_id IS NOT NULL THEN 'annex_only'
        ELSE 'metadata_only'
    END AS status,
    heading.file_id AS heading_file_id,
    heading.header_quote AS heading_quote,
    heading.header_page_number AS heading_page_number
FROM spoken AS k
LEFT JOIN heading ON heading.directive_id = k.directive_id
LEFT JOIN loose ON loose.directive_id = k.directive_id
LEFT JOIN signed ON signed.directive_id = k.directive_id
LEFT JOIN content ON content.directive_id = k.directive_id
LEFT JOIN seen ON seen.directive_id = k.directive_id
