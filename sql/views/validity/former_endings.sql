-- table: What sentences ended, or may have ended, in files that their documents' pages no longer list: nothing from unlisted_on on.
-- target: annex or directive
-- directive_id: directive that ended, or whose annex ended
-- annex_id: annex that ended; NULL where target is directive
-- ending: revoked, replaced or suspended
-- effect_id: sentence that said so (former_effects)
-- ended_by: directive that revoked or replaced; its document where the act is unknown
-- ends_on: first day no longer in force, as the sentence had it; NULL where undecided
-- undecided_from: first day on which it was not known whether it is in force; NULL where decided
-- basis: basis of ends_on, or why it was undecided
-- known_from_on: day (Estonia) the file was first seen
-- unlisted_on: day (Estonia) since which the page no longer lists the file
-- key: directive_id, annex_id, effect_id
-- pair: target, directive_id, annex_id, effect_id
-- together: directive_id
-- reads: spoken_endings by directive_id
SELECT target, directive_id, annex_id, ending, effect_id, ended_by, ends_on, undecided_from, basis, known_from_on, unlisted_on
FROM spoken_endings WHERE unlisted_on IS NOT NULL
