-- How sure, and why, do the chains of some articles ($articles) stand for whom?
SELECT article, actor, chain, score, reason
FROM links
WHERE article IN (SELECT unnest($articles::VARCHAR[])) AND actor IS NOT NULL
ORDER BY article, actor, chain;
