-- publish: no
-- note: For each document the heading of the act in it, from the file that represents it best: the register's number first,
-- then a complete heading, no draft, a signed source. A file that the page no longer lists is left out.
-- together: document_of(document_id)
-- reads: file_facts by document_of(document_id)
-- reads: base.documents by document_of(document_id)
-- reads: base.parts by document_of(document_id)
SELECT
    f.document_id, f.file_id, f.header_kind, f.header_number, f.header_signed_on, f.header_title, f.header_issuer,
    coalesce(f.header_is_draft, false) AS header_is_draft, f.header_quote, f.header_page_number,
    number_key(f.header_number) AS header_number_key, f.version_seen_on AS header_known_on
FROM file_facts AS f
JOIN base.documents AS d ON d.document_id = f.document_id
WHERE f.unlisted_on IS NULL AND EXISTS (SELECT 1 FROM base.parts AS p WHERE p.file_id = f.file_id AND p.part = 'body')
  AND coalesce(f.header_number, f.header_title, f.header_kind, CAST(f.header_signed_on AS VARCHAR)) IS NOT NULL
QUALIFY row_number() OVER (
    PARTITION BY f.document_id
    ORDER BY
        coalesce(number_key(f.header_number) = number_key(d.number), false) DESC,
        (f.header_number IS NOT NULL AND f.header_signed_on IS NOT NULL) DESC,
        coalesce(f.header_is_draft, false),
        f.source_rank, f.root_ordinal, f.ordinal, f.file_id
) = 1
