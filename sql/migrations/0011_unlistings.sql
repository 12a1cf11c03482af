-- Stretches of time in which a document's page did not list a file that is loaded: what the file says has no effect
-- then. ``listed_again_at`` is NULL as long as the page does not list it.
CREATE TABLE base.unlistings (
    document_id VARCHAR NOT NULL,
    file_id VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    unlisted_at TIMESTAMPTZ NOT NULL,
    listed_again_at TIMESTAMPTZ
);
-- What a page stopped listing before this was noted: since it last said something else at the latest.
INSERT INTO base.unlistings
SELECT f.document_id, f.file_id, f.sha256, d.changed_at, NULL
FROM base.files AS f JOIN base.documents AS d ON d.document_id = f.document_id
WHERE f.file_id = f.root_file_id AND d.register <> 'files' AND d.is_public AND d.state = 'listed'
  AND d.last_checked_at IS NOT NULL
  AND EXISTS (SELECT 1 FROM base.document_files AS l WHERE l.document_id = f.document_id)
  AND NOT EXISTS (SELECT 1 FROM base.document_files AS l
                  WHERE l.document_id = f.document_id AND coalesce(l.external_id, l.name) = f.file_key)
  AND NOT EXISTS (SELECT 1 FROM base.quarantine AS q WHERE q.document_id = f.document_id AND q.closed_at IS NULL
                  AND q.stage IN ('page', 'file', 'bytes', 'read'));
