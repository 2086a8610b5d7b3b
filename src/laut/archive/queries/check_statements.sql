-- Statements whose words, role by role, are not those that their spans have in the text.
WITH shown AS (
    SELECT s.article, s.statement, s.role,
        string_agg(substring(a.text, s.start_at + 1, s.end_at - s.start_at), ' … ' ORDER BY s.number) AS words
    FROM spans AS s JOIN articles AS a ON a.id = s.article
    GROUP BY s.article, s.statement, s.role
),
kept AS (
    SELECT article, id AS statement, unnest(['content', 'speaker', 'cue', 'frame', 'addressee']) AS role,
        unnest([content, speaker, cue, frame, addressee]) AS words
    FROM statements
)
SELECT kept.statement AS subject, 'its ' || kept.role || ' has other words than its spans in the text' AS detail
FROM kept LEFT JOIN shown USING (article, statement, role)
WHERE kept.words IS DISTINCT FROM shown.words
ORDER BY kept.statement
