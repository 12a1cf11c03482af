-- What a file waits for stands in columns of its own, no longer in the words of ``extractor_version``; NULL means no.
-- ``is_to_be_read_again``: a reading that is under way replaces the file whatever version read it.
-- ``is_damaged_in_archive``: the archive has lost its bytes; when they are fetched anew they are read as never before.
ALTER TABLE base.files ADD COLUMN is_to_be_read_again BOOLEAN;
ALTER TABLE base.files ADD COLUMN is_damaged_in_archive BOOLEAN;

-- Marks of a run that was killed while it read again.
UPDATE base.files
SET extractor_version = substring(extractor_version, length('(to be read again)') + 1)
WHERE starts_with(extractor_version, '(to be read again)');

UPDATE base.files
SET extractor_version = replace(extractor_version, ' (archive damaged)', ''), is_damaged_in_archive = true
WHERE ends_with(extractor_version, ' (archive damaged)');
