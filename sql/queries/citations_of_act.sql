-- answers: Which acts does a directive cite, and which held acts cite it?
-- grain: act and direction, with the first sentence
-- oddities: direction is cites or cited_by. other_directive_id is NULL where the cited act is not held.
-- $directive_id: directive
WITH told AS (
    SELECT 'cites' AS direction, cited_directive_id AS other_directive_id, issuer, kind, number, enacted_on, title, quote, page_number,
           evidence_id, file_id, span_start
    FROM citations WHERE directive_id = CAST($directive_id AS VARCHAR)
    UNION ALL
    SELECT 'cited_by', directive_id, NULL, NULL, NULL, NULL, NULL, quote, page_number, evidence_id, file_id, span_start
    FROM citations WHERE cited_directive_id = CAST($directive_id AS VARCHAR) AND directive_id <> CAST($directive_id AS VARCHAR)
)
SELECT
    t.direction, t.other_directive_id, coalesce(d.institution, t.issuer) AS institution, coalesce(d.act_kind, t.kind) AS kind,
    coalesce(d.number, t.number) AS number, coalesce(d.signed_on, d.registered_on, t.enacted_on) AS enacted_on,
    coalesce(d.title, t.title) AS title, t.quote, t.page_number, t.evidence_id
FROM told AS t
LEFT JOIN directives AS d ON d.directive_id = t.other_directive_id
WHERE t.other_directive_id IS DISTINCT FROM CAST($directive_id AS VARCHAR)
QUALIFY row_number() OVER (
    PARTITION BY t.direction, t.other_directive_id, coalesce(d.number, t.number), coalesce(d.signed_on, d.registered_on, t.enacted_on)
    ORDER BY t.file_id, t.span_start) = 1
ORDER BY t.direction DESC, enacted_on NULLS LAST, number, t.evidence_id
