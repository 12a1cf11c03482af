-- answers: Why is an annex in force on a day, or why not, step by step with the evidence?
-- grain: step, in order; the last step is the answer
-- oddities: rule names the rule behind the step, bears says whether the answer depends on it; "on" is NULL where a day is open.
-- $annex_id: optional, the annex; otherwise give directive_id and annex
-- $directive_id: optional, its directive
-- $annex: optional, its number in that directive; not needed where the directive has one annex
-- $day: optional, default today
WITH wanted AS (
    SELECT a.*, coalesce(CAST($day AS DATE), current_date) AS asked_on
    FROM annexes AS a
    WHERE CASE WHEN $annex_id IS NOT NULL THEN a.annex_id = CAST($annex_id AS VARCHAR)
               ELSE a.directive_id = CAST($directive_id AS VARCHAR)
                    AND ($annex IS NULL OR lower(trim(CAST($annex AS VARCHAR))) IN (a.annex_number, split_part(a.annex_id, '#', -1))) END
    -- Without a number the question would be about all annexes of the directive; in_force and history answer that.
    QUALIFY $annex_id IS NOT NULL OR $annex IS NOT NULL OR count(*) OVER () = 1
),
judged AS (
    SELECT
        w.*, d.signed_on, d.registered_on, d.status, d.number, d.act_kind, d.institution, d.document_id, d.heading_file_id,
        d.heading_quote, d.heading_page_number, d.in_force_from AS act_from, d.in_force_from_effect_id AS act_effect_id,
        CASE
            WHEN w.unlisted_on IS NOT NULL THEN 'unlisted'
            WHEN w.in_force_from IS NULL THEN 'undecided'
            WHEN w.in_force_until <= w.in_force_from THEN 'never_in_force'
            WHEN w.asked_on < w.in_force_from THEN 'not_yet'
            WHEN w.asked_on >= w.in_force_until THEN 'ended'
            WHEN w.asked_on >= w.undecided_from THEN 'undecided'
            ELSE 'in_force'
        END AS verdict
    FROM wanted AS w
    JOIN directives AS d ON d.directive_id = w.directive_id
),
ends AS (
    SELECT
        n.*, j.asked_on, j.in_force_from, j.directive_id AS of_directive_id, r.scope, r.resolution,
        n.effect_id IS NOT DISTINCT FROM j.ended_by_effect_id AS counts,
        coalesce('nr ' || b.number, n.ended_by) || coalesce(' of ' || coalesce(b.signed_on, b.registered_on), '') AS ender
    FROM judged AS j
    JOIN endings AS n ON n.annex_id = j.annex_id
    LEFT JOIN revocations AS r ON r.revocation_id = n.revocation_id
    LEFT JOIN (SELECT d.* FROM directives AS d SEMI JOIN (SELECT e.ended_by FROM endings AS e SEMI JOIN judged AS c ON c.annex_id = e.annex_id) AS c ON c.ended_by = d.directive_id) AS b
      ON b.directive_id = n.ended_by
),
steps AS (
    SELECT annex_id, 1 AS turn, 'directive' AS step, 'register' AS rule, registered_on AS "on", true AS bears,
           'annex ' || coalesce(annex_number, 'without a number') || ' of ' || coalesce(act_kind, 'act') || ' nr ' || coalesce(number, '?')
               || coalesce(' of ' || coalesce(signed_on, registered_on), '') || coalesce(' (' || institution || ')', '')
               || CASE status WHEN 'draft' THEN ', a draft: it never enters into force' WHEN 'annex_only' THEN ', whose body is not held'
                       WHEN 'metadata_only' THEN ', of which nothing can be read' ELSE '' END AS what,
           NULL::VARCHAR AS effect_id, NULL::VARCHAR AS quote, NULL::INTEGER AS page_number, document_id
    FROM judged
    UNION ALL
    SELECT annex_id, 2, 'signed', 'signing', signed_on, in_force_from_basis = 'signing',
           'signed on ' || signed_on || CASE WHEN heading_quote IS NULL THEN ', as an approval mark or a signature says' ELSE '' END,
           NULL, heading_quote, heading_page_number, document_id
    FROM judged WHERE signed_on IS NOT NULL
    UNION ALL
    SELECT j.annex_id, 3, 'approved', CASE WHEN j.approved_by_effect_id IS NULL THEN 'found' ELSE 'approve' END, coalesce(j.signed_on, j.registered_on), true,
           CASE WHEN j.approved_by_effect_id IS NULL THEN 'held among the directive''s annexes; no sentence that approves it was read'
                ELSE 'approved by its directive' END || CASE WHEN j.is_text_held THEN '' ELSE '; no file of it is held' END,
           j.approved_by_effect_id, NULL, j.page_number, j.document_id
    FROM judged AS j
    WHERE j.unlisted_on IS NULL
    UNION ALL
    SELECT annex_id, 4, 'start', in_force_from_basis, in_force_from, true,
           CASE in_force_from_basis
               WHEN 'stated' THEN 'in force from ' || in_force_from || ': the day is stated for this annex'
               WHEN 'clause' THEN 'in force from ' || in_force_from || ': a clause on entry into force gives the day'
               WHEN 'signing' THEN 'in force from ' || in_force_from || ': no sentence names a day, so the signing day counts'
               WHEN 'registration' THEN 'in force from ' || in_force_from || ': no sentence names a day and no signing day is known, so the day of registration counts'
               WHEN 'ruling' THEN 'in force from ' || in_force_from || ': a person decided where the text leaves the day open'
               WHEN 'condition' THEN 'undecided: it enters into force on an event that the text does not date'
               ELSE 'undecided: ' || CASE WHEN status = 'draft' THEN 'a draft never enters into force'
                                          WHEN in_force_from_effect_id IS NOT NULL THEN 'sentences name different days'
                                          ELSE 'neither a clause nor a signing day nor a registration is known' END
           END,
           in_force_from_effect_id, CASE in_force_from_basis WHEN 'signing' THEN heading_quote END,
           CASE in_force_from_basis WHEN 'signing' THEN heading_page_number END, document_id
    FROM judged WHERE unlisted_on IS NULL
    UNION ALL
    SELECT annex_id, 5, 'applied', 'apply', applied_from, false,
           'applied from ' || applied_from || ': application moves neither the start nor any revocation',
           (SELECT min(e.effect_id) FROM effects AS e WHERE e.directive_id = j.directive_id AND e.is_own AND e.effective_on = j.applied_from
                AND (e.effect = 'apply' OR e.is_retroactive)), NULL, NULL, document_id
    FROM judged AS j WHERE applied_from IS NOT NULL
    UNION ALL
    SELECT annex_id, 6, ending, CASE WHEN ended_by = of_directive_id THEN 'own_end' WHEN ending = 'replaced' THEN 'new_wording'
                                     ELSE coalesce(scope, 'act') END || '/' || basis,
           ends_on, counts,
           CASE ending WHEN 'replaced' THEN 'a new wording replaces it, by ' ELSE 'revoked by ' END || ender || ', from ' || ends_on
               || CASE basis WHEN 'stated' THEN ': the day is stated' WHEN 'clause' THEN ': a clause gives the day'
                             WHEN 'signing' THEN ': no day is stated, so that of its entry into force (signing)'
                             WHEN 'registration' THEN ': no day is stated, so that of its entry into force (registration)'
                             WHEN 'ruling' THEN ': a person decided' ELSE '' END
               || CASE scope WHEN 'act' THEN '; the whole act ends with all its annexes' WHEN 'approved' THEN '; what the act approved ends' ELSE '' END
               || CASE WHEN NOT counts THEN '; an earlier end counts' WHEN ends_on <= in_force_from THEN '; that is before it would begin' ELSE '' END,
           effect_id, NULL, NULL, NULL
    FROM ends WHERE ends_on IS NOT NULL
    UNION ALL
    SELECT n.annex_id, 6, 'ruled', r.question, r.decided_on, n.counts,
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, ''), n.effect_id, NULL, NULL, NULL
    FROM ends AS n JOIN rulings AS r ON r.ruling_id = n.ruling_id
    UNION ALL
    SELECT j.annex_id, 4, 'ruled', r.question, r.decided_on, true,
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, ''), j.in_force_from_effect_id, NULL, NULL, NULL
    FROM judged AS j JOIN rulings AS r ON r.ruling_id = j.in_force_from_ruling_id
    UNION ALL
    -- What somebody decided about the annex or its act as a whole: its number, post, fields, or that two entries are one act.
    SELECT j.annex_id, 3, 'ruled', r.question, r.decided_on, r.question IN ('annex_number', 'same_act'),
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, '')
               || ' (' || r.question || ': ' || r.outcome || ')', NULL, r.quote, NULL, r.document_id
    FROM judged AS j
    JOIN rulings AS r ON r.annex_id = j.annex_id OR (r.question = 'same_act' AND r.directive_id = j.directive_id)
    WHERE r.state = 'applied' AND r.outcome <> 'unsure'
    UNION ALL
    -- What a sentence might have ended, and somebody decided that it does not.
    SELECT j.annex_id, 9, 'ruled', r.question, r.decided_on, true,
           'decided by ' || r.decided_by || ' on ' || r.decided_on || coalesce(', because ' || r.because, ''), r.effect_id, NULL, NULL, NULL
    FROM judged AS j
    JOIN annexes_as_read AS x ON x.annex_id = j.annex_id
    JOIN rulings AS r ON r.effect_id = x.ended_by_effect_id AND r.state = 'applied' AND r.outcome <> 'unsure'
    WHERE NOT EXISTS (SELECT 1 FROM ends AS n WHERE n.effect_id = r.effect_id)
    UNION ALL
    -- Where no day is stated, the ending act's own start sets it; a separate sentence or heading gives that start.
    SELECT n.annex_id, 7, 'ender_in_force', b.in_force_from_basis, b.in_force_from, n.counts,
           n.ender || ' enters into force on ' || b.in_force_from || ' (' || b.in_force_from_basis || '), and what it ends ends then',
           b.in_force_from_effect_id, CASE b.in_force_from_basis WHEN 'signing' THEN b.heading_quote END,
           CASE b.in_force_from_basis WHEN 'signing' THEN b.heading_page_number END, b.document_id
    FROM ends AS n
    JOIN effects AS e ON e.effect_id = n.effect_id AND e.effective_on IS NULL
    JOIN directives AS b ON b.directive_id = n.ended_by AND b.in_force_from = n.ends_on
    UNION ALL
    SELECT annex_id, 8, 'in_doubt', basis, nullif(undecided_from, DATE '0001-01-01'), asked_on >= undecided_from,
           'may be ' || ending || ' by ' || ender || ': '
               || CASE basis WHEN 'condition' THEN 'the day hangs on an event that the text does not date'
                             WHEN 'ambiguous' THEN 'several held acts have the number and date that it names'
                             WHEN 'withdrawn' THEN 'that act was withdrawn, and its sentence is no longer held'
                             WHEN 'kind_unknown' THEN 'a kind of annex is revoked, and the kind of this one is not known'
                             WHEN 'doubt' THEN 'the sentence holds words that were not understood'
                             WHEN 'part' THEN 'the sentence ends a part of the act, and it is not known whether this annex belongs to it'
                             ELSE 'the day is not known' END,
           effect_id, NULL, NULL, NULL
    FROM ends WHERE undecided_from IS NOT NULL
    UNION ALL
    SELECT DISTINCT j.annex_id, 9, 'not_ending', e.effect, e.effective_on, false,
           CASE WHEN e.effect = 'amend' THEN 'amended, which ends nothing: the text held may be the one before'
                ELSE 'points of the act are revoked (' || array_to_string(e.points, ', ') || '), which ends no annex by itself' END,
           e.effect_id, NULL, NULL, NULL
    FROM judged AS j
    JOIN effects AS e ON e.affected_directive_id = j.directive_id AND NOT e.is_own
    WHERE (e.effect = 'amend' AND (e.is_every_annex OR list_contains(list_transform(e.annexes, lambda x: lower(trim(x))), j.annex_number))
           AND NOT EXISTS (SELECT 1 FROM ends AS n WHERE n.effect_id = e.effect_id))
       OR (e.effect = 'revoke' AND len(e.points) > 0)
    UNION ALL
    -- What a file said that its document's page no longer lists.
    SELECT j.annex_id, 9, 'not_ending', 'unlisted', f.unlisted_on, false,
           'was held ' || f.ending || ' by ' || coalesce('nr ' || b.number || ' of ' || coalesce(b.signed_on, b.registered_on), f.ended_by)
               || ', in a file that is no longer listed on the document''s page since ' || f.unlisted_on || ': it ends nothing from then on',
           f.effect_id, NULL, NULL, NULL
    FROM judged AS j
    JOIN former_endings AS f ON f.annex_id = j.annex_id
    LEFT JOIN directives AS b ON b.directive_id = f.ended_by
    UNION ALL
    SELECT annex_id, 10, 'answer', verdict, asked_on, true,
           CASE verdict
               WHEN 'unlisted' THEN 'not in force on ' || asked_on || ': no file that holds or promises it is listed on the document''s page since ' || unlisted_on
               WHEN 'in_force' THEN 'in force on ' || asked_on || ': it began on ' || in_force_from || coalesce(' and ends on ' || in_force_until, ' and no end is known')
               WHEN 'not_yet' THEN 'not in force on ' || asked_on || ': it begins on ' || in_force_from
               WHEN 'ended' THEN 'not in force on ' || asked_on || ': it ended on ' || in_force_until || ', its first day no longer in force'
               WHEN 'never_in_force' THEN 'never in force: it ends on ' || in_force_until || ' and would begin on ' || in_force_from
               ELSE 'undecided on ' || asked_on || CASE WHEN in_force_from IS NULL THEN ': the day it begins is open'
                                                        ELSE ': from ' || undecided_from || ' its end is in doubt' END
           END,
           CASE verdict WHEN 'in_force' THEN in_force_from_effect_id WHEN 'not_yet' THEN in_force_from_effect_id
                        ELSE coalesce(ended_by_effect_id, in_force_from_effect_id) END, NULL, NULL, document_id
    FROM judged
    UNION ALL
    SELECT NULL, 10, 'answer', 'not_held', coalesce(CAST($day AS DATE), current_date), true,
           'no such annex is held, or the question does not name one: give annex_id, or directive_id and annex', NULL, NULL, NULL, NULL
    WHERE NOT EXISTS (SELECT 1 FROM judged)
)
SELECT
    CAST(row_number() OVER (ORDER BY s.turn, s."on" NULLS LAST, s.effect_id) AS INTEGER) AS ordinal, s.annex_id, s.step, s.rule, s."on",
    s.what, s.bears, e.directive_id AS by_directive_id, coalesce(e.quote, s.quote) AS quote,
    CASE WHEN e.effect_id IS NULL THEN s.page_number ELSE e.page_number END AS page_number,
    coalesce(e.document_id, s.document_id) AS document_id, doc.source_url, s.effect_id,
    coalesce(e.evidence_id, h.evidence_id, p.evidence_id) AS evidence_id
