-- Pairs of articles that repeat each other, unless they are known.
INSERT INTO repeats
SELECT * FROM (
    SELECT unnest($first::VARCHAR[]) AS first, unnest($second::VARCHAR[]) AS second,
        unnest($overlap::DOUBLE[]) AS overlap
) ANTI JOIN repeats USING (first, second)
ORDER BY ALL
