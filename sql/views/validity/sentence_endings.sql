-- publish: no
-- note: What ends, or may end, each annex and directive as far as sentences say it, before any ruling, with the day since which the file
-- that says so is no longer listed (unlisted_on). said_from, said_until: what else was said of it from one day to another: before and
-- after an extension, or the end of the act that ends it, became known. read_endings adds what follows for new wordings.
-- together: directive_id
-- keyed: yes
-- reads: ending_sentences AS t by revoked_directive_id
-- reads: ending_sentences AS u by unnest(candidates)
-- reads: spoken_effects AS e by effect_id of t: effect_id
-- reads: spoken_effects AS g by effect_id of u: effect_id
-- reads: annex_identity by directive_id
-- reads: extensions by directive_id
-- reads: failing_acts by directive_id of t: revoking_directive_id
-- reads: withdrawn_endings by directive_id
WITH told AS (
    SELECT r.*, coalesce(r.revoking_directive_id, r.document_id) AS ended_by,
           coalesce(r.effective_on, r.earliest_on, DATE '0001-01-01') AS possible_from,
           coalesce(len(e.annexes), 0) AS listed_number, e.is_every_annex, e.annexes,
           coalesce(r.date_rule = 'expiry' AND r.effective_on IS NOT NULL, false) AS is_expiry,
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
      AND NOT says_annex(t.except_annexes, a.annex_number)
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
    WHERE NOT says_annex(s.except_annexes, a.annex_number)
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
    WHERE NOT says_annex(m.except_annexes, m.annex_number)
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
      AND NOT says_annex(t.except_annexes, a.annex_number)
),
-- "Pikendan käskkirja kehtivust kuni …": the day on which it would have expired is passed over, where it is extended before that day and
-- nothing of the extension is open. Of an act whose annexes 1 and 2 alone are extended, annex 3 expires. An annex that says itself when it
-- expires ends then, though its act is extended that expires later; where the act says no later day, which of them is meant is open.
extended AS (
    SELECT c.effect_id, c.directive_id, c.annex_id, c.effective_on, CASE WHEN x.open_reason = 'amended' THEN x.begins_on END AS amended_on, x.lasts_until, x.ordered_on, x.begins_on, x.fails_from, x.known_from_on, x.known_until_on,
           x.open_reason IS NULL AND NOT (c.scope <> 'act' AND x.is_for_all) AS is_clear
    FROM certain AS c
    JOIN extensions AS x ON x.directive_id = c.directive_id AND x.annex_id IS NOT DISTINCT FROM c.annex_id
    WHERE c.is_expiry
      AND NOT (c.scope <> 'act' AND x.is_for_all AND EXISTS (
          SELECT 1 FROM certain AS o
          WHERE o.is_expiry AND o.target = 'directive' AND o.directive_id = c.directive_id AND o.effective_on > c.effective_on))
),
said_days AS (
    SELECT effect_id, directive_id, annex_id, NULL::DATE AS said_from FROM extended
    UNION SELECT effect_id, directive_id, annex_id, known_from_on FROM extended
    UNION SELECT effect_id, directive_id, annex_id, known_until_on FROM extended WHERE known_until_on IS NOT NULL
),
said AS (
    SELECT *, lead(said_from) OVER (PARTITION BY effect_id, directive_id, annex_id ORDER BY said_from NULLS FIRST) AS said_until FROM said_days
),
-- What each extension that is known adds to the day reached by those before it: nothing once that day has come.
reached AS (
    SELECT
        s.effect_id, s.directive_id, s.annex_id, s.said_from, s.said_until, max(coalesce(x.lasts_until, DATE '9999-12-31')) FILTER (x.effect_id IS NOT NULL) AS lasts_until,
        min(x.amended_on) AS amended_on,
        coalesce(list_sort(list(struct_pack(ordered_on := x.ordered_on, begins_on := x.begins_on, until := least(x.lasts_until, x.fails_from), lasts_until := x.lasts_until))
            FILTER (x.is_clear)), []) AS steps
    FROM said AS s
    LEFT JOIN extended AS x ON x.effect_id = s.effect_id AND x.directive_id = s.directive_id AND x.annex_id IS NOT DISTINCT FROM s.annex_id
        AND x.known_from_on <= s.said_from AND s.said_from < coalesce(x.known_until_on, DATE '9999-12-31')
    GROUP BY ALL
),
expiries AS (
    SELECT
        c.target, c.directive_id, c.annex_id, c.revocation_id, c.ending, c.effect_id, c.ended_by,
        CASE WHEN NOT coalesce(r.lasts_until > d.sure_until, false) THEN d.sure_until END AS ends_on,
        CASE WHEN r.lasts_until > d.sure_until THEN least(d.sure_until, r.amended_on) END AS undecided_from,
        CASE WHEN r.lasts_until > d.sure_until THEN 'unknown' ELSE c.effective_on_basis END AS basis,
        c.known_from_on, c.unlisted_on, c.possible_from, c.read_basis, c.start_ruling_id, r.said_from, r.said_until
    FROM certain AS c
    LEFT JOIN reached AS r ON r.effect_id = c.effect_id AND r.directive_id = c.directive_id AND r.annex_id IS NOT DISTINCT FROM c.annex_id,
    LATERAL (SELECT list_reduce(
        list_prepend(struct_pack(ordered_on := NULL::DATE, begins_on := NULL::DATE, until := c.effective_on, lasts_until := c.effective_on), coalesce(r.steps, [])),
        lambda had, one: CASE WHEN one.until > had.until AND one.ordered_on < had.lasts_until AND one.begins_on <= had.until THEN one ELSE had END
    ).until AS sure_until) AS d
    WHERE c.is_expiry
),
-- What an act ends on a day on which it may itself have ended. failed_from: since when that is known.
ending_later AS (
    SELECT c.*, (SELECT min(f.known_from_on) FROM failing_acts AS f
                 WHERE f.directive_id = c.revoking_directive_id AND f.directive_id <> c.directive_id AND f.effect_id <> c.effect_id
                   AND f.fails_from <= c.effective_on AND f.known_until_on IS NULL) AS failed_from
    FROM certain AS c WHERE NOT c.is_expiry
),
-- What no sentence that was read lets expire, and one extends, expires when that ends, unless it is extended again.
unsaid AS (
    SELECT x.*, (SELECT min(l.known_from_on) FROM extensions AS l
                 WHERE l.directive_id = x.directive_id AND l.annex_id IS NOT DISTINCT FROM x.annex_id AND l.open_reason IS NULL
                   AND l.lasts_until > x.lasts_until AND l.known_until_on IS NULL) AS said_until
    FROM extensions AS x
    WHERE x.open_reason IS NULL AND (x.annex_id IS NOT NULL OR x.is_for_all)
      AND NOT EXISTS (
          SELECT 1 FROM (SELECT directive_id, annex_id FROM certain WHERE date_rule = 'expiry' UNION ALL SELECT directive_id, annex_id FROM doubtful WHERE date_rule = 'expiry') AS o
          WHERE o.directive_id = x.directive_id AND o.annex_id IS NOT DISTINCT FROM x.annex_id)
)
SELECT target, directive_id, annex_id, revocation_id, ending, effect_id, ended_by, ends_on, undecided_from, basis, known_from_on, unlisted_on,
       possible_from, read_basis, start_ruling_id, said_from, said_until
