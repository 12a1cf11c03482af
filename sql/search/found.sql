-- note: What can be found, with the passages that say it: each directive, annex, job description and duty that is listed
-- today. A document that its register restricts or no longer shows gives none, and neither does an annex that no page lists
-- any more. A passage is a title, a sentence of a text, the value of a field, a duty or an outcome. evidence_id is its
-- own place where one was read; for a sentence of a body the effect that was read from it, else the heading; for one of an
-- annex the annex's heading.
WITH held AS (
    SELECT d.* FROM directives AS d LEFT JOIN documents AS doc ON doc.document_id = d.document_id
    WHERE coalesce(doc.is_public, true) AND NOT d.is_gone
),
headings AS (SELECT file_id, header_evidence_id FROM files WHERE header_evidence_id IS NOT NULL),
-- Of several files that hold an act's body, the one whose heading names the act counts.
bodies AS (
    SELECT h.directive_id, arg_min(p.part_id, (p.file_id IS DISTINCT FROM h.heading_file_id, p.part_id)) AS part_id
    FROM parts AS p
    JOIN held AS h ON h.directive_id = p.directive_id
    JOIN files AS f ON f.file_id = p.file_id AND f.unlisted_on IS NULL
    WHERE p.part = 'body' GROUP BY 1
),
cut AS (
    SELECT b.directive_id, p.file_id, p.span_start,
           regexp_extract_all(substring(t.text, p.span_start + 1, p.span_end - p.span_start), getvariable('sentences')) AS sentences
    FROM bodies AS b JOIN parts AS p ON p.part_id = b.part_id JOIN texts AS t ON t.file_id = p.file_id
),
body_sentences AS (
    SELECT directive_id, file_id, unnest(sentences) AS words, unnest(range(len(sentences))) AS turn,
           span_start + unnest(list_transform(range(len(sentences)), lambda n: coalesce(list_sum(list_transform(sentences[:n], lambda s: length(s))), 0))) AS begins
    FROM cut
),
read_sentences AS (
    SELECT s.directive_id, s.turn, any_value(s.words) AS words,
           arg_max(e.evidence_id, (least(e.span_end, s.begins + length(s.words)) - greatest(e.span_start, s.begins), e.evidence_id)) AS evidence_id,
           arg_max(e.page_number, (least(e.span_end, s.begins + length(s.words)) - greatest(e.span_start, s.begins), e.evidence_id)) AS page_number
    FROM body_sentences AS s
    LEFT JOIN effects AS e ON e.file_id = s.file_id AND e.span_start < s.begins + length(s.words) AND e.span_end > s.begins
    GROUP BY ALL
),
-- Lists are sorted once they are whole: an aggregate with ORDER BY takes four times as long.
texts_of_directives AS (
    SELECT directive_id,
           list_transform(
               list_sort(list(struct_pack(turn := turn, words := words, evidence_id := evidence_id, page_number := page_number))),
               lambda s: struct_pack(field := 'text', words := s.words, evidence_id := s.evidence_id, page_number := s.page_number)) AS passages
    FROM read_sentences GROUP BY 1
),
field_values AS (
    UNPIVOT (
        SELECT position_id, title AS position, unit, reports_to, subordinates, substitutes_for, substituted_by, purpose,
               special_conditions, education, experience, rights, liability FROM positions
    ) ON position, unit, reports_to, subordinates, substitutes_for, substituted_by, purpose, special_conditions, education,
         experience, rights, liability INTO NAME field VALUE words
),
fields AS (
    SELECT v.position_id, arg_min(f.evidence_id, f.span_start) AS evidence_id,
           list_sort(list(struct_pack(field := v.field, words := v.words, evidence_id := f.evidence_id, page_number := f.page_number))) AS passages
    FROM field_values AS v LEFT JOIN position_fields AS f ON f.position_id = v.position_id AND f.field = v.field
    GROUP BY 1
),
asked_for AS (
    SELECT position_id,
           list_sort(list(struct_pack(
               ordinal := ordinal, language := concat_ws(' ', lower(language), level),
               words := CASE WHEN contains(lower(quote), lower(language)) THEN quote ELSE concat_ws(' ', language, level) END,
               evidence_id := evidence_id, page_number := page_number))) AS entries
    FROM language_requirements GROUP BY 1
),
languages AS (
    SELECT position_id, array_to_string(list_transform(entries, lambda l: l.language), ', ') AS languages,
           list_transform(entries, lambda l: struct_pack(field := 'language', words := l.words, evidence_id := l.evidence_id, page_number := l.page_number)) AS passages
    FROM asked_for
),
units AS (
    SELECT p.annex_id, min(p.unit) AS unit,
           nullif(array_to_string(list_transform(list_sort(list(struct_pack(position_id := p.position_id, languages := l.languages))), lambda o: o.languages), ', '), '') AS languages
    FROM positions AS p LEFT JOIN languages AS l ON l.position_id = p.position_id
    WHERE p.annex_id IS NOT NULL GROUP BY 1
),
suspended AS (
    SELECT coalesce(annex_id, directive_id) AS id,
           list(struct_pack(suspended_from := suspended_from, suspended_until := suspended_until) ORDER BY suspended_from) AS suspensions
    FROM suspensions WHERE suspended_from IS NOT NULL GROUP BY 1
),
listed AS (
    SELECT a.annex_id, a.directive_id, a.title, a.text, a.part_id, a.approval_evidence_id, a.in_force_from,
           a.in_force_until, a.undecided_from, a.annex_number, h.register, u.unit, u.languages, s.suspensions
    FROM annexes AS a JOIN held AS h ON h.directive_id = a.directive_id
    LEFT JOIN units AS u ON u.annex_id = a.annex_id
    LEFT JOIN suspended AS s ON s.id = a.annex_id
    WHERE a.unlisted_on IS NULL
),
described AS (
    SELECT p.position_id, p.directive_id, p.annex_id, p.title, p.unit, a.annex_number, l.languages, a.suspensions,
           coalesce(a.register, h.register, split_part(p.document_id, '/', 1)) AS register,
           CASE WHEN p.annex_id IS NULL THEN h.in_force_from ELSE a.in_force_from END AS in_force_from,
           CASE WHEN p.annex_id IS NULL THEN h.in_force_until ELSE a.in_force_until END AS in_force_until,
           CASE WHEN p.annex_id IS NULL THEN h.undecided_from ELSE a.undecided_from END AS undecided_from
    FROM positions AS p
    LEFT JOIN listed AS a ON a.annex_id = p.annex_id
    LEFT JOIN held AS h ON h.directive_id = p.directive_id
    LEFT JOIN documents AS doc ON doc.document_id = p.document_id
    LEFT JOIN languages AS l ON l.position_id = p.position_id
    WHERE coalesce(doc.is_public, true) AND (p.annex_id IS NULL OR a.annex_id IS NOT NULL)
      AND (p.directive_id IS NULL OR h.directive_id IS NOT NULL)
),
others AS (
    SELECT position_id, list_transform(other, lambda o: struct_pack(field := 'other', words := concat_ws(': ', o.label, o.value), evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)) AS passages
    FROM positions WHERE len(other) > 0
),
found AS (
    SELECT 'directive' AS kind, h.directive_id, NULL::VARCHAR AS annex_id, NULL::VARCHAR AS position_id, NULL::INTEGER AS ordinal,
           h.title, NULL::VARCHAR AS annex_number, h.register, NULL::VARCHAR AS unit, NULL::VARCHAR AS languages, s.suspensions, h.in_force_from, h.in_force_until, h.undecided_from,
           g.header_evidence_id AS evidence_id, NULL::INTEGER AS page_number,
           list_concat([struct_pack(field := 'title', words := h.title, evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)], t.passages) AS passages
    FROM held AS h
    LEFT JOIN headings AS g ON g.file_id = h.heading_file_id
    LEFT JOIN texts_of_directives AS t ON t.directive_id = h.directive_id
    LEFT JOIN suspended AS s ON s.id = h.directive_id
    UNION ALL
    SELECT 'annex', a.directive_id, a.annex_id, NULL, NULL, a.title, a.annex_number, a.register, a.unit, a.languages, a.suspensions, a.in_force_from, a.in_force_until, a.undecided_from,
           coalesce(p.evidence_id, a.approval_evidence_id), NULL,
           list_concat(
               [struct_pack(field := 'title', words := a.title, evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)],
               list_transform(regexp_extract_all(a.text, getvariable('sentences')), lambda s: struct_pack(field := 'text', words := s, evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)))
    FROM listed AS a
    LEFT JOIN parts AS p ON p.part_id = a.part_id
    UNION ALL
    SELECT 'position', d.directive_id, d.annex_id, d.position_id, NULL, d.title, d.annex_number, d.register, d.unit, d.languages, d.suspensions, d.in_force_from, d.in_force_until,
           d.undecided_from, f.evidence_id, NULL, list_concat(list_concat(f.passages, l.passages), o.passages)
    FROM described AS d
    LEFT JOIN fields AS f ON f.position_id = d.position_id
    LEFT JOIN languages AS l ON l.position_id = d.position_id
    LEFT JOIN others AS o ON o.position_id = d.position_id
    UNION ALL
    SELECT 'duty', p.directive_id, p.annex_id, p.position_id, CAST(d.ordinal AS INTEGER), p.title, p.annex_number, p.register, p.unit, p.languages, p.suspensions, p.in_force_from,
           p.in_force_until, p.undecided_from, d.evidence_id, d.page_number,
           list_concat(
               [struct_pack(field := 'duty', words := d.duty, evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)],
               list_transform(d.outcomes, lambda o: struct_pack(field := 'outcome', words := o, evidence_id := NULL::VARCHAR, page_number := NULL::INTEGER)))
    FROM duties AS d JOIN described AS p ON p.position_id = d.position_id
)
SELECT CAST(row_number() OVER () AS INTEGER) AS item_no, * FROM found
