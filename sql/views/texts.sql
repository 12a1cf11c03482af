-- table: The text of each file, so that every quote can be proved in this file alone.
-- file_id: file
-- text: its text; spans count code points in it
SELECT file_id, text FROM base.texts
