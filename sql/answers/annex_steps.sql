-- table: Why each annex is in force or not, step by step: all that the query why says of it. It stands ready, so that an answer about
-- one annex reads a few rows, found by number.
-- annex_key: number of the annex (id_key), by which rows are found and in which order they stand
-- annex_id: annex
-- ordinal: turn of the step, from 1; the answer has the last, once for each stretch of days
-- step: directive, signed, approved, start, applied, ended, ruled, ender_in_force, in_doubt, not_ending or answer
-- rule: rule behind the step
-- happened_on: day of the step; NULL where a day is open, and of the answer, whose day is the one asked about
-- what: the step in words; of an answer those before the day asked about
-- what_after: of an answer the words after the day asked about; NULL where its words do not name the day
-- bears: whether the answer depends on the step
-- bears_from: first day for which the answer depends on it, where that depends on the day asked about
-- by_directive_id: act whose sentence speaks
-- quote: its words
-- page_number: their page, from 1; NULL without pages
-- document_id: document that they stand in
-- source_url: address of its page
-- effect_id: sentence
-- evidence_id: place of the words, for `kehtiv show`
-- begins_on: first day for which the step is told; '-infinity' for every day
-- ends_on: first day for which it is no longer told, or 'infinity'
-- key: annex_id, ordinal, begins_on
-- together: annex_id
-- reads: annexes by annex_id
-- reads: endings by annex_id
-- reads: annexes_as_read by annex_id
-- reads: former_endings by annex_id
-- reads: revocations by revocation_id of endings: revocation_id
-- reads: directives AS d by directive_id of annexes: directive_id
-- reads: directives AS b by directive_id of endings: ended_by
-- reads: directives AS g by directive_id of former_endings: ended_by
-- reads: rulings AS r by annex_id
-- reads: rulings AS q by directive_id of annexes: directive_id
-- reads: rulings AS s by ruling_id of annexes: in_force_from_ruling_id
-- reads: rulings AS y by ruling_id of endings: ruling_id
-- reads: rulings AS x by effect_id of annexes_as_read: ended_by_effect_id
-- reads: effects AS a by effect_id of annexes: unnest([approved_by_effect_id, in_force_from_effect_id, ended_by_effect_id])
-- reads: effects AS o by directive_id of annexes: directive_id
-- reads: effects AS m by affected_directive_id of annexes: directive_id
-- reads: effects AS n by effect_id of endings: effect_id
-- reads: effects AS e by effect_id of directives: in_force_from_effect_id
-- reads: effects AS t by effect_id of annexes_as_read: ended_by_effect_id
-- reads: effects AS f by effect_id of former_endings: effect_id
-- reads: former_effects AS u by effect_id of annexes: unnest([approved_by_effect_id, in_force_from_effect_id, ended_by_effect_id])
-- reads: former_effects AS v by effect_id of endings: effect_id
-- reads: former_effects AS w by effect_id of directives: in_force_from_effect_id
-- reads: former_effects AS z by effect_id of annexes_as_read: ended_by_effect_id
-- reads: former_effects AS k by effect_id of former_endings: effect_id
-- reads: parts by part_id of annexes: part_id
-- reads: files AS h by document_id of directives: document_id
-- reads: files AS i by document_id of rulings: document_id
-- reads: documents AS l by document_id of directives: document_id
-- reads: documents AS j by document_id of rulings: document_id
-- reads: documents AS p by document_id of effects: document_id
-- reads: documents AS c by document_id of former_effects: document_id
WITH judged AS (
    SELECT
        a.annex_id, a.directive_id, a.annex_number, a.applied_from, a.approved_by_effect_id, a.in_force_from, a.in_force_from_basis,
        a.in_force_from_effect_id, a.in_force_from_ruling_id, a.in_force_until, a.ended_by_effect_id, a.undecided_from, a.unlisted_on,
        a.is_text_held, a.page_number, a.part_id, d.signed_on, d.registered_on, d.status, d.number, d.act_kind, d.institution,
        d.document_id, d.heading_quote, d.heading_page_number
    FROM annexes AS a
    JOIN directives AS d ON d.directive_id = a.directive_id
    WHERE is_in_part(a.annex_id)
),
ends AS (
    SELECT
        n.*, j.in_force_from, j.directive_id AS of_directive_id, r.scope,
        n.effect_id IS NOT DISTINCT FROM j.ended_by_effect_id AS counts,
        coalesce('nr ' || b.number, n.ended_by) || coalesce(' of ' || coalesce(b.signed_on, b.registered_on), '') AS ender
    FROM judged AS j
    JOIN endings AS n ON n.annex_id = j.annex_id
    LEFT JOIN revocations AS r ON r.revocation_id = n.revocation_id
    LEFT JOIN directives AS b ON b.directive_id = n.ended_by
),
decided AS (
    SELECT *, 'decided by ' || decided_by || ' on ' || decided_on || coalesce(', because ' || because, '') AS words FROM rulings
),
-- What holds of the annex from one day to another.
verdicts AS (
    SELECT annex_id, unnest(list_filter(CASE
        WHEN unlisted_on IS NOT NULL THEN [struct_pack(rule := 'unlisted', begins_on := DATE '-infinity', ends_on := DATE 'infinity')]
        WHEN in_force_from IS NULL THEN [struct_pack(rule := 'undecided', begins_on := DATE '-infinity', ends_on := DATE 'infinity')]
        WHEN in_force_until <= in_force_from THEN [struct_pack(rule := 'never_in_force', begins_on := DATE '-infinity', ends_on := DATE 'infinity')]
        ELSE [
            struct_pack(rule := 'not_yet', begins_on := DATE '-infinity', ends_on := in_force_from),
            struct_pack(rule := 'in_force', begins_on := in_force_from,
                        ends_on := coalesce(least(in_force_until, undecided_from), DATE 'infinity')),
            struct_pack(rule := 'undecided', begins_on := greatest(in_force_from, coalesce(undecided_from, DATE 'infinity')),
                        ends_on := coalesce(in_force_until, DATE 'infinity')),
            struct_pack(rule := 'ended', begins_on := coalesce(in_force_until, DATE 'infinity'), ends_on := DATE 'infinity')] END,
        lambda one: one.begins_on < one.ends_on)) AS verdict
    FROM judged
),
steps AS MATERIALIZED (
    SELECT annex_id, 1 AS turn, 'directive' AS step, 'register' AS rule, registered_on AS happened_on,
           'annex ' || coalesce(annex_number, 'without a number') || ' of ' || coalesce(act_kind, 'act') || ' nr ' || coalesce(number, '?')
               || coalesce(' of ' || coalesce(signed_on, registered_on), '') || coalesce(' (' || institution || ')', '')
               || CASE status WHEN 'draft' THEN ', a draft: it never enters into force' WHEN 'annex_only' THEN ', whose body is not held'
                       WHEN 'metadata_only' THEN ', of which nothing can be read' ELSE '' END AS what,
           true AS bears, NULL::VARCHAR AS effect_id, NULL::VARCHAR AS quote, NULL::INTEGER AS page_number, document_id, NULL::VARCHAR AS what_after,
           NULL::DATE AS bears_from, DATE '-infinity' AS begins_on, DATE 'infinity' AS ends_on
    FROM judged
    UNION ALL BY NAME
    SELECT annex_id, 2 AS turn, 'signed' AS step, 'signing' AS rule, signed_on AS happened_on, in_force_from_basis = 'signing' AS bears,
           'signed on ' || signed_on || CASE WHEN heading_quote IS NULL THEN ', as an approval mark or a signature says' ELSE '' END AS what,
           heading_quote AS quote, heading_page_number AS page_number, document_id
    FROM judged WHERE signed_on IS NOT NULL
    UNION ALL BY NAME
    SELECT annex_id, 3 AS turn, 'approved' AS step, CASE WHEN approved_by_effect_id IS NULL THEN 'found' ELSE 'approve' END AS rule,
           coalesce(signed_on, registered_on) AS happened_on, true AS bears,
           CASE WHEN approved_by_effect_id IS NULL THEN 'held among the directive''s annexes; no sentence that approves it was read'
                ELSE 'approved by its directive' END || CASE WHEN is_text_held THEN '' ELSE '; no file of it is held' END AS what,
           approved_by_effect_id AS effect_id, page_number, document_id
    FROM judged WHERE unlisted_on IS NULL
    UNION ALL BY NAME
    SELECT annex_id, 4 AS turn, 'start' AS step, in_force_from_basis AS rule, in_force_from AS happened_on, true AS bears,
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
           END AS what,
           in_force_from_effect_id AS effect_id, CASE in_force_from_basis WHEN 'signing' THEN heading_quote END AS quote,
           CASE in_force_from_basis WHEN 'signing' THEN heading_page_number END AS page_number, document_id
    FROM judged WHERE unlisted_on IS NULL
    UNION ALL BY NAME
    SELECT j.annex_id, 5 AS turn, 'applied' AS step, 'apply' AS rule, j.applied_from AS happened_on, false AS bears,
           'applied from ' || j.applied_from || ': application moves neither the start nor any revocation' AS what, e.effect_id, j.document_id
    FROM judged AS j
    LEFT JOIN (
        SELECT directive_id, effective_on, min(effect_id) AS effect_id
        FROM effects WHERE is_own AND (effect = 'apply' OR is_retroactive) GROUP BY ALL
    ) AS e ON e.directive_id = j.directive_id AND e.effective_on = j.applied_from
    WHERE j.applied_from IS NOT NULL
    UNION ALL BY NAME
    SELECT annex_id, 6 AS turn, ending AS step,
           CASE WHEN ended_by = of_directive_id THEN 'own_end' WHEN ending = 'replaced' THEN 'new_wording'
                ELSE coalesce(scope, 'act') END || '/' || basis AS rule,
           ends_on AS happened_on, counts AS bears,
           CASE ending WHEN 'replaced' THEN 'a new wording replaces it, by ' ELSE 'revoked by ' END || ender || ', from ' || ends_on
               || CASE basis WHEN 'stated' THEN ': the day is stated' WHEN 'clause' THEN ': a clause gives the day'
                             WHEN 'signing' THEN ': no day is stated, so that of its entry into force (signing)'
                             WHEN 'registration' THEN ': no day is stated, so that of its entry into force (registration)'
                             WHEN 'ruling' THEN ': a person decided' ELSE '' END
               || CASE scope WHEN 'act' THEN '; the whole act ends with all its annexes' WHEN 'approved' THEN '; what the act approved ends' ELSE '' END
               || CASE WHEN NOT counts THEN '; an earlier end counts' WHEN ends_on <= in_force_from THEN '; that is before it would begin' ELSE '' END AS what,
           effect_id
    FROM ends WHERE ends_on IS NOT NULL
    UNION ALL BY NAME
    SELECT n.annex_id, 6 AS turn, 'ruled' AS step, r.question AS rule, r.decided_on AS happened_on, n.counts AS bears, r.words AS what, n.effect_id
    FROM ends AS n JOIN decided AS r ON r.ruling_id = n.ruling_id
    UNION ALL BY NAME
    SELECT j.annex_id, 4 AS turn, 'ruled' AS step, r.question AS rule, r.decided_on AS happened_on, true AS bears, r.words AS what,
           j.in_force_from_effect_id AS effect_id
    FROM judged AS j JOIN decided AS r ON r.ruling_id = j.in_force_from_ruling_id
    UNION ALL BY NAME
    -- What somebody decided about the annex or its act as a whole: its number, post, fields, or that two entries are one act.
    SELECT r.about_annex_id AS annex_id, 3 AS turn, 'ruled' AS step, r.question AS rule, r.decided_on AS happened_on,
           r.question IN ('annex_number', 'same_act') AS bears, r.words || ' (' || r.question || ': ' || r.outcome || ')' AS what,
           r.quote, r.document_id
    FROM (
        SELECT j.annex_id AS about_annex_id, r.* FROM judged AS j JOIN decided AS r ON r.annex_id = j.annex_id
        UNION ALL
        SELECT j.annex_id, r.* FROM judged AS j JOIN decided AS r ON r.directive_id = j.directive_id
        WHERE r.question = 'same_act' AND r.annex_id IS DISTINCT FROM j.annex_id
    ) AS r
    WHERE r.state = 'applied' AND r.outcome <> 'unsure'
    UNION ALL BY NAME
    -- What a sentence might have ended, and somebody decided that it does not.
    SELECT x.annex_id, 9 AS turn, 'ruled' AS step, r.question AS rule, r.decided_on AS happened_on, true AS bears, r.words AS what, r.effect_id
    FROM annexes_as_read AS x
    JOIN decided AS r ON r.effect_id = x.ended_by_effect_id AND r.state = 'applied' AND r.outcome <> 'unsure'
    ANTI JOIN ends AS n ON n.annex_id = x.annex_id AND n.effect_id = r.effect_id
    WHERE x.annex_id IN (SELECT annex_id FROM judged)
    UNION ALL BY NAME
    -- Where no day is stated, the ending act's own start sets it; a separate sentence or heading gives that start. It is told once,
    -- however many sentences of that act end the annex.
    SELECT n.annex_id, 7 AS turn, 'ender_in_force' AS step, b.in_force_from_basis AS rule, b.in_force_from AS happened_on, bool_or(n.counts) AS bears,
           n.ender || ' enters into force on ' || b.in_force_from || ' (' || b.in_force_from_basis || '), and what it ends ends then' AS what,
           b.in_force_from_effect_id AS effect_id, CASE b.in_force_from_basis WHEN 'signing' THEN b.heading_quote END AS quote,
           CASE b.in_force_from_basis WHEN 'signing' THEN b.heading_page_number END AS page_number, b.document_id
    FROM ends AS n
    JOIN (FROM effects WHERE effect_id IN (SELECT effect_id FROM ends)) AS e ON e.effect_id = n.effect_id AND e.effective_on IS NULL
    JOIN directives AS b ON b.directive_id = n.ended_by AND b.in_force_from = n.ends_on
    GROUP BY ALL
    UNION ALL BY NAME
    SELECT annex_id, 8 AS turn, 'in_doubt' AS step, basis AS rule, nullif(undecided_from, DATE '0001-01-01') AS happened_on, undecided_from AS bears_from,
           'may be ' || ending || ' by ' || ender || ': '
               || CASE basis WHEN 'condition' THEN 'the day depends on an event that the text does not date'
                             WHEN 'ambiguous' THEN 'several held acts have the number and date that it names'
                             WHEN 'withdrawn' THEN 'that act was withdrawn, and its sentence is no longer held'
                             WHEN 'kind_unknown' THEN 'a kind of annex is revoked, and the kind of this one is not known'
                             WHEN 'doubt' THEN 'the sentence holds words that were not understood'
                             WHEN 'part' THEN 'the sentence ends a part of the act, and it is not known whether this annex belongs to it'
                             ELSE 'the day is not known' END AS what,
           effect_id
    FROM ends WHERE undecided_from IS NOT NULL
    UNION ALL BY NAME
    SELECT DISTINCT x.annex_id, 9 AS turn, 'not_ending' AS step, x.effect AS rule, x.effective_on AS happened_on, false AS bears,
           CASE WHEN x.effect = 'amend' THEN 'amended, which ends nothing: the text held may be the one before'
                ELSE 'points of the act are revoked (' || array_to_string(x.points, ', ') || '), which ends no annex by itself' END AS what,
           x.effect_id
    FROM (
        SELECT j.annex_id, e.effect, e.effect_id, e.effective_on, e.points
        FROM judged AS j
        JOIN effects AS e ON e.affected_directive_id = j.directive_id
        WHERE NOT e.is_own
          AND ((e.effect = 'amend' AND (e.is_every_annex OR says_annex(e.annexes, j.annex_number)))
               OR (e.effect = 'revoke' AND len(e.points) > 0))
    ) AS x
    ANTI JOIN ends AS n ON n.annex_id = x.annex_id AND n.effect_id = CASE WHEN x.effect = 'amend' THEN x.effect_id END
    UNION ALL BY NAME
    -- What a file said that its document's page no longer lists.
    SELECT f.annex_id, 9 AS turn, 'not_ending' AS step, 'unlisted' AS rule, f.unlisted_on AS happened_on, false AS bears,
           'was held ' || f.ending || ' by ' || coalesce('nr ' || b.number || ' of ' || coalesce(b.signed_on, b.registered_on), f.ended_by)
               || ', in a file that is no longer listed on the document''s page since ' || f.unlisted_on || ': it ends nothing from then on' AS what,
           f.effect_id
    FROM former_endings AS f
    LEFT JOIN directives AS b ON b.directive_id = f.ended_by
    WHERE f.annex_id IN (SELECT annex_id FROM judged)
    UNION ALL BY NAME
    SELECT j.annex_id, 10 AS turn, 'answer' AS step, v.verdict.rule AS rule, true AS bears,
           CASE v.verdict.rule
               WHEN 'in_force' THEN 'in force on '
               WHEN 'never_in_force' THEN 'never in force: it ends on ' || j.in_force_until || ' and would begin on ' || j.in_force_from
               WHEN 'undecided' THEN 'undecided on '
               ELSE 'not in force on '
           END AS what,
           CASE v.verdict.rule
               WHEN 'unlisted' THEN ': no file that holds or promises it is listed on the document''s page since ' || j.unlisted_on
               WHEN 'in_force' THEN ': it began on ' || j.in_force_from || coalesce(' and ends on ' || j.in_force_until, ' and no end is known')
               WHEN 'not_yet' THEN ': it begins on ' || j.in_force_from
               WHEN 'ended' THEN ': it ended on ' || j.in_force_until || ', its first day no longer in force'
               WHEN 'undecided' THEN CASE WHEN j.in_force_from IS NULL THEN ': the day it begins is open'
                                          ELSE ': from ' || j.undecided_from || ' its end is in doubt' END
           END AS what_after,
           CASE v.verdict.rule WHEN 'in_force' THEN j.in_force_from_effect_id WHEN 'not_yet' THEN j.in_force_from_effect_id
                               ELSE coalesce(j.ended_by_effect_id, j.in_force_from_effect_id) END AS effect_id,
           j.document_id, v.verdict.begins_on AS begins_on, v.verdict.ends_on AS ends_on
    FROM judged AS j JOIN verdicts AS v ON v.annex_id = j.annex_id
),
-- Here and below only the needed rows are joined: otherwise DuckDB would lay out all sentences and documents beside those of a part.
spoken AS MATERIALIZED (
    SELECT effect_id, directive_id, document_id, quote, page_number, evidence_id FROM effects
    WHERE effect_id IN (SELECT effect_id FROM steps)
    UNION ALL
    SELECT effect_id, directive_id, document_id, quote, page_number, evidence_id FROM former_effects
    WHERE effect_id IN (SELECT effect_id FROM steps)
),
-- A step without an effect quotes the heading of its document.
headings AS (
    SELECT document_id, header_quote, min(header_evidence_id) AS evidence_id FROM files
    WHERE header_quote IS NOT NULL AND document_id IN (SELECT document_id FROM steps) GROUP BY ALL
),
sources AS (
    SELECT document_id, source_url FROM documents
    WHERE document_id IN (SELECT document_id FROM steps UNION SELECT document_id FROM spoken)
)
SELECT
    id_key(s.annex_id) AS annex_key, s.annex_id,
    CAST(CASE WHEN s.turn = 10 THEN 1 + count(*) FILTER (s.turn < 10) OVER (PARTITION BY s.annex_id)
              ELSE row_number() OVER (PARTITION BY s.annex_id ORDER BY s.turn, s.happened_on NULLS LAST, s.effect_id, s.step, s.rule, s.what,
                                      s.bears, s.quote, s.document_id, s.page_number) END AS INTEGER) AS ordinal,
    s.step, s.rule, s.happened_on, s.what, s.what_after, s.bears, s.bears_from, e.directive_id AS by_directive_id, coalesce(e.quote, s.quote) AS quote,
    CASE WHEN e.effect_id IS NULL THEN s.page_number ELSE e.page_number END AS page_number,
    coalesce(e.document_id, s.document_id) AS document_id, doc.source_url, s.effect_id,
    coalesce(e.evidence_id, h.evidence_id, p.evidence_id) AS evidence_id,
    coalesce(s.begins_on, DATE '-infinity') AS begins_on, coalesce(s.ends_on, DATE 'infinity') AS ends_on
FROM steps AS s
LEFT JOIN spoken AS e ON e.effect_id = s.effect_id
LEFT JOIN headings AS h ON h.document_id = s.document_id AND h.header_quote = s.quote
LEFT JOIN (SELECT j.annex_id, o.evidence_id FROM judged AS j JOIN parts AS o ON o.part_id = j.part_id AND o.directive_id = j.directive_id) AS p
  ON p.annex_id = CASE WHEN s.step = 'approved' AND s.effect_id IS NULL THEN s.annex_id END
LEFT JOIN sources AS doc ON doc.document_id = coalesce(e.document_id, s.document_id)
ORDER BY annex_key, s.annex_id, ordinal, begins_on
