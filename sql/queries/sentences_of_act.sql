-- answers: What does each operative sentence of a directive do, to what, from when, and where is it?
-- grain: effect of a sentence
-- oddities: A sentence that does several things has several rows. doubt says why an effect is not relied on; NULL where it is.
-- $directive_id: directive
SELECT
    e.effect_id, e.effect, e.annexes, e.is_every_annex, e.except_annexes, e.points, e.except_points, e.limit_words, e.item_title,
    e.is_own, e.affected_directive_id, e.resolution, e.kind, e.number, e.enacted_on, e.title, e.effective_on, e.until_on, e.doubt,
    e.doubt_quote, e.quote, e.file_id, e.span_start, e.span_end, e.page_number, e.evidence_id,
    b.act_kind AS affected_kind, b.number AS affected_number, coalesce(b.signed_on, b.registered_on) AS affected_date
FROM effects AS e
LEFT JOIN directives AS b ON b.directive_id = e.affected_directive_id
WHERE e.directive_id = CAST($directive_id AS VARCHAR)
ORDER BY e.file_id, e.span_start, e.ordinal
