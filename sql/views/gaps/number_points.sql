-- publish: no
-- note: Known (day, number) pairs of each series: institution, year and kind of act, plain numbers only.
-- together: document_of(document_id)
-- reads: act_references by document_of(document_id)
-- reads: directive_identity by document_of(document_id)
-- reads: base.related_documents by document_of(document_id)
-- reads: act_references AS s by concat_ws(' ', try_cast(number_key AS INTEGER), enacted_on) of related_documents: concat_ws(' ', try_cast(number_key(number) AS INTEGER), registered_on)
-- reads: directive_identity AS h by concat_ws(' ', try_cast(number_key AS INTEGER), coalesce(signed_on, registered_on)) of related_documents: concat_ws(' ', try_cast(number_key(number) AS INTEGER), registered_on)
WITH spoken AS (
    SELECT r.stem, coalesce(r.act_kind, 'käskkiri') AS act_kind, r.enacted_on AS on_day, try_cast(r.number_key AS INTEGER) AS number,
           r.reference_id, r.citing_directive_id AS directive_id, r.document_id
    FROM act_references AS r
    WHERE regexp_full_match(r.number_key, '\d{1,5}') AND r.enacted_on IS NOT NULL
),
held AS (
    SELECT institution_stem(institution) AS stem, coalesce(act_kind, 'käskkiri') AS act_kind,
           coalesce(signed_on, registered_on) AS on_day, try_cast(number_key AS INTEGER) AS number,
           NULL::VARCHAR AS reference_id, directive_id, document_id
    FROM directive_identity
    WHERE regexp_full_match(number_key, '\d{1,5}') AND coalesce(signed_on, registered_on) IS NOT NULL AND status <> 'draft'
),
related AS (
    SELECT i.stem, act_kind(r.document_type) AS act_kind, r.registered_on AS on_day,
           try_cast(number_key(r.number) AS INTEGER) AS number, NULL::VARCHAR AS reference_id, NULL::VARCHAR AS directive_id,
           r.document_id, institution_stem(r.institution) AS related_stem, r.institution
    FROM base.related_documents AS r
    JOIN (SELECT document_id, min(institution_stem(institution)) AS stem FROM directive_identity GROUP BY 1) AS i
      ON i.document_id = r.document_id
    WHERE regexp_full_match(number_key(r.number), '\d{1,5}') AND r.registered_on IS NOT NULL
      AND is_directive_type(r.document_type)
),
-- A register's short code ("abc") stands for the citing institution when it names an act that the text cites as its own.
own_codes AS (
    SELECT DISTINCT r.document_id, r.institution
    FROM related AS r
    WHERE EXISTS (SELECT 1 FROM spoken AS s WHERE s.stem = r.stem AND s.on_day = r.on_day AND s.number = r.number)
       OR EXISTS (SELECT 1 FROM held AS h WHERE h.stem = r.stem AND h.on_day = r.on_day AND h.number = r.number)
)
SELECT * FROM spoken WHERE stem IS NOT NULL
UNION ALL
SELECT * FROM held WHERE stem IS NOT NULL
UNION ALL
SELECT r.* EXCLUDE (related_stem, institution)
FROM related AS r
LEFT JOIN own_codes AS o ON o.document_id = r.document_id AND o.institution IS NOT DISTINCT FROM r.institution
WHERE r.stem IS NOT NULL AND (r.related_stem IS NULL OR stems_agree(r.related_stem, r.stem) OR o.document_id IS NOT NULL)
