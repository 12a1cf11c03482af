-- table: From which day to which each suspension was known: the second clock, one row per stretch of days.
-- suspension_id: suspension; in suspensions where known_until_on is NULL
-- directive_id: directive that is suspended, or whose annex is
-- annex_id: annex that is suspended; NULL for the directive itself
-- suspended_from: first day not in force
-- suspended_until: first day in force again; NULL: no end is known
-- known_from_on: first day (Estonia) on which it was known so, from files that pages listed
-- known_until_on: first day on which it was known otherwise, or no longer; NULL: it is known so to this day
-- key: suspension_id, known_from_on
-- pair: suspension_id, known_from_on
-- together: document_of(suspension_id)
-- reads: spoken_suspensions by document_of(effect_id)
-- reads: effect_knowledge by document_of(effect_id)
SELECT s.suspension_id, s.directive_id, s.annex_id, s.suspended_from, s.suspended_until,
       greatest(k.known_from_on, s.said_from) AS known_from_on, least(k.known_until_on, s.said_until) AS known_until_on
FROM spoken_suspensions AS s
JOIN effect_knowledge AS k ON k.effect_id = s.effect_id
WHERE coalesce(greatest(k.known_from_on, s.said_from) < least(k.known_until_on, s.said_until), true)
