-- table: What sentences do to acts and annexes, as read and resolved; default dates are no effects.
-- effect_id: readable id: the file and the effect's turn in it
-- file_id: file with the sentence
-- document_id: document of that file
-- directive_id: directive that says it; NULL where the act is unknown
-- ordinal: turn in the file
-- effect: approve, amend, revoke, commence, apply, suspend, extend, correct, renumber or reinstate
-- issuer: issuer of the affected act, as read
-- kind: what is affected (käskkiri, ametijuhend, …)
-- enacted_on: date of the affected act
-- number: number of the affected act
-- title: title of the affected act
-- annexes: annex numbers; NULL where annexes are not listed
-- is_every_annex: whether all annexes are meant
-- except_annexes: annexes excepted
-- points: provisions meant; NULL for whole acts or annexes
-- except_points: provisions excepted: the act stays in force in them
-- limit_words: words that limit the sentence to a part ("osas, millega …"); NULL where nothing limits it
-- scope: act, annexes, approved (what the act approved), points, part (limit_words say which) or attached
-- reference_key: canonical key of the affected act
-- is_own: whether the act affects itself
-- affected_directive_id: held directive that is affected; NULL where not held or not decided
-- resolution: own, resolved, ambiguous or not_held
-- effective_on: day the sentence states or a rule gives
-- date_basis: stated, clause or condition
-- date_rule: rule of a clause ("signing", …)
-- is_retroactive: whether the sentence says that it reaches back
-- item_title: what a list item is called
-- until_on: last day of a suspension or of an extended validity; NULL where the sentence names none
-- doubt: code of the reason why the sentence decides nothing: what it may touch is undecided; NULL where it was understood
-- doubt_quote: the words that were not understood
-- quote: the words
-- span_start: first code point in the file's text, from 0
-- span_end: code point after the last
-- page_number: page, from 1; NULL without pages
-- boxes: boxes of the words, PDF points from the top left of the page as shown
-- evidence_id: name of this place, for `kehtiv show`
-- known_from_on: day (Estonia) these bytes of the file were first seen
-- key: effect_id
-- pair: file_id, effect, reference_key, annexes, points, item_title, quote
-- pair: file_id, effect, span_start, span_end, annexes, points
-- pair: file_id, effect, reference_key, annexes, points
-- pair: file_id, span_start, span_end
-- pair: file_id, quote
WITH by_document AS (SELECT document_id, min(directive_id) AS directive_id FROM directive_documents WHERE part_id IS NULL GROUP BY 1),
joined AS (
    SELECT
        e.*, b.directive_id, r.resolved_directive_id, r.resolution AS reference_resolution, f.version_seen_on,
        (number_key(e.number) IS NULL AND e.enacted_on IS NULL)
            OR coalesce(r.resolved_directive_id = b.directive_id, false) AS is_own
    FROM base.effects AS e
    JOIN file_facts AS f ON f.file_id = e.file_id
    LEFT JOIN by_document AS b ON b.document_id = e.document_id
    LEFT JOIN reference_resolutions AS r ON r.reference_id = e.effect_id
)
SELECT
    effect_id, file_id, document_id, directive_id, ordinal, effect, issuer, kind, enacted_on, number, title, annexes,
    is_every_annex, except_annexes, points, except_points, limit_words, scope, reference_key, is_own,
    CASE WHEN is_own THEN directive_id ELSE resolved_directive_id END AS affected_directive_id,
    CASE WHEN is_own THEN 'own' ELSE reference_resolution END AS resolution,
    effective_on, date_basis, date_rule, is_retroactive, item_title, until_on, doubt, doubt_quote, quote, span_start, span_end, page_number, boxes,
    evidence_id(file_id, span_start, span_end) AS evidence_id,
    version_seen_on AS known_from_on
FROM joined
