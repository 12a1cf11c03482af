-- publish: no
-- note: Each job description with its annex and directive. Of an annex held twice, the best source's descriptions count;
-- of one that goes over several files those of all. Those of a file that its page no longer lists no longer count. Rests of descriptions are none of their own.
-- together: document_of(position_id)
-- reads: base.positions AS p by document_of(document_id)
-- reads: file_facts AS f by document_of(document_id)
-- reads: directive_documents by document_of(document_id)
-- reads: annex_parts AS a by document_of(document_id)
-- reads: annex_parts AS o by directive_id of a: directive_id
-- reads: annex_parts AS x by file_id of o: file_id
-- reads: annex_identity by directive_id of x: directive_id
-- reads: base.positions AS q by file_id of o: file_id
-- reads: file_facts AS g by file_id of o: file_id
WITH listed AS (
    SELECT p.* FROM base.positions AS p JOIN file_facts AS f ON f.file_id = p.file_id
    WHERE p.layout IS DISTINCT FROM 'continuation' AND f.unlisted_on IS NULL
),
spans AS (
    SELECT p.position_id, a.directive_id, i.annex_id, a.source_rank, a.root_ordinal, a.file_ordinal, a.file_id,
           a.part_id, a.first_part_id, i.part_id AS chosen_part_id,
           row_number() OVER (PARTITION BY p.position_id
               ORDER BY coalesce(p.span_start >= a.span_start AND p.span_end <= a.span_end, false) DESC,
                        coalesce(a.annex_number = lower(trim(p.annex_number)), false) DESC, a.span_start, a.part_id) AS turn,
           coalesce(p.span_start >= a.span_start AND p.span_end <= a.span_end, false)
               OR coalesce(a.annex_number = lower(trim(p.annex_number)), false)
               OR count(*) OVER (PARTITION BY p.position_id) = 1 AND (p.annex_number IS NULL OR a.annex_number IS NULL) AS fits
    FROM listed AS p
    JOIN annex_parts AS a ON a.file_id = p.file_id
    JOIN annex_identity AS i ON i.directive_id = a.directive_id AND i.annex_key = a.annex_key
),
placed AS (SELECT * FROM spans WHERE turn = 1 AND fits),
best AS (
    SELECT annex_id, arg_min(file_id, (source_rank, root_ordinal, file_ordinal, file_id)) AS file_id FROM placed GROUP BY 1
),
by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1)
SELECT p.position_id, s.annex_id, coalesce(s.directive_id, d.directive_id) AS directive_id
FROM listed AS p
LEFT JOIN placed AS s ON s.position_id = p.position_id
LEFT JOIN best AS b ON b.annex_id = s.annex_id
LEFT JOIN by_document AS d ON d.document_id = p.document_id
WHERE (s.position_id IS NULL OR b.file_id = p.file_id OR (s.part_id <> s.first_part_id AND s.first_part_id = s.chosen_part_id))
