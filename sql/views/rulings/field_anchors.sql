-- publish: no
-- note: Words of a job description that no field holds for certain, by which a ruling on a field finds them again: an unread
-- label with its value, a substitution without a direction, a description that names no post, a duty read in doubt. candidates:
-- the fields that the words may fill: those that were read nowhere else in it, or the one in doubt.
WITH doubted AS (
    SELECT
        f.code, f.quote AS own_quote, f.span_start AS own_start, f.span_end AS own_end, f.page_number, f.boxes, f.file_id,
        coalesce(o.original_id, f.document_id) AS document_id, s.unlisted_on, p.position_id, p.span_start AS position_start,
        field_values(p) AS field_values, d.ordinal, d.duty
    FROM base.findings AS f
    JOIN base.positions AS p ON p.file_id = f.file_id AND f.span_start >= p.span_start AND f.span_end <= p.span_end
    JOIN file_facts AS s ON s.file_id = f.file_id
    LEFT JOIN document_acts AS o ON o.document_id = f.document_id
    LEFT JOIN base.duties AS d ON d.position_id = p.position_id AND d.span_start <= f.span_start AND d.span_end >= f.span_end
    WHERE f.code IN ('label_unread', 'substitution_direction_unclear', 'position_unnamed')
       OR (f.code IN ('duty_number_repeated', 'columns_interleaved') AND d.ordinal IS NOT NULL)
),
asked AS (
    SELECT *,
        CASE code
            WHEN 'label_unread' THEN list_transform(list_filter(field_values, lambda one: one.value IS NULL AND one.field <> 'title'), lambda one: one.field)
            WHEN 'substitution_direction_unclear' THEN ['substitutes_for', 'substituted_by']
            WHEN 'position_unnamed' THEN ['title']
            ELSE ['duty'] END AS candidates
    FROM doubted
),
-- A label is asked about with what follows it in its line, or in the next one where it stands alone; a whole description by
-- its first words.
spans AS (
    SELECT a.*, t.text,
        CASE WHEN a.code = 'label_unread' AND a.own_end - a.own_start <= 60
             THEN a.own_end + length(regexp_extract(substring(t.text, a.own_end + 1, 200), '^\s*[^\n]*'))
             ELSE least(a.own_end, a.own_start + 300) END AS quote_end
    FROM asked AS a JOIN base.texts AS t ON t.file_id = a.file_id
),
-- The quote is counted as it is printed: to fold every text that has an unread label would take most of a publish.
counted AS (
    SELECT s.* EXCLUDE (text, quote_end), greatest(1, times_in(substring(s.text, s.own_start + 1, s.quote_end - s.own_start), s.text)) AS quote_number,
           folded_words(substring(s.text, s.own_start + 1, s.quote_end - s.own_start)) AS quote,
           words_left_of(s.text, s.own_start) AS words_before, words_right_of(s.text, s.quote_end) AS words_after
    FROM spans AS s
),
words AS (SELECT *, quote_digest(words_before, quote, words_after) AS text_sha256 FROM counted)
SELECT
    *, evidence_id(file_id, own_start, own_end) AS evidence_id,
    'doubt: ' || code || coalesce('; duty: ' || folded_words(duty), '') AS premises
FROM words
WHERE length(quote) > 0 AND len(candidates) > 0
-- One doubt for words of which several things are doubted.
QUALIFY row_number() OVER (PARTITION BY file_id, text_sha256 ORDER BY code, own_start, own_end, position_id, ordinal) = 1 OR quote_number > 1
