-- What is known of the statements in some rows ($places)? The other questions choose the rows, and their order, by
-- short columns: words are only unpacked for rows that are known, and sooner without a join. Contents take as long as
-- all other columns together, and are left out where the question has them ($has_contents).
SELECT
    rowid, id, article, speaker, CASE WHEN $has_contents THEN '' ELSE coalesce(content, '') END AS content, kind,
    medium, cue, addressee, score
FROM statements
WHERE rowid IN (SELECT unnest($places::BIGINT[]));
