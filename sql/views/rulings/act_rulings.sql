-- publish: no
-- note: Rulings on whether two entries are one act, as in rulings: judged before anything else, for what document an act stands
-- under decides where all other rulings are looked for (given_rulings).
WITH standing AS (
    SELECT *, lower(trim(decided_by)) AS decider FROM base.rulings WHERE question = 'same_act' AND withdrawn_on IS NULL AND outcome <> 'unsure'
),
peers AS (
    SELECT r.ruling_id, bool_or(o.outcome <> r.outcome) AS is_disputed,
           min(o.decided_on) FILTER (o.outcome = r.outcome AND o.decider <> r.decider) AS seconded_on
    FROM standing AS r
    JOIN standing AS o ON o.document_id = r.document_id AND o.text_sha256 = r.text_sha256 AND o.ruling_id <> r.ruling_id
    GROUP BY 1
)
SELECT
    r.*,
    CASE WHEN NOT coalesce(r.needs_second, false) OR r.outcome = 'unsure' THEN r.decided_on
         WHEN p.seconded_on IS NOT NULL THEN greatest(r.decided_on, p.seconded_on) END AS counts_from_on,
    a.premises AS premises_now, NULL::VARCHAR AS effect_id, NULL::VARCHAR AS evidence_id,
    CASE WHEN r.outcome NOT IN ('unsure', 'none') AND NOT list_contains(a.candidates, r.outcome) THEN 'not_a_candidate' ELSE 'premises_changed' END
        AS reason,
    ruling_state(
        r.withdrawn_on IS NOT NULL, a.document_id IS NULL, false, coalesce(p.is_disputed, false),
        coalesce(a.paired_id = r.outcome, r.outcome = 'none' AND len(a.candidates) = 0), coalesce(a.premises <> r.premises, false)
            OR (r.outcome NOT IN ('unsure', 'none') AND NOT coalesce(list_contains(a.candidates, r.outcome), false)),
        coalesce(r.needs_second, false) AND r.outcome <> 'unsure' AND p.seconded_on IS NULL) AS state
FROM base.rulings AS r
LEFT JOIN act_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
LEFT JOIN peers AS p ON p.ruling_id = r.ruling_id
WHERE r.question = 'same_act'
