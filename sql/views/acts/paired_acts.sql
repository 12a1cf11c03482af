-- publish: no
-- note: The act that each document itself is, where it is one: by the register's type, or by a heading with number and date.
-- original_id: where the document is a copy, the one in its authority's own register; where the register gave the act a new
-- id, the document under it: as the register's words say it, before any ruling (document_acts).
WITH acts AS (
    SELECT
        d.document_id, d.register, d.register = 'files' AS is_loose,
        coalesce(h.header_number, d.number) AS number,
        coalesce(h.header_number_key, number_key(d.number)) AS number_key,
        coalesce(h.header_signed_on, d.registered_on) AS act_on,
        coalesce(d.institution, h.header_issuer) AS institution,
        h.file_id IS NOT NULL AS has_heading,
        coalesce(d.is_copy, false) AND d.register <> 'files' AS is_copy,
        d.source_url, number_key(d.number) AS register_key, d.registered_on, d.document_type,
        institution_stem(d.institution) AS stem,
        written_title(d.title) AS written_title, d.state = 'gone' OR d.missing_since_at IS NOT NULL AS is_missing, coalesce(d.is_public, false) AS is_public
    FROM base.documents AS d
    LEFT JOIN document_headings AS h ON h.document_id = d.document_id
    WHERE is_directive_type(d.document_type)
       OR (h.header_number IS NOT NULL AND h.header_signed_on IS NOT NULL)
),
copies AS (SELECT * FROM acts WHERE is_copy),
originals AS (SELECT * FROM acts WHERE NOT is_copy AND NOT is_loose),
pairs AS (
    SELECT c.document_id, o.document_id AS original_id
    FROM copies AS c JOIN originals AS o ON o.source_url = c.source_url
    UNION
    SELECT c.document_id, o.document_id
    FROM copies AS c
    JOIN originals AS o
      ON o.register_key = c.register_key AND o.registered_on = c.registered_on AND stems_agree(o.stem, c.stem)
     AND act_kind(o.document_type) = act_kind(c.document_type)
),
-- An act that its register no longer shows, and shows under another id: nothing else of the register's own words differs.
moved AS (
    SELECT o.document_id, n.document_id AS original_id
    FROM originals AS o
    JOIN originals AS n
      ON n.register = o.register AND n.document_id <> o.document_id AND n.register_key = o.register_key
     AND n.registered_on = o.registered_on AND n.document_type = o.document_type
     AND coalesce(stems_agree(o.stem, n.stem), true)
    WHERE o.is_missing AND NOT n.is_missing AND n.is_public
),
renamed AS (SELECT document_id, min(original_id) AS original_id FROM moved GROUP BY 1 HAVING count(DISTINCT original_id) = 1),
-- Two originals of one copy would make it guesswork which one it is: then it stands for itself.
paired AS (
    SELECT document_id, min(original_id) AS original_id, count(DISTINCT original_id) AS original_number,
           list(DISTINCT original_id ORDER BY original_id) AS original_ids
    FROM (
        SELECT p.document_id, coalesce(m.original_id, p.original_id) AS original_id FROM pairs AS p LEFT JOIN renamed AS m ON m.document_id = p.original_id
        UNION ALL FROM renamed
    )
    GROUP BY 1
)
SELECT
    a.document_id, a.register, a.is_loose, a.number, a.number_key, a.act_on, a.institution, a.has_heading,
    a.is_copy, a.register_key, a.registered_on, a.document_type, a.stem, a.written_title, a.is_missing,
    CASE WHEN p.original_number = 1 THEN p.original_id END AS original_id, coalesce(p.original_ids, []) AS original_ids
FROM acts AS a LEFT JOIN paired AS p ON p.document_id = a.document_id
