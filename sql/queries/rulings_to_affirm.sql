-- answers: Which rulings do not count, and which open doubt could be ruled on again in their place?
-- grain: ruling, with each doubt that is near
-- oddities: doubt_id is NULL where none of the same question is open in the document. A near quote is only offered: nothing is carried over.
WITH waiting AS (
    SELECT * FROM rulings
    WHERE state IN ('contested', 'ambiguous', 'orphaned', 'conflicting', 'proposed')
       OR (outcome = 'unsure' AND state = 'applied' AND look_again_on <= current_date)
)
SELECT
    w.ruling_id, w.question, w.state, coalesce(w.state_reason, CASE WHEN w.outcome = 'unsure' THEN 'look_again' END) AS reason, w.outcome,
    w.decided_by, w.decided_on, w.because, w.document_id, w.quote AS old_quote, w.premises, w.premises_now,
    d.doubt_id, d.quote AS quote_now, d.candidates,
    round(jaro_winkler_similarity(w.quote, d.quote), 3) AS likeness
FROM waiting AS w
LEFT JOIN doubts AS d ON d.document_id = w.document_id AND d.question = w.question
    AND (d.text_sha256 = w.text_sha256 OR jaro_winkler_similarity(w.quote, d.quote) >= 0.8)
ORDER BY w.decided_on, w.ruling_id, likeness DESC, d.doubt_id
