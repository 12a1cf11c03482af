-- publish: no
-- note: Doubts that show only when acts are seen beside one another, or that are of no act. Each quotes its evidence, of which
-- document_id is the document, or else that of the act.
WITH act_documents AS (
    SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1
),
lost AS (
    SELECT r.reference_id, r.citing_directive_id, r.stem, r.act_kind, r.enacted_on, r.number, r.number_key
    FROM reference_resolutions AS r
    JOIN effects AS e ON e.effect_id = r.reference_id
    WHERE r.resolution = 'not_held' AND r.number_key IS NOT NULL
),
-- Here and below only what is asked for is joined: DuckDB would else lay out all acts beside the few that are in doubt.
named AS (
    SELECT DISTINCT directive_id, number_key, enacted_on, act_kind, stem FROM act_names
    WHERE number_key IN (SELECT number_key FROM lost)
),
-- Same number, and date or issuer off: named, never matched. Each branch joins on what agrees, so that it stays cheap.
near_candidates AS (
    SELECT l.reference_id, n.directive_id AS candidate_id, 'issuer or kind of act' AS differs
    FROM lost AS l JOIN named AS n ON n.number_key = l.number_key AND n.enacted_on = l.enacted_on
    UNION
    SELECT l.reference_id, n.directive_id, 'date'
    FROM lost AS l
    JOIN named AS n ON n.number_key = l.number_key AND year(n.enacted_on) = year(l.enacted_on) AND n.stem = l.stem
    WHERE coalesce(l.act_kind = n.act_kind, true)
    UNION
    SELECT l.reference_id, n.directive_id, 'date'
    FROM lost AS l
    JOIN named AS n ON n.number_key = l.number_key AND strftime(n.enacted_on, '%m-%d') = strftime(l.enacted_on, '%m-%d')
     AND n.stem = l.stem
    WHERE coalesce(l.act_kind = n.act_kind, true)
    UNION
    SELECT l.reference_id, n.directive_id, 'date'
    FROM lost AS l JOIN named AS n ON n.number_key = l.number_key AND n.stem = l.stem
    WHERE l.enacted_on IS NULL AND coalesce(l.act_kind = n.act_kind, true)
),
said_relations AS (
    SELECT i.directive_id, r.number, number_key(r.number) AS number_key,
           -- "Akti tunnistab kehtetuks", "Kehtetuks tunnistatud aktiga": the other act does it.
           NOT regexp_matches(lower(r.relation), 'akti\s+tunnistab|tunnistatud|tunnistaja') AS is_active
    FROM base.related_documents AS r
    JOIN directive_identity AS i ON i.document_id = r.document_id
    WHERE regexp_matches(lower(r.relation), 'kehtetuks') AND regexp_matches(lower(r.relation), 'tunnista') AND number_key(r.number) IS NOT NULL
      AND i.status <> 'draft'
),
former_words AS (
    SELECT f.document_id, b.directive_id, min(f.finding_id) AS finding_id
    FROM base.findings AS f
    JOIN act_documents AS b ON b.document_id = f.document_id
    WHERE f.code = 'unread_operative_sentence'
      AND regexp_matches(lower(f.quote), '(^|[\s,])(senised?|seniste|seni\s+kehtinud|varasemad?|varem\s+kinnitatud|eelmi[ns]ed?|endised?)\s.*ametijuhend')
    GROUP BY ALL
),
former_wordings AS (
    SELECT w.directive_id, list(DISTINCT o.annex_id ORDER BY o.annex_id) AS annex_ids,
           (SELECT min(e.effect_id) FROM effects AS e WHERE e.directive_id = w.directive_id AND e.effect = 'approve' AND e.is_own) AS effect_id
    FROM former_words AS w
    JOIN annex_chains AS n ON n.directive_id = w.directive_id AND n.kind = 'ametijuhend'
    JOIN annex_chains AS o ON o.kind = n.kind AND o.directive_id <> n.directive_id
     AND (o.chain_id = n.chain_id OR (o.unit = n.unit AND o.institution = n.institution))
     AND o.in_force_until IS NULL AND coalesce(o.in_force_from < n.in_force_from, true)
    GROUP BY 1
),
rests AS (
    SELECT position_id, file_id FROM base.positions
    WHERE layout = 'continuation' AND position_id NOT IN (SELECT rest_position_id FROM position_rests)
),
loose_rests AS (
    SELECT f.name, min(d.directive_id) AS directive_id, min(a.annex_key) AS annex_key
    FROM rests AS p
    JOIN file_facts AS f ON f.file_id = p.file_id
    LEFT JOIN (FROM part_directives WHERE file_id IN (SELECT file_id FROM rests)) AS d ON d.file_id = p.file_id
    LEFT JOIN (FROM annex_parts WHERE file_id IN (SELECT file_id FROM rests)) AS a ON a.file_id = p.file_id
    WHERE f.unlisted_on IS NULL
    GROUP BY p.position_id, f.name
),
told (code, level, message, directive_id, annex_id, effect_id) AS (
-- What the page lists in its place could not be read: without it nothing would say what the act does.
SELECT 'replaced_file_counts', 'warn',
       f.name || ' is no longer listed on the page of its document, and counts until everything that the page lists now is read', d.directive_id, NULL, NULL
FROM files AS f JOIN act_documents AS d ON d.document_id = f.document_id
JOIN documents AS o ON o.document_id = f.document_id AND o.state = 'public' AND o.register <> 'files'
WHERE f.unlisted_on IS NULL AND f.parent_file_id IS NULL
  AND EXISTS (SELECT 1 FROM base.document_files AS l WHERE l.document_id = f.document_id)
  AND NOT EXISTS (SELECT 1 FROM base.document_files AS l
                  WHERE l.document_id = f.document_id AND coalesce(l.external_id, l.name) = f.file_key)
UNION ALL
SELECT 'rest_not_joined', 'warn',
       s.name || ' holds the rest of a job description, and nothing is sure to say of which: its words are kept, its duties are none of any position',
       s.directive_id, i.annex_id, NULL
FROM loose_rests AS s
LEFT JOIN annex_identity AS i ON i.directive_id = s.directive_id AND i.annex_key = s.annex_key
UNION ALL
-- Near, and never taken: "Asjaajamiskord" is revoked, and "Asjaajamiskorra kinnitamine" is held.
SELECT DISTINCT 'near_candidate', 'info', '„' || r.revoked_title || '“ is cited by its title, and ' || d.directive_id || ' („' || d.title || '“) is near it',
       r.revoking_directive_id, NULL, r.effect_id
FROM revocations AS r
JOIN directives AS c ON c.directive_id = r.revoking_directive_id
JOIN directives AS d ON d.directive_id <> c.directive_id AND d.authority = c.authority AND title_agrees(r.revoked_title, d.title)
WHERE r.resolution = 'not_held' AND r.revoked_number IS NULL AND r.revoked_title IS NOT NULL
  AND coalesce(d.signed_on, d.registered_on) < coalesce(c.signed_on, c.registered_on)
UNION ALL
-- "Senised ametijuhendid kaotavad kehtivuse": the job descriptions of the posts that the act describes anew.
SELECT DISTINCT 'former_wording_unclear', 'warn',
       'job descriptions end that no act names; it may mean ' || array_to_string(m.annex_ids, ', '), m.directive_id, NULL, m.effect_id
FROM former_wordings AS m
UNION ALL
-- The register's own words are a second witness: they raise doubts and decide nothing.
SELECT DISTINCT 'register_says_revokes', 'warn',
       'the register says that it revokes nr ' || s.number || ', and no sentence was read that does', s.directive_id, NULL, NULL::VARCHAR
FROM said_relations AS s
WHERE s.is_active AND NOT EXISTS (
    SELECT 1 FROM effects AS e
    LEFT JOIN act_names AS n ON n.directive_id = e.affected_directive_id
    WHERE e.directive_id = s.directive_id AND e.effect = 'revoke' AND s.number_key IN (number_key(e.number), n.number_key))
UNION ALL
SELECT DISTINCT 'register_says_revoked', 'warn',
       'the register says that nr ' || s.number || ' revokes it, and nothing that is held does', s.directive_id, NULL, NULL
FROM said_relations AS s
WHERE NOT s.is_active AND s.directive_id NOT IN (SELECT directive_id FROM endings)
UNION ALL
-- A document of no type whose title speaks of revocation: the reader cannot know that it is an act.
SELECT DISTINCT 'title_without_effect', 'warn',
       'the title of ' || d.document_id || ' speaks of revocation, its register names no type, and no sentence was read as one: ' || left(d.title, 120),
       i.directive_id, NULL, NULL
FROM base.documents AS d
JOIN base.files AS f ON f.document_id = d.document_id
LEFT JOIN act_documents AS i ON i.document_id = d.document_id
WHERE coalesce(trim(d.document_type), '') = '' AND regexp_matches(lower(d.title), 'kehtetuks\s+tunnistami|kehtivuse\s+lõpetami|(^|\s)tühistami')
  AND NOT EXISTS (SELECT 1 FROM base.effects AS e WHERE e.document_id = d.document_id AND (e.effect = 'revoke' OR e.doubt IS NOT NULL))
  AND NOT EXISTS (SELECT 1 FROM base.findings AS x WHERE x.document_id = d.document_id AND x.code IN ('title_without_effect', 'unread_operative_sentence', 'draft', 'memorandum'))
UNION ALL
SELECT 'effect_without_directive', 'warn', 'a sentence revokes, and which act says so is not known: its day is open', NULL, NULL, e.effect_id
FROM effects AS e WHERE e.directive_id IS NULL AND e.effect = 'revoke'
UNION ALL
SELECT DISTINCT 'near_candidate', 'info', 'nr ' || l.number || ' is cited, and ' || n.candidate_id || ' differs in ' || n.differs,
       l.citing_directive_id, NULL, l.reference_id
FROM near_candidates AS n JOIN lost AS l ON l.reference_id = n.reference_id
WHERE n.candidate_id IS DISTINCT FROM l.citing_directive_id
UNION ALL
SELECT 'number_implausible', 'warn',
       'nr ' || n.number || ' of ' || strftime(n.on_day, '%d.%m.%Y') || ' does not fit its series'
           || coalesce(', nr ' || n.before.n || ' of ' || strftime(n.before.d, '%d.%m.%Y'), '')
           || coalesce(' and nr ' || n.after.n || ' of ' || strftime(n.after.d, '%d.%m.%Y'), '') || ': kept as read',
       n.directive_id, NULL, n.reference_id
FROM implausible_numbers AS n
UNION ALL
SELECT DISTINCT 'act_withdrawn', 'warn',
       'an act that ' || CASE WHEN w.effect = 'extend' THEN 'extended it' WHEN NOT w.is_ending THEN 'changed it' WHEN w.effect = 'revoke' THEN 'revoked it'
               WHEN w.effect = 'suspend' THEN 'suspended it' WHEN w.effect = 'reinstate' THEN 'put it into force again' ELSE 'gave it a new wording' END
           || CASE w.resolution WHEN 'ambiguous' THEN ', or one of the same number and date,' ELSE '' END
           || ' was withdrawn (' || w.document_id || ', ' || t.cause || '): '
           || CASE WHEN w.is_ending OR w.effect = 'extend' THEN 'whether it is in force is undecided' ELSE 'the text held may be another' END,
       w.directive_id, w.annex_id, NULL::VARCHAR
FROM withdrawn_endings AS w JOIN base.tombstones AS t ON t.tombstone_id = w.tombstone_id
)
SELECT d.*, coalesce(split_part(d.effect_id, '!', 1), i.document_id) AS document_id
FROM told AS d LEFT JOIN directive_identity AS i ON i.directive_id = d.directive_id
