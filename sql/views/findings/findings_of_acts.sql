-- publish: no
-- note: Doubts about one act that show only when all files are seen together: what its own files, sentences and annexes say,
-- and what others say of it. Each quotes its evidence, of which document_id is the document, or else that of the act.
-- together: directive_id
-- reads: directive_documents AS dd by directive_id
-- reads: directive_documents AS do by document_id of dd: document_id
-- reads: files AS df by document_id of dd: document_id
-- reads: directive_identity by directive_id
-- reads: directives AS d by directive_id
-- reads: document_headings by document_id of d: document_id
-- reads: directive_starts by directive_id
-- reads: act_names by directive_id
-- reads: annexes AS x by directive_id
-- reads: revocations AS r by revoking_directive_id
-- reads: ending_sentences AS es by revoking_directive_id
-- reads: ending_sentences AS er by revoked_directive_id
-- reads: endings by directive_id
-- reads: effects AS e by directive_id
-- reads: effects AS ea by affected_directive_id
-- reads: annex_effects by effect_id of e: effect_id
-- reads: annex_identity AS i by directive_id
-- reads: annex_knowledge by annex_id of i: annex_id
-- reads: annex_promises by directive_id
-- reads: annex_parts by directive_id
-- reads: part_directives AS pd by directive_id
-- reads: file_facts by file_id of pd: file_id
-- reads: base.texts by file_id of pd: file_id
-- reads: base.effects AS be by file_id of pd: file_id
-- reads: base.parts AS bp by file_id of pd: file_id
-- reads: parts AS p by directive_id
-- reads: files AS pf by file_id of p: file_id
-- reads: chain_days AS cd by split_part(annex_ids[-1], '#', 1)
-- reads: annex_chains by chain_id of cd: chain_id
-- reads: post_continuations by directive_id
-- reads: implied_replacements by directive_id
WITH act_documents AS (
    SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1
),
listed_parts AS (
    SELECT p.* FROM parts AS p JOIN files AS f ON f.file_id = p.file_id WHERE f.unlisted_on IS NULL
),
sources AS (
    SELECT directive_id, annex_key, count(DISTINCT file_id) AS file_number, count(*) AS part_number,
           list(DISTINCT file_name ORDER BY file_name) AS names
    FROM annex_parts WHERE piece = 1 AND unlisted_on IS NULL GROUP BY ALL HAVING count(*) > 1
),
pieces AS (
    SELECT directive_id, annex_key, list(file_name ORDER BY piece) AS names, min(first_part_id) AS first_part_id
    FROM annex_parts AS p
    WHERE p.unlisted_on IS NULL
      AND EXISTS (SELECT 1 FROM annex_parts AS l WHERE l.first_part_id = p.first_part_id AND l.piece > 1)
    GROUP BY directive_id, annex_key, first_part_id
),
-- A file that begins in the middle of a list or of a sentence, and no name says what it goes on with.
headless AS (
    SELECT p.directive_id, p.part_id, f.file_id, f.name, f.root_ordinal, f.ordinal
    FROM part_directives AS p
    JOIN file_facts AS f ON f.file_id = p.file_id
    JOIN base.texts AS t ON t.file_id = p.file_id
    WHERE p.directive_id IS NOT NULL AND p.unlisted_on IS NULL AND p.annex_number IS NULL AND p.approval_number IS NULL
      AND regexp_matches(substring(t.text, p.span_start + 1, 12), '^\s*(\d{1,2}\.([2-9]|1\d)\D|([2-9]|1\d)\.\s|[a-zõäöü,;]{2})')
      AND NOT EXISTS (SELECT 1 FROM base.effects AS e WHERE e.file_id = p.file_id)
      AND NOT EXISTS (SELECT 1 FROM base.parts AS o WHERE o.file_id = p.file_id AND o.part_id <> p.part_id)
      AND NOT EXISTS (SELECT 1 FROM annex_parts AS a WHERE a.part_id = p.part_id AND a.piece > 1)
),
may_go_on AS (
    SELECT h.directive_id, h.name, max_by(a.file_name, (a.root_ordinal, a.file_ordinal, a.span_start, a.part_id)) AS before_name,
           max_by(a.annex_key, (a.root_ordinal, a.file_ordinal, a.span_start, a.part_id)) AS annex_key
    FROM headless AS h
    JOIN annex_parts AS a ON a.directive_id = h.directive_id AND a.file_id <> h.file_id
     AND (a.root_ordinal, a.file_ordinal) <= (h.root_ordinal, h.ordinal)
    GROUP BY h.directive_id, h.part_id, h.name
),
told (code, level, message, directive_id, annex_id, effect_id) AS (
SELECT 'file_listed_no_more' AS code, 'info' AS level,
       f.name || ' has not been listed on the page of its document since ' || f.unlisted_on || ': what it says has no effect from then on' AS message,
       d.directive_id, NULL::VARCHAR AS annex_id, NULL::VARCHAR AS effect_id
FROM files AS f JOIN act_documents AS d ON d.document_id = f.document_id
WHERE f.unlisted_on IS NOT NULL AND f.parent_file_id IS NULL
UNION ALL
SELECT DISTINCT 'file_replaced', 'info',
       f.name || ' had other bytes until ' || f.version_seen_on || ' (first seen on ' || f.first_seen_on || '): what they said is not known on any day', p.directive_id, NULL, NULL
FROM part_directives AS p JOIN file_facts AS f ON f.file_id = p.file_id
WHERE f.version_seen_on > f.first_seen_on AND f.unlisted_on IS NULL AND p.directive_id IS NOT NULL
UNION ALL
SELECT 'annex_missing', 'warn',
       'the directive approves annex ' || a.annex_number || ' and no file of it is held',
       a.directive_id, a.annex_id, p.effect_id
FROM annexes AS a
JOIN (SELECT directive_id, annex_number, min(effect_id) AS effect_id FROM annex_promises WHERE unlisted_on IS NULL GROUP BY ALL) AS p
  ON p.directive_id = a.directive_id AND p.annex_number = a.annex_number
WHERE NOT a.is_text_held
UNION ALL
SELECT 'annex_missing', 'warn', 'the directive approves an attached document and no annex of it is held', p.directive_id, NULL, min(p.effect_id)
FROM annex_promises AS p
WHERE p.annex_number IS NULL AND p.unlisted_on IS NULL AND NOT EXISTS (SELECT 1 FROM annexes AS a WHERE a.directive_id = p.directive_id)
GROUP BY p.directive_id
UNION ALL
SELECT 'annex_unpromised', 'info', 'annex ' || a.annex_number || ' is held and the directive does not name it', a.directive_id, a.annex_id, NULL
FROM annexes AS a
WHERE a.is_text_held AND a.unlisted_on IS NULL AND a.annex_number IS NOT NULL
  AND EXISTS (SELECT 1 FROM annex_promises AS p
              WHERE p.directive_id = a.directive_id AND p.unlisted_on IS NULL AND p.annex_number IS NOT NULL)
  AND NOT EXISTS (SELECT 1 FROM annex_promises AS p
                  WHERE p.directive_id = a.directive_id AND p.unlisted_on IS NULL AND p.annex_number = a.annex_number)
UNION ALL
SELECT 'annex_twice', 'info',
       'the annex stands in ' || s.part_number || ' places (' || array_to_string(s.names, ', ') || '): the best source counts',
       s.directive_id, i.annex_id, NULL
FROM sources AS s JOIN annex_identity AS i ON i.directive_id = s.directive_id AND i.annex_key = s.annex_key
UNION ALL
SELECT 'annex_in_several_files', 'warn',
       'the annex goes over several files (' || array_to_string(s.names, ', ') || '): one text in this order; what it lists where one ends and the next begins wants a look',
       s.directive_id, i.annex_id, NULL
FROM pieces AS s JOIN annex_identity AS i ON i.directive_id = s.directive_id AND i.annex_key = s.annex_key
UNION ALL
SELECT 'annex_may_go_on', 'warn',
       s.name || ' begins in the middle and may go on with the annex in ' || s.before_name || ': not joined, what it lists is not among its duties',
       s.directive_id, i.annex_id, NULL
FROM may_go_on AS s JOIN annex_identity AS i ON i.directive_id = s.directive_id AND i.annex_key = s.annex_key
UNION ALL
SELECT 'annex_of_another_directive', 'warn',
       'the approval mark names ' || coalesce(strftime(p.approved_on, '%d.%m.%Y'), '?') || ' nr ' || coalesce(p.approval_number, '?'),
       p.directive_id, p.annex_id, NULL
FROM listed_parts AS p JOIN directive_identity AS d ON d.directive_id = p.directive_id
WHERE p.part = 'annex' AND p.approval_number IS NOT NULL AND p.approved_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM act_names AS n WHERE n.directive_id = p.directive_id
                  AND (n.number_key = number_key(p.approval_number) OR n.enacted_on = p.approved_on))
  AND d.status <> 'draft'
