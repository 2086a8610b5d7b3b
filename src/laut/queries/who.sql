-- Who made the statements in question (hits: id)? By actor where it is known who speaks (a statement of two counts for
-- both), else by speaker, as the articles write them; those whose speaker is unknown, or a pronoun only, are counted
-- together (speaker and actor NULL), last. An actor's speaker is what it is called most often.
WITH spoken AS MATERIALIZED (
    SELECT
        CASE
            WHEN lower(s.speaker) IN (
                'er', 'sie', 'es', 'ich', 'wir', 'ihr', 'man', 'dieser', 'diese', 'der', 'die', 'das', 'jener', 'jene',
                'ihm', 'ihn', 'ihnen', 'beide', 'letzterer', 'letztere', 'viele', 'einige', 'andere', 'alle', 'wer'
            ) THEN NULL
            ELSE trim(regexp_replace(s.speaker, '\s+', ' ', 'g'))
        END AS words,
        n.actor,
        a.rowid AS article,
        a.outlet,
        a.published_on,
        coalesce(a.copy_of, a.id) AS origin
    FROM hits
    JOIN statements AS s ON s.id = hits.id
    JOIN articles AS a ON a.id = s.article
    LEFT JOIN statement_actors AS n ON n.statement = s.id AND n.role = 'speaker' AND n.actor IS NOT NULL
),

called AS (
    SELECT actor, words
    FROM spoken
    WHERE actor IS NOT NULL AND words IS NOT NULL
    GROUP BY actor, words
    QUALIFY row_number() OVER (PARTITION BY actor ORDER BY count(*) DESC, words) = 1
),

counted AS (
    SELECT
        actor,
        CASE WHEN actor IS NULL THEN words END AS own,
        count(*) AS statements,
        count(DISTINCT article) AS articles,
        count(DISTINCT origin) AS origins,
        count(DISTINCT outlet) AS outlets,
        min(published_on) AS first_on,
        max(published_on) AS last_on,
        count(*) OVER () AS total
    FROM spoken
    GROUP BY actor, own
)

SELECT
    coalesce(c.own, called.words) AS speaker, c.actor, actors.name AS actor_name, c.statements, c.articles, c.origins,
    c.outlets, c.first_on, c.last_on, c.total
FROM counted AS c
LEFT JOIN called ON called.actor = c.actor
LEFT JOIN actors ON actors.id = c.actor
ORDER BY c.actor IS NULL AND c.own IS NULL, c.statements DESC, c.origins DESC, coalesce(actors.name, c.own), c.actor
LIMIT $limit;
