-- answers: For which annexes and directives is it unknown whether they are in force, and why?
-- grain: annex or directive, with the reason
SELECT u.directive_id, u.annex_id, u.undecided_from, u.reason, r.revoking_directive_id, r.page_number, r.quote, r.evidence_id
FROM undecided AS u
LEFT JOIN (SELECT revocation_id, any_value(revoking_directive_id) AS revoking_directive_id, any_value(page_number) AS page_number,
                  any_value(quote) AS quote, any_value(evidence_id) AS evidence_id FROM revocations GROUP BY 1) AS r ON r.revocation_id = u.revocation_id
ORDER BY u.directive_id, u.annex_id NULLS FIRST, u.reason
