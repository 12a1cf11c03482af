-- publish: no
-- note: Entries of registers that may be one act with another entry, by the register's own words: a copy that fits several
-- originals, or one whose title and two of institution, number and day are those of an original that no copy of its register
-- is of; and a second entry of one register with the number, day and type of an earlier one. Also the entries in which this
-- was ruled. candidates: the documents that they may be one act with.
WITH copied AS (SELECT DISTINCT register, original_id FROM paired_acts WHERE is_copy AND original_id IS NOT NULL),
unpaired AS (SELECT * FROM paired_acts WHERE is_copy AND len(original_ids) = 0),
free AS (
    SELECT o.*, c.document_id AS copy_id, c.stem AS copy_stem, c.registered_on AS copied_on
    FROM unpaired AS c
    JOIN paired_acts AS o ON o.written_title = c.written_title AND o.register_key = c.register_key
    UNION
    SELECT o.*, c.document_id, c.stem, c.registered_on
    FROM unpaired AS c
    JOIN paired_acts AS o ON o.written_title = c.written_title AND o.registered_on = c.registered_on AND stems_agree(o.stem, c.stem)
),
near_ones AS (
    SELECT f.copy_id AS document_id, f.document_id AS candidate_id
    FROM free AS f
    JOIN unpaired AS c ON c.document_id = f.copy_id
    LEFT JOIN copied AS k ON k.register = c.register AND k.original_id = f.document_id
    WHERE NOT f.is_copy AND NOT f.is_loose AND NOT f.is_missing AND k.original_id IS NULL
      AND (f.registered_on = f.copied_on OR (stems_agree(f.stem, f.copy_stem) AND abs(datediff('day', f.copied_on, f.registered_on)) <= 31))
),
doubled AS (
    SELECT l.document_id, e.document_id AS candidate_id
    FROM paired_acts AS l
    JOIN paired_acts AS e ON e.register = l.register AND e.register_key = l.register_key AND e.registered_on = l.registered_on
     AND e.document_type IS NOT DISTINCT FROM l.document_type AND e.document_id < l.document_id
    WHERE NOT l.is_copy AND NOT l.is_loose AND NOT e.is_copy AND NOT l.is_missing AND NOT e.is_missing
      AND coalesce(stems_agree(l.stem, e.stem), true)
),
several AS (
    SELECT document_id, unnest(original_ids) AS candidate_id FROM paired_acts WHERE is_copy AND len(original_ids) > 1
),
proposed AS (
    SELECT document_id, list(DISTINCT candidate_id ORDER BY candidate_id) AS candidates
    FROM (FROM several UNION ALL FROM near_ones UNION ALL FROM doubled) GROUP BY 1
),
asked AS (
    FROM proposed
    UNION ALL
    SELECT DISTINCT document_id, []::VARCHAR[] FROM base.rulings
    WHERE question = 'same_act' AND document_id NOT IN (SELECT document_id FROM proposed)
),
worded AS (
    SELECT d.document_id, a.candidates,
           folded_words(concat_ws(' ', d.document_type, 'nr ' || d.number, strftime(d.registered_on, '%d.%m.%Y'), d.title)) AS quote
    FROM asked AS a JOIN base.documents AS d ON d.document_id = a.document_id
)
SELECT
    w.document_id, unnest(anchor_with(w.quote, '', '', w.quote)),
    w.candidates, a.original_id AS paired_id, 'same as: ' || coalesce(nullif(array_to_string(w.candidates, ' '), ''), a.original_id, 'none') AS premises
FROM worded AS w LEFT JOIN paired_acts AS a ON a.document_id = w.document_id
-- Asked of both sides of the join: DuckDB would else fold the words of all documents, before it, to see whether there are any.
WHERE CASE WHEN w.candidates IS NOT NULL THEN length(w.quote) > 0 END
