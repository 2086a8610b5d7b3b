SELECT article, label, parts FROM chains WHERE article IN (SELECT unnest($ids)) ORDER BY article, number
