-- Who made the statements in question (hits: id)? By speaker, as the articles write them; those whose speaker
-- is unknown, or a pronoun only, are counted together (speaker NULL), last.
WITH spoken AS (
    SELECT
        CASE
            WHEN lower(s.speaker) IN (
                'er', 'sie', 'es', 'ich', 'wir', 'ihr', 'man', 'dieser', 'diese', 'der', 'die', 'das', 'jener', 'jene',
                'ihm', 'ihn', 'ihnen', 'beide', 'letzterer', 'letztere', 'viele', 'einige', 'andere', 'alle', 'wer'
            ) THEN NULL
            ELSE trim(regexp_replace(s.speaker, '\s+', ' ', 'g'))
        END AS speaker,
        a.rowid AS article,
        a.outlet,
        a.published_on,
        coalesce(a.copy_of, a.id) AS origin
    FROM hits
    JOIN statements AS s ON s.id = hits.id
    JOIN articles AS a ON a.id = s.article
)

SELECT
    speaker,
    count(*) AS statements,
    count(DISTINCT article) AS articles,
    count(DISTINCT origin) AS origins,
    count(DISTINCT outlet) AS outlets,
    min(published_on) AS first_on,
    max(published_on) AS last_on,
    count(*) OVER () AS total
FROM spoken
GROUP BY speaker
ORDER BY speaker IS NULL, statements DESC, origins DESC, speaker
LIMIT $limit;
