-- publish: no
-- note: What each annex and each directive was from one day to another, without a hole, and the sentence that decides it.
-- together: subject_id
-- reads: annexes AS a by annex_id
-- reads: directives AS d by directive_id
-- reads: endings AS n by coalesce(annex_id, directive_id)
-- reads: suspensions AS s by coalesce(annex_id, directive_id)
-- reads: annex_effects AS x by annex_id
-- reads: effects AS e1 by effect_id of a: in_force_from_effect_id
-- reads: effects AS e2 by effect_id of a: ended_by_effect_id
-- reads: effects AS e3 by effect_id of d: in_force_from_effect_id
-- reads: effects AS e4 by effect_id of d: ended_by_effect_id
-- reads: effects AS e5 by effect_id of n: effect_id
-- reads: effects AS e6 by effect_id of s: effect_id
-- reads: effects AS e7 by effect_id of x: effect_id
WITH bounds AS (
    SELECT 'annex' AS target, annex_id AS subject_id, directive_id, in_force_from, in_force_from_basis, in_force_from_effect_id,
           coalesce(in_force_until, DATE '9999-12-31') AS ends_on, in_force_until_basis, undecided_from, ended_by, ended_by_effect_id
    FROM annexes WHERE unlisted_on IS NULL  -- what no page lists any more is in no status
    UNION ALL
    SELECT 'directive', directive_id, directive_id, in_force_from, in_force_from_basis, in_force_from_effect_id,
           coalesce(in_force_until, DATE '9999-12-31'), in_force_until_basis, undecided_from, ended_by, ended_by_effect_id
    FROM directives
),
-- Why an end is in doubt, and by which act: the earliest doubt counts.
doubts AS (
    SELECT coalesce(annex_id, directive_id) AS subject_id, target,
           min(struct_pack(undecided_from := undecided_from, basis := basis, by_id := ended_by, effect_id := effect_id)) AS doubt
    FROM endings WHERE undecided_from IS NOT NULL GROUP BY ALL
),
-- Until this day the status is not in doubt. A doubt about a beginning that has not come is a doubt from the beginning on.
dated AS (
    SELECT *, least(ends_on, greatest(in_force_from, coalesce(undecided_from, DATE '9999-12-31'))) AS sure_until
    FROM bounds WHERE in_force_from IS NOT NULL
),
-- Where no sentence dates an annex's beginning, the sentence that approves it counts.
approved AS (
    SELECT x.annex_id, min(x.effect_id) AS effect_id
    FROM annex_effects AS x JOIN effects AS e ON e.effect_id = x.effect_id
    WHERE e.effect = 'approve' GROUP BY 1
),
in_force AS (
    SELECT target, subject_id, in_force_from AS begins_on, sure_until AS ends_on FROM dated WHERE in_force_from < sure_until
),
suspended AS (
    SELECT
        i.target, i.subject_id, s.effect_id, s.suspending_directive_id,
        greatest(s.suspended_from, i.begins_on) AS begins_on,
        least(coalesce(s.suspended_until, DATE '9999-12-31'), i.ends_on) AS ends_on
    FROM suspensions AS s
    JOIN in_force AS i ON i.target = CASE WHEN s.annex_id IS NULL THEN 'directive' ELSE 'annex' END
        AND i.subject_id = coalesce(s.annex_id, s.directive_id)
    WHERE s.suspended_from < i.ends_on AND coalesce(s.suspended_until, DATE '9999-12-31') > i.begins_on
),
-- The days of force, cut on each day on which a suspension begins or ends.
cuts AS (
    SELECT target, subject_id, begins_on AS cut_on FROM suspended
    UNION SELECT target, subject_id, ends_on FROM suspended
    UNION SELECT target, subject_id, begins_on FROM in_force
    UNION SELECT target, subject_id, ends_on FROM in_force
),
pieces AS (
    SELECT target, subject_id, cut_on AS begins_on, lead(cut_on) OVER (PARTITION BY target, subject_id ORDER BY cut_on) AS ends_on
    FROM cuts
),
pieces_in_force AS (
    SELECT p.target, p.subject_id, p.begins_on, p.ends_on,
           min(struct_pack(effect_id := s.effect_id, directive_id := s.suspending_directive_id))
               FILTER (s.effect_id IS NOT NULL) AS suspension
    FROM pieces AS p
    LEFT JOIN suspended AS s ON s.target = p.target AND s.subject_id = p.subject_id
        AND s.begins_on <= p.begins_on AND s.ends_on > p.begins_on
    WHERE p.ends_on IS NOT NULL
    GROUP BY ALL
),
stretches AS (
    SELECT target, subject_id, 'not_yet' AS status, NULL::DATE AS status_from, least(in_force_from, ends_on) AS status_until,
           in_force_from_basis AS reason, in_force_from_effect_id AS effect_id, directive_id AS by_id, true AS is_own
    FROM dated
    UNION ALL
    SELECT p.target, p.subject_id, CASE WHEN p.suspension IS NULL THEN 'in_force' ELSE 'suspended' END, p.begins_on, p.ends_on,
           CASE WHEN p.suspension IS NULL THEN d.in_force_from_basis END,
           CASE WHEN p.suspension IS NULL THEN d.in_force_from_effect_id ELSE p.suspension.effect_id END,
           CASE WHEN p.suspension IS NULL THEN d.directive_id ELSE p.suspension.directive_id END, p.suspension IS NULL
    FROM pieces_in_force AS p JOIN dated AS d ON d.target = p.target AND d.subject_id = p.subject_id
    UNION ALL
    SELECT target, subject_id, 'undecided', NULL, ends_on, 'start_' || in_force_from_basis, in_force_from_effect_id, directive_id, true
    FROM bounds WHERE in_force_from IS NULL
    UNION ALL
    SELECT d.target, d.subject_id, 'undecided', d.sure_until, d.ends_on, 'end_' || x.doubt.basis, x.doubt.effect_id, x.doubt.by_id, false
    FROM dated AS d LEFT JOIN doubts AS x ON x.target = d.target AND x.subject_id = d.subject_id
    WHERE d.sure_until < d.ends_on
    UNION ALL
    SELECT target, subject_id, 'ended', ends_on, DATE '9999-12-31', in_force_until_basis, ended_by_effect_id, ended_by, false
    FROM bounds WHERE ends_on < DATE '9999-12-31'
)
SELECT
    s.target, s.subject_id, s.status,
    lag(s.status) OVER (PARTITION BY s.target, s.subject_id ORDER BY s.status_from NULLS FIRST) AS status_before,
    s.status_from, nullif(s.status_until, DATE '9999-12-31') AS status_until, s.reason AS status_reason, s.by_id AS status_by,
    e.effect_id AS status_effect_id, e.quote AS status_quote, e.evidence_id AS status_evidence_id,
    e.page_number AS status_page_number
FROM stretches AS s
LEFT JOIN approved AS p ON p.annex_id = CASE WHEN s.target = 'annex' AND s.is_own AND s.effect_id IS NULL THEN s.subject_id END
LEFT JOIN effects AS e ON e.effect_id = coalesce(s.effect_id, p.effect_id)
