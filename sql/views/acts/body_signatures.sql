-- publish: no
-- note: The day on which each signed act was signed, as its signatures tell: an act's body inside a container, the last person
-- to sign that very file (a seal only where no person did), by a third party's clock, else by the signer's own. A signature
-- over an annex alone dates no act, and a refuted one dates nothing.
-- together: directive_id
-- reads: part_directives AS b by directive_id
-- reads: base.files by document_of(document_id) of b: document_of(document_id)
-- reads: base.signatures by document_of(root_file_id) of b: document_of(document_id)
WITH covered AS (
    -- A body is signed as a member, or within a member that is a container itself.
    SELECT f.document_id, f.file_id AS body_file_id, s.file_id AS container_id, s.is_seal,
           day_in_estonia(coalesce(s.trusted_at, s.claimed_at)) AS signed_on
    FROM base.signatures AS s
    JOIN base.files AS m ON m.parent_file_id = s.file_id AND (s.covers IS NULL OR list_contains(s.covers, m.name))
    JOIN base.files AS f
      ON f.root_file_id = m.root_file_id
     AND (f.file_id = m.file_id
          -- Beside a member "a" there may be another that is called "a/b" and is not inside it.
          OR (starts_with(f.file_id, m.file_id || '/') AND f.parent_file_id IS DISTINCT FROM m.parent_file_id))
    WHERE NOT coalesce(s.is_refuted, false) AND coalesce(s.trusted_at, s.claimed_at) IS NOT NULL
),
bodies AS (
    SELECT DISTINCT file_id, directive_id FROM part_directives WHERE part = 'body' AND directive_id IS NOT NULL AND unlisted_on IS NULL
)
SELECT b.directive_id, c.body_file_id, c.container_id,
       coalesce(max(c.signed_on) FILTER (NOT coalesce(c.is_seal, false)), max(c.signed_on)) AS signed_on
FROM covered AS c
JOIN bodies AS b ON b.file_id = c.body_file_id
GROUP BY ALL