UNION ALL
SELECT 'approval_mark_disagrees', 'warn',
       'the approval mark names ' || strftime(p.approved_on, '%d.%m.%Y') || ' nr ' || p.approval_number || ': number or date is not the directive''s',
       p.directive_id, p.annex_id, NULL
FROM listed_parts AS p
WHERE p.part = 'annex' AND p.approval_number IS NOT NULL AND p.approved_on IS NOT NULL
  AND EXISTS (SELECT 1 FROM act_names AS n WHERE n.directive_id = p.directive_id
              AND (n.number_key = number_key(p.approval_number) OR n.enacted_on = p.approved_on))
  AND NOT EXISTS (SELECT 1 FROM act_names AS n WHERE n.directive_id = p.directive_id
                  AND n.number_key = number_key(p.approval_number) AND n.enacted_on = p.approved_on)
UNION ALL
SELECT 'directive_known_only_by_annex', 'warn', 'only annexes of this directive are held, its body is not', d.directive_id, NULL, NULL
FROM directives AS d WHERE d.status = 'annex_only'
UNION ALL
SELECT 'directive_is_draft', 'info', 'the document is a draft: it enters into force never and revokes nothing', d.directive_id, NULL, NULL
FROM directives AS d WHERE d.status = 'draft'
UNION ALL
SELECT 'heading_disagrees_with_register', 'warn',
       'the heading says nr ' || h.header_number || ', the register ' || d.register_number, d.directive_id, NULL, NULL
