-- publish: no
-- note: Files with the day they were first seen and their rank as a source: a signed container's member, then PDF,
-- then others. first_seen_on counts from the first version of the file, version_seen_on from these very bytes.
-- unlisted_on: since when its document's page no longer lists the file, or its container; NULL where it counts.
-- together: document_of(document_id)
-- reads: base.files by document_of(document_id)
-- reads: base.file_sightings by document_of(document_id)
-- reads: base.signatures by document_of(root_file_id)
-- reads: base.unlistings by document_of(document_id)
WITH signed AS (SELECT DISTINCT file_id FROM base.signatures),
seen AS (
    SELECT
        s.file_id,
        min(s.first_seen_at) AS first_seen_at,
        min(s.first_seen_at) FILTER (s.sha256 = f.sha256) AS version_seen_at
    FROM base.file_sightings AS s
    JOIN base.files AS f ON f.file_id = s.file_id
    GROUP BY s.file_id
),
unlisted AS (
    SELECT file_id, min(day_in_estonia(unlisted_at)) AS unlisted_on
    FROM base.unlistings WHERE listed_again_at IS NULL GROUP BY 1
)
SELECT
    f.*,
    own.file_id IS NOT NULL OR container.file_id IS NOT NULL AS is_signed,
    CASE
        WHEN own.file_id IS NOT NULL OR container.file_id IS NOT NULL THEN 0
        WHEN f.media_type = 'application/pdf' THEN 1
        ELSE 2
    END AS source_rank,
    root.ordinal AS root_ordinal,
    day_in_estonia(coalesce(seen.first_seen_at, f.loaded_at)) AS first_seen_on,
    day_in_estonia(coalesce(seen.version_seen_at, f.loaded_at)) AS version_seen_on,
    unlisted.unlisted_on
FROM base.files AS f
LEFT JOIN base.files AS root ON root.file_id = f.root_file_id
LEFT JOIN signed AS own ON own.file_id = f.file_id
LEFT JOIN signed AS container ON container.file_id = f.root_file_id
LEFT JOIN seen ON seen.file_id = f.file_id
LEFT JOIN unlisted ON unlisted.file_id = f.root_file_id
