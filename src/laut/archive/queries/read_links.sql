SELECT article, chain, actor, maker, score, reason, candidates
FROM links WHERE article IN (SELECT unnest($ids)) ORDER BY article, chain
