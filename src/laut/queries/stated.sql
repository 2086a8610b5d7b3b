-- What is known of the statements in some rows ($places)? The other questions choose the rows, and their order, by
-- short columns: words are only unpacked for rows that are known, and sooner without a join.
SELECT rowid, id, article, speaker, coalesce(content, '') AS content, kind, medium, cue, addressee, score
FROM statements
WHERE rowid IN (SELECT unnest($places::BIGINT[]));
