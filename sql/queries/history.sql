-- answers: What happened to a directive or one of its annexes, and which sentence did it?
-- grain: step
-- oddities: An undecided day is NULL and comes last.
-- $directive_id: the directive
-- $annex: optional, the number of one of its annexes, or the last part of its id where it has none
WITH wanted AS (
    SELECT annex_id, directive_id, annex_number FROM annexes
    WHERE directive_id = $directive_id AND ($annex IS NULL OR lower(trim(CAST($annex AS VARCHAR))) IN (annex_number, split_part(annex_id, '#', -1)))
),
known AS (
    -- An annex that is not held has no history; its directive's steps do not stand in for it.
    SELECT * FROM directives AS d
    WHERE d.directive_id = $directive_id AND ($annex IS NULL OR EXISTS (SELECT 1 FROM wanted))
),
steps AS (
    SELECT 1 AS turn, d.directive_id, NULL::VARCHAR AS annex_id, d.registered_on AS "on", 'registered' AS step,
           'registered as nr ' || coalesce(d.register_number, '?') || coalesce(' by ' || d.institution, '') AS what,
           NULL::VARCHAR AS basis, NULL::VARCHAR AS effect_id, d.first_seen_on AS known_on
    FROM known AS d WHERE d.registered_on IS NOT NULL
    UNION ALL
    SELECT 2, d.directive_id, NULL, d.signed_on, 'signed',
           coalesce(d.act_kind, 'act') || ' nr ' || coalesce(d.number, '?') || ' signed' || coalesce(': ' || d.title, ''), NULL, NULL, d.first_seen_on
    FROM known AS d WHERE d.signed_on IS NOT NULL
    UNION ALL
    SELECT 4, d.directive_id, NULL, d.in_force_from, 'in_force',
           CASE WHEN d.in_force_from IS NULL THEN 'the day it enters into force is undecided (' || d.in_force_from_basis || ')'
                ELSE 'the directive enters into force (' || d.in_force_from_basis || ')' END, d.in_force_from_basis,
           (SELECT min(e.effect_id) FROM effects AS e WHERE e.directive_id = d.directive_id AND e.effect = 'commence' AND e.is_own), d.first_seen_on
    FROM known AS d
    UNION ALL
    SELECT 3, a.directive_id, a.annex_id, coalesce(d.signed_on, d.registered_on), 'approved',
           'annex ' || coalesce(a.annex_number, '') || coalesce(' "' || a.title || '"', '') || ' approved', NULL,
           a.approved_by_effect_id, a.known_from_on
    FROM annexes AS a JOIN wanted USING (annex_id) JOIN directives AS d ON d.directive_id = a.directive_id
    UNION ALL
    SELECT 5, a.directive_id, a.annex_id, coalesce(a.unlisted_on, a.in_force_from), CASE WHEN a.unlisted_on IS NULL THEN 'in_force' ELSE 'unlisted' END,
           CASE WHEN a.unlisted_on IS NOT NULL THEN 'annex ' || coalesce(a.annex_number, '') || ' is no longer listed on the document''s page since ' || a.unlisted_on || ' and not in force'
                WHEN a.in_force_from IS NULL THEN 'the day annex ' || coalesce(a.annex_number, '') || ' enters into force is undecided (' || a.in_force_from_basis || ')'
                ELSE 'annex ' || coalesce(a.annex_number, '') || ' enters into force (' || a.in_force_from_basis || ')' END,
           a.in_force_from_basis, NULL, a.known_from_on
    FROM annexes AS a JOIN wanted USING (annex_id)
    UNION ALL
    SELECT 6, e.directive_id, NULL, e.effective_on, 'applied', 'applies from ' || coalesce(CAST(e.effective_on AS VARCHAR), 'an undecided day'),
           e.date_basis, e.effect_id, e.known_from_on
    FROM effects AS e JOIN known AS d ON d.directive_id = e.directive_id
    WHERE e.effect = 'apply' AND e.is_own
    UNION ALL
    SELECT 7, e.affected_directive_id, NULL, coalesce(e.effective_on, b.in_force_from), 'amended',
           'amended by ' || coalesce(b.number || ' of ' || coalesce(b.signed_on, b.registered_on), e.document_id)
               || coalesce(' (annexes ' || array_to_string(e.annexes, ', ') || ')', ''), NULL, e.effect_id, e.known_from_on
    FROM effects AS e JOIN known AS d ON d.directive_id = e.affected_directive_id
    LEFT JOIN directives AS b ON b.directive_id = e.directive_id
    WHERE e.effect = 'amend' AND NOT e.is_own AND NOT EXISTS (SELECT 1 FROM endings AS n WHERE n.effect_id = e.effect_id)
      AND ($annex IS NULL OR e.annexes IS NULL OR list_contains(e.annexes, CAST($annex AS VARCHAR)))
    UNION ALL
    SELECT 8, n.directive_id, n.annex_id, coalesce(n.ends_on, nullif(n.undecided_from, DATE '0001-01-01')),
           CASE WHEN n.ends_on IS NULL THEN 'in_doubt' ELSE n.ending END,
           CASE WHEN n.target = 'directive' THEN 'the directive' ELSE 'annex ' || split_part(n.annex_id, '#', -1) END
               || CASE WHEN n.ends_on IS NULL THEN ' may be ' ELSE ' ' END || n.ending
               || ' by ' || coalesce('nr ' || b.number || ' of ' || coalesce(b.signed_on, b.registered_on), n.ended_by)
               || ' (' || n.basis || ')',
           n.basis, n.effect_id, n.known_from_on
    FROM endings AS n
    LEFT JOIN directives AS b ON b.directive_id = n.ended_by
    WHERE (n.target = 'directive' AND n.directive_id IN (SELECT directive_id FROM known))
       OR n.annex_id IN (SELECT annex_id FROM wanted)
    UNION ALL
    -- What a person decided about the act, its annexes, or a sentence of its own.
    SELECT DISTINCT 12, n.directive_id, n.annex_id, r.decided_on, 'ruled',
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, '') || ' (' || r.question || ')',
           'ruling', n.effect_id, r.counts_from_on
    FROM endings AS n JOIN rulings AS r ON r.ruling_id = n.ruling_id
    WHERE (n.target = 'directive' AND n.directive_id IN (SELECT directive_id FROM known))
       OR n.annex_id IN (SELECT annex_id FROM wanted)
    UNION ALL
    SELECT 12, a.directive_id, a.annex_id, r.decided_on, 'ruled',
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, '') || ' (' || r.question || ')',
           'ruling', r.effect_id, r.counts_from_on
    FROM annexes_as_read AS x JOIN wanted AS a ON a.annex_id = x.annex_id
    JOIN rulings AS r ON r.effect_id = x.ended_by_effect_id AND r.state = 'applied' AND r.outcome <> 'unsure'
    WHERE NOT EXISTS (SELECT 1 FROM endings AS n WHERE n.annex_id = x.annex_id AND n.effect_id = r.effect_id)
    UNION ALL
    SELECT 12, s.directive_id, s.annex_id, r.decided_on, 'ruled',
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, '') || ' (' || r.question || ')',
           'ruling', s.effect_id, r.counts_from_on
    FROM (SELECT d.directive_id, NULL::VARCHAR AS annex_id, d.in_force_from_ruling_id AS ruling_id, d.in_force_from_effect_id AS effect_id FROM known AS d
          UNION ALL SELECT a.directive_id, a.annex_id, a.in_force_from_ruling_id, a.in_force_from_effect_id FROM annexes AS a JOIN wanted USING (annex_id)) AS s
    JOIN rulings AS r ON r.ruling_id = s.ruling_id
    UNION ALL
    SELECT 12, d.directive_id, r.annex_id, r.decided_on, 'ruled',
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, '')
               || ' (' || r.question || ': ' || r.outcome || ')',
           'ruling', NULL, r.counts_from_on
    FROM known AS d
    JOIN rulings AS r ON r.directive_id = d.directive_id
    WHERE r.state = 'applied' AND r.outcome <> 'unsure'
      AND (r.annex_id IN (SELECT annex_id FROM wanted) OR (r.question = 'same_act' AND $annex IS NULL))
    UNION ALL
    SELECT 9, d.directive_id, NULL, coalesce(r.effective_on, d.in_force_from), 'revokes',
           'revokes ' || coalesce('annex ' || r.revoked_annex_number || ' of ', CASE r.scope WHEN 'approved' THEN 'what was approved by ' ELSE '' END)
               || coalesce('nr ' || r.revoked_number, 'an act') || coalesce(' of ' || r.revoked_date, '') || ' (' || r.resolution || ')',
           r.effective_on_basis, r.effect_id, r.known_from_on
    FROM revocations AS r JOIN known AS d ON d.directive_id = r.revoking_directive_id
    WHERE $annex IS NULL
    UNION ALL
    -- What a file said that its document's page no longer lists, at the act that said it and at what it ended.
    SELECT 10, d.directive_id, NULL, f.unlisted_on, 'unlisted',
           f.name || ' is no longer listed on the document''s page since ' || f.unlisted_on || ': what it says has no effect from then on',
           NULL, NULL, f.unlisted_on
    FROM files AS f JOIN known AS d ON d.document_id = f.document_id
    WHERE f.unlisted_on IS NOT NULL AND f.parent_file_id IS NULL AND $annex IS NULL
    UNION ALL
    SELECT 11, n.directive_id, n.annex_id, n.unlisted_on, 'unlisted',
           CASE WHEN n.target = 'directive' THEN 'the directive' ELSE 'annex ' || split_part(n.annex_id, '#', -1) END
               || ' was held ' || n.ending || ' by ' || coalesce('nr ' || b.number || ' of ' || coalesce(b.signed_on, b.registered_on), n.ended_by)
               || ', in a file that is no longer listed on the document''s page since ' || n.unlisted_on,
           n.basis, n.effect_id, n.known_from_on
    FROM former_endings AS n
    LEFT JOIN directives AS b ON b.directive_id = n.ended_by
    WHERE (n.target = 'directive' AND n.directive_id IN (SELECT directive_id FROM known))
       OR n.annex_id IN (SELECT annex_id FROM wanted)
)
SELECT
    s.directive_id, s.annex_id, s."on", s.step, s.what, s.basis,
    coalesce(e.directive_id, CASE WHEN s.effect_id IS NULL THEN s.directive_id END) AS by_directive_id,
    e.quote, e.page_number, doc.source_url, s.known_on, e.evidence_id
FROM steps AS s
LEFT JOIN (
    SELECT effect_id, directive_id, document_id, quote, page_number, evidence_id FROM effects
    UNION ALL SELECT effect_id, directive_id, document_id, quote, page_number, evidence_id FROM former_effects
) AS e ON e.effect_id = s.effect_id
LEFT JOIN directives AS own ON own.directive_id = s.directive_id
LEFT JOIN documents AS doc ON doc.document_id = coalesce(e.document_id, own.document_id)
ORDER BY s."on" NULLS LAST, s.turn, try_cast(split_part(s.annex_id, '#', -1) AS DOUBLE), s.annex_id, s.what
