-- Whom do the speakers of the statements in some rows ($places) stand for? Those of whom it is not known have no row.
SELECT s.rowid AS place, list(n.actor) AS actors
FROM statements AS s
JOIN statement_actors AS n ON n.article = s.article AND n.statement = s.id
WHERE s.rowid IN (SELECT unnest($places::BIGINT[])) AND n.role = 'speaker' AND n.actor IS NOT NULL
GROUP BY place;