FROM directives AS d JOIN document_headings AS h ON h.document_id = d.document_id
WHERE h.header_number_key <> number_key(d.register_number)
  AND NOT regexp_matches(number_key(d.register_number), '(^|[/-])' || regexp_escape(h.header_number_key) || '$')
UNION ALL
SELECT 'loose_file_ambiguous', 'warn', 'several held directives bear the number and date that ' || dd.document_id || ' names', dd.directive_id, NULL, NULL
FROM directive_documents AS dd WHERE dd.is_ambiguous GROUP BY dd.directive_id, dd.document_id
UNION ALL
SELECT 'commencement_contradicted', 'warn', 'clauses name different days of entry into force: left open', s.directive_id, NULL, NULL
FROM directive_starts AS s WHERE s.is_contradicted
UNION ALL
SELECT 'commencement_contradicted', 'warn', 'sentences name different days of entry into force for this annex: left open', a.directive_id, s.annex_id, s.in_force_from_effect_id
FROM annex_knowledge AS s JOIN annex_identity AS a ON a.annex_id = s.annex_id
WHERE s.is_start_contradicted AND s.known_until_on IS NULL
UNION ALL
SELECT 'application_points_unclear', 'warn', 'the points that are applied from ' || coalesce(CAST(e.effective_on AS VARCHAR), '?') || ' approve no annex that is known',
       e.directive_id, NULL, e.effect_id
FROM effects AS e
WHERE e.effect IN ('apply', 'commence') AND e.is_own AND e.directive_id IS NOT NULL AND e.points IS NOT NULL AND coalesce(len(e.annexes), 0) = 0
  AND NOT EXISTS (SELECT 1 FROM annex_effects AS x WHERE x.effect_id = e.effect_id)
  AND EXISTS (SELECT 1 FROM annex_identity AS a WHERE a.directive_id = e.directive_id)
UNION ALL
SELECT 'revoked_annex_not_found', 'warn',
       'annex ' || coalesce(r.revoked_annex_number, '(' || coalesce(r.revoked_kind, 'any') || ')') || ' of a held directive is ' || CASE r.effect WHEN 'revoke' THEN 'revoked' ELSE 'replaced' END || ' and is not among its annexes',
       r.revoked_directive_id, NULL, r.effect_id
FROM ending_sentences AS r
WHERE r.unlisted_on IS NULL AND r.resolution = 'resolved' AND r.revoked_annex_id IS NULL AND r.scope <> 'act'
UNION ALL
SELECT DISTINCT 'revocation_ambiguous', 'warn', 'which act is revoked is not decided: ' || coalesce(nullif(array_to_string(r.candidates, ', '), ''), 'no object is named'),
       r.revoking_directive_id, NULL, r.effect_id
FROM revocations AS r WHERE r.resolution = 'ambiguous'
UNION ALL
SELECT DISTINCT 'replacement_ambiguous', 'warn', 'the old wording of which act''s annex is replaced is not decided: ' || coalesce(nullif(array_to_string(r.candidates, ', '), ''), 'no act is named'),
       r.revoking_directive_id, NULL, r.effect_id
