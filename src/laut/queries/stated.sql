-- What is known of the statements in some rows ($places) and of their articles? The other questions choose the
-- rows, and their order, by short columns: words are only unpacked for rows that are known.
SELECT
    s.rowid,
    s.id,
    a.published_on,
    a.outlet,
    s.speaker,
    coalesce(s.content, '') AS content,
    s.kind,
    s.medium,
    s.cue,
    s.addressee,
    s.score,
    s.article,
    a.title,
    a.url,
    a.agency,
    coalesce(a.copy_of, a.id) AS origin
FROM statements AS s
JOIN articles AS a ON a.id = s.article
WHERE s.rowid IN (SELECT unnest($places::BIGINT[]));
