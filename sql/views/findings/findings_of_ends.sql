-- publish: no
-- note: Doubts about how one act and its annexes end, last or change, that show only when what several sentences say is seen together.
-- Each quotes its evidence, of which document_id is the document, or else that of the act.
-- together: directive_id
-- reads: directive_identity by directive_id
-- reads: annexes AS x by directive_id
-- reads: revocations AS xr by revocation_id of x: ended_by_revocation_id
-- reads: revocations AS r by revoking_directive_id
-- reads: endings AS n by directive_id
-- reads: endings AS m by ended_by
-- reads: ending_sentences by revoking_directive_id
-- reads: effects AS en by effect_id of n: effect_id
-- reads: failing_acts by directive_id of n: ended_by
-- reads: extensions by directive_id
-- reads: renumberings by directive_id
-- reads: suspensions by suspending_directive_id
-- reads: effects AS e by directive_id
-- reads: effects AS ea by affected_directive_id
-- reads: directive_starts by directive_id of ea: directive_id
-- reads: effect_points by effect_id of e: effect_id
-- reads: annex_identity by directive_id
WITH doubles AS (
    SELECT target, directive_id, annex_id, count(DISTINCT effect_id) AS sentence_number, list(DISTINCT ended_by ORDER BY ended_by) AS enders,
           max_by(effect_id, (ends_on, effect_id)) AS effect_id
    FROM endings WHERE ends_on IS NOT NULL GROUP BY ALL HAVING count(DISTINCT effect_id) > 1
),
told (code, level, message, directive_id, annex_id, effect_id) AS (
SELECT 'revoked_twice', 'warn', 'several sentences end it (' || array_to_string(x.enders, ', ') || '): the earliest counts', x.directive_id, x.annex_id, x.effect_id
FROM doubles AS x
UNION ALL
SELECT 'revoked_before_in_force', 'warn', 'it ends on ' || x.in_force_until || ', before it would enter into force: never in force', x.directive_id, x.annex_id, r.effect_id
FROM annexes AS x LEFT JOIN revocations AS r ON r.revocation_id = x.ended_by_revocation_id
WHERE x.in_force_until <= x.in_force_from
UNION ALL
SELECT 'revoked_revoking_directive', 'warn', 'a directive that revokes is itself revoked: what it had revoked by then stays revoked', e.directive_id, NULL, e.effect_id
FROM endings AS e
WHERE e.target = 'directive' AND EXISTS (
    SELECT 1 FROM revocations AS r
    WHERE r.revoking_directive_id = e.directive_id AND r.effect_id <> e.effect_id AND r.revoked_directive_id IS DISTINCT FROM e.directive_id)
UNION ALL
SELECT 'revoked_amending_directive', 'warn', 'a directive that gives annexes a new wording is itself ended: the wording before stays ended', e.directive_id, NULL, e.effect_id
FROM endings AS e
WHERE e.target = 'directive' AND EXISTS (SELECT 1 FROM endings AS r WHERE r.ended_by = e.directive_id AND r.ending = 'replaced' AND r.ends_on IS NOT NULL)
UNION ALL
SELECT DISTINCT 'new_wording_open', 'warn',
       'it may be the new wording of ' || x.revoked_annex_id || ', and ' || n.ended_by || ' ends or suspends that: whether this ends is not decided', n.directive_id, n.annex_id, n.effect_id
FROM endings AS n
JOIN ending_sentences AS x ON x.revoking_directive_id = n.directive_id AND x.effect = 'amend' AND x.revoked_annex_id IS NOT NULL AND x.unlisted_on IS NULL
JOIN effects AS e ON e.effect_id = n.effect_id AND e.affected_directive_id = x.revoked_directive_id
WHERE n.basis = 'part' AND n.undecided_from IS NOT NULL
UNION ALL
SELECT DISTINCT 'revoked_suspending_directive', 'warn', 'a directive that suspends (' || s.directive_id || ') is itself ended: what it suspended stays suspended', e.directive_id, NULL, e.effect_id
FROM endings AS e JOIN suspensions AS s ON s.suspending_directive_id = e.directive_id
WHERE e.target = 'directive' AND s.directive_id IS DISTINCT FROM e.directive_id
  AND coalesce(coalesce(e.ends_on, e.undecided_from) < s.suspended_until, true)
UNION ALL
SELECT DISTINCT 'reinstated_in_part', 'warn',
       'a part of it is put into force again' || coalesce(' (' || coalesce(e.limit_words, array_to_string(e.points, ', '), e.item_title) || ')', '') || ': what is suspended stays so, and which annex it touches is for a person to say',
       e.affected_directive_id, NULL, e.effect_id
FROM effects AS e
WHERE e.effect = 'reinstate' AND e.doubt IS NULL AND e.affected_directive_id IS NOT NULL
  AND (len(e.points) > 0 OR len(e.except_points) > 0 OR e.scope IN ('points', 'part') OR e.limit_words IS NOT NULL OR (e.scope = 'approved' AND e.item_title IS NOT NULL))
UNION ALL
-- Nothing that has ended holds again by itself.
SELECT DISTINCT 'reinstated_after_end', 'warn',
       'an act ' || CASE e.effect WHEN 'extend' THEN 'extends its validity' ELSE 'puts it into force again' END || ', and it had ended on ' || n.ends_on || ': it stays ended, whether it holds again is for a person to say',
       e.affected_directive_id, n.annex_id, e.effect_id
FROM effects AS e
JOIN endings AS n ON n.directive_id = e.affected_directive_id AND n.ends_on IS NOT NULL
LEFT JOIN annex_identity AS a ON a.annex_id = n.annex_id
LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
WHERE e.effect IN ('reinstate', 'extend') AND NOT says_annex(e.except_annexes, a.annex_number)
  AND (coalesce(len(e.annexes), 0) = 0 OR says_annex(e.annexes, a.annex_number))
  AND coalesce(n.ends_on <= coalesce(e.effective_on, s.in_force_from), true)
UNION ALL
SELECT DISTINCT 'extension_undecided', 'warn',
       CASE WHEN x.open_reason = 'amended' THEN 'the point that says when it expires is amended: the day that it names now was not read'
            WHEN n.effect_id = x.effect_id THEN 'its validity is extended until ' || x.lasts_until || ', and no sentence was read by which it expires'
            ELSE 'it expires on ' || n.undecided_from || ', and whether an act extends it' || coalesce(' until ' || x.lasts_until, '') || ' is not decided: '
                || CASE x.open_reason WHEN 'part' THEN 'a part alone is extended' WHEN 'kind_unknown' THEN 'a kind of annex is extended, and the kind of this one is not known'
                        WHEN 'condition' THEN 'the extension names no day' WHEN 'ambiguous' THEN 'which act is extended is not decided'
                        WHEN 'withdrawn' THEN 'the act that extended it was withdrawn' WHEN 'doubt' THEN 'the sentence was not understood'
                        ELSE 'it had expired before, or the extension is not in force or of something else' END END,
       x.directive_id, x.annex_id, x.effect_id
FROM extensions AS x
JOIN endings AS n ON n.directive_id = x.directive_id AND n.annex_id IS NOT DISTINCT FROM x.annex_id AND n.undecided_from IS NOT NULL AND n.basis = 'unknown'
WHERE x.known_until_on IS NULL AND coalesce(x.lasts_until > n.undecided_from, true)
   OR x.effect_id = n.effect_id
UNION ALL
SELECT DISTINCT 'ended_by_ended_act', 'warn',
       'the act that ends it from ' || n.undecided_from || ' on (' || n.ended_by || ') may itself have ended by then: whether it ends is not decided',
       n.directive_id, n.annex_id, n.effect_id
FROM endings AS n JOIN failing_acts AS f ON f.directive_id = n.ended_by AND f.effect_id <> n.effect_id AND f.fails_from <= n.undecided_from
WHERE n.basis = 'unknown' AND n.ended_by <> n.directive_id
UNION ALL
SELECT DISTINCT 'annex_renumbered', 'info',
       'annex ' || r.annex_number || ' has another number since ' || r.renumbered_on || ': a number in a later sentence may mean another annex of the act',
       r.directive_id, a.annex_id, r.effect_id
FROM renumberings AS r JOIN annex_identity AS a ON a.directive_id = r.directive_id AND a.annex_number = r.annex_number
UNION ALL
-- The words held of a point are those before: a day, or an approval, that it gives may be another by now.
SELECT DISTINCT 'point_amended', CASE WHEN z.effect = 'approve' THEN 'info' ELSE 'warn' END,
       'point ' || o.point || ' is amended, which ' || CASE z.effect WHEN 'approve' THEN 'approves what the act approves' WHEN 'commence' THEN 'says when it begins'
           WHEN 'apply' THEN 'says from when it applies' ELSE 'says when it expires' END || ': the words held are those before',
       e.affected_directive_id, NULL, e.effect_id
FROM effects AS e
JOIN effects AS z ON z.directive_id = e.affected_directive_id AND z.effect IN ('approve', 'commence', 'apply', 'revoke')
JOIN effect_points AS o ON o.effect_id = z.effect_id AND list_contains(list_transform(e.points, lambda one: point_number(one)), o.point)
WHERE e.effect IN ('amend', 'correct') AND NOT e.is_own AND coalesce(len(e.annexes), 0) = 0
)
SELECT d.*, coalesce(split_part(d.effect_id, '!', 1), i.document_id) AS document_id
FROM told AS d LEFT JOIN directive_identity AS i ON i.directive_id = d.directive_id
