-- answers: What holds of a directive, and of each of its annexes, on a day, since when, and by which sentence?
-- grain: directive (annex_id NULL), then each of its annexes
-- oddities: outcome is withdrawn, gone, restricted or draft where that is what matters, else the status: not_yet, in_force, suspended, undecided, ended or never_in_force.
-- $directive_ids: optional, only these directives and their annexes
-- $day: optional, default today
-- Days and ids are written where they are used: a subquery in their place is no value that scans can filter by.
SELECT
    directive_id, annex_id, annex_number, title, institution, act_kind, number, directive_date,
    coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) AS asked_on, status, outcome, since_on, until_on, reason, by_directive_id, by_act,
    quote, page_number, evidence_id, source_url, applied_from, is_text_held, access, access_basis, access_until, withdrawn_reason, withdrawn_on
FROM outcome_stretches
WHERE directive_key >= coalesce(list_min(list_transform(CAST($directive_ids AS VARCHAR[]), lambda one: id_key(one))), 0)
  AND directive_key <= coalesce(list_max(list_transform(CAST($directive_ids AS VARCHAR[]), lambda one: id_key(one))), 9007199254740991)
  AND coalesce(list_contains(CAST($directive_ids AS VARCHAR[]), directive_id), true)
  AND begins_on <= coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp))
  AND coalesce(CAST($day AS DATE), day_in_estonia(current_timestamp)) < ends_on
ORDER BY directive_date DESC NULLS LAST, directive_id, annex_id IS NOT NULL, try_cast(annex_number AS DOUBLE), annex_number, annex_id
