-- note: The annexes that can be found, each with what its items are filtered by.
SELECT a.annex_id, a.directive_id, a.title, length(a.text) AS letters, a.part_id, a.approval_evidence_id, a.in_force_from,
       a.in_force_until, a.undecided_from, a.annex_number, h.act_year, h.register, u.unit, u.languages, s.suspensions
FROM annexes AS a JOIN search_held AS h ON h.directive_id = a.directive_id
LEFT JOIN search_units AS u ON u.annex_id = a.annex_id
LEFT JOIN search_suspended AS s ON s.id = a.annex_id
WHERE a.unlisted_on IS NULL
