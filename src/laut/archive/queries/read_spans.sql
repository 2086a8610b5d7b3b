SELECT article, statement, role, start_at, end_at
FROM spans WHERE article IN (SELECT unnest($ids)) ORDER BY article, statement, role, number
