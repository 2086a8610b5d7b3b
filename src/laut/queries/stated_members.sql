-- Which mentions do the chains of some articles ($articles) have?
SELECT article, chain, start_at, end_at, antecedent_start, antecedent_end
FROM members
WHERE article IN (SELECT unnest($articles::VARCHAR[]))
ORDER BY article, chain, number;
