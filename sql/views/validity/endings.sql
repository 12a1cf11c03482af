-- table: What ends, or may end, each annex and directive. A decided ending has ends_on; a doubtful one has undecided_from.
-- target: annex or directive
-- directive_id: directive that ends, or whose annex ends
-- annex_id: annex that ends; NULL where target is directive
-- revocation_id: revocation that ends it; NULL where a new wording replaces it
-- ending: revoked, replaced (by a new wording of the annex) or suspended (a suspension without a day)
-- effect_id: sentence that says so
-- ended_by: directive that revokes or replaces; its document where the act is unknown
-- ends_on: first day no longer in force; NULL where undecided
-- undecided_from: first day on which it is not known whether it is in force; NULL where decided
-- basis: basis of ends_on (ruling: a person decided, see ruling_id), or why it is undecided (condition, unknown, ambiguous, kind_unknown, doubt: the
-- sentence was not understood, part: it ends a part of the act, withdrawn)
-- known_from_on: day (Estonia) the revoking file was first seen
-- ruling_id: ruling that decided it (table rulings), or that left only this open; NULL where none did
-- decided_by: role or name of who ruled
-- decided_on: day (Estonia) of the ruling
-- because: the reason given; NULL where its document was withdrawn
-- key: directive_id, annex_id, effect_id
-- pair: target, directive_id, annex_id, ended_by, ends_on, basis
-- pair: target, directive_id, annex_id, effect_id
-- pair: target, directive_id, annex_id, ended_by
-- pair: target, directive_id, annex_id
-- together: directive_id
-- reads: spoken_endings by directive_id
-- whole: rulings
SELECT n.* EXCLUDE (unlisted_on), r.decided_by, r.decided_on, r.because
FROM spoken_endings AS n
LEFT JOIN rulings AS r ON r.ruling_id = n.ruling_id
WHERE n.unlisted_on IS NULL
