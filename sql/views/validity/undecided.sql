-- table: Annexes and directives for which it is not known on some day whether they are in force, and why.
-- directive_id: directive
-- annex_id: annex; NULL for the directive itself
-- undecided_from: first day in doubt; NULL: from the beginning
-- reason: start_condition, start_unknown, end_condition, end_unknown, end_ambiguous, end_kind_unknown,
-- end_doubt (a sentence about it was not understood), end_part (a part of its act ends) or end_withdrawn (the act that
-- ended it was withdrawn)
-- revocation_id: revocation that causes the doubt; NULL where the start is in doubt
-- key: directive_id, annex_id, reason
-- pair: directive_id, annex_id, reason, revocation_id
-- pair: directive_id, annex_id, reason
-- pair: directive_id, annex_id
-- together: directive_id
-- reads: annexes by directive_id
-- reads: directives by directive_id
-- reads: endings by directive_id
SELECT directive_id, annex_id, NULL::DATE AS undecided_from, 'start_' || in_force_from_basis AS reason, NULL::VARCHAR AS revocation_id
FROM annexes WHERE in_force_from IS NULL AND unlisted_on IS NULL
UNION ALL
SELECT directive_id, NULL, NULL, 'start_' || in_force_from_basis, NULL
FROM directives WHERE in_force_from IS NULL
UNION ALL
SELECT directive_id, annex_id, undecided_from, 'end_' || basis, revocation_id
FROM endings
WHERE undecided_from IS NOT NULL
  AND coalesce(annex_id NOT IN (SELECT annex_id FROM annexes WHERE unlisted_on IS NOT NULL), true)
