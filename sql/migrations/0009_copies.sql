-- Whether a document's page is a copy of one in its authority's own register, as the platform says of itself. A
-- warehouse of before had one such platform.
ALTER TABLE base.documents ADD COLUMN is_copy BOOLEAN;
ALTER TABLE base.document_versions ADD COLUMN is_copy BOOLEAN;
UPDATE base.documents SET is_copy = true WHERE platform = 'aggregator';
UPDATE base.document_versions SET is_copy = true WHERE platform = 'aggregator';