FROM ending_sentences AS r WHERE r.unlisted_on IS NULL AND r.effect = 'amend' AND r.resolution = 'ambiguous'
UNION ALL
SELECT DISTINCT 'revoked_act_not_held', 'info',
       'the revoked act ' || CASE WHEN coalesce(r.revoked_number, CAST(r.revoked_date AS VARCHAR)) IS NULL AND r.revoked_title IS NOT NULL
           THEN '„' || r.revoked_title || '“'
           ELSE coalesce(strftime(r.revoked_date, '%d.%m.%Y'), '?') || ' nr ' || coalesce(r.revoked_number, '?') END || ' is not held',
       r.revoking_directive_id, NULL, r.effect_id
FROM revocations AS r WHERE r.resolution = 'not_held'
UNION ALL
SELECT DISTINCT 'annex_kind_unknown', 'warn', 'what the act approved is revoked by kind, and the kind of this annex is not known', e.directive_id, e.annex_id, e.effect_id
FROM endings AS e WHERE e.basis = 'kind_unknown'
UNION ALL
SELECT CASE e.effect WHEN 'revoke' THEN 'revoked_points_approve_annex' ELSE 'suspended_points_approve_annex' END, 'warn', 'points of the act are ' || CASE e.effect WHEN 'revoke' THEN 'revoked' ELSE 'suspended' END || ' (' || array_to_string(e.points, ', ') || '): whether an annex falls with them is for a person to say',
       e.affected_directive_id, NULL, e.effect_id
FROM effects AS e
WHERE e.effect IN ('revoke', 'suspend') AND len(e.points) > 0 AND e.affected_directive_id IS NOT NULL
  AND EXISTS (SELECT 1 FROM annex_identity AS a WHERE a.directive_id = e.affected_directive_id)
UNION ALL
SELECT 'annex_amended', 'info', CASE e.effect WHEN 'correct' THEN 'corrected by ' ELSE 'amended by ' END || coalesce(e.directive_id, e.document_id) || ': the text held is the one before', e.affected_directive_id, a.annex_id, e.effect_id
FROM effects AS e
JOIN annex_identity AS a ON a.directive_id = e.affected_directive_id
 AND (e.is_every_annex OR says_annex(e.annexes, a.annex_number))
-- A new wording ends the old one instead.
WHERE e.effect IN ('amend', 'correct') AND NOT e.is_own AND NOT EXISTS (SELECT 1 FROM endings AS n WHERE n.effect_id = e.effect_id AND n.annex_id = a.annex_id)
UNION ALL
SELECT 'coverage_' || s.coverage, 'warn',
       CASE s.coverage WHEN 'gap' THEN 'nothing is in force for ' || c.subject || ' from ' || s.begins_on || ' until ' || s.ends_on
            ELSE s.possible_number || ' annexes are in force for ' || c.subject || ' from ' || s.begins_on || coalesce(' until ' || s.ends_on, ' on')
                 || ' (' || array_to_string(s.annex_ids, ', ') || ')' END
           || CASE WHEN s.is_decided THEN '' ELSE ', as far as is decided' END,
       split_part(s.annex_ids[-1], '#', 1), s.annex_ids[-1], s.effect_id
FROM chain_days AS s JOIN annex_chains AS c ON c.chain_id = s.chain_id AND c.turn = 1
UNION ALL
SELECT 'post_may_continue', 'info',
       'the post may go on as ' || c.annex_id || ' (' || CASE WHEN c.is_renamed AND c.is_moved THEN 'another name and unit' WHEN c.is_renamed THEN 'another name' ELSE 'another unit' END
           || '): the same directive ends the one and approves the other, and ' || c.shared_duties || ' of ' || greatest(c.old_duties, c.new_duties) || ' duties are the same; not joined',
       c.directive_id, c.previous_annex_id, coalesce(c.approved_by_effect_id, c.ended_by_effect_id)
FROM post_continuations AS c
UNION ALL
SELECT 'implied_replacement', 'warn',
       'a later act, ' || r.later_directive_id || ', approves ' || r.later_annex_id || ' on the same matter and ends nothing of this one: whether it is replaced is for a person to say',
       r.directive_id, r.annex_id, r.effect_id
FROM implied_replacements AS r
)
SELECT d.*, coalesce(split_part(d.effect_id, '!', 1), i.document_id) AS document_id
FROM told AS d LEFT JOIN directive_identity AS i ON i.directive_id = d.directive_id
