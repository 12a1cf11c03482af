-- table: What the page of each directive shows beside its annexes: its title and where it comes from, what the queries sentences_of_act, citations_of_act and
-- signatures_of_act say, where its bodies stand, and the doubts. It stands ready, so that one row answers.
-- directive_key: number of the directive (id_key), by which rows are found and in which order they stand
-- directive_id: directive
-- title: its title
-- authority: authority (authorities) that issued it
-- institution: its name as printed
-- register: register that has it
-- source_url: address of its page
-- sentences: its operative sentences, in order
-- citations: acts that it cites and that cite it, each with the first sentence
-- signatures: signatures of its files
-- bodies: its bodies in files that are listed, each from a code point to another
-- findings: doubts about it, the first 200 by level and code
-- key: directive_id
-- together: directive_id
-- keyed: yes
-- reads: directives AS d by directive_id
-- reads: effects by directive_id
-- reads: directives AS b by directive_id of effects: affected_directive_id
-- reads: citations AS c by directive_id
-- reads: citations AS n by cited_directive_id
-- reads: directives AS o by directive_id of citations: unnest([directive_id, cited_directive_id])
-- reads: parts by directive_id
-- reads: files AS f by document_id of parts: document_id
-- reads: files AS g by document_id of d: document_id
-- reads: files AS h by file_id of parts: file_id
-- reads: signatures by file_id of files: file_id
-- reads: findings by directive_id
-- acts: 2000
WITH acts AS (
    SELECT directive_id, document_id, title, authority, institution, register, source_url FROM directives WHERE is_in_part(directive_id)
),
-- Here and below only the needed rows are joined: otherwise DuckDB would lay out all acts and files beside those of a part.
said AS MATERIALIZED (FROM effects WHERE directive_id IN (SELECT directive_id FROM acts)),
affected AS MATERIALIZED (
    SELECT directive_id, act_kind, number, coalesce(signed_on, registered_on) AS enacted_on FROM directives
    WHERE directive_id IN (SELECT affected_directive_id FROM said)
),
spoken AS (
    SELECT e.directive_id, struct_pack(
        effect_id := e.effect_id, effect := e.effect, annexes := e.annexes, is_every_annex := e.is_every_annex, except_annexes := e.except_annexes,
        points := e.points, except_points := e.except_points, limit_words := e.limit_words, item_title := e.item_title, is_own := e.is_own,
        affected_directive_id := e.affected_directive_id, resolution := e.resolution, kind := e.kind, number := e.number, enacted_on := e.enacted_on,
        title := e.title, effective_on := e.effective_on, until_on := e.until_on, doubt := e.doubt, doubt_quote := e.doubt_quote, quote := e.quote,
        file_id := e.file_id, span_start := e.span_start, span_end := e.span_end, page_number := e.page_number, evidence_id := e.evidence_id,
        affected_kind := b.act_kind, affected_number := b.number, affected_date := b.enacted_on
    ) AS line, row_number() OVER (PARTITION BY e.directive_id ORDER BY e.file_id, e.span_start, e.ordinal) AS turn
    FROM said AS e
    LEFT JOIN affected AS b ON b.directive_id = e.affected_directive_id
),
told AS (
    SELECT directive_id, 'cites' AS direction, cited_directive_id AS other_directive_id, issuer, kind, number, enacted_on, title, quote, page_number,
           evidence_id, file_id, span_start
    FROM citations WHERE directive_id IN (SELECT directive_id FROM acts)
    UNION ALL
    SELECT cited_directive_id, 'cited_by', directive_id, NULL, NULL, NULL, NULL, NULL, quote, page_number, evidence_id, file_id, span_start
    FROM citations WHERE cited_directive_id IN (SELECT directive_id FROM acts) AND directive_id <> cited_directive_id
),
cited AS (
    SELECT
        t.directive_id, t.direction, t.other_directive_id, coalesce(d.institution, t.issuer) AS institution, coalesce(d.act_kind, t.kind) AS kind,
        coalesce(d.number, t.number) AS number, coalesce(d.signed_on, d.registered_on, t.enacted_on) AS enacted_on,
        coalesce(d.title, t.title) AS title, t.quote, t.page_number, t.evidence_id
    FROM told AS t
    LEFT JOIN directives AS d ON d.directive_id = t.other_directive_id
    WHERE t.other_directive_id IS DISTINCT FROM t.directive_id
    QUALIFY row_number() OVER (
        PARTITION BY t.directive_id, t.direction, t.other_directive_id, coalesce(d.number, t.number),
                     coalesce(d.signed_on, d.registered_on, t.enacted_on)
        ORDER BY t.file_id, t.span_start, t.evidence_id, t.issuer, t.kind, t.title, t.quote) = 1
),
cited_in_turn AS (
    SELECT directive_id, struct_pack(
        direction := direction, other_directive_id := other_directive_id, institution := institution, kind := kind, number := number,
        enacted_on := enacted_on, title := title, quote := quote, page_number := page_number, evidence_id := evidence_id
    ) AS line, row_number() OVER (PARTITION BY directive_id ORDER BY direction DESC, enacted_on NULLS LAST, number, evidence_id, other_directive_id) AS turn
    FROM cited
),
held AS MATERIALIZED (FROM parts WHERE directive_id IN (SELECT directive_id FROM acts)),
documents_of_act AS (
    SELECT directive_id, document_id FROM held
    UNION SELECT directive_id, document_id FROM acts
),
signed AS (
    SELECT o.directive_id, struct_pack(
        file_name := f.name, signer := s.signer, is_seal := s.is_seal, role := s.role, signed_on := s.signed_on, profile := s.profile,
        checked := s.checked, reason := s.reason, is_refuted := s.is_refuted, file_id := s.file_id, ordinal := s.ordinal
    ) AS line, row_number() OVER (PARTITION BY o.directive_id ORDER BY f.ordinal, s.ordinal, s.file_id) AS turn
    FROM signatures AS s
    JOIN files AS f ON f.file_id = s.file_id
    JOIN documents_of_act AS o ON o.document_id = f.document_id
    WHERE f.unlisted_on IS NULL
),
bodies AS (
    SELECT p.directive_id, struct_pack(
        file_id := p.file_id, name := f.name, span_start := p.span_start, span_end := p.span_end, page_number := p.page_number
    ) AS line, row_number() OVER (PARTITION BY p.directive_id ORDER BY f.ordinal, p.span_start, p.file_id, p.part_id) AS turn
    FROM held AS p
    JOIN (FROM files WHERE file_id IN (SELECT file_id FROM held)) AS f ON f.file_id = p.file_id
    WHERE p.part = 'body' AND f.unlisted_on IS NULL
),
doubts AS (
    SELECT directive_id, struct_pack(message := message, evidence_id := evidence_id) AS line,
           row_number() OVER (PARTITION BY directive_id ORDER BY level, code, finding_id) AS turn
    FROM findings WHERE directive_id IN (SELECT directive_id FROM acts) QUALIFY turn <= 200
),
-- All kinds of lists are grouped at once: joined one by one, each kind would take eight megabytes, however few rows it has.
lines AS (
    SELECT directive_id, NULL::INTEGER AS turn, title, authority, institution, register, source_url FROM acts
    UNION ALL BY NAME SELECT directive_id, turn, line AS sentence FROM spoken
    UNION ALL BY NAME SELECT directive_id, turn, line AS citation FROM cited_in_turn
    UNION ALL BY NAME SELECT directive_id, turn, line AS signature FROM signed
    UNION ALL BY NAME SELECT directive_id, turn, line AS body FROM bodies
    UNION ALL BY NAME SELECT directive_id, turn, line AS finding FROM doubts
)
SELECT
    id_key(directive_id) AS directive_key, directive_id, any_value(title) AS title, any_value(authority) AS authority,
    any_value(institution) AS institution, any_value(register) AS register, any_value(source_url) AS source_url,
    coalesce(list_select(list(sentence) FILTER (sentence IS NOT NULL), list_grade_up(list(turn) FILTER (sentence IS NOT NULL))), []) AS sentences,
    coalesce(list_select(list(citation) FILTER (citation IS NOT NULL), list_grade_up(list(turn) FILTER (citation IS NOT NULL))), []) AS citations,
    coalesce(list_select(list(signature) FILTER (signature IS NOT NULL), list_grade_up(list(turn) FILTER (signature IS NOT NULL))), []) AS signatures,
    coalesce(list_select(list(body) FILTER (body IS NOT NULL), list_grade_up(list(turn) FILTER (body IS NOT NULL))), []) AS bodies,
    coalesce(list_select(list(finding) FILTER (finding IS NOT NULL), list_grade_up(list(turn) FILTER (finding IS NOT NULL))), []) AS findings
FROM lines
GROUP BY directive_id
ORDER BY directive_key, directive_id
