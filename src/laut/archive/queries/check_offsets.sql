-- Findings that lie outside their article's text.
SELECT f.article AS subject, f.kind || ' ' || f.start_at || '-' || f.end_at || ' is outside the text' AS detail
FROM (
    SELECT article, 'sentence' AS kind, start_at, end_at FROM sentences
    UNION ALL SELECT article, 'mention', start_at, end_at FROM mentions
    UNION ALL SELECT article, 'span', start_at, end_at FROM spans
    UNION ALL SELECT article, 'member', start_at, end_at FROM members
    UNION ALL SELECT article, 'antecedent', antecedent_start, antecedent_end FROM members
) AS f
JOIN (SELECT id, length(text) AS size FROM articles) AS a ON a.id = f.article
WHERE f.start_at < 0 OR f.end_at < f.start_at OR f.end_at > a.size
ORDER BY f.article
