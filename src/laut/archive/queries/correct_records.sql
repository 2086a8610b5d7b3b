SELECT id, made_at, made_by, why, action, subject, value, articles, words, context, found, model
FROM corrections ORDER BY made_at, id
