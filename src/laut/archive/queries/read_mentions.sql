SELECT article, start_at, end_at, form, label, maker, score, reason
FROM mentions WHERE article IN (SELECT unnest($ids)) ORDER BY article, number
