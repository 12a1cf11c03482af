-- publish: no
-- note: Endings as read, and as rulings decide them, from one day to another (ruled_from, ruled_until): before the first ruling
-- on a sentence the machine's word holds, then each day on which somebody decided begins a stage. Rows of a sentence that nobody
-- ruled on have neither day.
WITH applied AS (
    SELECT a.effect_id, r.question, r.outcome, r.ruling_id, r.decided_on
    FROM rulings AS r
    JOIN sentence_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
        AND a.reference_key IS NOT DISTINCT FROM r.reference_key
        AND r.premises = CASE r.question WHEN 'which_act' THEN a.act_premises ELSE a.day_premises END
    WHERE r.state = 'applied' AND r.outcome <> 'unsure'
    -- Rulings that agree count once, by the first.
    QUALIFY row_number() OVER (PARTITION BY a.effect_id, r.question ORDER BY r.decided_on, r.ruling_id) = 1
),
days AS (SELECT DISTINCT effect_id, decided_on FROM applied),
stages AS (
    SELECT effect_id, NULL::DATE AS ruled_from, min(decided_on) AS ruled_until FROM days GROUP BY 1
    UNION ALL
    SELECT effect_id, decided_on, lead(decided_on) OVER (PARTITION BY effect_id ORDER BY decided_on) FROM days
),
decided AS (
    SELECT
        s.effect_id, s.ruled_from, s.ruled_until,
        min(a.outcome) FILTER (a.question = 'which_act') AS act_id, min(a.ruling_id) FILTER (a.question = 'which_act') AS act_ruling_id,
        min(try_cast(a.outcome AS DATE)) FILTER (a.question = 'end_day') AS day, min(a.ruling_id) FILTER (a.question = 'end_day') AS day_ruling_id
    FROM stages AS s
    LEFT JOIN applied AS a ON a.effect_id = s.effect_id AND a.decided_on <= s.ruled_from
    GROUP BY ALL
),
joined AS (
    SELECT
        n.*, d.ruled_from, d.ruled_until, d.day, d.day_ruling_id, d.act_id, d.act_ruling_id, a.effective_on, a.effective_on_basis, a.open_reason,
        a.is_only_day_open,
        coalesce(n.basis = 'ambiguous' AND n.ending <> 'suspended' AND d.act_id IS NOT NULL, false) AS is_act_ruled
    FROM read_endings AS n
    LEFT JOIN decided AS d ON d.effect_id = n.effect_id
    LEFT JOIN sentence_anchors AS a ON a.effect_id = n.effect_id AND d.effect_id IS NOT NULL
),
-- The acts that were not meant are left alone; of the one that was, what else the sentence leaves open stays open.
acted AS (
    SELECT * REPLACE (
        CASE WHEN NOT is_act_ruled THEN ends_on WHEN open_reason IS NULL THEN effective_on END AS ends_on,
        CASE WHEN NOT is_act_ruled THEN undecided_from WHEN open_reason IS NOT NULL OR effective_on IS NULL THEN undecided_from END
            AS undecided_from,
        CASE WHEN NOT is_act_ruled THEN basis WHEN open_reason IS NOT NULL THEN open_reason
             WHEN effective_on IS NULL THEN effective_on_basis ELSE 'ruling' END AS basis)
    FROM joined
    WHERE NOT is_act_ruled OR directive_id = act_id
),
dated AS (
    SELECT *, coalesce(day IS NOT NULL AND ends_on IS NULL AND ending <> 'suspended'
        AND (basis IN ('condition', 'unknown') OR (basis = 'doubt' AND is_only_day_open)), false)
        AS is_day_ruled
    FROM acted
)
SELECT
    target, directive_id, annex_id, revocation_id, ending, effect_id, ended_by,
    CASE WHEN is_day_ruled THEN day ELSE ends_on END AS ends_on,
    CASE WHEN NOT is_day_ruled THEN undecided_from END AS undecided_from,
    CASE WHEN is_day_ruled THEN 'ruling' ELSE basis END AS basis,
    known_from_on, unlisted_on,
    CASE WHEN is_day_ruled THEN day_ruling_id WHEN is_act_ruled THEN act_ruling_id END AS ruling_id,
    ruled_from, ruled_until
FROM dated
