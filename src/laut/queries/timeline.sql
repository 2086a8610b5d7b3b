-- How many of the statements in question (hits: id) a $unit (day, week, month)? Empty ones between the first and
-- the last count 0; statements of articles without a date come last, in a row without one.
WITH counted AS (
    SELECT
        date_trunc($unit, a.published_on)::DATE AS begins,
        count(*) AS statements,
        count(DISTINCT a.rowid) AS articles,
        count(DISTINCT coalesce(a.copy_of, a.id)) AS origins
    FROM hits
    JOIN statements AS s ON s.id = hits.id
    JOIN articles AS a ON a.id = s.article
    GROUP BY begins
),

periods AS (
    SELECT unnest(generate_series(min(begins), max(begins), ('1 ' || $unit)::INTERVAL))::DATE AS begins
    FROM counted
    UNION ALL
    SELECT begins FROM counted WHERE begins IS NULL
)

SELECT
    periods.begins,
    coalesce(counted.statements, 0) AS statements,
    coalesce(counted.articles, 0) AS articles,
    coalesce(counted.origins, 0) AS origins
FROM periods
LEFT JOIN counted ON counted.begins IS NOT DISTINCT FROM periods.begins
ORDER BY periods.begins NULLS LAST;
