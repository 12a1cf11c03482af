-- publish: no
-- note: What a sentence ends, one row per act or annex: what is revoked (effect "revoke"), and old wordings of annexes that
-- a new one replaces (effect "amend" with the rule "replacement"). Every other amendment ends nothing. A sentence that was
-- not understood (doubt), or that ends a part (open_reason "part"), is here too: what it may touch becomes undecided. So is one
-- that names the posts of job descriptions where the act approved none, or several, of that name.
-- unlisted_on: since when the page no longer lists the sentence's file, so that it ends nothing; NULL where it counts.
-- together: document_of(document_id)
-- reads: spoken_effects AS e by document_of(document_id)
-- reads: reference_resolutions by document_of(document_id)
-- reads: annex_identity by directive_id of e: affected_directive_id
-- reads: renumberings by directive_id of e: affected_directive_id
-- reads: directive_identity by directive_id of e: directive_id
-- reads: directive_starts by directive_id of e: directive_id
-- reads: spoken_effects AS w by directive_id of e: directive_id
WITH spoken AS (
    SELECT
        * REPLACE (CASE WHEN effect = 'revoke' THEN date_rule END AS date_rule),
        -- An act that ends itself does so on a day, or on an event, that it names; "revoked" of itself without either,
        -- and "replaced" of itself, have lost their object.
        effect = 'revoke' AND doubt IS NULL
            AND (effective_on IS NOT NULL OR len(annexes) > 0 OR date_basis = 'condition' OR date_rule = 'expiry') AS is_end_of_own
    FROM spoken_effects
    WHERE effect = 'revoke'
       -- Suspensions end nothing (see suspensions), but one without a day, or of one of several acts, leaves a doubt.
       OR effect = 'suspend'
       OR (effect IN ('extend', 'renumber', 'reinstate') AND doubt IS NOT NULL)
       OR (effect = 'amend' AND date_rule = 'replacement' AND scope = 'annexes' AND (len(annexes) > 0 OR is_every_annex))
),
-- "kinnitatud juristi ja nõuniku ametijuhendid": each post must be that of exactly one annex, else which of them end is not known.
posts AS (
    SELECT e.effect_id, e.affected_directive_id, e.kind, unnest(named_posts(e.item_title)) AS post
    FROM spoken AS e WHERE e.scope = 'approved' AND e.item_title IS NOT NULL AND e.affected_directive_id IS NOT NULL
),
fits AS (
    SELECT p.effect_id, p.post, a.annex_id
    FROM posts AS p
    JOIN annex_identity AS a
      ON a.directive_id = p.affected_directive_id AND a.kind = p.kind AND post_agrees(p.post, a.title)
),
counted AS (
    SELECT p.effect_id, p.post, count(f.annex_id) AS annex_number
    FROM posts AS p LEFT JOIN fits AS f ON f.effect_id = p.effect_id AND f.post = p.post GROUP BY ALL
),
named AS (SELECT effect_id, bool_and(annex_number = 1) AS is_certain FROM counted GROUP BY 1),
-- "kinnitatud ametijuhenditest juristi ametijuhend": a limitation to what has a name, and it is certain which annexes those are.
limited AS (
    SELECT e.effect_id
    FROM spoken AS e LEFT JOIN named AS n ON n.effect_id = e.effect_id
    WHERE e.limit_words IS NOT NULL AND NOT coalesce(n.is_certain AND e.limit_words = e.item_title, false)
),
-- A number that comes after annexes of the act got other numbers: the annex that had it may be meant, or one of those.
renumbered AS (
    SELECT e.effect_id, list(DISTINCT r.annex_number) AS annexes
    FROM spoken AS e
    JOIN renumberings AS r ON r.directive_id = e.affected_directive_id AND r.renumbering_directive_id IS DISTINCT FROM e.directive_id
    LEFT JOIN directive_starts AS s ON s.directive_id = e.directive_id
    WHERE (len(e.annexes) > 0 OR len(e.except_annexes) > 0) AND coalesce(s.earliest_on >= r.renumbered_on, true)
    GROUP BY 1
),
sentences AS (
    SELECT
        e.* REPLACE (CASE WHEN len(e.annexes) > 0 THEN list_distinct(list_concat(e.annexes, m.annexes)) END AS annexes), r.candidates,
        CASE WHEN e.doubt IS NOT NULL OR (m.effect_id IS NOT NULL AND coalesce(len(e.annexes), 0) = 0) THEN 'doubt'
             WHEN NOT n.is_certain OR m.effect_id IS NOT NULL THEN 'part'
             WHEN e.scope = 'part' OR l.effect_id IS NOT NULL OR len(e.except_points) > 0 THEN 'part' END AS open_reason,
        coalesce(NOT n.is_certain, false) OR m.effect_id IS NOT NULL OR e.scope = 'part' OR l.effect_id IS NOT NULL OR coalesce(len(e.except_points), 0) > 0
            AS is_of_part,
        CASE WHEN NOT e.is_own THEN e.resolution
             WHEN e.is_end_of_own THEN 'resolved'
             ELSE 'ambiguous' END AS target_resolution,
        CASE WHEN NOT e.is_own OR e.is_end_of_own THEN e.affected_directive_id END AS target_id,
        list_transform(CASE WHEN m.effect_id IS NULL THEN e.except_annexes END, lambda x: lower(trim(x))) AS excepted
    FROM spoken AS e
    LEFT JOIN reference_resolutions AS r ON r.reference_id = e.effect_id
    LEFT JOIN named AS n ON n.effect_id = e.effect_id
    LEFT JOIN limited AS l ON l.effect_id = e.effect_id
    LEFT JOIN renumbered AS m ON m.effect_id = e.effect_id
    LEFT JOIN directive_identity AS i ON i.directive_id = e.directive_id
    WHERE e.scope <> 'points' AND (e.points IS NULL OR len(e.points) = 0)
      -- A draft ends nothing.
      AND coalesce(i.status, '') <> 'draft'
),
listed AS (
    SELECT s.effect_id, lower(trim(n.annex_number)) AS annex_number
    FROM sentences AS s, LATERAL (SELECT unnest(s.annexes) AS annex_number) AS n
    WHERE len(s.annexes) > 0
),
objects AS (
    SELECT l.effect_id, l.annex_number, a.annex_id
    FROM listed AS l
    JOIN sentences AS s ON s.effect_id = l.effect_id
    LEFT JOIN annex_identity AS a ON a.directive_id = s.target_id AND a.annex_number = l.annex_number
    WHERE NOT coalesce(list_contains(s.excepted, l.annex_number), false)
    UNION
    -- All annexes of a held act, or those of the kind named; each is a row.
    SELECT s.effect_id, a.annex_number, a.annex_id
    FROM sentences AS s
    JOIN annex_identity AS a ON a.directive_id = s.target_id
    WHERE coalesce(len(s.annexes), 0) = 0
      AND (s.is_every_annex OR s.scope IN ('annexes', 'approved'))
      AND NOT coalesce(list_contains(s.excepted, a.annex_number), false)
      AND (s.scope <> 'approved' OR s.kind IS NULL OR act_kind(s.kind) IS NOT NULL OR a.kind = s.kind)
      AND (s.open_reason IS NOT NULL OR s.effect_id NOT IN (SELECT effect_id FROM named)
           OR a.annex_id IN (SELECT f.annex_id FROM fits AS f WHERE f.effect_id = s.effect_id))
),
-- A new wording that begins later than its act replaces the old one then: its day is said of the act's own annex of that number. Where
-- its own annexes bear other numbers, a day said of one of these may be that of the wording.
begun AS (
    SELECT
        s.effect_id, o.annex_number, bool_or(says_annex(w.annexes, o.annex_number)) AS is_named,
        max(w.effective_on) FILTER (says_annex(w.annexes, o.annex_number)) AS begins_on, max(w.effective_on) AS last_on,
        bool_or(w.is_open AND says_annex(w.annexes, o.annex_number)) AS is_open, bool_or(w.is_open) AS is_any_open
    FROM sentences AS s
    JOIN objects AS o ON o.effect_id = s.effect_id
    JOIN (
        SELECT directive_id, annexes, CASE WHEN doubt IS NULL THEN effective_on END AS effective_on, doubt IS NOT NULL OR coalesce(date_basis = 'condition', false) AS is_open
        FROM spoken_effects
        WHERE effect IN ('approve', 'commence') AND is_own AND NOT is_retroactive AND len(annexes) > 0 AND coalesce(len(points), 0) = 0 AND unlisted_on IS NULL
    ) AS w ON w.directive_id = s.directive_id
    WHERE s.effect = 'amend' AND s.effective_on IS NULL AND s.date_basis IS NULL
    GROUP BY ALL
),
expanded AS (
    SELECT s.*, o.annex_number AS object_number, o.annex_id AS object_id, o.effect_id IS NOT NULL AS is_annex,
           CASE WHEN b.is_named AND b.begins_on > d.in_force_from AND NOT b.is_open THEN b.begins_on END AS wording_on,
           coalesce(CASE WHEN b.is_named THEN b.is_open ELSE b.is_any_open OR b.last_on > d.in_force_from END, false) AS is_wording_open,
           s.effective_on IS NULL AND s.date_rule IS NULL AND coalesce(s.date_basis NOT IN ('condition', 'clause'), true)
               AND wording_on IS NULL AND NOT is_wording_open AS is_day_of_act
    FROM sentences AS s
    LEFT JOIN objects AS o ON o.effect_id = s.effect_id
    LEFT JOIN begun AS b ON b.effect_id = s.effect_id AND b.annex_number IS NOT DISTINCT FROM o.annex_number
    LEFT JOIN directive_starts AS d ON d.directive_id = s.directive_id
)
SELECT DISTINCT
    x.effect_id || '/' || CASE
        WHEN x.is_annex THEN coalesce(x.object_number, split_part(x.object_id, '#', -1))
        WHEN x.is_every_annex THEN 'annexes'
        ELSE x.scope END AS revocation_id,
    x.effect_id, x.effect, x.date_rule,
    x.directive_id AS revoking_directive_id,
    x.document_id, x.file_id,
    x.issuer AS revoked_issuer, x.kind AS revoked_kind, x.enacted_on AS revoked_date, x.number AS revoked_number,
    x.title AS revoked_title, x.object_number AS revoked_annex_number,
    CASE WHEN x.is_every_annex AND x.scope = 'act' THEN 'annexes'
         WHEN x.is_annex AND x.scope = 'act' THEN 'annexes' ELSE x.scope END AS scope,
    x.target_id AS revoked_directive_id,
    x.object_id AS revoked_annex_id,
    x.excepted AS except_annexes,
    x.open_reason, x.is_of_part, x.except_points, x.limit_words,
    coalesce(x.target_resolution, 'not_held') AS resolution,
    coalesce(CASE WHEN x.target_resolution = 'ambiguous' THEN x.candidates END, []) AS candidates,
    CASE
        WHEN x.effective_on IS NOT NULL THEN x.effective_on
        WHEN x.wording_on IS NOT NULL THEN x.wording_on
        WHEN x.date_rule = 'signing' THEN i.signed_on
        WHEN x.date_basis IN ('condition', 'clause') OR x.date_rule IS NOT NULL OR x.is_wording_open THEN NULL
        ELSE d.in_force_from
    END AS effective_on,
    CASE
        WHEN x.effective_on IS NOT NULL THEN coalesce(x.date_basis, 'stated')
        WHEN x.wording_on IS NOT NULL THEN 'stated'
        WHEN x.date_rule = 'signing' AND i.signed_on IS NOT NULL THEN 'clause'
        WHEN x.date_basis IN ('condition', 'clause') OR x.date_rule IS NOT NULL OR x.is_wording_open THEN 'condition'
        ELSE coalesce(d.in_force_from_basis, 'unknown')
    END AS effective_on_basis,
    d.earliest_on,
    -- Where the act's own start gives the day: the ruling behind it, and the basis that it has without.
    CASE WHEN x.is_day_of_act THEN d.in_force_from_ruling_id END AS start_ruling_id, d.read_basis, x.is_day_of_act,
    x.quote, x.span_start, x.span_end, x.page_number, x.known_from_on, x.unlisted_on
FROM expanded AS x
LEFT JOIN directive_starts AS d ON d.directive_id = x.directive_id
LEFT JOIN directive_identity AS i ON i.directive_id = x.directive_id
ORDER BY revoking_directive_id, effect_id, try_cast(revoked_annex_number AS DOUBLE), revoked_annex_number, revocation_id