FROM expiries
UNION ALL
SELECT target, directive_id, annex_id,
       CASE WHEN effect = 'revoke' THEN revocation_id END, ending,
       effect_id, ended_by, effective_on,
       CASE WHEN effective_on IS NULL THEN possible_from END,
       effective_on_basis, known_from_on, unlisted_on, possible_from, read_basis, start_ruling_id, NULL, failed_from
FROM ending_later
UNION ALL
SELECT target, directive_id, annex_id, CASE WHEN effect = 'revoke' THEN revocation_id END, ending, effect_id, ended_by, NULL, effective_on,
       'unknown', known_from_on, unlisted_on, possible_from, 'unknown', NULL, failed_from, NULL
FROM ending_later WHERE failed_from IS NOT NULL
UNION ALL
SELECT target, directive_id, annex_id,
       CASE WHEN effect = 'revoke' THEN revocation_id END, ending,
       effect_id, ended_by, NULL, possible_from, doubt, known_from_on, unlisted_on, possible_from, read_basis, NULL, NULL, NULL
FROM doubtful
UNION ALL
-- The act that ended it was withdrawn: a wrong "in force" would be worse than an honest doubt.
SELECT target, directive_id, annex_id, NULL, CASE effect WHEN 'revoke' THEN 'revoked' WHEN 'amend' THEN 'replaced' ELSE 'suspended' END, NULL, document_id, NULL,
       coalesce(possible_from_on, DATE '0001-01-01'), 'withdrawn', known_from_on, NULL, NULL, NULL, NULL, NULL, NULL
FROM withdrawn_endings WHERE is_ending
UNION ALL
SELECT CASE WHEN annex_id IS NULL THEN 'directive' ELSE 'annex' END, directive_id, annex_id, NULL, 'revoked', effect_id, extended_by, NULL, lasts_until,
       'unknown', known_from_on, unlisted_on, lasts_until, NULL, NULL, NULL, said_until
FROM unsaid
