-- answers: Which acts do held texts cite most, as a legal basis or otherwise?
-- grain: cited act
-- oddities: One act is counted once a citing directive, however often that names it (mention_number counts each place). All provisions of a law count for the law. Issuers and titles are written as the texts write them; a_title and an_issuer are the most frequent.
-- $day: optional, only what directives in force that day cite
WITH counted AS (
    SELECT *, coalesce(CASE WHEN kind = 'law' THEN 'law/' || lower(title) END,  -- the key of a provision names its section too
                       reference_key, lower(concat_ws('/', kind, enacted_on, number, title)), lower(quote)) AS cited
    FROM citations
    -- An act's own heading, and the mark on its annexes, are no citation of another.
    WHERE cited_directive_id IS DISTINCT FROM directive_id AND ($day IS NULL OR directive_id IN (SELECT directive_id FROM directives_in_force_on(CAST($day AS DATE))))
)
SELECT
    min(kind) AS kind, min(enacted_on) AS enacted_on, min(number) AS number, mode(title) AS a_title, mode(issuer) AS an_issuer,
    CAST(count(DISTINCT coalesce(directive_id, document_id)) AS INTEGER) AS citing_number, CAST(count(DISTINCT struct_pack(file_id, span_start, span_end)) AS INTEGER) AS mention_number,
    min(cited_directive_id) AS cited_directive_id, cited AS reference_key, min(quote) AS a_quote
FROM counted
GROUP BY cited
ORDER BY citing_number DESC, mention_number DESC, cited
