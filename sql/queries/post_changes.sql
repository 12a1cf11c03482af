-- answers: What changed from one job description of a post to the next, field by field and duty by duty?
-- grain: change
-- oddities: operations has the words one by one (same, added, dropped, replaced). Nothing is said of versions of which a text is missing, or whose version before is one of several (query post_versions).
-- $title: the post's name as any answer prints it, or a part of it
SELECT
    c.chain_id, c.version, c.changed_on, c.annex_id, c.previous_annex_id, c.ordinal, c.field, c.change, c.is_moved,
    c.old_number, c.new_number, c.old_words, c.new_words, c.operations, c.old_evidence_id, c.new_evidence_id
FROM position_changes AS c
JOIN position_versions AS v ON v.annex_id = c.annex_id
WHERE title_agrees(CAST($title AS VARCHAR), v.title)
  AND coalesce(title_group(CAST($title AS VARCHAR)) = v.staff_group, true)
ORDER BY c.chain_id, c.version, c.annex_id, c.ordinal
