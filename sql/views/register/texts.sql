-- table: The text of each file, so that every quote can be verified within this file.
-- file_id: file
-- text: its text; spans count code points in it
-- original_text: the text as the file has it, where damaged words of it were set right (repairs); else NULL
-- key: file_id
-- pair: file_id
-- together: document_of(file_id)
-- reads: base.texts by document_of(root_file_id)
SELECT file_id, text, original_text FROM base.texts
