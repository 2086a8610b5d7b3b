SELECT article, chain, start_at, end_at, form, antecedent_start, antecedent_end, maker, score, reason
FROM members WHERE article IN (SELECT unnest($ids)) ORDER BY article, chain, number
