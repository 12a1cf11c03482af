-- checks: No content of a withdrawn document is held.
-- level: error
SELECT f.file_id, t.cause FROM files AS f JOIN takedowns AS t ON t.document_id = f.document_id WHERE t.lifted_at IS NULL
