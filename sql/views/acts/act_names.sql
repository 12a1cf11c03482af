-- publish: no
-- note: Every number and date by which a held directive may be cited.
-- together: directive_id
-- reads: directive_identity by directive_id
SELECT DISTINCT
    d.directive_id, n.number_key, n.enacted_on, d.act_kind, d.register, institution_stem(d.institution) AS stem
FROM directive_identity AS d
CROSS JOIN LATERAL (
    VALUES (d.number_key, d.signed_on), (d.number_key, d.registered_on),
           (number_key(d.register_number), d.signed_on), (number_key(d.register_number), d.registered_on)
) AS n (number_key, enacted_on)
WHERE n.number_key IS NOT NULL AND n.enacted_on IS NOT NULL AND d.status <> 'draft'
