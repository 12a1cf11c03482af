-- checks: Every extracted item leads to its place in a file, and each place has an id of its own.
-- level: error
SELECT 'two places, one name' AS wrong, evidence_id AS id FROM evidence
GROUP BY evidence_id HAVING count(DISTINCT struct_pack(f := file_id, s := span_start, e := span_end)) > 1
UNION ALL
SELECT 'one row, several places', kind || ' ' || row_id FROM evidence GROUP BY kind, row_id HAVING count(*) > 1
UNION ALL SELECT 'no place', effect_id FROM effects WHERE evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence)
UNION ALL SELECT 'no place', citation_id FROM citations WHERE evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence)
UNION ALL SELECT 'no place', revocation_id FROM revocations WHERE evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence)
UNION ALL SELECT 'no place', position_id || '/duty' || ordinal FROM duties WHERE evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence)
UNION ALL SELECT 'no place', position_id || '/' || field FROM position_fields WHERE evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence)
UNION ALL SELECT 'no place', position_id || '/language' || ordinal FROM language_requirements
    WHERE quote IS NOT NULL AND (evidence_id IS NULL OR evidence_id NOT IN (SELECT evidence_id FROM evidence))