FROM steps AS s
-- A scan skips what no step speaks of; the right side of an outer join would be read whole.
LEFT JOIN (
    SELECT o.effect_id, o.directive_id, o.document_id, o.quote, o.page_number, o.evidence_id FROM effects AS o SEMI JOIN steps AS c ON c.effect_id = o.effect_id
    UNION ALL
    SELECT o.effect_id, o.directive_id, o.document_id, o.quote, o.page_number, o.evidence_id
    FROM former_effects AS o SEMI JOIN steps AS c ON c.effect_id = o.effect_id
) AS e ON e.effect_id = s.effect_id
-- A step without an effect quotes the heading of its document.
LEFT JOIN (
    SELECT o.document_id, o.header_quote, min(o.header_evidence_id) AS evidence_id
    FROM files AS o SEMI JOIN steps AS c ON c.document_id = o.document_id GROUP BY ALL
) AS h ON h.document_id = s.document_id AND h.header_quote = s.quote
LEFT JOIN judged AS j ON j.annex_id = CASE WHEN s.step = 'approved' AND s.effect_id IS NULL THEN s.annex_id END
LEFT JOIN (SELECT o.* FROM parts AS o SEMI JOIN judged AS c ON c.part_id = o.part_id) AS p ON p.part_id = j.part_id
LEFT JOIN documents AS doc ON doc.document_id = coalesce(e.document_id, s.document_id)
ORDER BY ordinal
