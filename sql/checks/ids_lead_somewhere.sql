-- checks: Every reference by id leads to an existing row.
-- level: error
SELECT 'annexes.directive_id' AS place, annex_id AS id FROM annexes WHERE directive_id NOT IN (SELECT directive_id FROM directives)
UNION ALL SELECT 'annexes.ended_by_revocation_id', annex_id FROM annexes AS a
    WHERE ended_by_revocation_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM endings AS e WHERE e.revocation_id = a.ended_by_revocation_id)
UNION ALL SELECT 'annex_statuses.annex_row', annex_id FROM annex_statuses AS s
    WHERE NOT EXISTS (SELECT 1 FROM annexes AS a WHERE a.annex_row = s.annex_row AND a.annex_id = s.annex_id)
UNION ALL SELECT 'revocations.revoking_directive_id', revocation_id FROM revocations AS r
    WHERE revoking_directive_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives AS d WHERE d.directive_id = r.revoking_directive_id)
UNION ALL SELECT 'revocations.revoked_directive_id', revocation_id FROM revocations AS r
    WHERE revoked_directive_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM directives AS d WHERE d.directive_id = r.revoked_directive_id)
UNION ALL SELECT 'revocations.revoked_annex_id', revocation_id FROM revocations AS r
    WHERE revoked_annex_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM annexes AS a WHERE a.annex_id = r.revoked_annex_id)
UNION ALL SELECT 'positions.annex_id', position_id FROM positions AS p
    WHERE annex_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM annexes AS a WHERE a.annex_id = p.annex_id)
UNION ALL SELECT 'duties.position_id', position_id FROM duties AS d WHERE NOT EXISTS (SELECT 1 FROM positions AS p WHERE p.position_id = d.position_id)
UNION ALL SELECT 'files.document_id', file_id FROM files AS f WHERE NOT EXISTS (SELECT 1 FROM documents AS d WHERE d.document_id = f.document_id)
UNION ALL SELECT 'effects.file_id', effect_id FROM effects AS e WHERE NOT EXISTS (SELECT 1 FROM files AS f WHERE f.file_id = e.file_id)
