-- note: The annexes that can be found, each with what its items are filtered by.
WITH held AS (
    SELECT d.* FROM directives AS d LEFT JOIN documents AS doc ON doc.document_id = d.document_id
    WHERE coalesce(doc.is_public, true) AND NOT d.is_gone
),
suspended AS (
    SELECT coalesce(annex_id, directive_id) AS id,
           list(struct_pack(suspended_from := suspended_from, suspended_until := suspended_until) ORDER BY suspended_from) AS suspensions
    FROM suspensions WHERE suspended_from IS NOT NULL GROUP BY 1
)
SELECT a.annex_id, a.directive_id, a.title, length(a.text) AS letters, a.part_id, a.approval_evidence_id, a.in_force_from,
       a.in_force_until, a.undecided_from, a.annex_number, h.register, u.unit, u.languages, s.suspensions
FROM annexes AS a JOIN held AS h ON h.directive_id = a.directive_id
LEFT JOIN search_units AS u ON u.annex_id = a.annex_id
LEFT JOIN suspended AS s ON s.id = a.annex_id
WHERE a.unlisted_on IS NULL
