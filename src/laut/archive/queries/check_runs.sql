-- Runs whose counts are not what the archive holds of them.
SELECT r.id AS subject,
    'counts ' || r.read || ' read, ' || r.copied || ' copied, ' || r.skipped || ' skipped; there are '
    || n.read || ', ' || n.copied || ', ' || n.skipped AS detail
FROM runs AS r JOIN run_counts AS n USING (id)
WHERE (r.read, r.copied, r.skipped) <> (n.read, n.copied, n.skipped)
ORDER BY r.id
