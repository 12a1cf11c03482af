-- publish: no
-- note: The act that each document itself is, where it is one: by the register's type, or by a heading with number and date.
SELECT
    d.document_id, d.register, d.register = 'files' AS is_loose,
    coalesce(h.header_number, d.number) AS number,
    coalesce(h.header_number_key, number_key(d.number)) AS number_key,
    coalesce(h.header_signed_on, d.registered_on) AS act_on,
    coalesce(d.institution, h.header_issuer) AS institution,
    h.file_id IS NOT NULL AS has_heading
FROM base.documents AS d
LEFT JOIN document_headings AS h ON h.document_id = d.document_id
WHERE is_directive_type(d.document_type)
   OR (h.header_number IS NOT NULL AND h.header_signed_on IS NOT NULL)
