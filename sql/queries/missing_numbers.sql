-- answers: Which numbers of an institution's yearly series does no held directive have?
-- grain: range of numbers
-- oddities: A series is an institution's plain numbers of one year and kind of act. Other kinds of act may share it, so a gap is not always a loss.
-- $year: optional, only this year
SELECT
    g.institution, g.act_kind, g.in_year, g.first_number, g.last_number, g.missing_number, g.held_number, g.cited_numbers,
    g.before_directive_id, g.after_directive_id, coalesce(e.quote, c.quote) AS quote, coalesce(e.page_number, c.page_number) AS page_number,
    coalesce(e.document_id, c.document_id) AS document_id, coalesce(e.evidence_id, c.evidence_id) AS evidence_id
FROM number_gaps AS g
LEFT JOIN effects AS e ON e.effect_id = g.reference_id
LEFT JOIN citations AS c ON c.citation_id = g.reference_id
WHERE $year IS NULL OR g.in_year = CAST($year AS INTEGER)
ORDER BY g.institution, g.act_kind, g.in_year, g.first_number
