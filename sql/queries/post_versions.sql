-- answers: Which job descriptions did a post have, one after another: from when to when, by which acts, and with which days between?
-- grain: version
-- oddities: possible_previous_ids names several annexes where more than one may be the version before: then nothing is compared. A title in another form finds the post too; several posts may bear it (chain_id).
-- $title: the post's name or the annex's title as any answer prints it, or a part of either
SELECT
    v.chain_id, v.version, v.annex_id, d.number, coalesce(d.signed_on, d.registered_on) AS directive_date, v.title, v.unit, v.staff_group,
    v.in_force_from, v.in_force_until, v.undecided_from, v.gap_from, a.approval_quote, a.approval_evidence_id,
    v.ended_by, e.quote AS ended_by_quote, e.evidence_id AS ended_by_evidence_id, v.previous_annex_id, v.possible_previous_ids
FROM position_versions AS v
JOIN annexes AS a ON a.annex_id = v.annex_id
JOIN directives AS d ON d.directive_id = v.directive_id
LEFT JOIN effects AS e ON e.effect_id = v.ended_by_effect_id
WHERE (title_agrees(CAST($title AS VARCHAR), v.title) OR title_agrees(CAST($title AS VARCHAR), a.title))
  AND coalesce(title_group(CAST($title AS VARCHAR)) = v.staff_group, true)
ORDER BY v.chain_id, v.version, v.annex_id
