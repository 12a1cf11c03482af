-- table: Sentences of files that their documents' pages no longer list: they have no effect from unlisted_on on.
-- effect_id: readable id: the file and the effect's turn in it
-- file_id: file that contains the sentence
-- document_id: document of that file
-- directive_id: directive that spoke; NULL where the act is unknown
-- effect: approve, amend, revoke, commence, apply, suspend, extend, correct, renumber or reinstate
-- affected_directive_id: held directive that it would affect; NULL where not held or not decided
-- annexes: annex numbers; NULL where annexes are not listed
-- effective_on: day the sentence states or a rule gives
-- quote: the words
-- page_number: page, from 1; NULL without pages
-- evidence_id: name of this place, for `kehtiv show`
-- known_from_on: day (Estonia) these bytes of the file were first seen
-- unlisted_on: day (Estonia) since which the page no longer lists the file
-- key: effect_id
-- pair: effect_id
-- together: document_of(document_id)
-- reads: spoken_effects by document_of(document_id)
SELECT
    effect_id, file_id, document_id, directive_id, effect, affected_directive_id, annexes, effective_on, quote, page_number,
    evidence_id, known_from_on, unlisted_on
FROM spoken_effects WHERE unlisted_on IS NOT NULL
