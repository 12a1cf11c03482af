-- table: What a sentence revokes, one row per act or annex. Revoked points are in effects: they end neither.
-- revocation_id: readable id: the effect and the annex ("act": the whole act; "approved", "annexes": not held one by one)
-- effect_id: effect it follows from
-- revoking_directive_id: directive that revokes; NULL where the act is unknown
-- document_id: document of the sentence
-- file_id: file of the sentence
-- revoked_issuer: issuer as read
-- revoked_kind: what is revoked (käskkiri, ametijuhend, …)
-- revoked_date: date of the revoked act
-- revoked_number: number of the revoked act
-- revoked_title: title of the revoked act
-- revoked_annex_number: annex number; NULL for the whole act, and where scope is approved or annexes and no annex of it is held
-- scope: act (the act and all its annexes), annexes, approved (only what the act approved), part (limit_words say which) or
-- attached
-- revoked_directive_id: held directive; NULL where not held or not decided
-- revoked_annex_id: held annex; NULL where not held
-- except_annexes: annexes of the act that stay in force
-- except_points: provisions of the act that stay in force
-- limit_words: words that limit the revocation to a part
-- open_reason: why it ends nothing for certain: doubt (effects.doubt says why) or part; NULL where it does
-- resolution: resolved, ambiguous or not_held
-- candidates: held directives that agree, where several do
-- effective_on: day it takes effect; NULL where undecided
-- effective_on_basis: stated, clause, signing, registration, condition or unknown
-- earliest_on: no earlier than this day even where effective_on is undecided
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1; NULL without pages
-- evidence_id: name of this place, for `kehtiv show`
-- known_from_on: day (Estonia) these bytes of the file were first seen
-- key: revocation_id
-- pair: file_id, quote, revoked_kind, revoked_date, revoked_number, revoked_annex_number
-- pair: file_id, span_start, span_end, revoked_date, revoked_number, revoked_annex_number
-- pair: file_id, revoked_date, revoked_number, revoked_annex_number
-- pair: revocation_id
-- together: document_of(document_id)
-- reads: ending_sentences by document_of(document_id)
SELECT
    revocation_id, effect_id, revoking_directive_id, document_id, file_id, revoked_issuer, revoked_kind, revoked_date,
    revoked_number, revoked_title, revoked_annex_number, scope, revoked_directive_id, revoked_annex_id, except_annexes,
    except_points, limit_words, open_reason,
    resolution, candidates, effective_on, effective_on_basis, earliest_on, quote, span_start, span_end, page_number,
    evidence_id(file_id, span_start, span_end) AS evidence_id,
    known_from_on
FROM ending_sentences
WHERE effect = 'revoke' AND unlisted_on IS NULL
ORDER BY revoking_directive_id, effect_id, try_cast(revoked_annex_number AS DOUBLE), revoked_annex_number, revocation_id
