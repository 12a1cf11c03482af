-- publish: no
-- note: What withdrawn acts had ended: their sentences are no longer held, so that whether it is in force cannot be decided
-- here. These are only the facts that a tombstone keeps; what stands again, or is loaded again, is judged by its sentences.
-- What its register shows under another id, and is read there, is judged by those sentences too.
WITH moved AS (
    SELECT a.document_id
    FROM document_acts AS a
    JOIN base.tombstones AS t ON t.document_id = a.document_id AND t.cause = 'gone' AND t.lifted_at IS NULL
    WHERE EXISTS (SELECT 1 FROM base.files AS f WHERE f.document_id = a.original_id)
),
told AS (
    SELECT f.*, r.resolution, r.candidates, r.citing_directive_id,
           list_transform(f.annexes, lambda x: lower(trim(x))) AS annex_numbers,
           list_transform(f.except_annexes, lambda x: lower(trim(x))) AS excepted,
           -- Of two tombstones of one document the last one speaks.
           row_number() OVER (PARTITION BY f.document_id, f.reference_key, f.effect, f.annexes, f.points, f.scope, f.kind
                              ORDER BY t.begun_at DESC, f.reference_id) AS turn
    FROM base.withdrawn_effects AS f
    JOIN base.tombstones AS t ON t.tombstone_id = f.tombstone_id
    JOIN reference_resolutions AS r ON r.reference_id = f.reference_id
    WHERE t.lifted_at IS NULL AND r.resolution <> 'not_held'
      AND f.document_id NOT IN (SELECT document_id FROM moved)
),
aimed AS (
    SELECT t.*, c.directive_id
    FROM told AS t, LATERAL (SELECT unnest(t.candidates) AS directive_id) AS c
    WHERE t.turn = 1 AND c.directive_id IS DISTINCT FROM t.citing_directive_id
)
SELECT
    'annex' AS target, a.directive_id, x.annex_id, a.tombstone_id, a.document_id, a.effect, a.is_ending, a.possible_from_on,
    a.known_from_on, a.resolution
FROM aimed AS a
JOIN annex_identity AS x ON x.directive_id = a.directive_id
WHERE NOT coalesce(list_contains(a.excepted, x.annex_number), false)
  AND CASE
          WHEN len(a.annex_numbers) > 0 THEN coalesce(list_contains(a.annex_numbers, x.annex_number), false)
          WHEN a.is_every_annex OR a.scope = 'act' THEN true
          WHEN a.scope IN ('approved', 'annexes')
              THEN a.kind IS NULL OR act_kind(a.kind) IS NOT NULL OR coalesce(x.kind = a.kind, true)
          ELSE true
      END
UNION ALL
SELECT 'directive', a.directive_id, NULL, a.tombstone_id, a.document_id, a.effect, a.is_ending, a.possible_from_on,
       a.known_from_on, a.resolution
FROM aimed AS a
WHERE a.scope = 'act' AND coalesce(len(a.annex_numbers), 0) = 0 AND NOT a.is_every_annex
