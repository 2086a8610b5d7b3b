-- Mentions whose words are not those of the text.
SELECT m.article AS subject, 'mention ' || m.number || ' has other words than the text' AS detail
FROM mentions AS m JOIN articles AS a ON a.id = m.article
WHERE m.words <> substring(a.text, m.start_at + 1, m.end_at - m.start_at)
ORDER BY m.article
