-- Sentences, mentions, statements and pieces of a role are numbered from 0 without gaps.
SELECT article AS subject, kind || ' are not numbered from 0 to ' || (count(*) - 1) AS detail
FROM (
    SELECT article, 'sentences' AS kind, number FROM sentences
    UNION ALL SELECT article, 'mentions', number FROM mentions
    UNION ALL SELECT article, 'statements', number FROM statements
    UNION ALL SELECT article, role || ' spans of ' || statement, number FROM spans
)
GROUP BY article, kind
HAVING min(number) <> 0 OR max(number) <> count(*) - 1 OR count(DISTINCT number) <> count(*)
ORDER BY article
