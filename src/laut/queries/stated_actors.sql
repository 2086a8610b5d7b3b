-- Whom do the speakers and addressees of the statements of some articles ($articles) stand for? (These questions about
-- articles read one table each and no more: to join them takes ten times as long.)
SELECT statement, role, article, chain, actor
FROM statement_actors
WHERE article IN (SELECT unnest($articles::VARCHAR[])) AND actor IS NOT NULL
ORDER BY statement, role, number;
