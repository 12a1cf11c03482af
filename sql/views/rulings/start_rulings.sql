-- publish: no
-- note: Rulings on a first day in force, on the number of an annex and on a field of a job description, as in rulings: judged
-- before what rests on them is derived.
WITH read_for AS (
    SELECT d.document_id, coalesce(o.original_id, d.document_id) AS ruled_id
    FROM base.documents AS d LEFT JOIN document_acts AS o ON o.document_id = d.document_id
),
places AS (
    SELECT r.ruling_id, a.effect_id, a.evidence_id, a.file_id, a.span_start, a.premises AS premises_now, a.quote_number,
           coalesce(NOT a.is_open AND len(a.days) = 1 AND a.effective_on = try_cast(r.outcome AS DATE), false) AS is_same,
           CASE WHEN try_cast(r.outcome AS DATE) < i.signed_on THEN 'before_signing' END AS fault
    FROM given_rulings AS r
    JOIN start_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
        AND a.reference_key IS NOT DISTINCT FROM r.reference_key AND a.unlisted_on IS NULL
    LEFT JOIN directive_identity AS i ON i.directive_id = a.directive_id
    WHERE r.question = 'start_day'
    UNION ALL
    SELECT r.ruling_id, NULL, a.evidence_id, a.file_id, a.span_start, a.premises, a.quote_number, coalesce(a.annex_number = r.outcome, false),
           CASE WHEN a.annex_number IS NULL AND r.outcome NOT IN ('none', 'unsure') AND NOT list_contains(a.missing, r.outcome)
                THEN 'not_a_candidate' END
    FROM given_rulings AS r
    JOIN part_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    WHERE r.question = 'annex_number'
    UNION ALL
    SELECT r.ruling_id, NULL, a.evidence_id, a.file_id, a.own_start, a.premises, a.quote_number,
           coalesce(list_contains(a.field_values, struct_pack(field := ruled_field(r.outcome), value := ruled_value(r.outcome)))
               OR (ruled_field(r.outcome) = 'duty' AND a.duty = ruled_value(r.outcome)), false),
           CASE WHEN r.outcome NOT IN ('none', 'unsure') AND NOT list_contains(a.candidates, ruled_field(r.outcome)) THEN 'not_a_candidate' END
    FROM given_rulings AS r
    JOIN field_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256 AND a.unlisted_on IS NULL
    WHERE r.question = 'field_of_position'
    UNION ALL
    -- Nothing is doubted there any more: the machine reads now what was ruled.
    SELECT r.ruling_id, NULL, NULL, p.file_id, p.span_start, 'doubt: none', r.quote_number, true, NULL
    FROM given_rulings AS r
    JOIN read_for AS d ON d.ruled_id = r.document_id
    JOIN base.positions AS p ON p.document_id = d.document_id
    JOIN base.texts AS t ON t.file_id = p.file_id
    JOIN file_facts AS f ON f.file_id = p.file_id AND f.unlisted_on IS NULL
    WHERE r.question = 'field_of_position'
      AND list_contains(field_values(p), struct_pack(field := ruled_field(r.outcome), value := ruled_value(r.outcome)))
      AND contains(folded_words(substring(t.text, p.span_start + 1, p.span_end - p.span_start)), r.quote)
      AND NOT EXISTS (SELECT 1 FROM field_anchors AS a WHERE a.document_id = r.document_id AND a.text_sha256 = r.text_sha256)
),
found AS (
    SELECT ruling_id, min(effect_id) AS effect_id, min(evidence_id) AS evidence_id, bool_and(is_same) AS is_same, min(fault) AS fault,
           min(premises_now) AS premises_now, max(premises_now) AS last_premises_now, min(quote_number) AS least_number,
           max(quote_number) AS most_number, max(place_turn) > 1 AS is_repeated
    FROM (SELECT *, dense_rank() OVER (PARTITION BY ruling_id, file_id ORDER BY span_start) AS place_turn FROM places)
    GROUP BY 1
)
SELECT
    r.*, p.counts_from_on, f.premises_now, f.effect_id, f.evidence_id,
    CASE WHEN f.ruling_id IS NULL THEN 'not_read'
         ELSE coalesce(r.fault, f.fault, CASE WHEN f.least_number < r.quote_number THEN 'quote_number_changed' END, 'premises_changed') END AS reason,
    ruling_state(
        r.withdrawn_on IS NOT NULL, f.ruling_id IS NULL AND NOT p.is_quote_held, f.is_repeated OR f.most_number > r.quote_number,
        p.is_disputed, f.is_same,
        f.ruling_id IS NULL OR r.fault IS NOT NULL OR f.fault IS NOT NULL OR f.premises_now <> r.premises OR f.last_premises_now <> r.premises
            OR f.least_number < r.quote_number,
        p.is_waiting) AS state
FROM given_rulings AS r
JOIN ruling_peers AS p ON p.ruling_id = r.ruling_id
LEFT JOIN found AS f ON f.ruling_id = r.ruling_id
WHERE r.question IN ('start_day', 'annex_number', 'field_of_position')
