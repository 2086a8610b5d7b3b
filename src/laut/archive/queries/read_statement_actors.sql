SELECT article, statement, role, chain
FROM statement_actors WHERE article IN (SELECT unnest($ids)) ORDER BY article, statement, role, number
