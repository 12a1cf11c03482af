-- publish: no
-- note: Every reference to another act, from effects and citations, with the directive that makes it. An act that a sentence
-- cites by its title has written_title. said_year is the year of an act without a day ("2016. aasta käskkirja „…“", "… nr 5").
-- together: document_of(document_id)
-- reads: base.effects by document_of(document_id)
-- reads: base.citations by document_of(document_id)
-- reads: base.documents by document_of(document_id)
-- reads: directive_documents AS b by document_of(document_id)
-- reads: directive_identity by directive_id of b: directive_id
-- whole: base.tombstones, base.withdrawn_effects
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
spoken AS (
    SELECT effect_id AS reference_id, document_id, issuer, kind, reference_key, enacted_on, number,
           CASE WHEN number IS NULL AND effect NOT IN ('approve', 'commence', 'apply') THEN written_title(title) END AS written_title,
           written_title(quote) AS quote
    FROM base.effects
    UNION ALL
    SELECT citation_id, document_id, issuer, kind, reference_key, enacted_on, number, NULL, NULL FROM base.citations
),
-- What withdrawn acts bore on is no evidence, but which acts those were must still be found.
withdrawn AS (
    SELECT f.reference_id, f.document_id, f.issuer, f.kind, f.reference_key, f.enacted_on, f.number, f.institution
    FROM base.withdrawn_effects AS f JOIN base.tombstones AS t ON t.tombstone_id = f.tombstone_id
    WHERE t.lifted_at IS NULL
)
SELECT
    r.reference_id, r.document_id, b.directive_id AS citing_directive_id,
    coalesce(d.register, doc.register) AS citing_register,
    r.issuer,
    -- Whose series the number is of: the issuer's, else the citing institution's.
    coalesce(institution_stem(r.issuer), institution_stem(coalesce(d.institution, doc.institution))) AS stem,
    coalesce(act_kind(split_part(r.reference_key, '/', 1)), act_kind(r.kind)) AS act_kind,
    r.enacted_on, r.number, number_key(r.number) AS number_key, r.written_title,
    CASE WHEN r.written_title IS NOT NULL AND r.enacted_on IS NULL THEN
         -- A title that its sentence does not hold word for word leaves the year open: 0 agrees with none.
         CASE WHEN contains(r.quote, r.written_title) THEN try_cast(nullif(regexp_extract(
                  split_part(r.quote, r.written_title, 1), '.*(?:^|\D)((?:19|20)\d\d)\. ?a(?:asta|\.)?\s(?:\S+\s){0,5}$', 1), '') AS INTEGER)
              ELSE 0 END
         WHEN r.enacted_on IS NULL THEN try_cast(split_part(r.reference_key, '/', 2) AS INTEGER) END AS said_year
FROM spoken AS r
JOIN base.documents AS doc ON doc.document_id = r.document_id
LEFT JOIN by_document AS b ON b.document_id = r.document_id
LEFT JOIN directive_identity AS d ON d.directive_id = b.directive_id
WHERE number_key(r.number) IS NOT NULL OR r.enacted_on IS NOT NULL OR r.written_title IS NOT NULL
UNION ALL
SELECT
    f.reference_id, f.document_id, b.directive_id, split_part(f.document_id, '/', 1), f.issuer,
    coalesce(institution_stem(f.issuer), institution_stem(f.institution)),
    coalesce(act_kind(split_part(f.reference_key, '/', 1)), act_kind(f.kind)), f.enacted_on, f.number, number_key(f.number),
    NULL, CASE WHEN f.enacted_on IS NULL THEN try_cast(split_part(f.reference_key, '/', 2) AS INTEGER) END
FROM withdrawn AS f
LEFT JOIN by_document AS b ON b.document_id = f.document_id
WHERE number_key(f.number) IS NOT NULL OR f.enacted_on IS NOT NULL
