-- publish: no
-- note: Endings as read, and as rulings decide them, from one day to another (ruled_from, ruled_until): before the first ruling
-- on a sentence the machine's word holds, then each day on which a ruling begins to count begins a stage. Rows of a sentence that
-- nobody ruled on have neither day. said_from, said_until: as in read_endings.
-- together: directive_id
-- reads: read_endings AS n by directive_id
-- reads: sentence_anchors by effect_id of n: effect_id
-- whole: rulings
WITH applied AS (
    SELECT a.effect_id, r.question, r.outcome, r.ruling_id, r.counts_from_on
    FROM rulings AS r
    JOIN sentence_anchors AS a ON a.document_id = r.document_id AND a.text_sha256 = r.text_sha256
        AND a.reference_key IS NOT DISTINCT FROM r.reference_key AND a.unlisted_on IS NULL
    WHERE r.state = 'applied' AND r.outcome <> 'unsure' AND r.effect_id IS NOT NULL AND r.question <> 'start_day'
    -- Rulings that agree count once, by the first.
    QUALIFY row_number() OVER (PARTITION BY a.effect_id, r.question ORDER BY r.counts_from_on, r.ruling_id) = 1
),
days AS (SELECT DISTINCT effect_id, counts_from_on FROM applied),
stages AS (
    SELECT effect_id, NULL::DATE AS ruled_from, min(counts_from_on) AS ruled_until FROM days GROUP BY 1
    UNION ALL
    SELECT effect_id, counts_from_on, lead(counts_from_on) OVER (PARTITION BY effect_id ORDER BY counts_from_on) FROM days
),
decided AS (
    SELECT
        s.effect_id, s.ruled_from, s.ruled_until,
        min(a.outcome) FILTER (a.question = 'which_act') AS act_id, min(a.ruling_id) FILTER (a.question = 'which_act') AS act_ruling_id,
        min(try_cast(a.outcome AS DATE)) FILTER (a.question = 'end_day') AS day, min(a.ruling_id) FILTER (a.question = 'end_day') AS day_ruling_id,
        min(a.outcome) FILTER (a.question = 'which_annexes') AS annexes, min(a.ruling_id) FILTER (a.question = 'which_annexes') AS annexes_ruling_id,
        min(a.outcome) FILTER (a.question = 'effect_of_sentence') AS does,
        min(a.ruling_id) FILTER (a.question = 'effect_of_sentence') AS does_ruling_id
    FROM stages AS s
    LEFT JOIN applied AS a ON a.effect_id = s.effect_id AND a.counts_from_on <= s.ruled_from
    GROUP BY ALL
),
-- Where the start of the ending act rests on a ruling, so does the day of the end, from the day of that ruling on.
read_rows AS (
    SELECT n.*, CASE WHEN basis = 'ruling' THEN r.counts_from_on END AS start_ruled_from, NULL::DATE AS start_ruled_until,
           CASE WHEN basis = 'ruling' THEN start_ruling_id END AS act_start_ruling_id
    FROM read_endings AS n LEFT JOIN rulings AS r ON r.ruling_id = n.start_ruling_id
    UNION ALL
    SELECT n.* REPLACE (NULL AS ends_on, n.possible_from AS undecided_from, n.read_basis AS basis), NULL, r.counts_from_on, NULL
    FROM read_endings AS n JOIN rulings AS r ON r.ruling_id = n.start_ruling_id
    WHERE n.basis = 'ruling'
),
joined AS (
    SELECT
        n.* EXCLUDE (start_ruled_from, start_ruled_until), greatest(d.ruled_from, n.start_ruled_from) AS ruled_from,
        least(d.ruled_until, n.start_ruled_until) AS ruled_until,
        d.* EXCLUDE (effect_id, ruled_from, ruled_until), a.effective_on, a.effective_on_basis, a.open_reason, a.is_only_day_open, a.is_of_part,
        coalesce(n.basis = 'ambiguous' AND n.ending <> 'suspended' AND d.act_id IS NOT NULL, false) AS is_act_ruled
    FROM read_rows AS n
    LEFT JOIN decided AS d ON d.effect_id = n.effect_id
    LEFT JOIN sentence_anchors AS a ON a.effect_id = d.effect_id
    WHERE coalesce(greatest(d.ruled_from, n.start_ruled_from) < least(d.ruled_until, n.start_ruled_until), true)
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
-- A sentence that was not understood: it ends nothing, or it ends what it names, on its day, where no part is left open.
understood AS (
    SELECT *, coalesce(basis = 'doubt' AND does IS NOT NULL AND (does = 'nothing' OR ending <> 'suspended'), false) AS is_effect_ruled FROM acted
),
effected AS (
    SELECT * REPLACE (
        CASE WHEN NOT is_effect_ruled THEN ends_on WHEN NOT is_of_part THEN effective_on END AS ends_on,
        CASE WHEN NOT is_effect_ruled THEN undecided_from WHEN is_of_part OR effective_on IS NULL THEN undecided_from END AS undecided_from,
        CASE WHEN NOT is_effect_ruled THEN basis WHEN is_of_part THEN 'part'
             WHEN effective_on IS NULL THEN effective_on_basis ELSE 'ruling' END AS basis)
    FROM understood
    -- An act that ends in part stays in force.
    WHERE NOT is_effect_ruled OR (does = 'ends' AND NOT (is_of_part AND target = 'directive'))
),
-- Of the annexes that a sentence may end, those named end; the others are left alone.
parted AS (
    SELECT *, coalesce(target = 'annex' AND basis IN ('part', 'kind_unknown') AND annexes IS NOT NULL, false) AS is_part_ruled FROM effected
),
named AS (
    SELECT * REPLACE (
        CASE WHEN is_part_ruled THEN effective_on ELSE ends_on END AS ends_on,
        CASE WHEN NOT is_part_ruled OR effective_on IS NULL THEN undecided_from END AS undecided_from,
        CASE WHEN NOT is_part_ruled THEN basis WHEN effective_on IS NULL THEN effective_on_basis ELSE 'ruling' END AS basis)
    FROM parted
    WHERE NOT is_part_ruled OR annexes = 'all' OR list_contains(string_split(annexes, ', '), split_part(annex_id, '#', -1))
),
dated AS (
    SELECT *, coalesce(day IS NOT NULL AND ends_on IS NULL AND ending <> 'suspended'
        AND (basis IN ('condition', 'unknown') OR (basis = 'doubt' AND is_only_day_open)), false)
        AS is_day_ruled
    FROM named
)
SELECT
    target, directive_id, annex_id, revocation_id, ending, effect_id, ended_by,
    CASE WHEN is_day_ruled THEN day ELSE ends_on END AS ends_on,
    CASE WHEN NOT is_day_ruled THEN undecided_from END AS undecided_from,
    CASE WHEN is_day_ruled THEN 'ruling' ELSE basis END AS basis,
    known_from_on, unlisted_on, said_from, said_until,
    CASE WHEN is_day_ruled THEN day_ruling_id WHEN is_part_ruled THEN annexes_ruling_id WHEN is_effect_ruled THEN does_ruling_id
         WHEN is_act_ruled THEN act_ruling_id ELSE act_start_ruling_id END AS ruling_id,
    ruled_from, ruled_until
FROM dated
