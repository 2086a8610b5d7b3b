-- In which of some rows ($places) is the speaker named, not only "der Minister"?
SELECT DISTINCT s.rowid
FROM statements AS s
JOIN spans AS p ON p.article = s.article AND p.statement = s.id AND p.role = 'speaker'
JOIN mentions AS m
    ON m.article = p.article AND m.form = 'name' AND m.start_at < p.end_at AND m.end_at > p.start_at
WHERE s.rowid IN (SELECT unnest($places::BIGINT[]));
