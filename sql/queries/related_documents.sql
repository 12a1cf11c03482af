-- answers: Which documents does the register list as related to a directive, and are they held?
-- grain: related document
-- $directive_id: the directive
SELECT r.registered_on, r.number, r.document_type, r.title, r.relation, r.institution, h.directive_id AS held_directive_id
FROM related_documents AS r
JOIN directives AS d ON d.document_id = r.document_id
LEFT JOIN directives AS h ON number_key(h.register_number) = number_key(r.number) AND h.registered_on = r.registered_on AND h.register = d.register
WHERE d.directive_id = $directive_id
ORDER BY r.ordinal
