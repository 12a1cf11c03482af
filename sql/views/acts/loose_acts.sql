-- publish: no
-- note: Which acts a loose file speaks for: the act it is, else the acts that its annexes' approval marks name.
SELECT
    a.document_id, NULL::VARCHAR AS part_id, a.number, a.number_key, a.act_on, a.institution,
    institution_stem(a.institution) AS stem
FROM document_acts AS a
WHERE a.is_loose AND a.number_key IS NOT NULL AND a.act_on IS NOT NULL
UNION ALL
SELECT
    p.document_id, p.part_id, p.approval_number, number_key(p.approval_number), p.approved_on, p.approval_issuer,
    institution_stem(p.approval_issuer)
FROM base.parts AS p
JOIN base.documents AS d ON d.document_id = p.document_id
WHERE d.register = 'files' AND p.part = 'annex' AND number_key(p.approval_number) IS NOT NULL AND p.approved_on IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM document_acts AS a
                  WHERE a.document_id = p.document_id AND a.number_key IS NOT NULL AND a.act_on IS NOT NULL)
