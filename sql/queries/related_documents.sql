-- answers: Which documents does the register list as related to a directive, and are they held?
-- grain: related document
-- oddities: A page gives an address and often no day: the address decides; without one, number and day within the register.
-- $directive_id: the directive
SELECT r.registered_on, r.number, r.document_type, r.title, r.relation, r.institution, h.directive_id AS held_directive_id,
    t.document_id AS held_document_id, t.state AS held_state
FROM related_documents AS r
JOIN directives AS d ON d.document_id = r.document_id
LEFT JOIN LATERAL (
    SELECT arg_min(o.document_id, o.rank) AS document_id, arg_min(o.state, o.rank) AS state
    FROM (
        SELECT document_id, state,
            CASE WHEN rtrim(source_url, '/') = rtrim(r.url, '/') THEN 1
                 -- Another host, or the register under its earlier address: the register's own id ends both.
                 WHEN register = d.register AND external_id = regexp_extract(rtrim(r.url, '/'), '([^/?=&]+)$', 1) THEN 2
                 WHEN register = d.register AND r.url IS NULL AND registered_on = r.registered_on
                      AND number_key(number) = number_key(r.number) THEN 3 END AS rank
        FROM documents
    ) AS o WHERE o.rank IS NOT NULL
) AS t ON true
LEFT JOIN directives AS h ON h.document_id = t.document_id
WHERE d.directive_id = $directive_id
ORDER BY r.ordinal
