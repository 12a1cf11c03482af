-- checks: No content of a non-public document is held.
-- level: error
SELECT f.file_id, d.access FROM files AS f JOIN documents AS d ON d.document_id = f.document_id WHERE NOT d.is_public
