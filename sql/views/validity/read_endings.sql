-- publish: no
-- note: What ends, or may end, each annex and directive as far as sentences say it, before any ruling, with the day since
-- which the file that says so is no longer listed (unlisted_on).
-- together: directive_id
-- keyed: yes
-- reads: ending_sentences AS t by revoked_directive_id
-- reads: ending_sentences AS u by unnest(candidates)
-- reads: spoken_effects AS e by effect_id of t: effect_id
-- reads: spoken_effects AS g by effect_id of u: effect_id
-- reads: effects by affected_directive_id
-- reads: annex_identity by directive_id
-- reads: withdrawn_endings by directive_id
WITH told AS (
    SELECT r.*, coalesce(r.revoking_directive_id, r.document_id) AS ended_by,
           coalesce(r.effective_on, r.earliest_on, DATE '0001-01-01') AS possible_from,
           coalesce(len(e.annexes), 0) AS listed_number, e.is_every_annex, e.annexes,
           CASE r.effect WHEN 'revoke' THEN 'revoked' WHEN 'amend' THEN 'replaced' ELSE 'suspended' END AS ending
    FROM ending_sentences AS r JOIN spoken_effects AS e ON e.effect_id = r.effect_id
),
understood AS (
    SELECT * FROM told WHERE open_reason IS NULL AND ending <> 'suspended'
),
certain AS (
    SELECT 'annex' AS target, a.directive_id, a.annex_id, a.annex_number, t.*
    FROM understood AS t
    JOIN annex_identity AS a ON a.annex_id = t.revoked_annex_id
    WHERE t.resolution = 'resolved'
    UNION ALL
    SELECT 'annex', a.directive_id, a.annex_id, a.annex_number, t.*
    FROM understood AS t
    JOIN annex_identity AS a ON a.directive_id = t.revoked_directive_id
    WHERE t.resolution = 'resolved' AND t.scope = 'act'
      AND NOT coalesce(list_contains(t.except_annexes, a.annex_number), false)
    UNION ALL
    SELECT 'directive', t.revoked_directive_id, NULL, NULL, t.*
    FROM understood AS t
    WHERE t.resolution = 'resolved' AND t.scope = 'act'
),
-- Which of several acts is meant is not known: every one of them is in doubt.
several AS (
    SELECT t.*, c.directive_id AS candidate_id
    FROM told AS t, LATERAL (SELECT unnest(t.candidates) AS directive_id) AS c
    WHERE t.resolution = 'ambiguous'
),
-- Not understood, or of a part: each annex that the sentence may mean.
partial AS (
    SELECT * FROM told
    WHERE resolution = 'resolved' AND (open_reason IS NOT NULL OR (ending = 'suspended' AND effective_on IS NULL))
),
partly_meant AS (
    SELECT a.directive_id, a.annex_id, a.annex_number, t.*
    FROM partial AS t JOIN annex_identity AS a ON a.annex_id = t.revoked_annex_id
    UNION ALL
    SELECT a.directive_id, a.annex_id, a.annex_number, t.*
    FROM partial AS t JOIN annex_identity AS a ON a.directive_id = t.revoked_directive_id
    WHERE t.revoked_annex_id IS NULL AND t.scope IN ('act', 'part', 'attached')
),
doubtful AS (
    SELECT 'annex' AS target, s.candidate_id AS directive_id, a.annex_id, 'ambiguous' AS doubt, s.* EXCLUDE (candidate_id)
    FROM several AS s
    JOIN annex_identity AS a ON a.directive_id = s.candidate_id
    WHERE NOT coalesce(list_contains(s.except_annexes, a.annex_number), false)
      AND CASE WHEN s.revoked_annex_number IS NOT NULL THEN coalesce(a.annex_number = s.revoked_annex_number, false)
               WHEN s.scope = 'approved' THEN coalesce(s.revoked_kind = a.kind, true) OR act_kind(s.revoked_kind) IS NOT NULL
               ELSE true END
    UNION ALL
    SELECT 'directive', s.candidate_id, NULL, 'ambiguous', s.* EXCLUDE (candidate_id)
    FROM several AS s WHERE s.scope = 'act' AND s.open_reason IS DISTINCT FROM 'part'
    UNION ALL
    -- An act that ends in part stays in force.
    SELECT DISTINCT 'annex', m.directive_id, m.annex_id, coalesce(m.open_reason, 'condition'), m.* EXCLUDE (directive_id, annex_id, annex_number)
    FROM partly_meant AS m
    WHERE NOT coalesce(list_contains(m.except_annexes, m.annex_number), false)
    UNION ALL
    SELECT 'directive', t.revoked_directive_id, NULL, coalesce(t.open_reason, 'condition'), t.*
    FROM told AS t
    WHERE t.resolution = 'resolved' AND t.scope = 'act' AND (t.open_reason = 'doubt' OR (t.ending = 'suspended' AND t.effective_on IS NULL))
    UNION ALL
    -- "kinnitatud ametijuhendid", and it is not known whether this annex is one.
    SELECT DISTINCT 'annex', a.directive_id, a.annex_id, 'kind_unknown', t.* REPLACE (t.effect_id || '/approved' AS revocation_id,
        NULL AS revoked_annex_number, NULL AS revoked_annex_id)
    FROM told AS t
    JOIN annex_identity AS a ON a.directive_id = t.revoked_directive_id
    WHERE t.resolution = 'resolved' AND t.scope = 'approved' AND t.listed_number = 0
      AND a.kind IS NULL AND t.revoked_kind IS NOT NULL AND act_kind(t.revoked_kind) IS NULL
      AND NOT coalesce(list_contains(t.except_annexes, a.annex_number), false)
)
SELECT target, directive_id, annex_id,
       CASE WHEN effect = 'revoke' THEN revocation_id END AS revocation_id, ending,
       effect_id, ended_by,
       -- "Pikendan käskkirja kehtivust kuni …": the day on which it would have expired is passed over. Of an act whose
       -- annexes 1 and 2 alone are extended, annex 3 expires.
       CASE WHEN date_rule = 'expiry' THEN greatest(effective_on, (
            SELECT max(x.until_on) + 1 FROM effects AS x
            WHERE x.effect = 'extend' AND x.doubt IS NULL AND x.affected_directive_id = certain.directive_id
              AND (certain.target = 'directive' OR (
                  (coalesce(len(x.annexes), 0) = 0 OR says_annex(x.annexes, certain.annex_number))
                  AND NOT says_annex(x.except_annexes, certain.annex_number)))))
            ELSE effective_on END AS ends_on,
       CASE WHEN effective_on IS NULL THEN possible_from END AS undecided_from,
       effective_on_basis AS basis, known_from_on, unlisted_on, possible_from, read_basis, start_ruling_id
FROM certain
UNION ALL
SELECT target, directive_id, annex_id,
       CASE WHEN effect = 'revoke' THEN revocation_id END, ending,
       effect_id, ended_by, NULL, possible_from, doubt, known_from_on, unlisted_on, possible_from, read_basis, NULL
FROM doubtful
UNION ALL
-- The act that ended it was withdrawn: a wrong "in force" would be worse than an honest doubt.
SELECT target, directive_id, annex_id, NULL, CASE WHEN effect = 'revoke' THEN 'revoked' ELSE 'replaced' END, NULL, document_id, NULL,
       coalesce(possible_from_on, DATE '0001-01-01'), 'withdrawn', known_from_on, NULL, NULL, NULL, NULL
FROM withdrawn_endings WHERE is_ending
