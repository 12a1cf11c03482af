-- table: What changed from one version of a job description to the next (position_versions.previous_annex_id): a row for each
-- field and each duty that is not the same. Case, blanks, line breaks and the mark at the end are no change.
-- chain_key: number made from chain_id, as in position_versions; the rows are sorted by it
-- chain_id: post
-- version: version that brought the change
-- annex_id: annex that holds this version
-- previous_annex_id: annex that holds the version before
-- position_id: job description
-- previous_position_id: job description before
-- changed_on: first day in force of the version; NULL where undecided
-- ordinal: turn of the change within the version, from 1: fields first, then duties in their new order
-- field: column of positions, languages, the label of another field, or duty
-- change: added, dropped, moved (the same words at another place among the duties) or reworded
-- is_moved: whether the duty stands at another place among those that stayed; a reworded one may have moved too
-- old_number: number of the duty as printed before; NULL where it had none
-- new_number: number of the duty as printed now; NULL where it has none
-- old_ordinal: turn of the duty in duties before; NULL for fields and what was added
-- new_ordinal: turn of the duty in duties now; NULL for fields and what was dropped
-- old_words: words before: of a duty the duty and then each outcome on a line of its own; NULL where added
-- new_words: words now; NULL where dropped
-- operations: runs of words that lead from the old to the new (same, added, dropped, replaced); joined, old_words and
-- new_words of the runs are the two texts. NULL where nothing was reworded
-- old_evidence_id: place of the words before, for `kehtiv show`; NULL where none is known
-- new_evidence_id: place of the words now
-- key: annex_id, ordinal
-- pair: annex_id, field, new_words
-- pair: annex_id, field, old_words
-- pair: annex_id, field, ordinal
-- together: annex_id
-- reads: version_changes by annex_id
-- reads: position_versions AS n by annex_id
-- reads: position_versions AS o by annex_id of n: previous_annex_id
-- reads: duties by position_id of n: position_id
-- reads: duties AS od by position_id of o: position_id
-- reads: position_fields by position_id of n: position_id
-- reads: position_fields AS old by position_id of o: position_id
WITH placed AS MATERIALIZED (
    SELECT
        n.chain_key, n.chain_id, n.version, n.annex_id, n.previous_annex_id, n.position_id, o.position_id AS previous_position_id,
        n.in_force_from AS changed_on, c.ordinal, od.number AS old_number, nd.number AS new_number,
        coalesce(od.evidence_id, of.evidence_id) AS old_evidence_id, coalesce(nd.evidence_id, nf.evidence_id) AS new_evidence_id
    FROM version_changes AS c
    JOIN position_versions AS n ON n.annex_id = c.annex_id
    JOIN position_versions AS o ON o.annex_id = n.previous_annex_id
    LEFT JOIN duties AS od ON od.position_id = o.position_id AND od.ordinal = c.old_ordinal
    LEFT JOIN duties AS nd ON nd.position_id = n.position_id AND nd.ordinal = c.new_ordinal
    LEFT JOIN position_fields AS of ON of.position_id = o.position_id AND of.field = c.field
    LEFT JOIN position_fields AS nf ON nf.position_id = n.position_id AND nf.field = c.field
)
-- Words and operations come last: joined with all the rest and sorted, they do not fit into the memory of a publish.
SELECT
    p.chain_key, p.chain_id, p.version, p.annex_id, p.previous_annex_id, p.position_id, p.previous_position_id, p.changed_on,
    p.ordinal, c.field, c.change, c.is_moved, p.old_number, p.new_number, c.old_ordinal, c.new_ordinal, c.old_words, c.new_words,
    c.operations, p.old_evidence_id, p.new_evidence_id
FROM placed AS p
JOIN version_changes AS c ON c.annex_id = p.annex_id AND c.ordinal = p.ordinal
ORDER BY p.chain_key, p.chain_id, p.version, p.annex_id, p.ordinal
