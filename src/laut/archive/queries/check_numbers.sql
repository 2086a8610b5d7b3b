-- Sentences, mentions, statements, chains, pieces of a role, members of a chain and so on are numbered from 0 without gaps.
SELECT article AS subject, kind || ' are not numbered from 0 to ' || (count(*) - 1) AS detail
FROM (
    SELECT article, 'sentences' AS kind, number FROM sentences
    UNION ALL SELECT article, 'mentions', number FROM mentions
    UNION ALL SELECT article, 'statements', number FROM statements
    UNION ALL SELECT article, role || ' spans of ' || statement, number FROM spans
    UNION ALL SELECT article, 'chains', number FROM chains
    UNION ALL SELECT article, 'members of chain ' || chain, number FROM members
    UNION ALL SELECT article, role || ' actors of ' || statement, number FROM statement_actors
    UNION ALL SELECT actor, 'offices', number FROM tenures
)
GROUP BY article, kind
HAVING min(number) <> 0 OR max(number) <> count(*) - 1 OR count(DISTINCT number) <> count(*)
ORDER BY article
