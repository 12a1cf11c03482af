-- table: Days on which a sentence suspends an act or an annex: on these days it is not in force.
-- key: suspension_id
-- pair: directive_id, annex_id, suspended_from, quote
-- suspension_id: readable id: the effect and the annex ("act": the whole act)
-- effect_id: sentence that suspends
-- suspending_directive_id: directive that suspends; NULL where the act is unknown
-- directive_id: directive that is suspended, or whose annex is
-- annex_id: annex that is suspended; NULL for the directive itself
-- suspended_from: first day not in force
-- suspended_until: first day in force again; NULL: no end is known
-- reinstated_by_effect_id: sentence that ended the suspension earlier than it said; NULL where none did
-- quote: the words
-- evidence_id: name of this place, for `kehtiv show`
-- known_from_on: day (Estonia) these bytes of the file were first seen
-- together: document_of(effect_id)
-- reads: spoken_suspensions by document_of(effect_id)
SELECT * EXCLUDE (unlisted_on, said_from, said_until) FROM spoken_suspensions WHERE unlisted_on IS NULL AND said_until IS NULL
ORDER BY suspension_id
