-- publish: no
-- note: What ends, or may end, each annex and directive, before any ruling: as sentence_endings has it. What ends an annex that a later act
-- had given a new wording may end that wording, too: it is an annex of the later act, which no sentence that names the first one names.
-- together: directive_id
-- keyed: yes
-- reads: sentence_endings AS s by directive_id
-- reads: ending_sentences AS x by revoking_directive_id
-- reads: sentence_endings AS o by directive_id of x: revoked_directive_id
-- reads: spoken_suspensions by directive_id of x: revoked_directive_id
-- reads: annex_identity by directive_id
WITH replaced AS (
    SELECT effect_id, revoking_directive_id AS directive_id, revoked_annex_id AS old_annex_id, revoked_annex_number AS annex_number,
           coalesce(effective_on, earliest_on, DATE '0001-01-01') AS replaced_on, known_from_on
    FROM ending_sentences
    WHERE effect = 'amend' AND resolution = 'resolved' AND open_reason IS NULL AND revoked_annex_id IS NOT NULL AND revoking_directive_id IS NOT NULL
),
-- The annex of that number, else which of the act's annexes is the wording is not known.
wordings AS (
    SELECT r.*, a.annex_id
    FROM replaced AS r
    JOIN annex_identity AS a ON a.directive_id = r.directive_id
    WHERE coalesce(a.annex_number = r.annex_number, false)
       OR r.annex_number NOT IN (SELECT o.annex_number FROM annex_identity AS o WHERE o.directive_id = r.directive_id AND o.annex_number IS NOT NULL)
),
later AS (
    SELECT annex_id, revocation_id, ending, effect_id, ended_by, coalesce(ends_on, undecided_from) AS open_from,
           CASE WHEN basis = 'withdrawn' THEN basis ELSE 'part' END AS basis, known_from_on, unlisted_on, said_from, said_until
    FROM sentence_endings WHERE target = 'annex'
    UNION ALL
    SELECT annex_id, NULL, 'suspended', effect_id, suspending_directive_id, suspended_from, 'part', known_from_on, unlisted_on, NULL, NULL
    FROM spoken_suspensions WHERE annex_id IS NOT NULL AND said_until IS NULL
)
SELECT * FROM sentence_endings
UNION ALL
SELECT 'annex', w.directive_id, w.annex_id, n.revocation_id, n.ending, n.effect_id, n.ended_by, NULL, min(n.open_from), n.basis, n.known_from_on, n.unlisted_on,
       min(n.open_from), NULL, NULL, greatest(n.said_from, w.known_from_on), n.said_until
FROM wordings AS w
JOIN later AS n ON n.annex_id = w.old_annex_id AND n.effect_id IS DISTINCT FROM w.effect_id AND n.ended_by IS DISTINCT FROM w.directive_id
WHERE n.open_from >= w.replaced_on AND coalesce(w.known_from_on < n.said_until, true)
GROUP BY ALL
